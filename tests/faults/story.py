"""What happens in the city while screens look on: reports, merges, moves of sight, a drill."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx

from incidents.intake import service as intake
from incidents.intake.schemas import ReportIn
from incidents.lifecycle import merging, opening
from incidents.lifecycle.schemas import IncidentIn, MergeIn
from kernel.api import Actor, Conflict, Problem, Runtime, Settings, SystemClock, Tx, new_id, tokens
from kernel.api import system as background
from server.app import opened
from tests.faults.client import BUSY, PAUSE_S, insisting, made
from tests.harness.demo import Credentials
from tests.harness.system import System

PLACES = ((116.70, 23.36), (116.68, 23.37), (116.75, 23.40), (116.60, 23.26))
JINPING, LONGHU, FIRE = "440511", "440507", "fire"
# A city's desk does about so many things a second.
PAUSE_BETWEEN_S = 0.2


@dataclass
class Story:
    """Deeds of the city's operator and of a district's, one after the other, in a fixed order."""

    city: httpx.AsyncClient
    district: httpx.AsyncClient
    drill: "Drill"
    organisations: dict[str, str]
    rng: random.Random
    done: Counter[str] = field(default_factory=Counter)
    incidents: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    _stop: bool = False

    async def run(self) -> None:
        """Act until told to stop."""
        deeds = (
            self.report, self.share, self.district_report, self.report, self.assign, self.merge,
            self.rehearse, self.move, self.unmerge, self.call_off,
        )  # fmt: skip
        while not self._stop:
            for deed in deeds:
                await deed()
                self.done[deed.__name__] += 1
                await asyncio.sleep(PAUSE_BETWEEN_S)

    def finish(self) -> None:
        """Stop after this round of deeds."""
        self._stop = True

    async def report(self) -> None:
        """A report comes in and becomes an incident of the city."""
        report = await made(self.city, "/api/reports", self._report())
        self.incidents.append(await self._incident(self.city, reports=[report["report"]["id"]]))

    async def share(self) -> None:
        """An incident that fire service and district see from the start, and always."""
        called = [self.organisations[JINPING], self.organisations[FIRE]]
        self.shared.append(await self._incident(self.city, assigned=called))
        self.incidents.append(self.shared[-1])

    async def district_report(self) -> None:
        """The district takes in a report of its own."""
        await made(self.district, "/api/reports", self._report())
        await self._incident(self.district)

    async def assign(self) -> None:
        """The fire service is called in."""
        await self._change("assign", add=[self.organisations[FIRE]], reason="火灾")

    async def call_off(self) -> None:
        """The fire service is released."""
        await self._change("assign", remove=[self.organisations[FIRE]], reason="解除")

    async def move(self) -> None:
        """Another district answers for an incident."""
        owner = self.rng.choice((JINPING, LONGHU))
        await self._change("move", organisation_id=self.organisations[owner], reason="属地")

    async def merge(self) -> None:
        """Two incidents turn out to be one."""
        gone, stays = self.rng.sample(self._free(), 2)
        body = {"into": stays, "reason": "同一起"}
        await made(self.city, f"/api/incidents/{gone}/merge", body)
        self.merged.append(gone)

    async def unmerge(self) -> None:
        """One of them was another after all."""
        gone = self.merged[-1]
        await made(self.city, f"/api/incidents/{gone}/unmerge", {"reason": "并非同一起"})
        self.merged.remove(gone)

    async def rehearse(self) -> None:
        """The same goes on in a drill, which no real board may show."""
        await self.drill.act(self._report(), self.rng)

    def _free(self) -> list[str]:
        return [item for item in self.incidents if item not in self.merged]

    def _report(self) -> dict[str, Any]:
        lon, lat = self.rng.choice(PLACES)
        return {"channel": "phone", "text": "有浓烟", "location": {"lon": lon, "lat": lat}}

    async def _incident(self, http: httpx.AsyncClient, **fields: Any) -> str:
        return str((await made(http, "/api/incidents", {"title": "有浓烟"} | fields))["id"])

    async def _change(self, verb: str, **body: Any) -> None:
        incident = self.rng.choice([item for item in self._free() if item not in self.shared])
        answer = await insisting(self.city, f"/api/incidents/{incident}/{verb}", body)
        assert answer.status == 200, answer.body


class Drill:
    """A drill, by the same services the doors call: drills have no door of their own yet."""

    def __init__(self, runtime: Runtime, actor: Actor) -> None:
        self.id = new_id()
        self.incidents: list[UUID] = []
        self._runtime = runtime
        self._actor = actor

    async def act(self, report: dict[str, Any], rng: random.Random) -> None:
        """A report, an incident made of it, and now and then a merge, all marked."""
        kept = await self._step(lambda tx: intake.receive(tx, ReportIn(**report), self._zone))
        form = IncidentIn(title="演练", reports=[kept["report"]["id"]])
        incident = await self._step(lambda tx: opening.open_incident(tx, form, self._zone))
        self.incidents.append(incident["id"])
        if len(self.incidents) > 3:
            gone, stays = rng.sample(self.incidents, 2)
            self.incidents.remove(gone)
            with suppress(Conflict):  # merged by a try whose commit stood and whose answer was lost
                await self._step(lambda tx: merging.merge(tx, gone, MergeIn(into=stays)))

    async def last(self) -> str:
        """Make one more incident and return its id."""
        form = IncidentIn(title="演练收尾", location={"lon": 116.7, "lat": 23.36})
        made_now = await self._step(lambda tx: opening.open_incident(tx, form, self._zone))
        return str(made_now["id"])

    @property
    def _zone(self) -> str:
        return self._runtime.city.zone

    async def _step(self, step: Callable[[Tx], Awaitable[Any]]) -> Any:
        """Run a step, again when the database was away (it does nothing by halves)."""
        while True:
            try:
                return await self._runtime.db.run(self._actor, step, drill=self.id)
            except Problem as refusal:
                if refusal.status not in BUSY:
                    raise
                await asyncio.sleep(PAUSE_S)


@asynccontextmanager
async def told(
    city: httpx.AsyncClient, district: httpx.AsyncClient, drill: Drill
) -> AsyncIterator[Story]:
    """Let the story run as long as the block does, and to the end of its round of deeds."""
    listed = (await city.get("/api/organisations", params={"limit": 1000})).json()["items"]
    organisations = {item["code"]: item["id"] for item in listed}
    story = Story(city, district, drill, organisations, random.Random(3))
    acting = asyncio.create_task(story.run())
    try:
        yield story
        story.finish()
        await acting
    finally:
        acting.cancel()


@asynccontextmanager
async def drilling(running: System, people: Credentials) -> AsyncIterator[Drill]:
    """Open a drill of the city's operator."""
    urls = running.announced()
    settings = Settings(
        home=running.home, database_url=urls["database_url"], redis_url=urls["redis_url"]
    )
    async with opened(settings, SystemClock()) as runtime:
        async with runtime.db.transaction(background("drill")) as tx:
            actor = await tokens.actor_of(tx, people.tokens["operator"], runtime.directory)
        yield Drill(runtime, actor)
