"""A camera through the engine to who watches, packet by packet; asked only while somebody does."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from itertools import pairwise
from uuid import uuid4

import pytest

from tests.harness.camera import StandIn, camera
from tests.harness.media import HEAD, LARGE, WatchingPeer, embedded_engine, until
from video.engine.embedded.engine import EmbeddedEngine
from video.engine.interface import PullRefused
from video.media import pulls
from video.media.pulls import Pulls
from video.pull import h264, pattern, retry
from video.pull.assembly import Assembly
from video.pull.piece import Piece, Unit


class Screen(WatchingPeer):
    """Puts the pictures together that come in its only slot."""

    def __init__(self) -> None:
        super().__init__(voices=0)
        self.units: list[Unit] = []
        self._assembly = Assembly(h264.FORM)

    async def _rtp(self, data: bytes, arrival_time_ms: int) -> None:
        first, second, sequence, timestamp, _ = HEAD.unpack_from(data)
        payload, marker = data[12 + 4 * (first & 0x0F) :], bool(second & 0x80)
        self.units += self._assembly.take(payload, sequence, timestamp, marker=marker)


@pytest.fixture
async def engine() -> AsyncIterator[EmbeddedEngine]:
    async with embedded_engine(puller=Pulls()) as running:
        yield running


async def watching(engine: EmbeddedEngine, room: object, source: object) -> Screen:
    screen = Screen()
    await screen.join(engine, room)  # type: ignore[arg-type]
    await engine.bind(room, screen.id, 0, source, layer=LARGE)  # type: ignore[arg-type]
    return screen


async def test_pictures_pass_unchanged_and_one_connection_serves_all(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulls, "GRACE_S", 0.4)
    room = uuid4()
    async with camera(StandIn(pause_s=0.02)) as it:
        await engine.pull(room, room, it.url())
        screens = [await watching(engine, room, room) for _ in range(2)]
        await engine.pull(room, room, it.url())
        await until(lambda: all(len(each.units) > 40 for each in screens))
        assert it.open == 1
        shown = {unit.nals for unit in pattern.loop("camera")}
        for screen in screens:
            assert screen.units[0].key
            assert {unit.nals for unit in screen.units} <= shown
        stats = await engine.stats(room)
        assert (stats.sources[0].connected, stats.sources[0].layers[0].codec) == (True, "H264")
        for screen in screens:
            await engine.close(room, screen.id)
        await asyncio.wait_for(it.nobody.wait(), 5)
        again = await watching(engine, room, room)
        await until(lambda: len(again.units) > 5)
        assert it.open == 1
        assert again.units[0].key
        await asyncio.gather(*(each.close() for each in (*screens, again)))
        await engine.close(room)
        await asyncio.wait_for(it.nobody.wait(), 5)


async def test_a_room_of_a_camera_alone_is_forgotten(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulls, "GRACE_S", 0.2)
    monkeypatch.setattr(pulls, "FORGET_S", 0.5)
    camera_room, meeting, source = uuid4(), uuid4(), uuid4()
    await engine.pull(camera_room, camera_room, "test-pattern:x")
    await engine.pull(meeting, source, "test-pattern:x")
    await until(lambda: camera_room not in engine.rooms)
    assert meeting in engine.rooms
    await engine.close(meeting)


async def test_what_is_no_address_of_pictures_is_refused(engine: EmbeddedEngine) -> None:
    for url in ("http://127.0.0.1/", "x", ""):
        with pytest.raises(PullRefused):
            await engine.pull(uuid4(), uuid4(), url)


async def test_what_ends_a_pull_does_not_ask_a_camera_ten_times_a_second(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []

    async def broken(url: str, told: object) -> AsyncGenerator[Piece, None]:
        asked.append(asyncio.get_running_loop().time())
        raise RuntimeError(url)
        yield

    monkeypatch.setattr(pulls, "pull", broken)
    monkeypatch.setattr(retry, "FIRST_S", 0.4)
    room = uuid4()
    await engine.pull(room, room, "rtsp://127.0.0.1/1")
    await until(lambda: len(asked) == 3)
    first, second = (later - earlier for earlier, later in pairwise(asked))
    assert first >= 0.3
    assert second >= 0.6
    await engine.close(room)
