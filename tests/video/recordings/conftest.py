"""Fixtures of recordings: a meeting of the small town, and the media engine it is held through."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from redis.asyncio import Redis

from kernel.api import Settings
from tests.gis.conftest import As, Client, Json, codes, door, gis_app, nobody, test_city, who
from tests.harness import films
from tests.harness.clock import FakeClock
from tests.harness.media import SendingPeer
from tests.video.rooms.conftest import done, entered, made, meeting
from video.engine.interface import MediaEngine
from video.engine.remote import RemoteEngine
from video.film.matroska import Film, Form
from video.media.process import MediaProcess
from video.recordings.following import follow

__all__ = [
    "As", "Client", "Json", "codes", "done", "door", "entered", "gis_app", "made", "meeting",
    "nobody", "test_city", "who",
]  # fmt: skip
RECORDINGS = "/api/video/recordings"
Looked = Callable[[], Awaitable[None]]


@pytest.fixture(scope="module")
def settings(settings: Settings) -> Settings:
    """Settings of an application whose media processes are of this machine."""
    return settings.model_copy(
        update={
            "media_ports": "50000-59999",
            "media_address": "127.0.0.1",
            "recordings_min_free": 0.0,
        }
    )


@pytest.fixture
async def engine(
    gis_app: FastAPI, settings: Settings, clock: FakeClock
) -> AsyncIterator[MediaEngine]:
    """A media process of this installation, as servers reach it."""
    redis = gis_app.state.runtime.redis
    await redis.flushdb()
    async with process_of(settings, redis, clock) as running:
        yield running


@asynccontextmanager
async def process_of(
    settings: Settings, redis: Redis, clock: FakeClock
) -> AsyncIterator[MediaEngine]:
    """Run a media process; yield the engine as servers reach it."""
    process = MediaProcess(settings, redis, clock)
    await process.start()
    try:
        yield RemoteEngine(redis)
    finally:
        await process.stop()


@pytest.fixture
async def looked(gis_app: FastAPI) -> Looked:
    """Have the job look at all recordings once."""

    async def look() -> None:
        await follow(gis_app.state.runtime)

    return look


async def sending(engine: MediaEngine, room: UUID, participant: str) -> SendingPeer:
    """Let a participant send sound and picture."""
    peer = SendingPeer()
    peer.id = UUID(participant)
    await peer.join(engine, room)
    return peer


def laid(folder: Path, at: float, *, width: int = 320, frames: int = 3, source: UUID) -> Path:
    """Put a film of some pictures into the folder of a recording."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{source.hex}-video-{round(at * 1000)}.webm"
    film = Film(path, Form("VP8", width, 180), at)
    for n, picture in enumerate(films.vp8(frames)):
        film.add(n * 33, picture, key=n == 0)
    film.close()
    return path


async def started(client: Client, **body: Any) -> Json:
    """Begin a recording."""
    return await done(client, RECORDINGS, body, 201)


async def viewed(client: Client, recording: Json) -> Json:
    """Return all of a recording."""
    answer = await client.get(f"{RECORDINGS}/{recording['id']}")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def put_away(client: Client, recording: Json, looked: Looked, clock: FakeClock) -> Json:
    """Wait until all films of a recording that was ended are registered; return all of it."""
    async with asyncio.timeout(10):
        while True:
            clock.advance(seconds=4)
            await looked()
            view = await viewed(client, recording)
            if view["recording"]["state"] == "kept":
                return view
            await asyncio.sleep(0.1)
