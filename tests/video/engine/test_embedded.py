"""The engine with people on real ICE, DTLS and SRTP; every packet is counted."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from tests.harness.media import (
    H264,
    LARGE,
    SMALL,
    VP8,
    SendingPeer,
    WatchingPeer,
    audio_section,
    embedded_engine,
    frame,
    offer_text,
    until,
    video_section,
)
from video.engine import rtcp
from video.engine.embedded.admission import (
    AT_ONCE,
    AT_ONCE_EACH,
    MOST_WAITING,
    MOST_WAITING_EACH,
    Admission,
)
from video.engine.embedded.doors import LONGEST
from video.engine.embedded.engine import EmbeddedEngine
from video.engine.embedded.track import KEYFRAME_EVERY_S
from video.engine.estimate import BOUNDS
from video.engine.interface import (
    BadOffer,
    EngineFull,
    Kind,
    NoSuchSource,
    NoSuchViewer,
    Role,
)

ROOM = uuid4()
BUSY_FOR_S = 2.5
CUT_S = 10.0


@pytest.fixture
async def engine() -> AsyncIterator[EmbeddedEngine]:
    async with embedded_engine() as running:
        yield running


async def leave(*people: SendingPeer | WatchingPeer) -> None:
    await asyncio.gather(*(one.close() for one in people))


async def test_three_meet_and_every_packet_arrives_once(engine: EmbeddedEngine) -> None:
    senders = [SendingPeer() for _ in range(3)]
    watchers = [WatchingPeer(pictures=2) for _ in range(3)]
    for sender, watcher in zip(senders, watchers, strict=True):
        await sender.join(engine, ROOM)
        await watcher.join(engine, ROOM, own=frozenset({sender.id}))  # nobody hears itself
    for n, watcher in enumerate(watchers):
        others = [one for m, one in enumerate(senders) if m != n]
        for slot, other in enumerate(others):
            await engine.bind(ROOM, watcher.id, slot, other.id, layer=LARGE)
    for _ in range(40):
        for level, sender in zip((20, 35, 50), senders, strict=True):
            await sender.frame()
            await sender.sound(level)
        await asyncio.sleep(0.02)
    await until(lambda: all(one.slot(1).numbers[-1:] == [40] for one in watchers))
    for watcher in watchers:
        for slot in range(2):
            seen = watcher.slot(slot)
            assert seen.keys[0]
            assert seen.numbers == list(range(seen.numbers[0], 41))
            assert seen.sequences == [
                (seen.sequences[0] + n) & 0xFFFF for n in range(len(seen.numbers))
            ]
    stats = await engine.stats(ROOM)
    numbers = {one.source: one.number for one in stats.sources}
    for n, watcher in enumerate(watchers):
        heard = {csrc for voice in range(3) for csrc in watcher.voice(voice).csrcs}
        assert heard == {numbers[one.id] for m, one in enumerate(senders) if m != n}
        assert set(watcher.slot(0).csrcs) == {numbers[senders[1 if n == 0 else 0].id]}
    assert stats.voices == tuple(one.id for one in senders)  # loudest first
    assert all(one.connected and one.heard_at for one in (*stats.sources, *stats.viewers))
    await leave(*senders, *watchers)
    await until(lambda: not engine.load.peers)
    assert (await engine.stats(ROOM)).sources == ()


async def test_a_slot_changes_its_source_at_a_keyframe_and_its_codec_with_it(
    engine: EmbeddedEngine,
) -> None:
    first, second = SendingPeer(audio=False), SendingPeer(audio=False, h264=True)
    watcher = WatchingPeer(voices=0)
    await first.join(engine, ROOM)
    await second.join(engine, ROOM)
    await watcher.join(engine, ROOM)
    await engine.bind(ROOM, watcher.id, 0, first.id, layer=LARGE)
    seen = watcher.slot(0)
    for n in range(5):
        await first.frame(key=n == 0)
    await until(lambda: len(seen.numbers) == 5)
    await engine.bind(ROOM, watcher.id, 0, second.id, layer=LARGE)
    await second.frame(key=False)  # not yet
    await first.frame(key=False)  # still shown meanwhile
    await until(lambda: len(seen.numbers) == 6)
    await until(lambda: second.asked[second.ssrcs[0]] > 0)
    await second.frame(key=True)
    await second.frame(key=False)
    await first.frame(key=False)
    await until(lambda: len(seen.numbers) == 8)
    assert seen.payload_types == [VP8] * 6 + [H264] * 2
    assert seen.keys == [True] + [False] * 5 + [True, False]
    steps = {(b - a) & 0xFFFF for a, b in zip(seen.sequences, seen.sequences[1:], strict=False)}
    assert steps == {1}
    assert all(b > a for a, b in zip(seen.timestamps, seen.timestamps[1:], strict=False))
    await leave(first, second, watcher)


async def test_requests_for_keyframes_are_gathered(engine: EmbeddedEngine) -> None:
    sender = SendingPeer(audio=False)
    watchers = [WatchingPeer(voices=0) for _ in range(4)]
    await sender.join(engine, ROOM)
    for watcher in watchers:
        await watcher.join(engine, ROOM)
        await engine.bind(ROOM, watcher.id, 0, sender.id, layer=LARGE)
    await sender.frame(key=True)
    await until(lambda: all(one.slot(0).numbers for one in watchers))
    await asyncio.sleep(KEYFRAME_EVERY_S)
    before = sender.asked.total()
    for _ in range(5):
        for watcher in watchers:
            await watcher.ask_keyframe()
    await until(lambda: sender.asked.total() > before)
    await asyncio.sleep(KEYFRAME_EVERY_S + 0.1)
    assert sender.asked.total() - before == 2  # at once, and once when the encoder bears it again
    with pytest.raises(NoSuchSource):
        await engine.keyframe(ROOM, uuid4(), LARGE)
    await leave(sender, *watchers)


async def test_mute_holds_at_the_engine_whatever_the_page_sends(engine: EmbeddedEngine) -> None:
    sender, watcher = SendingPeer(), WatchingPeer()
    await engine.mute(ROOM, sender.id, Kind.AUDIO, muted=True)  # before it comes
    await sender.join(engine, ROOM)
    await watcher.join(engine, ROOM)
    await engine.bind(ROOM, watcher.id, 0, sender.id, layer=LARGE)
    sender.run(0.02)
    await until(lambda: len(watcher.slot(0).numbers) > 10)
    assert not any(watcher.voice(n).numbers for n in range(3))
    await engine.mute(ROOM, sender.id, Kind.VIDEO, muted=True)
    await asyncio.sleep(0.1)
    count = len(watcher.slot(0).numbers)
    await engine.mute(ROOM, sender.id, Kind.AUDIO, muted=False)
    await until(lambda: len(watcher.voice(0).numbers) > 5)
    assert len(watcher.slot(0).numbers) == count
    (stats,) = (await engine.stats(ROOM)).sources
    assert stats.muted == {Kind.VIDEO}
    await engine.mute(ROOM, sender.id, Kind.VIDEO, muted=False)
    await until(lambda: len(watcher.slot(0).numbers) > count + 5)
    assert watcher.slot(0).keys[count]  # it goes on with a keyframe
    await leave(sender, watcher)


async def test_the_main_picture_changes_for_all_who_follow(engine: EmbeddedEngine) -> None:
    senders = [SendingPeer(audio=False) for _ in range(2)]
    following = [WatchingPeer(pictures=2, voices=0) for _ in range(2)]
    alone = WatchingPeer(voices=0)
    for sender in senders:
        await sender.join(engine, ROOM, Role.CHAIR)
        sender.run(0.02)
    await engine.feature(ROOM, senders[0].id)
    for watcher in following:
        await watcher.join(engine, ROOM, follows=True)
    await alone.join(engine, ROOM)
    await until(lambda: all(one.slot(0).numbers for one in following))
    numbers = {one.source: one.number for one in (await engine.stats(ROOM)).sources}
    await engine.feature(ROOM, senders[1].id)
    await until(lambda: all(one.slot(0).csrcs[-1] == numbers[senders[1].id] for one in following))
    firsts = []
    for watcher in following:
        seen = watcher.slot(0)
        at = seen.csrcs.index(numbers[senders[1].id])
        assert seen.keys[at]
        firsts.append(seen.numbers[at])
    assert len(set(firsts)) == 1  # at the same keyframe
    assert not alone.slot(0).numbers
    assert (await engine.stats(ROOM)).main == senders[1].id
    await engine.feature(ROOM, None)
    stats = await engine.stats(ROOM)
    assert not any(one.slots[0].source for one in stats.viewers)
    await leave(*senders, *following, alone)


async def test_layers_fall_back_and_pages_hear_which_are_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("video.engine.embedded.room.PAUSE_AFTER_S", 0.2)
    told: list[dict[str, dict[str, list[str]]]] = []
    async with embedded_engine(tell=lambda _room, data: told.append(data)) as engine:
        sender, watcher = SendingPeer(layers=2, audio=False), WatchingPeer(voices=0)
        await sender.join(engine, ROOM)
        await watcher.join(engine, ROOM)
        await engine.bind(ROOM, watcher.id, 0, sender.id, layer=SMALL)
        await until(lambda: told and told[-1]["wanted"][str(sender.id)] == ["small"], 4)
        for _ in range(3):
            await sender.frame(0)  # the page has paused the small one
            await asyncio.sleep(0.03)
        await engine.bind(ROOM, watcher.id, 0, sender.id, layer=SMALL)
        await sender.frame(0, key=True)
        await until(lambda: watcher.slot(0).numbers)
        for _ in range(60):  # now both: the small one is shown as soon as it can be
            await sender.frame(0)
            small = await sender.frame(1, key=True, size=50)
            await asyncio.sleep(0.03)
        assert watcher.slot(0).numbers[-1] == small
        (stats,) = (await engine.stats(ROOM)).sources
        assert [(one.layer, one.wanted) for one in stats.layers] == [(LARGE, False), (SMALL, True)]
        await leave(sender, watcher)


async def test_a_viewer_on_a_narrow_way_gets_the_small_picture(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("video.engine.thrift.FULL_AFTER", 1)
    sender, watcher = SendingPeer(layers=2, audio=False), WatchingPeer(voices=0)
    await sender.join(engine, ROOM)
    await watcher.join(engine, ROOM)
    await engine.bind(ROOM, watcher.id, 0, sender.id, layer=LARGE)
    sender.run(0.02)
    await until(lambda: watcher.slot(0).numbers)
    keys = sender.asked[sender.ssrcs[1]]
    lost = rtcp.Reception(watcher.ssrcs[0], 80, 10, 100, 0)
    await watcher.send(rtcp.receiver_report(1, [lost]))
    await until(lambda: sender.asked[sender.ssrcs[1]] > keys)
    (viewer,) = (await engine.stats(ROOM)).viewers
    assert viewer.narrow
    assert viewer.slots[0].layer == SMALL
    await leave(sender, watcher)


async def test_lost_packets_are_repaired_in_both_directions(engine: EmbeddedEngine) -> None:
    """2 % loss and 150 ms of delay on either way."""
    sender, watcher = SendingPeer(audio=False), WatchingPeer(voices=0, repairs=True)
    await sender.join(engine, ROOM, lossy=True)
    await watcher.join(engine, ROOM, lossy=True)
    await engine.bind(ROOM, watcher.id, 0, sender.id, layer=LARGE)
    await sender.frame(key=True)
    await until(lambda: watcher.slot(0).numbers)
    for one in (sender, watcher):
        assert one.link is not None
        one.link.loss, one.link.delay_s = 0.02, 0.075
    for _ in range(300):
        await sender.frame()
        await asyncio.sleep(0.004)
    last = await sender.frame()
    for _ in range(3):  # the last ones show that those before are missing
        await asyncio.sleep(0.1)
        await sender.frame()
    await until(lambda: set(range(1, last + 1)) <= set(watcher.slot(0).numbers))
    assert sender.resent > 0
    assert watcher.slot(0).again > 0
    assert len(watcher.slot(0).numbers) == len(set(watcher.slot(0).numbers))
    await leave(sender, watcher)


async def test_after_a_cut_the_picture_goes_on_by_itself(engine: EmbeddedEngine) -> None:
    sender, watcher = SendingPeer(audio=False), WatchingPeer(voices=0)
    await sender.join(engine, ROOM, lossy=True)
    await watcher.join(engine, ROOM)
    await engine.bind(ROOM, watcher.id, 0, sender.id, layer=LARGE)
    sender.run(1 / 30)
    await until(lambda: len(watcher.slot(0).numbers) > 50)
    before = (await engine.stats(ROOM)).sources[0].allowed_kbps
    assert sender.link is not None
    sender.link.cut = True
    await asyncio.sleep(CUT_S)
    count = len(watcher.slot(0).numbers)
    asked = sender.asked.total()
    sender.link.cut = False
    await until(lambda: len(watcher.slot(0).numbers) > count + 50, 10)
    assert sender.asked.total() > asked
    assert (await engine.stats(ROOM)).sources[0].allowed_kbps >= before * 0.8
    await leave(sender, watcher)


async def test_a_publisher_stays_while_the_machine_is_busy(engine: EmbeddedEngine) -> None:
    """A loop that is held up nine tenths of the time."""
    sender, watcher = SendingPeer(), WatchingPeer()
    await sender.join(engine, ROOM, Role.CHAIR)
    await watcher.join(engine, ROOM)
    await engine.bind(ROOM, watcher.id, 0, sender.id, layer=LARGE)
    sender.run(0.02)
    await until(lambda: watcher.slot(0).numbers)
    loop = asyncio.get_running_loop()
    end = loop.time() + BUSY_FOR_S
    while loop.time() < end:
        time.sleep(0.18)  # noqa: ASYNC251 - this is the load
        await asyncio.sleep(0.02)
    count = len(watcher.slot(0).numbers)
    await until(lambda: len(watcher.slot(0).numbers) > count + 20)
    (stats,) = (await engine.stats(ROOM)).sources
    assert stats.connected
    # The library's own estimator went from 662 to 65 kbit/s here.
    assert stats.allowed_kbps >= BOUNDS[Role.CHAIR].start
    assert len(watcher.slot(0).numbers) == len(set(watcher.slot(0).numbers))
    await leave(sender, watcher)


async def test_who_returns_takes_its_old_place(engine: EmbeddedEngine) -> None:
    sender, watcher = SendingPeer(audio=False), WatchingPeer(voices=0)
    await sender.join(engine, ROOM)
    await watcher.join(engine, ROOM)
    await engine.bind(ROOM, watcher.id, 0, sender.id, layer=LARGE)
    sender.run(0.02)
    await until(lambda: len(watcher.slot(0).numbers) > 5)
    again = SendingPeer(audio=False)
    again.id = sender.id  # the page was loaded anew; its old connection hangs
    await again.join(engine, ROOM)
    count = len(watcher.slot(0).numbers)
    again.run(0.02)
    await until(lambda: len(watcher.slot(0).numbers) > count + 5)
    assert len({*watcher.slot(0).csrcs}) == 1  # the same number
    stats = await engine.stats(ROOM)
    assert len(stats.sources) == 1
    await leave(sender, again, watcher)


async def test_lips_stay_in_step(engine: EmbeddedEngine) -> None:
    sender, watcher = SendingPeer(), WatchingPeer()
    await sender.join(engine, ROOM)
    await watcher.join(engine, ROOM)
    await engine.bind(ROOM, watcher.id, 0, sender.id, layer=LARGE)
    sender.run(1 / 30)
    # The sender's clock is years off; both its streams are told by it.
    ntp = rtcp.ntp_of(1_000_000_000.0)
    for ssrc, timestamp in ((sender.ssrcs[0], 30_000), (sender.audio_ssrc, 9_600)):
        assert ssrc is not None
        await sender.send(rtcp.sender_report(rtcp.SenderReport(ssrc, ntp, timestamp, 1, 1)))
    await until(lambda: watcher.slot(0).reports and watcher.voice(0).reports)
    picture, voice = watcher.slot(0), watcher.voice(0)
    seen_at = _at(picture.reports[-1], picture.timestamps[-1], 90_000)
    heard_at = _at(voice.reports[-1], voice.timestamps[-1], 48_000)
    # Frame n is number n * 3,000 of 90,000 and sound n * 960 of 48,000; both began at 0.
    truth = picture.numbers[-1] * 3_000 / 90_000 - 30_000 / 90_000
    assert seen_at - heard_at == pytest.approx(
        truth - (voice.numbers[-1] * 960 / 48_000 - 9_600 / 48_000), abs=0.002
    )
    await leave(sender, watcher)


def _at(report: rtcp.SenderReport, timestamp: int, clock: int) -> float:
    return report.ntp / 4_294_967_296 + (timestamp - report.timestamp) / clock


async def test_fifty_join_at_once_and_nobody_is_dropped(engine: EmbeddedEngine) -> None:
    sender = SendingPeer(audio=False)
    await sender.join(engine, ROOM)
    sender.run(0.02)
    people = [WatchingPeer(voices=0) for _ in range(50)]

    async def come(one: WatchingPeer) -> None:
        await one.join(engine, ROOM)
        await engine.bind(ROOM, one.id, 0, sender.id, layer=LARGE)

    async with asyncio.timeout(30):
        await asyncio.gather(*(come(one) for one in people))
        await until(lambda: all(one.slot(0).numbers for one in people), 20)
    assert sum(one.connected for one in (await engine.stats(ROOM)).viewers) == 50
    assert sender.dtls.state == "connected"
    await leave(sender, *people)


async def test_a_flood_of_joins_is_refused_with_a_time_to_come_back() -> None:
    admission = Admission()
    entered = [await admission.enter() for _ in range(AT_ONCE)]
    waiting = [asyncio.create_task(admission.enter()) for _ in range(MOST_WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(EngineFull) as refusal:
        await admission.enter()
    assert int(refusal.value.headers["Retry-After"]) > 0
    waiting[0].cancel()
    entered[0].leave()
    entered[0].leave()  # once counts
    done = await waiting[1]
    assert not waiting[2].done()
    done.leave()
    (await waiting[2]).leave()
    for task in waiting[3:]:
        task.cancel()
    await asyncio.gather(*waiting[3:], return_exceptions=True)


async def test_one_person_leaves_room_for_others() -> None:
    admission = Admission()
    walls = [asyncio.create_task(admission.enter("wall")) for _ in range(AT_ONCE)]
    await asyncio.sleep(0)
    assert [one.done() for one in walls] == [n < AT_ONCE_EACH for n in range(AT_ONCE)]
    other = await admission.enter("hall")
    more = [asyncio.create_task(admission.enter("wall")) for _ in range(MOST_WAITING_EACH)]
    await asyncio.sleep(0)
    with pytest.raises(EngineFull):
        await more[-1]
    walls[0].result().leave()
    (await walls[AT_ONCE_EACH]).leave()
    other.leave()
    for one in (*walls, *more):
        one.cancel()
    await asyncio.gather(*walls, *more, return_exceptions=True)


async def test_one_person_has_a_bounded_number_of_connections(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("video.engine.embedded.engine.MOST_OF_ONE", 2)
    offer = offer_text([video_section("recvonly")])
    for _ in range(2):
        await engine.subscribe(ROOM, uuid4(), offer, follows=False, holder="account:1")
    with pytest.raises(EngineFull):
        await engine.subscribe(ROOM, uuid4(), offer, follows=False, holder="account:1")
    await engine.subscribe(ROOM, uuid4(), offer, follows=False, holder="account:2")
    told = await engine.peers()
    assert sorted(each.holder for each in told) == ["account:1", "account:1", "account:2"]
    assert not any(each.sends for each in told)


async def test_strangers_forgers_and_giants_are_ignored(engine: EmbeddedEngine) -> None:
    sender, watcher = SendingPeer(audio=False), WatchingPeer(voices=0)
    await sender.join(engine, ROOM)
    await watcher.join(engine, ROOM)
    await engine.bind(ROOM, watcher.id, 0, sender.id, layer=LARGE)
    port = int(next(p for p in watcher.answer.splitlines() if "typ host" in p).split()[5])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        for data in (
            b"\x80\x60" + bytes(100),  # RTP of somebody unknown
            b"\x00\x01\x00\x08" + bytes(24),  # a request of nobody awaited
            b"\x16\xfe\xff" + bytes(50),  # a handshake without ICE
            bytes(LONGEST + 200),
            b"\xff" * 20,
            b"\x00",
        ):
            stranger.sendto(data, ("127.0.0.1", port))
    # A peer that is in: packets of a foreign stream, broken ones, a giant.
    await sender.send(b"\x80\x60\x00\x01" + bytes(4) + b"\x00\x00\x00\x09" + bytes(50))
    await sender.ice._send(b"\x80\x60" + bytes(40))
    await sender.ice._send(b"\x80\x60" + bytes(2))
    await sender.ice._send(b"\x80\xc8" + bytes(40))
    sender.run(0.02)
    await until(lambda: len(watcher.slot(0).numbers) > 10)
    counters = engine.doors.counters
    assert counters.giants == 1
    assert counters.strangers >= 4
    assert counters.forged >= 1
    assert all(number > 0 for number in watcher.slot(0).numbers)
    await leave(sender, watcher)


async def test_streams_without_announcement_are_told_by_their_media_id(
    engine: EmbeddedEngine,
) -> None:
    sender, watcher = SendingPeer(layers=2, audio=False), WatchingPeer(pictures=2, voices=0)
    ssrcs, sender.ssrcs = sender.ssrcs, []
    sections = [video_section("sendonly"), video_section("sendonly")]
    answer = await engine.publish(ROOM, sender.id, await sender.offer(sections), role=Role.CAMERA)
    await sender.connect(answer)
    sender.ssrcs = ssrcs
    await watcher.join(engine, ROOM)
    for slot, layer in enumerate((LARGE, SMALL)):
        await engine.bind(ROOM, watcher.id, slot, sender.id, layer=layer)
    for number in range(1, 6):
        for mid, ssrc in enumerate((*ssrcs, 12_345)):  # the third is one too many
            payload = frame(number * 10 + mid % 2, key=True)
            await sender.tagged(ssrc, str(mid % 2), number * 3_000, payload)
        await asyncio.sleep(0.03)
    await until(lambda: watcher.slot(0).numbers and watcher.slot(1).numbers)
    assert all(number % 10 == 0 for number in watcher.slot(0).numbers)
    assert all(number % 10 == 1 for number in watcher.slot(1).numbers)
    assert max(len(watcher.slot(n).numbers) for n in range(2)) <= 5
    await leave(sender, watcher)


async def test_what_cannot_be_answered_is_refused(engine: EmbeddedEngine) -> None:
    receiving = offer_text([video_section("recvonly")])
    sending = offer_text([audio_section("sendonly", 5)])
    with pytest.raises(BadOffer, match="nothing is sent"):
        await engine.publish(ROOM, uuid4(), receiving, role=Role.SPEAKER)
    with pytest.raises(BadOffer, match="only receives"):
        await engine.subscribe(ROOM, uuid4(), sending, follows=False)
    text = offer_text([audio_section("recvonly")] * 4)
    with pytest.raises(BadOffer, match="at most"):
        await engine.subscribe(ROOM, uuid4(), text, follows=False)
    with pytest.raises(BadOffer):
        await engine.publish(ROOM, uuid4(), "rubbish", role=Role.SPEAKER)
    with pytest.raises(NoSuchViewer):
        await engine.bind(ROOM, uuid4(), 0, None, layer=LARGE)
    assert engine.load.peers == 0
    engine.draining = True
    with pytest.raises(EngineFull, match="restarted"):
        await engine.publish(ROOM, uuid4(), sending, role=Role.SPEAKER)


async def test_who_falls_silent_is_let_go(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("video.engine.embedded.engine.SILENT_S", 0.4)
    sender = SendingPeer()
    await sender.join(engine, ROOM, lossy=True)
    sender.run(0.02)
    assert sender.link is not None
    sender.link.cut = True  # no goodbye
    await until(lambda: not engine.load.peers, 4)
    assert (await engine.stats(ROOM)).sources == ()
    await leave(sender)


async def test_a_feed_shows_its_last_keyframe_at_once(engine: EmbeddedEngine) -> None:
    source, watcher = uuid4(), WatchingPeer()
    feed = engine.feed(ROOM, source, "H264", sound=True)
    await watcher.join(engine, ROOM)
    for number, key in ((1, True), (2, False), (3, False)):
        payload = bytes((0x65 if key else 0x41,)) + number.to_bytes(4, "big") + bytes(60)
        feed.take(Kind.VIDEO, payload, number * 3_000, marker=True)
    await engine.bind(ROOM, watcher.id, 0, source, layer=SMALL)
    await until(lambda: watcher.slot(0).numbers == [1, 2, 3])
    for number in range(1, 20):
        sound = number.to_bytes(4, "big") + bytes(60)
        feed.take(Kind.AUDIO, sound, number * 960, marker=False)
        await asyncio.sleep(0.02)
    await until(lambda: watcher.voice(0).numbers)
    await engine.close(ROOM, source)
    assert feed.stopped.is_set()
    await leave(watcher)
