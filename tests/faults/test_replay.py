"""What was seen live is what replay shows: through merges, moves of sight, a drill and kills."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from tests.faults.kills import PARTS, Killer
from tests.faults.seats import Note, all_watch, caught_up, compare, seated
from tests.faults.story import drilling, told
from tests.faults.watcher import watching
from tests.harness.demo import Credentials
from tests.harness.system import System

# Three minutes of story; `test_kills` compares live and replay too, in the minute of every run.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
SECONDS = 180
MOMENTS = 100
KILLS = 12


async def test_replay_shows_what_was_seen_in_a_hundred_seconds(
    running: System, people: Credentials, record_property: Note
) -> None:
    async with AsyncExitStack() as stack:
        drill = await stack.enter_async_context(drilling(running, people))
        seats = await seated(running, people, stack, drill)
        async with watching([each.watcher for each in seats]):
            began = await all_watch(running, seats)
            async with told(seats[0].http, seats[1].http, drill) as story:
                killer = Killer(running, story.city)
                for number in range(KILLS):
                    await asyncio.sleep(SECONDS / (KILLS + 1))
                    await killer.at_any_moment(PARTS[number % len(PARTS)])
                await asyncio.sleep(SECONDS / (KILLS + 1))
            await caught_up(story, drill, seats)
        record_property("figure", f"deeds: {dict(story.done)}; kills: {KILLS}")
        await compare(running, seats, record_property, since=began, most=MOMENTS)
