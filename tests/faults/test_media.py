"""Who publishes stays connected on a busy machine; a media process that ends is back soon."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from tests.harness.homes import Homes
from tests.harness.media import LARGE, SendingPeer, WatchingPeer, media_process, until
from tests.harness.system import System
from video.engine.estimate import BOUNDS
from video.engine.interface import EngineDown, EngineFull, Role
from video.engine.remote import RemoteEngine

ROOM = uuid4()
# One on each core takes nine tenths of it, whatever else runs.
HOG = """
import time
while True:
    until = time.perf_counter() + 0.09
    while time.perf_counter() < until: pass
    time.sleep(0.01)
"""
LOOK_EVERY_S = 5.0
FRAME_S = 1 / 30
BACK_S = 3.0
MOST_OF = 0.99
# The spare process has loaded everything by then.
SPARE_S = 20.0


@asynccontextmanager
async def busy() -> AsyncIterator[None]:
    """Let others use nine tenths of all cores meanwhile."""
    hogs = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", HOG)
        for _ in range(os.cpu_count() or 1)
    ]
    try:
        yield
    finally:
        for hog in hogs:
            hog.kill()
            await hog.wait()


async def stays(redis_url: str, seconds: float, note: Any) -> None:
    """Keep the machine busy and a publisher in the room; look again and again."""
    sender, watcher = SendingPeer(), WatchingPeer()
    least = 10**9
    async with media_process(redis_url) as (_, engine):
        await sender.join(engine, ROOM, Role.SPEAKER)
        await watcher.join(engine, ROOM)
        watcher.report()
        await engine.bind(ROOM, watcher.id, 0, sender.id, layer=LARGE)
        sender.run(FRAME_S, 1_000)
        shown = watcher.slot(0).numbers
        await until(lambda: shown, 30)
        async with busy():
            for _ in range(int(seconds / LOOK_EVERY_S)):
                before = len(shown)
                await asyncio.sleep(LOOK_EVERY_S)
                least = min(least, len(shown) - before)
                assert least > 0
                (stats,) = (await engine.stats(ROOM)).sources
                assert stats.connected
                assert stats.allowed_kbps >= BOUNDS[Role.SPEAKER].start
        assert len(shown) == len(set(shown))
        # Whatever was sent came, but for what the way had no room for.
        sent = sender.numbers[sender.ssrcs[0]] - shown[0] + 1
        assert len(shown) >= MOST_OF * sent
        await asyncio.gather(sender.close(), watcher.close())
    note(
        "figure", f"least in {LOOK_EVERY_S:.0f} s: {least} of {LOOK_EVERY_S / FRAME_S:.0f} packets"
    )
    note("figure", f"{len(shown)} of {sent} frames")


async def test_a_publisher_outlives_a_minute_on_a_busy_machine(
    redis_url: str, record_property: Any
) -> None:
    await stays(redis_url, 60, record_property)


@pytest.mark.slow
@pytest.mark.timeout(2_400)
async def test_a_publisher_outlives_half_an_hour_on_a_busy_machine(
    redis_url: str, record_property: Any
) -> None:
    await stays(redis_url, 1_800, record_property)


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
async def test_a_room_is_back_when_its_media_process_has_ended(
    homes: Homes, record_property: Any, how: signal.Signals
) -> None:
    with homes.running("schema") as system:
        async with Redis.from_url(system.announced()["redis_url"], protocol=3) as redis:
            await back(RemoteEngine(redis), system, how, record_property)


async def back(engine: RemoteEngine, system: System, how: signal.Signals, note: Any) -> None:
    """End the media process and come back as a page does."""
    loop = asyncio.get_running_loop()
    first, again = SendingPeer(), SendingPeer()
    try:
        await joined(first, engine, loop.time() + 60)
        await asyncio.sleep(SPARE_S)
        os.kill(system.pid("media"), how)
        ended = loop.time()
        again.id = first.id
        took = await joined(again, engine, ended + 60) - ended
        note("figure", f"back after {took:.1f} s")
        assert took <= BACK_S
    finally:
        await asyncio.gather(first.close(), again.close())


async def joined(peer: SendingPeer, engine: RemoteEngine, until_: float) -> float:
    """Join as a page does, again and again; return when it was in."""
    loop = asyncio.get_running_loop()
    while True:
        try:
            await peer.join(engine, ROOM)
        except (EngineDown, EngineFull):
            assert loop.time() < until_
            await asyncio.sleep(0.2)
        else:
            return loop.time()
