"""Accounts before their screens: what each saw live is what replay shows it.

The operator of the city sees everything at all times, so nothing is left out for that account. For
the others subjects whose sight changed meanwhile stand apart: replay shows a subject only to
whoever sees it now, so they are listed and left out of the hash.
"""

import hashlib
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
import orjson

from tests.faults.client import made
from tests.faults.story import FIRE, JINPING, Drill, Story
from tests.faults.truth import column, head_at
from tests.faults.watcher import States, Watcher, past
from tests.harness.demo import Credentials, signed_in
from tests.harness.system import System

ACCOUNTS = ("operator", "jinping", "fire")
Note = Callable[[str, Any], None]


@dataclass
class Seat:
    """One account before its screen."""

    name: str
    http: httpx.AsyncClient
    watcher: Watcher
    drill: str | None = None
    last: str = ""


async def seated(
    running: System, people: Credentials, stack: AsyncExitStack, drill: Drill
) -> list[Seat]:
    """Seat the three accounts before the city's board, and the operator before the drill's."""
    seats = [await seat(running, people, stack, name) for name in ACCOUNTS]
    return [*seats, await seat(running, people, stack, "operator", str(drill.id))]


async def seat(
    running: System, people: Credentials, stack: AsyncExitStack, name: str, drill: str | None = None
) -> Seat:
    """Sign in and open a screen."""
    http = await signed_in(running.address, people, name)
    stack.push_async_callback(http.aclose)
    return Seat(name, http, Watcher(running.address, http, drill=drill), drill)


async def all_watch(running: System, seats: list[Seat]) -> datetime:
    """Wait until all screens show their board; return the moment from which they can be asked."""
    for each in seats:
        await each.watcher.filled()
    return await head_at(running)


async def compare(
    running: System, seats: list[Seat], note: Note, *, since: datetime, most: int
) -> None:
    """Replay so many of the seconds that were watched; each must show what was seen."""
    moments = whole_seconds(since, await head_at(running), most)
    relabelled = await relabelled_subjects(running)
    note("relabelled", sorted(relabelled))
    note("figure", f"{len(relabelled)} subjects relabelled")
    for each in seats:
        left_out = set() if each.name == "operator" else relabelled
        note("figure", await check(running, each, moments, left_out))
    await no_drill_among_the_real(running, seats)


async def caught_up(story: Story, drill: Drill, seats: list[Seat]) -> None:
    """Say a last word in the city and in the drill; wait until each screen shows its own."""
    assigned = [story.organisations[JINPING], story.organisations[FIRE]]
    word = await made(story.city, "/api/incidents", {"title": "收尾", "assigned": assigned})
    rehearsed = await drill.last()
    for each in seats:
        each.last = rehearsed if each.drill else str(word["id"])
        await each.watcher.shows(each.last)


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
