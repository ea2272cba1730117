"""R1–R3: nothing acknowledged is lost, nothing is stored twice, every screen ends up right."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest

from tests.faults.client import made, with_token
from tests.faults.kills import Killer
from tests.faults.ledger import Desks
from tests.faults.truth import column
from tests.faults.watcher import Watcher, fresh, watching
from tests.harness.demo import Credentials, signed_in
from tests.harness.system import System

DESKS = 20
SCREENS = ("operator", "operator", "operator", "jinping", "fire")
ROUNDS = 10
PARTS = ("serve", "postgres", "redis")
Note = Callable[[str, Any], None]


@pytest.mark.timeout(300)
async def test_ten_kills_of_each_part(
    running: System, people: Credentials, record_property: Note
) -> None:
    await killed(running, people, record_property, rounds=ROUNDS, answers=4)


@pytest.mark.slow
@pytest.mark.timeout(1800)
async def test_twenty_kills_of_each_part(
    running: System, people: Credentials, record_property: Note
) -> None:
    await killed(running, people, record_property, rounds=2 * ROUNDS, answers=60)


async def killed(
    running: System, people: Credentials, note: Note, *, rounds: int, answers: int
) -> None:
    """Write 20 reports a second before five screens, kill every part again and again; judge."""
    async with AsyncExitStack() as stack:
        desk = await stack.enter_async_context(
            with_token(running.address, people.tokens["operator"])
        )
        screens = [await signed_in(running.address, people, name) for name in SCREENS]
        for screen in screens:
            stack.push_async_callback(screen.aclose)
        watchers = [
            Watcher(running.address, screen, seed=seed) for seed, screen in enumerate(screens)
        ]
        desks, killer = Desks(desk, DESKS, seed=7), Killer(running, desk)
        await stack.enter_async_context(watching(watchers))
        writing = asyncio.create_task(desks.run())
        stack.callback(writing.cancel)
        for number in range(rounds):
            await one_round(desks, killer, number, answers)
        rate = desks.ledger.rate
        desks.finish()
        await writing
        await judge(running, desks, killer)
        await judge_screens(running, desk, list(zip(screens, watchers, strict=True)))
    tell(note, desks, killer, rate)


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
    assert await column(running, "select count(*) from incidents.report") == [stored.total()]
    assert ledger.replayed, "no write was committed without its answer"
    await killer.check_merged()


async def judge_screens(
    running: System, desk: httpx.AsyncClient, pairs: list[tuple[httpx.AsyncClient, Watcher]]
) -> None:
    """Compare what each screen shows with what a screen shows that is opened now."""
    listed = (await desk.get("/api/organisations", params={"limit": 1000})).json()["items"]
    ids = {item["code"]: item["id"] for item in listed}
    last = await made(
        desk, "/api/incidents", {"title": "收尾", "assigned": [ids["440511"], ids["fire"]]}
    )
    for screen, watcher in pairs:
        await watcher.shows(last["id"])
        assert watcher.breaks > 0
        assert watcher.states == await fresh(running.address, screen, last["id"])


def tell(note: Note, desks: Desks, killer: Killer, rate: float) -> None:
    """Say what was measured; time is told here and judged by nobody."""
    ledger = desks.ledger
    note("figure", f"{len(ledger.sent)} reports at {rate:.1f}/s, lost 0, doubled 0")
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
