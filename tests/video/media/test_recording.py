"""A media process that records: killed it leaves films; on a full disk the meeting goes on."""

import asyncio
import os
import resource
import signal
from pathlib import Path
from uuid import UUID, uuid4

import av
import pytest
from redis.asyncio import Redis

from tests.harness import films
from tests.harness.media import LARGE, SendingPeer, WatchingPeer, media_process, until
from video.engine.interface import MediaEngine, RecordingStats
from video.film import reading
from video.film.matroska import UNDER_WAY

ROOM = uuid4()


@pytest.fixture(autouse=True)
async def nobody_registered(redis_url: str) -> None:
    """Forget processes that were killed."""
    async with Redis.from_url(redis_url, protocol=3) as client:
        await client.flushdb()


async def stats(engine: MediaEngine, recording: UUID) -> RecordingStats:
    told = await engine.record(ROOM, recording)
    assert told is not None
    return told


async def reached(engine: MediaEngine, recording: UUID, *, frames: int) -> None:
    async with asyncio.timeout(20):
        while (await stats(engine, recording)).frames < frames:  # noqa: ASYNC110 - another's
            await asyncio.sleep(0.05)


async def told(engine: MediaEngine, recording: UUID, fault: str | None) -> None:
    """Wait until a recording has this fault."""
    async with asyncio.timeout(20):
        while (await stats(engine, recording)).fault != fault:  # noqa: ASYNC110 - another's
            await asyncio.sleep(0.05)


async def shown(sender: SendingPeer, pictures: tuple[bytes, ...], first: int = 0) -> int:
    """Send real pictures, thirty a second by their timestamps; return the timestamp after them."""
    timestamp = first
    for picture in pictures:
        parts = [picture[at : at + films.MOST] for at in range(0, len(picture), films.MOST)]
        for number, part in enumerate(parts):
            head = b"\x10" if number == 0 else b"\x00"
            await sender.part(head + part, timestamp, last=number == len(parts) - 1)
        timestamp += films.FRAME
        await asyncio.sleep(0.01)
    return timestamp


def played(path: Path) -> int:
    with av.open(str(path)) as film:
        return sum(1 for _ in film.decode(film.streams[0]))


async def test_a_process_that_is_killed_leaves_films_that_play(
    redis_url: str, tmp_path: Path
) -> None:
    recording, sender = uuid4(), SendingPeer()
    async with media_process(redis_url, tmp_path) as (pid, engine):
        await sender.join(engine, ROOM)
        await engine.record(ROOM, recording)
        pictures = films.vp8(90)
        after = await shown(sender, pictures)
        await reached(engine, recording, frames=90)
        (part,) = (tmp_path / "recordings" / recording.hex).glob(f"*{UNDER_WAY}")
        await until(lambda: played(part) >= 90)  # what came is on disk within a second
        await shown(sender, pictures[:3], after)
        os.kill(pid, signal.SIGKILL)
    await sender.close()
    assert played(part) >= 90
    assert reading.recover(part, part.stat().st_mtime + 60)
    path = part.with_name(part.name.removesuffix(UNDER_WAY))
    found = reading.read(path)
    assert found.closed
    assert 90 <= found.frames <= 93
    assert played(path) == found.frames


async def test_some_sources_are_shown_and_not_recorded(redis_url: str, tmp_path: Path) -> None:
    recording, one, other = uuid4(), SendingPeer(audio=False), SendingPeer(audio=False)
    async with media_process(redis_url, tmp_path) as (_, engine):
        for sender in (one, other):
            await sender.join(engine, ROOM)
            sender.run(0.02)
        await engine.record(ROOM, recording, without=frozenset({other.id}))
        async with asyncio.timeout(20):
            while True:
                told = await engine.record(ROOM, recording, without=frozenset({other.id}))
                if told is not None and told.frames > 50:
                    break
                await asyncio.sleep(0.05)
        assert told.writing == 1
        (film,) = (tmp_path / "recordings" / recording.hex).iterdir()
        assert one.id.hex in film.name
        await asyncio.gather(one.close(), other.close())


async def test_on_a_full_disk_the_meeting_goes_on_and_the_recording_says_so(
    redis_url: str, tmp_path: Path
) -> None:
    recording, sender, watcher = uuid4(), SendingPeer(audio=False), WatchingPeer()
    folder = tmp_path / "recordings" / recording.hex
    async with media_process(redis_url, tmp_path) as (pid, engine):
        await sender.join(engine, ROOM)
        await watcher.join(engine, ROOM)
        await engine.bind(ROOM, watcher.id, 0, sender.id, layer=LARGE)
        await engine.record(ROOM, recording)
        sender.run(0.01, size=1_000)
        await reached(engine, recording, frames=50)
        _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE, (30_000, -1))
        await told(engine, recording, "disk-full")
        seen = len(watcher.slot(0).numbers)
        await until(lambda: len(watcher.slot(0).numbers) > seen + 50)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))
        await told(engine, recording, None)
        before = (await stats(engine, recording)).frames
        await reached(engine, recording, frames=before + 50)
        await engine.record(ROOM, None)
        await until(lambda: list(folder.glob("*.webm")), 10.0)
        await asyncio.gather(sender.close(), watcher.close())
    left = list(folder.glob(f"*{UNDER_WAY}"))
    assert left  # the disk was full when they had to be closed
    for part in left:
        assert reading.recover(part, part.stat().st_mtime + 60)
    assert not list(folder.glob(f"*{UNDER_WAY}"))
