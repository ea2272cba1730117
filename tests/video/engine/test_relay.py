"""A phone that publishes, shown in a meeting: every packet, also of its next connection."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from tests.harness.media import LARGE, SendingPeer, WatchingPeer, embedded_engine, until
from video.engine.embedded.engine import EmbeddedEngine
from video.engine.interface import NoSuchSource, PullRefused
from video.media.pulls import Pulls


@pytest.fixture
async def engine() -> AsyncIterator[EmbeddedEngine]:
    async with embedded_engine(puller=Pulls()) as running:
        yield running


async def test_what_is_published_elsewhere_is_shown_in_a_meeting(engine: EmbeddedEngine) -> None:
    meeting, shown, phone = uuid4(), uuid4(), SendingPeer()
    with pytest.raises(PullRefused):
        await engine.pull(meeting, shown, "room:meeting")
    await engine.pull(meeting, shown, f"room:{phone.id}#sound")  # before anybody sends
    hall = WatchingPeer()
    await hall.join(engine, meeting)
    await engine.bind(meeting, hall.id, 0, shown, layer=LARGE)
    await phone.join(engine, phone.id)
    phone.run(level=10)
    await until(lambda: len(hall.slot(0).numbers) > 30 and len(hall.voice(0).numbers) > 30)
    seen = hall.slot(0)
    assert seen.keys[0]
    assert seen.numbers == list(range(seen.numbers[0], seen.numbers[0] + len(seen.numbers)))
    steps = {(b - a) & 0xFFFF for a, b in zip(seen.sequences, seen.sequences[1:], strict=False)}
    assert steps == {1}
    stats = await engine.stats(meeting)
    (told,) = stats.sources
    assert (told.source, told.connected) == (shown, True)
    assert set(seen.csrcs) == set(hall.voice(0).csrcs) == {told.number}

    again = SendingPeer()
    again.id = phone.id
    await again.join(engine, phone.id)  # before anybody knows that the first is gone
    await phone.close()
    before, heard = len(seen.numbers), len(hall.voice(0).numbers)
    again.run(level=10)
    await until(lambda: len(seen.numbers) > before + 20)
    await until(lambda: len(hall.voice(0).numbers) > heard + 20)
    assert any(seen.keys[before:])
    await engine.pull(meeting, shown, f"room:{phone.id}#sound")  # asked again nothing changes
    await engine.close(meeting, shown)
    assert (await engine.stats(meeting)).sources == ()
    assert (await engine.stats(phone.id)).sources[0].connected
    with pytest.raises(NoSuchSource):
        await engine.bind(meeting, hall.id, 0, shown, layer=LARGE)
    await again.close()
    await hall.close()
