"""What peers send beyond all measure, or in another's name, harms nobody else."""

import asyncio
import socket
import struct

import pylibsrtp
import pytest
from aioice import stun

from tests.harness.clock import FakeClock
from tests.harness.media import VP8, audio_section, frame, offer_text, video_section
from video.engine.delay import Delay
from video.engine.embedded import offer
from video.engine.embedded.binding import answered
from video.engine.embedded.doors import Address, Door, Doors
from video.engine.embedded.feed import Feed
from video.engine.embedded.peer import MOST_ADDRESSES, Keys, Peer
from video.engine.embedded.publisher import MOST_UNKNOWN, Publisher
from video.engine.embedded.slot import Slot
from video.engine.embedded.track import Track
from video.engine.interface import BadOffer, Kind, Layer, Role
from video.engine.rtp import MOST_PAYLOAD

US = ("10.0.0.1", 50_000)


class Guest:
    """A peer as the doors know it."""

    password = b"secret"

    def __init__(self, *, heard: bool) -> None:
        self.heard, self.ways = heard, list[Address]()

    def asked(self, _door: Door, address: Address, *, nominated: bool) -> None:
        assert not nominated
        self.ways.append(address)

    def heard_lately(self) -> bool:
        return self.heard

    def received(self, data: bytes) -> None:
        raise AssertionError(data)


class Wire:
    """The edge of a viewer."""

    connected = True

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def send(self, packet: bytes) -> None:
        self.sent.append(packet)


def request(ufrag: str, password: bytes = Guest.password) -> bytes:
    made = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
    made.attributes["USERNAME"] = f"{ufrag}:them"
    made.add_message_integrity(password)
    return bytes(made)


def test_nobody_takes_the_address_of_somebody_who_is_there() -> None:
    doors, present, other = Doors(range(1)), Guest(heard=True), Guest(heard=True)
    doors.awaited.update(present=present, other=other)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ours:
        ours.bind(("127.0.0.1", 0))
        door, theirs = Door(ours, US), ours.getsockname()
        doors._asked(door, request("present"), theirs)
        doors._asked(door, request("other"), theirs)
        assert (door.guests, other.ways) == ({theirs: present}, [])
        present.heard = False  # gone without a word: whoever has the address now is let in
        doors._asked(door, request("other"), theirs)
        assert (door.guests, other.ways) == ({theirs: other}, [theirs])
    assert doors.counters.forged == 1


async def test_a_peer_that_moves_on_is_found_at_its_newest_addresses() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ours:
        peer, door = Peer(Doors(range(1)), Keys(), publisher(), FakeClock()), Door(ours, US)
        for port in range(1_000, 1_000 + 3 * MOST_ADDRESSES):
            door.guests["10.0.0.2", port] = peer
            peer.asked(door, ("10.0.0.2", port), nominated=port == 1_001)
    assert len(door.guests) == MOST_ADDRESSES
    assert peer.address == ("10.0.0.2", 1_001)
    assert {peer.address, ("10.0.0.2", port)} <= door.guests.keys()


@pytest.mark.parametrize("attribute", [(0x0024, b"\x00"), (0x802A, b"abc"), (0x0003, b"abcdef")])
def test_a_request_of_wrong_lengths_is_forged(attribute: tuple[int, bytes]) -> None:
    kind, value = attribute
    body = struct.pack("!HH", kind, len(value)) + value + bytes(-len(value) % 4)
    head = struct.pack("!HHI12s", 1, len(body), 0x2112A442, bytes(12))
    assert answered(head + body, b"secret", US) is None


def test_an_offer_has_no_more_formats_and_fingerprints_than_a_browser() -> None:
    for text in (
        "".join(f"a=rtpmap:{n} VP8/90000\r\n" for n in range(offer.MOST_FORMATS)),
        "".join(f"a=fingerprint:sha-256 {n}\r\n" for n in range(offer.MOST_FINGERPRINTS)),
    ):
        with pytest.raises(BadOffer):
            offer.read(offer_text([video_section("sendonly") + text]))


def publisher() -> Publisher:
    text = offer_text([audio_section("sendonly", 5), video_section("sendonly")])
    return Publisher(offer.read(text), 1, Role.SPEAKER, on_level=lambda _: None)


