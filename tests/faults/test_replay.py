"""What was seen live is what replay shows: for three accounts, through merges, moves and kills.

The operator of the city sees everything at all times, so nothing is left out for that account. For
the others subjects whose sight changed meanwhile stand apart: replay shows a subject only to
whoever sees it now, so they are listed and left out of the hash.
"""

import asyncio
import hashlib
import random
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
import orjson
import pytest

from tests.faults.client import made
from tests.faults.kills import Killer
from tests.faults.story import FIRE, JINPING, Drill, Story, drilling
from tests.faults.truth import column, head_at
from tests.faults.watcher import States, Watcher, past, watching
from tests.harness.demo import Credentials, signed_in
from tests.harness.system import System

ACCOUNTS = ("operator", "jinping", "fire")
PARTS = ("serve", "postgres", "redis")
Note = Callable[[str, Any], None]


@dataclass
class Seat:
    """One account before its screen."""

    name: str
    http: httpx.AsyncClient
    watcher: Watcher
    drill: str | None = None


@pytest.mark.timeout(240)
async def test_replay_shows_what_was_seen(
    running: System, people: Credentials, record_property: Note
) -> None:
    await compare(running, people, record_property, seconds=15, moments=15, kills=3)


@pytest.mark.slow
@pytest.mark.timeout(1200)
async def test_replay_shows_what_was_seen_in_a_hundred_seconds(
    running: System, people: Credentials, record_property: Note
) -> None:
    await compare(running, people, record_property, seconds=180, moments=100, kills=12)


async def compare(
    running: System, people: Credentials, note: Note, *, seconds: int, moments: int, kills: int
) -> None:
    """Watch so many seconds of story with kills, then replay so many of them."""
    async with AsyncExitStack() as stack:
        drill = await stack.enter_async_context(drilling(running, people))
        seats = [await seat(running, people, stack, name) for name in ACCOUNTS]
        seats.append(await seat(running, people, stack, "operator", str(drill.id)))
        story = Story(
            seats[0].http,
            seats[1].http,
            drill,
            await organisations(seats[0].http),
            random.Random(3),
        )
        began = await head_at(running)
        async with watching([each.watcher for each in seats]):
            await played(running, story, seconds=seconds, kills=kills)
            await caught_up(story, drill, seats)
        ended = await head_at(running)
        picked = whole_seconds(began, ended, moments)
        relabelled = await relabelled_subjects(running)
        note("figure", f"deeds: {dict(story.done)}; kills: {kills}; relabelled: {len(relabelled)}")
        note("relabelled", sorted(relabelled))
        for each in seats:
            left_out = set() if each.name == "operator" else relabelled
            note("figure", await check(running, each, picked, left_out))
        await no_drill_among_the_real(running, seats)


async def seat(
    running: System, people: Credentials, stack: AsyncExitStack, name: str, drill: str | None = None
) -> Seat:
    """Sign in and open a screen."""
    http = await signed_in(running.address, people, name)
    stack.push_async_callback(http.aclose)
    return Seat(name, http, Watcher(running.address, http, drill=drill), drill)


async def organisations(http: httpx.AsyncClient) -> dict[str, str]:
    """Return the ids of organisations by code."""
    listed = (await http.get("/api/organisations", params={"limit": 1000})).json()["items"]
    return {item["code"]: item["id"] for item in listed}


async def played(running: System, story: Story, *, seconds: int, kills: int) -> None:
    """Let the story run, with kills of all parts at even distances."""
    acting = asyncio.create_task(story.run())
    killer = Killer(running, story.city)
    try:
        for number in range(kills):
            await asyncio.sleep(seconds / (kills + 1))
            await killer.at_any_moment(PARTS[number % len(PARTS)])
        await asyncio.sleep(seconds / (kills + 1))
        story.finish()
        await acting
    finally:
        acting.cancel()


async def caught_up(story: Story, drill: Drill, seats: list[Seat]) -> None:
    """Wait until each screen shows the last word."""
    assigned = [story.organisations[JINPING], story.organisations[FIRE]]
    last = await made(story.city, "/api/incidents", {"title": "收尾", "assigned": assigned})
    rehearsed = await drill.last()
    for each in seats:
        await each.watcher.shows(rehearsed if each.drill else str(last["id"]))


def whole_seconds(began: datetime, ended: datetime, most: int) -> list[datetime]:
    """Return at most so many of the whole seconds that were watched, evenly spread."""
    first = began.replace(microsecond=0) + timedelta(seconds=1)
    seconds = [first + timedelta(seconds=n) for n in range(int((ended - first).total_seconds()))]
    step = max(1.0, len(seconds) / most)
    return [seconds[int(number * step)] for number in range(min(most, len(seconds)))]


async def check(running: System, seat: Seat, moments: list[datetime], left_out: set[str]) -> str:
    """Compare live and replay at each moment; return how much was compared."""
    compared: set[str] = set()
    hashes: set[str] = set()
    async for moment, replayed in past(running.address, seat.http, moments, seat.drill):
        seen = without(seat.watcher.at(moment), left_out)
        shown = without(replayed, left_out)
        assert digest(shown) == digest(seen), difference(seat, moment, seen, shown)
        compared |= seen.keys()
        hashes.add(digest(seen))
    assert len(hashes) > 1, f"{seat.name} saw nothing happen"
    board = "drill" if seat.drill else "board"
    return (
        f"{seat.name} ({board}): {len(moments)} seconds, {len(hashes)} different hashes of "
        f"{len(compared)} subjects, {seat.watcher.breaks} breaks"
    )


def without(states: States, left_out: set[str]) -> States:
    return {subject: shown for subject, shown in states.items() if subject not in left_out}


def digest(states: States) -> str:
    """Return the hash of a board."""
    return hashlib.sha256(orjson.dumps(states, option=orjson.OPT_SORT_KEYS)).hexdigest()


def difference(seat: Seat, moment: datetime, seen: States, shown: States) -> str:
    """Say where live and replay part."""
    subjects = [key for key in seen.keys() | shown.keys() if seen.get(key) != shown.get(key)]
    told = [f"{key}: live {seen.get(key)}, replay {shown.get(key)}" for key in subjects[:3]]
    return f"{seat.name} at {moment}, {len(subjects)} subjects:\n" + "\n".join(told)


async def no_drill_among_the_real(running: System, seats: list[Seat]) -> None:
    """No subject of the drill was ever on a real board, and the drill's board had no other."""
    drill = next(each.drill for each in seats if each.drill)
    rehearsed = set(
        await column(running, "select subject::text from kernel.fact where drill = $1", drill)
    )
    for each in seats:
        told = {event.subject for event in each.watcher.events}
        assert told <= rehearsed if each.drill else not told & rehearsed


async def relabelled_subjects(running: System) -> set[str]:
    """Return the subjects whose scope, or whose scope's sight, changed."""
    return set(
        await column(
            running,
            "select distinct f.subject::text from kernel.fact f where f.scope_moved "
            "or f.scope_id in (select subject from kernel.fact where kind = 'scope.changed')",
        )
    )
