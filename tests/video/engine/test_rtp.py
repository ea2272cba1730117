"""Packets: what is read of them, how they are headed anew, what is no packet."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from video.engine import codecs, rtp
from video.engine.rewrite import Joint
from video.engine.ring import KEPT, Ring
from video.engine.rtp import Marks, Packet, Sequence

MARKS = Marks(level=1, mid=4)


def packet(payload: bytes = b"x" * 30, *, extension: bytes = b"", first: int = 0x80) -> bytes:
    first |= 0x10 if extension else 0
    return struct.pack("!BBHII", first, 0x80 | 96, 7, 9000, 77) + extension + payload


def test_a_packet_is_read_with_what_its_extension_says() -> None:
    one_byte = b"\xbe\xde\x00\x02" + bytes((0x10, 0x85, 0x41)) + b"ab" + bytes(3)
    found = rtp.read(packet(extension=one_byte), MARKS)
    assert found is not None
    assert (found.marker, found.payload_type, found.sequence) == (0x80, 96, 7)
    assert (found.timestamp, found.ssrc, found.payload) == (9000, 77, b"x" * 30)
    assert (found.level, found.mid) == (5, "ab")
    two_byte = b"\x10\x00\x00\x02" + bytes((1, 1, 0x85, 4, 2)) + b"ab" + bytes(1)
    again = rtp.read(packet(extension=two_byte), MARKS)
    assert again is not None
    assert (again.level, again.mid) == (5, "ab")


def test_contributors_and_padding_are_left_out() -> None:
    with_csrc = rtp.read(packet(bytes(4) + b"yy", first=0x81), MARKS)
    assert with_csrc is not None
    assert with_csrc.payload == b"yy"
    padded = rtp.read(packet(b"zz" + bytes((0, 0, 3)), first=0xA0), MARKS)
    assert padded is not None
    assert padded.payload == b"zz"
    assert rtp.read(packet(bytes((0, 0, 0, 4)), first=0xA0), MARKS) is None  # nothing but padding


def test_who_sends_no_level_counts_by_its_size() -> None:
    spoken, silent = rtp.read(packet(), Marks()), rtp.read(packet(b"ab"), Marks())
    assert spoken is not None
    assert silent is not None
    assert (spoken.level, silent.level) == (rtp.UNTOLD_LEVEL, rtp.SILENCE)


@given(st.binary(max_size=80))
def test_rubbish_is_read_or_refused_without_fault(data: bytes) -> None:
    rtp.read(data, MARKS)
    rtp.read(b"\x90" + data, MARKS)


def test_numbers_do_not_wrap() -> None:
    sequence = Sequence()
    sequence.highest = first = sequence.extend(65_534)
    sequence.highest = sequence.extend(2)
    assert sequence.highest == first + 4
    assert sequence.extend(65_535) == first + 1  # late, from before the wrap


def test_a_slot_goes_on_without_a_break_when_its_source_changes() -> None:
    joint = Joint(clock=90_000, last_index=100, last_timestamp=5_000)
    joint.join(70_000, 1_000_000, 10.0)
    joint.sent(70_000, 1_000_000, 10.0)
    joint.sent(70_001, 1_003_000, 10.03)
    assert (joint.last_index, joint.last_timestamp) == (102, 11_000)
    joint.join(500, 42, 11.03)  # another source, a second later
    joint.sent(500, 42, 11.03)
    assert (joint.last_index, joint.last_timestamp) == (103, 11_000 + 90_000)
    assert joint.index_of(103) == 500
    assert joint.index_of(102) is None  # that was the other source's


def test_the_ring_keeps_the_newest() -> None:
    ring = Ring()
    for index in range(KEPT + 10):
        ring.put(Packet(0, 96, index & 0xFFFF, 0, 1, b"p", index=index))
    assert ring.get(9) is None
    kept = ring.get(10)
    assert kept is not None
    assert kept.index == 10


def test_keyframes_are_recognised() -> None:
    vp8 = {
        b"\x10\x00": True,  # no extension, P = 0
        b"\x10\x01": False,  # an ordinary frame
        b"\x00\x00": False,  # not its first packet
        b"\x11\x00": False,  # not the first partition
        b"\x90\x80\x81\x02\x00": True,  # picture id of 15 bits
        b"\x90\x80\x01\x00": True,  # of 7 bits
        b"\x90\xe0\x81\x02\x07\x40\x00": True,  # with layer numbers
        b"\x90": False,
    }
    assert {one: codecs.starts_keyframe("VP8", one) for one in vp8} == vp8
    h264 = {
        b"\x67\x42": True,  # parameter set
        b"\x65\x88": True,  # IDR
        b"\x41\x9a": False,
        b"\x7c\x85\x88": True,  # first fragment of an IDR
        b"\x7c\x05\x88": False,  # a later one
        b"\x78\x00\x02\x67\x42\x00\x02\x68\xce": True,  # aggregated sets
        b"\x78\x00\x02\x41\x9a": False,
        b"\x78\x00": False,
    }
    assert {one: codecs.starts_keyframe("H264", one) for one in h264} == h264
