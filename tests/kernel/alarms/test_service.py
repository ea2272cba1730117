"""Alarms on a real database: folding, escalation with kills, floods, sight."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from redis.asyncio import Redis

from kernel.alarms import feeds, jobs, queries, service
from kernel.alarms.feeds import Feed
from kernel.alarms.overseer import Overseer
from kernel.alarms.rules import Cause, cause_of
from kernel.api import NIL, Actor, Database, Runtime, Tx, new_id, system
from tests.harness.clock import FakeClock
from tests.kernel.alarms.conftest import Hall


def cause(hall: Hall, key: str = "", **changes: Any) -> Cause:
    key = key or str(new_id())
    made = cause_of("report-unacknowledged", key, number="R-1", minutes=2)
    return replace(made, organisation_id=hall.east, scope_id=hall.east, **changes)


async def raise_one(db: Database, made: Cause) -> UUID:
    return await db.run(system("test"), lambda tx: service.raise_alarm(tx, made))


async def facts(db: Database, alarm: UUID) -> list[Any]:
    async with db.reading(system("test")) as tx:
        return await tx.rows(
            "select kind, state, version from kernel.fact where subject = :id order by seq",
            id=alarm,
        )


async def kinds(db: Database, alarm: UUID) -> list[str]:
    return [fact.kind.removeprefix("alarm.") for fact in await facts(db, alarm)]


async def test_equal_causes_fold_into_one(db: Database, hall: Hall, clock: FakeClock) -> None:
    first = await raise_one(db, cause(hall, "k", about=[new_id()]))
    clock.advance(seconds=11)
    assert await raise_one(db, cause(hall, "k", about=[new_id()])) == first
    other = await raise_one(db, replace(cause(hall, "k"), scope_id=None))
    assert other != first
    last = (await facts(db, first))[-1]
    assert last.kind == "alarm.folded"
    assert last.state["count"] == 2
    assert len(last.state["about"]) == 2


async def test_a_hundred_at_once_are_one_alarm(db: Database, hall: Hall) -> None:
    made = cause(hall)
    ids = await asyncio.gather(*(raise_one(db, made) for _ in range(100)))
    assert len(set(ids)) == 1
    async with db.reading(system("test")) as tx:
        alarm = await queries.find(tx, ids[0])
        assert alarm is not None
        assert alarm.count == 100
    assert await kinds(db, ids[0]) == ["raised"]


async def test_a_flood_is_told_in_the_end(
    runtime: Runtime, db: Database, hall: Hall, clock: FakeClock
) -> None:
    made = cause(hall)
    for _ in range(50):
        alarm = await raise_one(db, made)
    await db.run(hall.anna, lambda tx: service.acknowledge(tx, alarm))
    clock.advance(seconds=11)
    for _ in range(3):
        await jobs.attend(runtime)
    last = (await facts(db, alarm))[-1]
    assert (last.kind, last.state["count"]) == ("alarm.folded", 50)
    assert await kinds(db, alarm) == ["raised", "acknowledged", "folded"]


async def test_nobody_acknowledges_and_post_after_post_is_called(
    runtime: Runtime, db: Database, hall: Hall, clock: FakeClock
) -> None:
    alarm = await raise_one(db, cause(hall))
    for _ in range(200):
        await jobs.attend(runtime)
        clock.advance(seconds=1)
    found = await facts(db, alarm)
    assert [fact.kind for fact in found] == [
        "alarm.raised",
        "alarm.routed",
        "alarm.escalated",
        "alarm.escalated",
    ]
    assert found[1].state["owner_post"] == hall.posts["operator"]
    called = [fact.state["escalation"]["to"]["code"] for fact in found[2:]]
    assert called == ["east.dispatcher", "east.commander"]
    assert found[3].state["posts"] == [
        hall.posts[name]["id"] for name in ("operator", "dispatcher", "commander")
    ]


async def test_a_post_without_a_holder_is_passed_over_at_once(
    runtime: Runtime, db: Database, hall: Hall
) -> None:
    hall.leave("operator")
    hall.leave("dispatcher")
    alarm = await raise_one(db, cause(hall))
    await jobs.attend(runtime)
    found = await facts(db, alarm)
    assert [fact.kind for fact in found[1:]] == [
        "alarm.routed",
        "alarm.escalated",
        "alarm.escalated",
    ]
    assert found[-1].state["escalation"]["to"]["code"] == "east.commander"
    assert found[-1].state["escalation"]["to"]["held"] is True


async def test_posts_named_by_the_raiser_are_called(
    runtime: Runtime, db: Database, hall: Hall
) -> None:
    alarm = await raise_one(db, cause(hall, owner_posts=[hall.posts["commander"]]))
    await jobs.attend(runtime)
    found = await facts(db, alarm)
    assert found[0].state["owner_post"] == hall.posts["commander"]
    assert found[-1].state["posts"] == [hall.posts["commander"]["id"]]


async def test_an_organisation_without_posts_ends_with_the_alarm_open(
    runtime: Runtime, db: Database, hall: Hall
) -> None:
    alarm = await raise_one(db, replace(cause(hall), organisation_id=new_id()))
    await jobs.attend(runtime)
    last = (await facts(db, alarm))[-1]
    assert last.state["escalation"]["next_at"] is None
    assert last.state["escalation"]["to"]["id"] is None
    assert last.state["cleared_at"] is None


class Killed(BaseException):
    """Stands for the end of the process."""


class MortalDatabase:
    """A database whose process dies in every other transaction, before or right after commit."""

    def __init__(self, db: Database, moment: str) -> None:
        self._db = db
        self._moment = moment
        self._count = 0
        self.deaths = 0
        self.reading = db.reading

    @asynccontextmanager
    async def transaction(self, actor: Actor, *, drill: UUID) -> AsyncIterator[Tx]:
        self._count += 1
        dies = self._count % 2 == 1
        async with self._db.transaction(actor, drill=drill) as tx:
            yield tx
            if dies and self._moment == "before":
                self._die()
        if dies and self._moment == "after":
            self._die()

    def _die(self) -> None:
        self.deaths += 1
        raise Killed


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_kill_between_steps_loses_and_repeats_nothing(
    runtime: Runtime, db: Database, hall: Hall, clock: FakeClock, *, moment: str
) -> None:
    """Die at each step, before its commit or right after it; the next worker goes on."""
    alarms = [await raise_one(db, cause(hall)) for _ in range(3)]
    mortal = MortalDatabase(db, moment)
    for _ in range(190):
        while True:
            try:
                await jobs.attend(replace(runtime, db=mortal))
                break
            except Killed:
                continue
        clock.advance(seconds=1)
    assert mortal.deaths >= 5
    for alarm in alarms:
        assert await kinds(db, alarm) == ["raised", "routed", "escalated", "escalated"]


async def test_two_workers_make_each_step_once(
    runtime: Runtime, db: Database, hall: Hall, clock: FakeClock
) -> None:
    alarms = [await raise_one(db, cause(hall)) for _ in range(20)]
    for _ in range(4):
        await asyncio.gather(*(jobs.attend(runtime) for _ in range(4)))
        clock.advance(seconds=61)
    for alarm in alarms:
        assert await kinds(db, alarm) == ["raised", "routed", "escalated", "escalated"]


async def test_an_acknowledged_alarm_calls_nobody(
    runtime: Runtime, db: Database, hall: Hall, clock: FakeClock
) -> None:
    alarm = await raise_one(db, cause(hall))
    await jobs.attend(runtime)
    await db.run(hall.anna, lambda tx: service.acknowledge(tx, alarm))
    clock.advance(hours=1)
    await jobs.attend(runtime)
    assert await kinds(db, alarm) == ["raised", "routed", "acknowledged"]


async def test_a_shelved_alarm_comes_back_by_itself(
    runtime: Runtime, db: Database, hall: Hall, clock: FakeClock
) -> None:
    alarm = await raise_one(db, cause(hall))
    await jobs.attend(runtime)
    await db.run(hall.anna, lambda tx: service.shelve(tx, alarm, 30, "works on the line"))
    clock.advance(minutes=29)
    await jobs.attend(runtime)
    assert (await kinds(db, alarm))[-1] == "shelved"
    clock.advance(minutes=1)
    await jobs.attend(runtime)
    assert (await kinds(db, alarm))[-2:] == ["unshelved", "routed"]


async def test_a_cleared_alarm_leaves_the_boards_and_may_come_anew(
    runtime: Runtime, db: Database, hall: Hall, clock: FakeClock
) -> None:
    made = cause(hall)
    alarm = await raise_one(db, made)
    key = made.key
    await db.run(
        system("test"),
        lambda tx: service.clear_alarm(tx, made.kind, key, scope_id=hall.east),
    )
    assert not await db.run(
        system("test"),
        lambda tx: service.clear_alarm(tx, made.kind, key, scope_id=hall.east),
    )
    clock.advance(minutes=5)
    await jobs.attend(runtime)
    last = (await facts(db, alarm))[-1]
    assert (last.kind, last.state) == ("alarm.left", None)
    assert await raise_one(db, made) != alarm


async def test_a_refusal_for_one_alarm_does_not_hold_up_the_others(
    runtime: Runtime, db: Database, hall: Hall
) -> None:
    first, second = [await raise_one(db, cause(hall)) for _ in range(2)]
    async with db.transaction(system("holder")) as tx:
        await queries.locked(tx, first)
        await jobs.attend(runtime)
        assert await kinds(db, second) == ["raised", "routed"]
        assert await kinds(db, first) == ["raised"]
    await jobs.attend(runtime)
    assert await kinds(db, first) == ["raised", "routed"]


async def test_alarms_of_a_drill_stay_in_it(runtime: Runtime, db: Database, hall: Hall) -> None:
    drill, made = new_id(), cause(hall)
    async with db.transaction(system("test"), drill=drill) as tx:
        alarm = await service.raise_alarm(tx, made)
    assert await raise_one(db, made) != alarm
    await jobs.attend(runtime)
    async with db.reading(system("test")) as tx:
        rows = await tx.rows("select kind, drill from kernel.fact where subject = :id", id=alarm)
    assert [row.kind for row in rows] == ["alarm.raised", "alarm.routed"]
    assert {row.drill for row in rows} == {drill}
    assert drill != NIL


# Feeds, clocks, disk ------------------------------------------------------------------------------


RADAR = Feed("radar", "雷达", "Radar", 10)


async def open_alarms(db: Database, kind: str) -> dict[str, Any]:
    async with db.reading(system("test")) as tx:
        rows = await tx.rows(
            "select key, count, text from kernel.alarm where kind = :kind and cleared_at is null",
            kind=kind,
        )
    return {row.key: row for row in rows}


async def watch_for(runtime: Runtime, clock: FakeClock, seconds: int, *, beat: bool) -> None:
    for _ in range(seconds // 2):
        if beat:
            await runtime.db.run(system("radar"), lambda tx: feeds.beat(tx, RADAR))
        await jobs.watch(runtime)
        clock.advance(seconds=2)


async def test_a_dead_feed_is_one_alarm_and_clears_itself(
    runtime: Runtime, db: Database, clock: FakeClock
) -> None:
    await watch_for(runtime, clock, 20, beat=True)
    assert "radar" not in await open_alarms(db, "feed-dead")
    await watch_for(runtime, clock, 120, beat=False)
    found = await open_alarms(db, "feed-dead")
    assert found["radar"].count == 1
    assert found["radar"].text["zh"].startswith("雷达 数据中断")
    async with db.reading(system("test")) as tx:
        states = {health.feed.name: health.state for health in await feeds.health(tx)}
    assert states == {"radar": "dead", "redis": "live", "worker": "live"}
    await watch_for(runtime, clock, 4, beat=True)
    assert "radar" not in await open_alarms(db, "feed-dead")
    await db.run(system("test"), lambda tx: feeds.forget(tx, "radar"))


async def test_after_a_stop_of_everything_feeds_get_time_to_speak(
    runtime: Runtime, db: Database, clock: FakeClock
) -> None:
    await watch_for(runtime, clock, 6, beat=True)
    clock.advance(hours=1)
    await jobs.watch(runtime)
    clock.advance(seconds=2)
    await watch_for(runtime, clock, 6, beat=True)
    assert "radar" not in await open_alarms(db, "feed-dead")
    await db.run(system("test"), lambda tx: feeds.forget(tx, "radar"))


async def test_redis_that_does_not_answer_is_a_dead_feed(
    runtime: Runtime, db: Database, clock: FakeClock
) -> None:
    await watch_for(runtime, clock, 4, beat=False)
    nowhere = Redis.from_url("unix:///nonexistent/redis.sock", protocol=3)
    await watch_for(replace(runtime, redis=nowhere), clock, 20, beat=False)
    assert "redis" in await open_alarms(db, "feed-dead")
    await watch_for(runtime, clock, 4, beat=False)
    assert "redis" not in await open_alarms(db, "feed-dead")
    await nowhere.aclose()


async def test_a_clock_that_went_back_is_said(
    runtime: Runtime, db: Database, hall: Hall, clock: FakeClock
) -> None:
    async with db.reading(system("test")) as tx:
        clock.set(await tx.value("select max(at) from kernel.fact"))
    await raise_one(db, cause(hall))
    clock.advance(hours=-1)
    await jobs.watch(runtime)
    found = await open_alarms(db, "clock-skew")
    assert "日志 时钟偏差" in found["journal"].text["zh"]
    clock.advance(hours=2)
    await jobs.watch(runtime)
    assert "journal" not in await open_alarms(db, "clock-skew")


async def test_a_disk_running_low_is_said(
    runtime: Runtime, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "DISK_LOW_PERCENT", 101.0)
        patched.setattr(jobs, "DISK_FINE_PERCENT", 102.0)
        await jobs.watch(runtime)
        await jobs.watch(runtime)
    assert (await open_alarms(db, "disk-low"))["home"].count == 1
    monkeypatch.setattr(jobs, "DISK_FINE_PERCENT", 0.0)
    monkeypatch.setattr(jobs, "DISK_LOW_PERCENT", 0.0)
    await jobs.watch(runtime)
    assert not await open_alarms(db, "disk-low")


async def test_a_parked_reaction_is_said_until_it_goes_on(
    runtime: Runtime, db: Database, clock: FakeClock
) -> None:
    parked = (
        "insert into kernel.parked (reaction, seq, subject, problem, at) "
        "values ('radar', :seq, :subject, 'KeyError', :now)"
    )
    for seq in (1, 2):
        await db.run(
            system("test"),
            lambda tx, seq=seq: tx.run(parked, seq=seq, subject=new_id(), now=tx.now),
        )
    await jobs.watch(runtime)
    await jobs.watch(runtime)
    found = await open_alarms(db, "reaction-parked")
    assert found["radar"].count == 1
    assert found["radar"].text["en"] == "Background step parked: radar"
    await db.run(system("test"), lambda tx: tx.run("delete from kernel.parked"))
    await jobs.watch(runtime)
    assert not await open_alarms(db, "reaction-parked")


async def test_the_server_says_that_the_worker_fell_silent(
    runtime: Runtime, db: Database, clock: FakeClock
) -> None:
    await jobs.watch(runtime)
    overseer = Overseer(runtime)
    clock.advance(seconds=10)
    await overseer.look()
    assert "worker" not in await open_alarms(db, "feed-dead")
    clock.advance(seconds=10)
    await overseer.look()
    await overseer.look()
    assert (await open_alarms(db, "feed-dead"))["worker"].count == 1
    clock.advance(seconds=2)
    await jobs.watch(runtime)
    assert "worker" not in await open_alarms(db, "feed-dead")
