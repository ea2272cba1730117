"""Fixed cameras through one media process to who watches, nothing encoded anew.

The camera is the RTSP server of GStreamer with an encoder held to a bit rate; what a viewer gets is
counted by the sequence numbers that stand open in every header.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

from tests.bench import cpu
from tests.bench.media import CORE, Counter
from tests.bench.row import Row
from tests.harness.gstreamer import gst_camera, has_gstreamer
from tests.harness.media import LARGE, media_process
from tests.harness.servers import RedisServer
from video.engine.interface import MediaEngine

MANY = 20
SETTLE_S, MEASURE_S = 4.0, 12.0
# Noise is what keeps an encoder at its bit rate.
SEEN = (
    "( videotestsrc is-live=true pattern=snow ! video/x-raw,width={width},height={height},"
    "framerate=25/1 ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=50 "
    "bitrate={kbps} ! video/x-h264,profile=baseline ! rtph264pay name=pay0 pt=96 )"
)
TILE = SEEN.format(width=640, height=360, kbps=600)
FULL = SEEN.format(width=1280, height=720, kbps=4_000)


@asynccontextmanager
async def shown(engine: MediaEngine, url: str, count: int) -> AsyncIterator[Counter]:
    """Bring a camera so many times, as a source of its own each, to one viewer."""
    room = uuid4()
    sources = [uuid4() for _ in range(count)]
    watcher = Counter(count, 0)
    await watcher.join(engine, room)
    for slot, source in enumerate(sources):
        await engine.pull(room, source, url)
        await engine.bind(room, watcher.id, slot, source, layer=LARGE)
    watcher.report()
    try:
        yield watcher
    finally:
        await engine.close(room)
        await watcher.close()


async def _measured(
    engine: MediaEngine, pid: int, url: str, count: int
) -> tuple[float, float, float, int]:
    """Return percent of a core, packets a second of a picture, percent lost, pictures that came."""
    async with shown(engine, url, count) as watcher:
        await asyncio.sleep(SETTLE_S)
        watcher.begin()
        loop = asyncio.get_running_loop()
        spent, at = cpu.seconds(pid), loop.time()
        await asyncio.sleep(MEASURE_S)
        spent, seconds = cpu.seconds(pid) - spent, loop.time() - at
        counts = list(watcher.counts.values())
    came = sum(one.came for one in counts)
    expected = sum(one.expected for one in counts)
    lost = 100 * (1 - came / expected) if expected else 100.0
    return 100 * spent / seconds, came / seconds / max(len(counts), 1), lost, len(counts)


async def _idle(pid: int) -> float:
    """Return what the process takes before anybody is there."""
    await asyncio.sleep(SETTLE_S)
    loop = asyncio.get_running_loop()
    spent, at = cpu.seconds(pid), loop.time()
    await asyncio.sleep(MEASURE_S)
    return 100 * (cpu.seconds(pid) - spent) / (loop.time() - at)


async def run() -> list[Row]:
    """Measure; nothing without GStreamer's RTSP server (`scripts/setup.sh camera`)."""
    if not has_gstreamer():
        return []
    server = RedisServer()
    try:
        async with media_process(server.start()) as (pid, engine):
            idle = await _idle(pid)
            async with gst_camera(TILE) as url:
                one = await _measured(engine, pid, url, 1)
                many = await _measured(engine, pid, url, MANY)
            async with gst_camera(FULL) as url:
                full = await _measured(engine, pid, url, 1)
    finally:
        server.stop()
    small, large, each = one[0] - idle, full[0] - idle, (many[0] - idle) / MANY
    return [
        Row("cameras: a media process without any", idle, CORE),
        Row("  640 × 360, 600 kbit/s, to one viewer: more", small, CORE, "≤ 3", ok=small <= 3),
        Row("    packets", one[1], "/s"),
        Row("    loss", one[2], "%", "< 0.1", ok=one[2] < 0.1),
        Row("  1280 × 720, 4 Mbit/s, to one viewer: more", large, CORE, "≤ 3", ok=large <= 3),
        Row("    packets", full[1], "/s"),
        Row("    loss", full[2], "%", "< 0.1", ok=full[2] < 0.1),
        Row(f"  pictures of {MANY} shown at once", many[3], "", f"{MANY}", ok=many[3] == MANY),
        Row("    each more", each, CORE, "≤ 3", ok=each <= 3),
        Row("    loss", many[2], "%", "< 0.1", ok=many[2] < 0.1),
    ]
