"""R1–R3: nothing acknowledged is lost, nothing is stored twice, every screen ends up right."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress

import httpx
import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from tests.faults.ledger import Writer
from tests.faults.truth import back, newest_seq, owned
from tests.faults.watcher import Watcher, fresh, with_token
from tests.harness.demo import Credentials
from tests.harness.system import System

# Whole systems under load and kills: minutes, and a machine of their own.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

PER_SECOND = 20.0
WATCHERS = 5


async def under_load(
    running: System, people: Credentials, deed: Callable[[], Awaitable[None]]
) -> None:
    """Write 20 reports a second and watch with five screens while a deed is done; then judge."""
    token = people.tokens["operator"]
    writer = Writer(running.address, token, seed=7)
    screen = with_token(running.address, token)
    watchers = [Watcher(running.address, screen, seed) for seed in range(WATCHERS)]
    watching = [asyncio.create_task(watcher.run()) for watcher in watchers]
    writing = asyncio.create_task(writer.run(PER_SECOND))
    try:
        await deed()
        writer.finish()
        await writing
        await judge(running, screen, writer, watchers)
    finally:
        for task in (*watching, writing):
            task.cancel()
        await asyncio.gather(*watching, writing, return_exceptions=True)
        await screen.aclose()


async def judge(
    running: System, screen: httpx.AsyncClient, writer: Writer, watchers: list[Watcher]
) -> None:
    """Compare the client's ledger with the database, and each screen with a fresh one."""
    ledger = writer.ledger
    assert not ledger.unexpected
    assert len(ledger.acknowledged) == len(ledger.entries), "a write was never acknowledged"
    stored = await stored_reports(running)
    head = await newest_seq(running)
    sent = [entry.id for entry in ledger.entries]
    counts = {identity: stored.count(identity) for identity in sent}
    assert [identity for identity, count in counts.items() if count == 0] == []
    assert [identity for identity, count in counts.items() if count > 1] == []
    async with asyncio.timeout(30):
        await asyncio.gather(*(watcher.reached(head) for watcher in watchers))
    truth = await fresh(running.address, screen, head)
    for watcher in watchers:
        assert watcher.states == truth


async def stored_reports(running: System) -> list[str]:
    """Return the subjects of all received-facts, read as the owner."""
    rows = await owned(
        running, "select subject::text as value from kernel.fact where kind = 'report.received'"
    )
    return [row["value"] for row in rows]


async def kill_often(running: System, part: str, times: int, *, every_s: float) -> None:
    """Kill one part again and again, each time once it answers again."""
    rng = random.Random(part)
    for _ in range(times):
        await asyncio.sleep(rng.uniform(0.3, 1.7) * every_s)
        running.kill(part)
        await back(running)


@pytest.mark.parametrize("part", ["serve", "postgres", "redis"])
async def test_kills_lose_and_double_nothing(
    running: System, people: Credentials, part: str
) -> None:
    await under_load(running, people, lambda: kill_often(running, part, 3, every_s=1.5))


@pytest.mark.parametrize("part", ["serve", "postgres", "redis"])
async def test_ten_kills_lose_and_double_nothing(
    running: System, people: Credentials, part: str
) -> None:
    await under_load(running, people, lambda: kill_often(running, part, 12, every_s=5))


async def test_kills_between_commit_and_answer(running: System, people: Credentials) -> None:
    """The doorbell rings right after the commit: kill the server on its sound."""

    async def deed() -> None:
        for _ in range(4):
            await asyncio.sleep(1.0)
            await rung(running)
            running.kill("serve")
            await back(running)

    await under_load(running, people, deed)


async def rung(running: System) -> None:
    """Return at the next commit of a fact."""
    async with Redis.from_url(running.announced()["redis_url"]) as redis:
        bell = redis.pubsub()
        await bell.subscribe("wanglou:facts")
        with suppress(RedisError):
            async for message in bell.listen():
                if message["type"] == "message":
                    break
        await bell.aclose()