def rtp(ssrc: int, sequence: int, payload: bytes) -> bytes:
    return struct.pack("!BBHII", 0x80, VP8, sequence, 0, ssrc) + payload


def test_streams_nobody_has_proved_take_nobody_s_place() -> None:
    made = publisher()
    assert all(made.expects(ssrc) for ssrc in range(100, 100 + 3 * MOST_UNKNOWN))
    for ssrc in range(100, 100 + 3 * MOST_UNKNOWN):  # these came under the peer's own keys
        if made.expects(ssrc):
            made.media(rtp(ssrc, 1, frame(1, key=True)), 1.0)
    assert [made.expects(100 + n) for n in (0, MOST_UNKNOWN - 1, MOST_UNKNOWN)] == [1, 1, 0]


async def test_a_handshake_that_breaks_ends_the_peer() -> None:
    doors, made, gone = Doors(range(1)), publisher(), asyncio.Event()
    made.on_gone = gone.set
    peer = Peer(doors, Keys(), made, FakeClock())
    peer.start([])  # no transport takes a peer without a fingerprint
    await asyncio.wait_for(gone.wait(), 5)
    assert (peer.closed, doors.awaited) == (True, {})


async def test_a_packet_too_long_for_srtp_is_dropped() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ours:
        ours.bind(("127.0.0.1", 0))
        peer = Peer(Doors(range(1)), Keys(), publisher(), FakeClock())
        peer.asked(Door(ours, US), ours.getsockname(), nominated=True)
        policy = pylibsrtp.Policy(bytes(30), pylibsrtp.Policy.SSRC_ANY_OUTBOUND)
        peer._send = pylibsrtp.Session(policy)
        head = rtp(7, 1, b"") + bytes(6)
        peer.send(head + bytes(MOST_PAYLOAD))
        assert (peer.dropped, peer.sent_octets > MOST_PAYLOAD) == (0, True)
        peer.send(head + bytes(MOST_PAYLOAD + 1))
        assert peer.dropped == 1


async def test_what_is_too_long_to_go_on_is_left_out() -> None:
    made, feed = publisher(), Feed(1, "VP8", sound=False, on_level=lambda _: None)
    for size, count in ((MOST_PAYLOAD, 0), (MOST_PAYLOAD + 1, 1)):
        payload = frame(1, key=True).ljust(size, b"x")
        made.media(rtp(7, size, payload), 1.0)
        feed.take(Kind.VIDEO, payload, 0, marker=True)
        assert (made.giants, feed.giants) == (count, count)
    assert made.layers[Layer.LARGE].packets == feed.layers[Layer.LARGE].packets == 1


def test_a_sender_that_begins_anew_is_shown_on() -> None:
    made, wire = publisher(), Wire()
    track: Track = made.layers[Layer.LARGE]
    slot = Slot(Kind.VIDEO, offer.read(offer_text([video_section("recvonly")])).sections[0].formats,
                wire)  # type: ignore[arg-type]  # fmt: skip
    slot.head_for(track, 0.0)
    for number in range(5):
        made.media(rtp(7, 40_000 + 2 * number, frame(number, key=number == 0)), 1.0 + number / 30)
    assert len(track.gaps) == 4
    before = track.sequence.highest
    for number in range(3):  # far behind the numbers of before
        made.media(rtp(8, 30_000 + number, frame(number, key=number == 1)), 5.0 + number / 30)
    assert (track.ssrc, len(track.gaps), track.sequence.highest > before) == (8, 0, True)
    assert track.sequence.highest & 0xFFFF == 30_002
    sent = [int.from_bytes(one[2:4], "big") for one in wire.sent]
    assert len(sent) == 5 + 2  # from the keyframe on
    assert (sent[5] - sent[4]) & 0xFFFF == 1
    assert 7 not in made._by_ssrc  # what still comes of it starts nothing anew


def test_a_day_of_pictures_is_no_queue_and_a_new_count_begins_anew() -> None:
    delay, step = Delay(90_000), 5
    for second in range(0, 86_400, step):
        delay.came(second * 90_000 & 0xFFFFFFFF, 100.0 + second)
        assert delay.judged(100.0 + second) < 0.001
    delay.came(123, 86_600.0)
    assert delay.judged(86_600.0) == 0.0
    delay.came(123 + 90_000, 86_601.5)
    assert 0.49 < delay.judged(86_602.0) < 0.51
