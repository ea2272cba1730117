"""Background steps of alarms: attend to what is due, watch the feeds, the clocks and the disk."""

import asyncio
import shutil

import structlog
from redis.exceptions import RedisError

from kernel.access.actor import system
from kernel.alarms import feeds, queries, rules, service
from kernel.alarms.feeds import Feed
from kernel.alarms.rules import Cause
from kernel.clock import Clock
from kernel.db import Tx
from kernel.errors import Problem
from kernel.runtime import Runtime

log = structlog.get_logger()
ACTOR = system("alarms")
# One round looks at so many alarms; posts without a holder are passed over in further rounds.
AT_ONCE = 200
ROUNDS = 12
WORKER = Feed("worker", "后台处理", "Background worker", 15)
REDIS = Feed("redis", "消息缓存", "Redis", 10)
# Facts are ordered by number, times shown to people by clock: two seconds are seen on a wall.
CLOCK_OFF_S = 2.0
DISK_LOW_PERCENT = 10.0
DISK_FINE_PERCENT = 12.0


async def attend(runtime: Runtime) -> None:
    """Call the next posts, bring shelved alarms back, tell counts of floods, clear the boards.

    Each alarm in its own transaction; an alarm that fails does not hold up the others.
    """
    passed: set[object] = set()
    for _ in range(ROUNDS):
        async with runtime.db.reading(ACTOR) as tx:
            work = await queries.to_do(tx, tx.now, AT_ONCE)
        work = [item for item in work if item not in passed]
        if not work:
            return
        for alarm_id, drill in work:
            try:
                async with runtime.db.transaction(ACTOR, drill=drill) as tx:
                    done = await service.attend(tx, runtime.directory, alarm_id)
            except Problem as problem:
                log.warning("alarm_not_attended", alarm=str(alarm_id), problem=problem.detail)
                done = False
            if not done:
                passed.add((alarm_id, drill))


async def watch(runtime: Runtime) -> None:
    """Raise alarms for dead feeds, parked reactions, clocks and disk; clear what is well again."""
    redis_answers = await _redis_answers(runtime)
    usage = await asyncio.to_thread(shutil.disk_usage, runtime.settings.home)
    async with runtime.db.transaction(ACTOR) as tx:
        await feeds.watch(tx)
        await feeds.beat(tx, WORKER)
        if redis_answers:
            await feeds.beat(tx, REDIS)
        await _judge_feeds(tx)
        await _judge_clocks(tx, runtime.clock)
        await _judge_parked(tx)
        await _judge_disk(tx, 100.0 * usage.free / usage.total)


async def _redis_answers(runtime: Runtime) -> bool:
    try:
        return bool(await runtime.redis.ping())
    except (RedisError, OSError, TimeoutError):
        return False


async def _judge_feeds(tx: Tx) -> None:
    for health in await feeds.health(tx):
        feed = health.feed
        raised = await service.is_open(tx, "feed-dead", feed.name, scope_id=feed.scope_id)
        if health.state == "dead" and not raised and not feed.quiet:
            await service.raise_alarm(tx, silent(feed, health.age_s))
        elif health.state == "live" and raised:
            await service.clear_alarm(tx, "feed-dead", feed.name, scope_id=feed.scope_id)


def silent(feed: Feed, seconds: float) -> Cause:
    """Return why the alarm of a dead feed is raised."""
    minutes = max(round(seconds / 60), 1)
    return Cause(
        "feed-dead",
        feed.name,
        zh={"feed": feed.zh, "minutes": minutes},
        en={"feed": feed.en, "minutes": minutes},
        subject_text=feed.name,
        organisation_id=feed.organisation_id,
        scope_id=feed.scope_id,
    )


async def _judge_parked(tx: Tx) -> None:
    """One alarm for each reaction that could not digest a fact."""
    rows = await tx.rows("select distinct reaction from kernel.parked order by reaction")
    parked = [row.reaction for row in rows]
    for name in parked:
        if not await service.is_open(tx, "reaction-parked", name):
            await service.raise_alarm(tx, rules.cause_of("reaction-parked", name, name=name))
    for name in await queries.open_keys(tx, "reaction-parked"):
        if name not in parked:
            await service.clear_alarm(tx, "reaction-parked", name)


async def _judge_clocks(tx: Tx, clock: Clock) -> None:
    """Compare our clock with the database's, and with the journal, which never goes back.

    Asked between two looks at our own clock, so that a slow answer is not taken for a wrong one.
    """
    before = clock.now()
    row = await tx.row(
        "select clock_timestamp() as database, "
        "(select at from kernel.fact order by seq desc limit 1) as journal"
    )
    after = clock.now()
    assert row is not None
    off = max(before - row.database, row.database - after)
    await _judge_clock(tx, "database", "数据库", off.total_seconds())
    ahead = (row.journal - after).total_seconds() if row.journal else 0.0
    await _judge_clock(tx, "journal", "日志", ahead)


async def _judge_clock(tx: Tx, name: str, zh: str, off_s: float) -> None:
    raised = await service.is_open(tx, "clock-skew", name)
    if off_s > CLOCK_OFF_S and not raised:
        cause = Cause(
            "clock-skew",
            name,
            zh={"device": zh, "seconds": round(off_s)},
            en={"device": name.capitalize(), "seconds": round(off_s)},
            subject_text=name,
        )
        await service.raise_alarm(tx, cause)
    elif off_s < CLOCK_OFF_S / 2 and raised:
        await service.clear_alarm(tx, "clock-skew", name)


async def _judge_disk(tx: Tx, free_percent: float) -> None:
    raised = await service.is_open(tx, "disk-low", "home")
    if free_percent < DISK_LOW_PERCENT and not raised:
        cause = rules.cause_of("disk-low", "home", percent=round(free_percent))
        await service.raise_alarm(tx, cause)
    elif free_percent > DISK_FINE_PERCENT and raised:
        await service.clear_alarm(tx, "disk-low", "home")
