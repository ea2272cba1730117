"""Reactions: once each, in order, with their cursor; what fails is parked and the rest goes on."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis

from kernel.api import (
    NIL,
    Actor,
    Database,
    Feature,
    NewFact,
    Reaction,
    ReadFact,
    Runtime,
    Settings,
    Tx,
    new_id,
    system,
)
from kernel.city import City
from kernel.journal import reactions
from kernel.journal.reactions import Reactions
from tests.harness.clock import FakeClock
from tests.kernel.live.stage import NoLinks, People


def runtime(db: Database, settings: Settings, *those: Reaction) -> Runtime:
    return Runtime(
        settings=settings,
        clock=FakeClock(),
        db=db,
        redis=Redis.from_url(settings.redis_url),
        directory=People(),
        links=NoLinks(),
        city=City(Path("none")),
        features=(Feature("test", reactions=those),),
    )


async def record(db: Database, kind: str, subject: Any, **more: Any) -> None:
    drill = more.pop("drill", NIL)
    async with db.transaction(system("test"), drill=drill) as tx:
        tx.record(NewFact(kind, "things", subject, more, None))


async def eventually(fits: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not fits():  # noqa: ASYNC110 - the test looks from outside
            await asyncio.sleep(0.01)


async def committed(db: Database, condition: str) -> None:
    """Wait until the database shows it: a step that was seen may still be rolled back."""
    async with asyncio.timeout(10):
        while True:
            async with db.reading(system("test")) as tx:
                if await tx.rows(condition):
                    return
            await asyncio.sleep(0.01)


async def parked(db: Database) -> list[Any]:
    async with db.reading(system("test")) as tx:
        return await tx.rows("select * from kernel.parked order by seq")


@pytest.fixture(autouse=True)
async def clean(owner: Any) -> None:
    await owner.execute(
        "truncate kernel.fact, kernel.subject_state, kernel.subject_span, kernel.cursor,"
        " kernel.parked"
    )


async def test_two_runners_react_once_each_in_order(db: Database, settings: Settings) -> None:
    seen: list[int] = []

    async def step(tx: Tx, fact: ReadFact) -> None:
        seen.append(fact.state["n"])  # type: ignore[index]
        tx.record(NewFact("echo.made", "echoes", new_id(), {"of": fact.seq}, None))

    follow = Reaction("follow", frozenset({"thing.made"}), step)
    runners = [Reactions(runtime(db, settings, follow)) for _ in range(2)]
    for runner in runners:
        await runner.start()
    for number in range(10):
        await record(db, "thing.made", new_id(), n=number)
        await record(db, "thing.other", new_id(), n=-1)
    await eventually(lambda: len(seen) >= 10)
    await asyncio.sleep(0.3)
    for runner in runners:
        await runner.stop()
    assert seen == list(range(10))
    async with db.reading(system("test")) as tx:
        echoes = await tx.rows(
            "select e.cause, f.kind, e.actor from kernel.fact e"
            " join kernel.fact f on f.seq = e.cause where e.kind = 'echo.made'"
        )
    assert len(echoes) == 10
    assert {(row.kind, row.actor["name"]) for row in echoes} == {("thing.made", "system:follow")}


async def test_a_poisoned_fact_parks_its_subject_until_it_can_be_digested(
    db: Database, settings: Settings
) -> None:
    seen: list[Any] = []
    poisonous = {"on": True}

    async def step(tx: Tx, fact: ReadFact) -> None:
        tx.record(NewFact("echo.made", "echoes", new_id(), {"of": fact.seq}, None))
        await tx.session.flush()
        assert fact.state is not None
        if fact.state["n"] == 1 and poisonous["on"]:
            raise ValueError("cannot digest this")
        seen.append(fact.state["n"])

    follow = Reaction("follow", frozenset({"thing.made"}), step)
    sick, healthy = new_id(), new_id()
    await record(db, "thing.made", sick, n=1)
    await record(db, "thing.made", sick, n=2)
    await record(db, "thing.made", healthy, n=3)
    runner = Reactions(runtime(db, settings, follow))
    await runner.start()
    await committed(db, "select 1 from kernel.cursor where name = 'follow' and seq >= 3")
    await runner.stop()
    assert seen == [3]
    waiting = await parked(db)
    assert [row.seq for row in waiting] == [1, 2]
    assert "cannot digest this" in waiting[0].problem
    assert waiting[1].problem == "waits for fact 1 of the same subject"
    poisonous["on"] = False
    runner = Reactions(runtime(db, settings, follow))
    await runner.start()
    await committed(db, "select 1 where not exists (select from kernel.parked)")
    await runner.stop()
    assert seen == [3, 1, 2]
    assert await parked(db) == []


async def test_a_loop_of_causes_ends(db: Database, settings: Settings) -> None:
    async def step(tx: Tx, fact: ReadFact) -> None:
        tx.record(NewFact("thing.made", "things", new_id(), {}, None))

    await record(db, "thing.made", new_id())
    runner = Reactions(runtime(db, settings, Reaction("loop", frozenset({"thing.made"}), step)))
    await runner.start()
    async with asyncio.timeout(5):
        while not await parked(db):  # noqa: ASYNC110 - the test looks from outside
            await asyncio.sleep(0.02)
    await runner.stop()
    (last,) = await parked(db)
    assert (last.seq, last.problem) == (9, "the chain of causes is longer than 8")


async def test_effects_of_a_drill_stay_in_the_drill(db: Database, settings: Settings) -> None:
    drill, done = new_id(), []

    async def step(tx: Tx, fact: ReadFact) -> None:
        done.append(tx.drill)

    await record(db, "thing.made", new_id(), drill=drill)
    runner = Reactions(runtime(db, settings, Reaction("follow", frozenset({"thing.made"}), step)))
    await runner.start()
    await eventually(lambda: bool(done))
    await runner.stop()
    assert done == [drill]


async def test_an_idle_worker_looks_once_for_all_reactions(
    db: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    looks: Counter[str] = Counter()
    reading = Database.reading

    def counted(self: Database, actor: Actor) -> AbstractAsyncContextManager[Tx]:
        looks[actor.name] += 1
        return reading(self, actor)

    def following(name: str) -> Reaction:
        async def step(_: Tx, fact: ReadFact) -> None:
            seen.append(name)

        return Reaction(name, frozenset({"thing.made"}), step)

    monkeypatch.setattr(Database, "reading", counted)
    monkeypatch.setattr(reactions, "POLL_S", 0.01)
    monkeypatch.setattr(reactions, "SELDOM_S", 1_000.0)
    names = [f"follow-{number}" for number in range(8)]
    runner = Reactions(runtime(db, settings, *map(following, names)))
    await runner.start()
    await eventually(lambda: looks["system:reactions"] >= 20)
    assert max(looks[f"system:{name}"] for name in names) <= 6
    other = Database(settings.database_url, FakeClock())
    await record(other, "thing.made", new_id())  # by another process, and no bell is rung
    await eventually(lambda: sorted(seen) == names)
    await runner.stop()
    await other.close()
