"""A media process as servers see it: found in Redis, ordered about by HTTP, left in order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx
import orjson
import pytest
from redis.asyncio import Redis

from kernel.api import Settings, SystemClock
from tests.harness.media import (
    LARGE,
    SendingPeer,
    WatchingPeer,
    audio_section,
    offer_text,
    until,
)
from video.engine.interface import (
    BadOffer,
    EngineDown,
    EngineFull,
    Kind,
    NoSuchViewer,
    Role,
    RoomStats,
)
from video.engine.placement import Placement
from video.engine.remote import RemoteEngine
from video.media.process import MediaProcess

ROOM = uuid4()
OFFER = offer_text([audio_section("sendonly", 5)])


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    client = Redis.from_url(redis_url, protocol=3)
    await client.flushdb()
    yield client
    await client.aclose()


@asynccontextmanager
async def process(redis: Redis) -> AsyncIterator[MediaProcess]:
    settings = Settings(media_ports="50000-59999", media_address="127.0.0.1")
    running = MediaProcess(settings, redis, SystemClock())
    await running.start()
    try:
        yield running
    finally:
        await running.stop()


async def told(heard: Any) -> dict[str, Any]:
    """Return what pages are told next."""
    async with asyncio.timeout(5):
        while True:
            message = await heard.get_message(ignore_subscribe_messages=True, timeout=1)
            if message is not None:
                return dict(orjson.loads(message["data"]))


async def test_people_meet_through_the_door(redis: Redis) -> None:
    engine = RemoteEngine(redis)
    with pytest.raises(EngineDown):  # unknown is not empty
        await engine.stats(ROOM)
    sender, watcher = SendingPeer(), WatchingPeer()
    async with process(redis):
        assert await engine.stats(ROOM) == RoomStats()
        await sender.join(engine, ROOM, Role.CHAIR)
        await watcher.join(engine, ROOM, follows=True)
        await engine.feature(ROOM, sender.id)
        sender.run(0.02)
        await until(lambda: watcher.slot(0).numbers and watcher.voice(0).numbers)
        await engine.bind(ROOM, watcher.id, 0, None, layer=LARGE)
        await engine.keyframe(ROOM, sender.id, LARGE)
        await engine.mute(ROOM, sender.id, Kind.AUDIO, muted=True)
        stats = await engine.stats(ROOM)
        (source,) = stats.sources
        assert (source.source, source.role, source.muted) == (sender.id, Role.CHAIR, {Kind.AUDIO})
        assert source.heard_at is not None
        assert stats.viewers[0].slots[0].source is None
        with pytest.raises(NoSuchViewer):
            await engine.bind(ROOM, uuid4(), 0, None, layer=LARGE)
        with pytest.raises(BadOffer) as refusal:
            await engine.publish(ROOM, uuid4(), "v=0", role=Role.PHONE)
        assert refusal.value.errors[0].pointer == "/offer"
        await engine.close(ROOM, sender.id)
        assert not (await engine.stats(ROOM)).sources
        await engine.close(ROOM)
        await asyncio.gather(sender.close(), watcher.close())


async def test_the_door_opens_to_nobody_else(redis: Redis) -> None:
    async with process(redis) as running, httpx.AsyncClient(base_url=running.url) as client:
        path = f"/rooms/{ROOM}/stats"
        assert (await client.post(path)).status_code == 401
        wrong = {"Authorization": "Bearer wrong"}
        assert (await client.post(path, headers=wrong)).status_code == 401
        right = {"Authorization": f"Bearer {running._door.secret}"}
        assert (await client.post(path, headers=right)).status_code == 200
        for path, body, status in (
            (f"/rooms/{ROOM}/explode", b"{}", 404),
            (f"/rooms/{ROOM}/mute", b"{", 400),
            (f"/rooms/{ROOM}/mute", b'{"source": 7}', 400),
            ("/rooms/nonsense/mute", b"{}", 400),
            (f"/rooms/{ROOM}/publish", b" " * 400_000, 413),
        ):
            answer = await client.post(path, content=body, headers=right)
            assert answer.status_code == status, answer.text


async def test_a_room_goes_to_the_least_busy_and_moves_when_its_process_is_gone(
    redis: Redis,
) -> None:
    placement, engine = Placement(redis), RemoteEngine(redis)
    with pytest.raises(EngineDown):
        await engine.mute(ROOM, uuid4(), Kind.AUDIO, muted=True)
    async with process(redis) as first, process(redis) as second:
        first.engine.load.peers = 5
        await first._beat()
        first.engine.load.peers = 0
        await engine.mute(ROOM, uuid4(), Kind.AUDIO, muted=True)
        assert second.engine.rooms == [ROOM]
        # Killed: its entry still stands, its door is shut.
        await second.stop()
        async with redis.pubsub() as heard:
            await heard.subscribe("wanglou:said")
            with pytest.raises(EngineDown):
                await engine.stats(ROOM)
            assert (await told(heard))["data"] == {"return": True}
        await engine.mute(ROOM, uuid4(), Kind.AUDIO, muted=True)
        assert first.engine.rooms == [ROOM]
        found = await placement.present(ROOM)
        assert found is not None
        assert found.id == first.id
        # Another took the room while this one was cut off from Redis: it lets go.
        await redis.set(f"media:room:{ROOM}", "another")
        await first._beat()
        assert first.engine.rooms == []


async def test_an_emptied_redis_gives_no_room_away(redis: Redis) -> None:
    engine = RemoteEngine(redis)
    async with process(redis) as first:
        await engine.mute(ROOM, uuid4(), Kind.AUDIO, muted=True)
        async with process(redis) as second:
            await redis.flushdb()
            await second._beat()  # the first has not named its room yet
            with pytest.raises(EngineDown) as refusal:
                await engine.mute(ROOM, uuid4(), Kind.AUDIO, muted=True)
            assert refusal.value.headers["Retry-After"] == "2"
            await first._beat()
            await engine.mute(ROOM, uuid4(), Kind.AUDIO, muted=True)
            assert (first.engine.rooms, second.engine.rooms) == ([ROOM], [])


async def test_a_process_that_drains_sends_everybody_elsewhere(redis: Redis) -> None:
    engine = RemoteEngine(redis)
    sender = SendingPeer()
    async with process(redis) as first:
        await sender.join(engine, ROOM)
        async with redis.pubsub() as heard, process(redis) as second:
            await heard.subscribe("wanglou:said")
            await first.drain()
            while "return" not in (said := await told(heard))["data"]:
                pass  # who is heard and shown comes first
            assert (said["about"], said["what"]) == (str(ROOM), "media")
            with pytest.raises(EngineFull, match="restarted"):
                await first.engine.publish(ROOM, sender.id, OFFER, role=Role.SPEAKER)
            again = SendingPeer()
            again.id = sender.id
            await again.join(engine, ROOM)
            assert second.engine.rooms == [ROOM]
            await asyncio.gather(sender.close(), again.close())
