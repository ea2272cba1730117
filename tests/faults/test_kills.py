"""R1–R3: nothing acknowledged is lost, nothing is stored twice, every screen ends up right.

And what the screens saw live, second by second through all the kills, is what replay shows.
"""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack

import pytest

from tests.faults.client import with_token
from tests.faults.kills import PARTS, Killer
from tests.faults.ledger import Desks
from tests.faults.seats import Note, Seat, all_watch, caught_up, compare, seated
from tests.faults.story import drilling, told
from tests.faults.truth import column
from tests.faults.watcher import Watcher, watching
from tests.harness.demo import Credentials
from tests.harness.system import System

# Each kind of moment comes once in three rounds; the long run has many of each.
SHORT, LONG = 4, 20
# Seconds of the past that are compared with what screens saw.
FEW, MANY = 8, 20


@pytest.mark.timeout(600)
async def test_four_kills_of_each_part(
    running: System, people: Credentials, record_property: Note
) -> None:
    await killed(running, people, record_property, rounds=SHORT, answers=4, moments=FEW)


@pytest.mark.slow
@pytest.mark.timeout(1800)
async def test_twenty_kills_of_each_part(
    running: System, people: Credentials, record_property: Note
) -> None:
    await killed(running, people, record_property, rounds=LONG, answers=60, moments=MANY)


async def killed(
    running: System,
    people: Credentials,
    note: Note,
    *,
    rounds: int,
    answers: int,
    moments: int,
) -> None:
    """Write 20 reports a second before four screens, kill every part again and again; judge."""
    async with AsyncExitStack() as stack:
        desk = with_token(running.address, people.tokens["operator"])
        await stack.enter_async_context(desk)
        drill = await stack.enter_async_context(drilling(running, people))
        seats = await seated(running, people, stack, drill)
        desks, killer = Desks(desk, seed=7), Killer(running, desk)
        async with watching([each.watcher for each in seats]):
            began = await all_watch(running, seats)
            async with told(seats[0].http, seats[1].http, drill) as story:
                writing = asyncio.create_task(desks.run())
                stack.callback(writing.cancel)
                for number in range(rounds):
                    await one_round(desks, killer, number, answers)
                rates = desks.ledger.rates()
                desks.finish()
                await writing
            await judge(running, desks, killer)
            await caught_up(story, drill, seats)
            await judge_screens(running, seats)
        tell(note, desks, killer, rates)
        note("figure", f"beside: {dict(story.done)}")
        await compare(running, seats, note, since=began, most=moments)


async def one_round(desks: Desks, killer: Killer, number: int, answers: int) -> None:
    """Kill each part once, in every third round inside a merge or before an answer."""
    for part in PARTS:
        await desks.more(answers)
        if part == "redis" or number % 3 == 0:
            await killer.at_any_moment(part)
        elif number % 3 == 1:
            await killer.inside_merge(part)
        else:
            await killer.between_commit_and_answer(part)


async def judge(running: System, desks: Desks, killer: Killer) -> None:
    """Compare the clients' ledger with the journal."""
    ledger = desks.ledger
    assert not ledger.refused
    assert ledger.acknowledged.keys() == set(ledger.sent)
    stored = Counter(
        await column(
            running, "select subject::text from kernel.fact where kind = 'report.received'"
        )
    )
    assert [identity for identity in ledger.sent if stored[identity] == 0] == []
    assert [identity for identity in ledger.sent if stored[identity] > 1] == []
    rows = Counter(await column(running, "select id::text from incidents.report"))
    assert rows == stored
    assert ledger.replayed, "no write was committed without its answer"
    await killer.check_merged()


async def judge_screens(running: System, seats: list[Seat]) -> None:
    """Compare what each screen shows with what a screen shows that is opened now."""
    for each in seats:
        assert each.watcher.breaks > 0
        now = Watcher(running.address, each.http, drill=each.drill)
        async with watching([now]):
            await now.shows(each.last)
        assert each.watcher.states == now.states


def tell(note: Note, desks: Desks, killer: Killer, rates: str) -> None:
    """Say what was measured; time is told here and judged by nobody."""
    ledger = desks.ledger
    note("figure", f"{len(ledger.sent)} reports, {rates}: lost 0, doubled 0")
    note("figure", f"{len(ledger.replayed)} stored without an answer, told when asked again")
    for part, moments in killer.moments.items():
        away = sorted(killer.away_s[part])
        quiet = sorted(ledger.silence_after(moment) for moment in moments[:-1])
        note(
            "figure",
            f"{part} killed {len(away)} times: ready again after {spread(away)}, "
            f"next answer after {spread(quiet)}",
        )


def spread(seconds: list[float]) -> str:
    """Return the middle and the worst of sorted times."""
    return f"{seconds[len(seconds) // 2]:.2f} s (median) {seconds[-1]:.2f} s (worst)"
