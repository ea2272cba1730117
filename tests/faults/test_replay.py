"""What was seen live is what replay shows: for three accounts, through merges, moves and kills.

Subjects whose sight changed meanwhile stand apart: replay shows a subject only to whoever sees
it now, so they are listed and left out of the hash.
"""

import asyncio
import hashlib
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
import orjson
import pytest

from kernel.api import Database, NewFact, SystemClock, new_id, system
from tests.faults.truth import back, head_at, newest_seq, owned
from tests.faults.watcher import Event, Watcher, past
from tests.harness.demo import Credentials, signed_in
from tests.harness.system import System

# Whole systems under load and kills: minutes, and a machine of their own.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

ACCOUNTS = ("operator", "jinping", "fire")
SECONDS = 25
MOMENTS = 100
KILLS = 2
PLACES = ((116.70, 23.36), (116.68, 23.37), (116.75, 23.40), (116.60, 23.26))


@dataclass
class Story:
    """What happens in the city while three accounts look on."""

    http: httpx.AsyncClient
    organisations: dict[str, str]
    rng: random.Random
    incidents: list[str] = field(default_factory=list)
    merged: set[str] = field(default_factory=set)
    stop: bool = False

    async def run(self) -> None:
        """Act until told to stop; a refusal while the server is down changes nothing."""
        while not self.stop:
            deed = self.rng.choice((self.report, self.report, self.merge, self.move, self.assign))
            try:
                await deed()
            except httpx.TransportError:
                await asyncio.sleep(0.1)

    async def report(self) -> None:
        """A report comes in and becomes an incident."""
        lon, lat = self.rng.choice(PLACES)
        answer = await self.http.post(
            "/api/reports",
            json={"channel": "phone", "text": "有浓烟", "location": {"lon": lon, "lat": lat}},
        )
        if answer.status_code != 201:
            return
        made = await self.http.post(
            "/api/incidents",
            json={"title": "有浓烟", "reports": [answer.json()["report"]["id"]]},
        )
        if made.status_code == 201:
            self.incidents.append(made.json()["id"])

    async def merge(self) -> None:
        """Two incidents turn out to be one."""
        free = [item for item in self.incidents if item not in self.merged]
        if len(free) < 4:
            return
        gone, stays = self.rng.sample(free, 2)
        answer = await self.http.post(
            f"/api/incidents/{gone}/merge", json={"into": stays, "reason": "同一起"}
        )
        if answer.status_code == 200:
            self.merged.add(gone)

    async def move(self) -> None:
        """Another district answers for an incident."""
        if len(self.incidents) > 5:
            owner = self.rng.choice(("440511", "440507"))
            await self.http.post(
                f"/api/incidents/{self.rng.choice(self.incidents)}/move",
                json={"organisation_id": self.organisations[owner], "reason": "属地"},
            )

    async def assign(self) -> None:
        """The fire service is called in."""
        if len(self.incidents) > 5:
            await self.http.post(
                f"/api/incidents/{self.rng.choice(self.incidents)}/assign",
                json={"add": [self.organisations["fire"]], "reason": "火灾"},
            )


async def test_replay_shows_what_was_seen(running: System, people: Credentials) -> None:
    await compare(running, people, seconds=SECONDS, kills=KILLS)


async def test_replay_shows_what_was_seen_for_long(running: System, people: Credentials) -> None:
    await compare(running, people, seconds=180, kills=12)


async def compare(running: System, people: Credentials, *, seconds: int, kills: int) -> None:
    clients = {name: await signed_in(running.address, people, name) for name in ACCOUNTS}
    try:
        watchers = {name: Watcher(running.address, clients[name]) for name in ACCOUNTS}
        watching = [asyncio.create_task(watcher.run()) for watcher in watchers.values()]
        began = await live(running, clients["operator"], list(watchers.values()), seconds, kills)
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)
        relabelled = await relabelled_subjects(running)
        moments = picked(began, seconds)
        for name, watcher in watchers.items():
            await check(running, clients[name], watcher, moments, relabelled)
    finally:
        for client in clients.values():
            await client.aclose()


async def live(
    running: System,
    operator: httpx.AsyncClient,
    watchers: list[Watcher],
    seconds: int,
    kills: int,
) -> datetime:
    """Let the story run, with kills and drills in between; return the moment it began."""
    listed = (await operator.get("/api/organisations", params={"limit": 1000})).json()["items"]
    story = Story(operator, {item["code"]: item["id"] for item in listed}, random.Random(3))
    began = await head_at(running)
    acting = asyncio.create_task(story.run())
    for _ in range(kills):
        await asyncio.sleep(seconds / (kills + 1))
        await drill(running)
        running.kill("serve")
        await back(running)
    await asyncio.sleep(seconds / (kills + 1))
    story.stop = True
    await acting
    head = await newest_seq(running)
    async with asyncio.timeout(30):
        await asyncio.gather(*(watcher.reached(head) for watcher in watchers))
    return began


async def check(
    running: System,
    http: httpx.AsyncClient,
    watcher: Watcher,
    moments: list[datetime],
    relabelled: set[str],
) -> None:
    """Compare live and replay at each moment, relabelled subjects left out."""
    seen = [event for event in watcher.events if event.subject not in relabelled]
    compared = 0
    for moment in moments:
        then = states_at(seen, moment)
        shown = await past(running.address, http, moment.isoformat())
        replayed = {key: state for key, state in shown.items() if key not in relabelled}
        assert digest(replayed) == digest(then), f"{moment}: {set(replayed) ^ set(then)}"
        compared += len(then)
    assert compared > 0


def states_at(events: list[Event], moment: datetime) -> dict[str, Any]:
    """Return what the screen showed at a moment."""
    states: dict[str, Any] = {}
    for event in events:
        if datetime.fromisoformat(event.at) > moment:
            continue
        if event.state is None:
            states.pop(event.subject, None)
        else:
            states[event.subject] = event.state
    return states


def digest(states: dict[str, Any]) -> str:
    """Return the hash of a board."""
    return hashlib.sha256(orjson.dumps(states, option=orjson.OPT_SORT_KEYS)).hexdigest()


def picked(began: datetime, seconds: int) -> list[datetime]:
    """Return a hundred moments of the time that was watched."""
    step = seconds / MOMENTS
    return [began + timedelta(seconds=step * number) for number in range(1, MOMENTS + 1)]


async def drill(running: System) -> None:
    """Something happens in a drill, which no real board may show."""
    db = Database(running.announced()["database_url"], SystemClock(), connections=2)
    try:
        async with db.transaction(system("drill"), drill=new_id()) as tx:
            tx.record(NewFact("incident.reported", "incidents", new_id(), {"title": "演练"}, None))
    finally:
        await db.close()


async def relabelled_subjects(running: System) -> set[str]:
    """Return the subjects whose scope, or whose scope's sight, changed."""
    rows = await owned(
        running,
        "select distinct f.subject::text as value from kernel.fact f where f.scope_moved "
        "or f.scope_id in (select subject from kernel.fact where kind = 'scope.changed')",
    )
    return {row["value"] for row in rows}
