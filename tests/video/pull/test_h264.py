"""H.264 in RTP both ways, and what its headers tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from video.pull import h264, h265, pattern
from video.pull.assembly import MOST_UNIT, Assembly
from video.pull.piece import Piece, Unit, Unwrapped

# As x264 writes them: 1280×720 Main, 1920×1080 High (cropped), 640×360 Baseline (cropped).
MAIN_720 = bytes.fromhex("674d401feca02802dd080000030008000003019078c18cb0")
HIGH_1080 = bytes.fromhex("67640028acd940780227e584000003000400000300c83c60c658")
BASELINE_360 = bytes.fromhex("6742c01eda0280bfe584000003000400000300c83c58ba80")

nals = st.lists(
    st.binary(min_size=2, max_size=4000).map(lambda data: bytes([0x61]) + data),
    min_size=1,
    max_size=8,
)


def sent(pieces: list[Piece], first: int = 65_530) -> list[Unit]:
    assembly, found = Assembly(h264.FORM), list[Unit]()
    for number, piece in enumerate(pieces):
        sequence = (first + number) & 0xFFFF
        found += assembly.take(piece.payload, sequence, piece.timestamp, marker=piece.marker)
    return found


@given(nals, st.integers(100, 1400))
def test_what_is_packetised_is_put_together_again(parts: list[bytes], most: int) -> None:
    pieces = h264.packetised(Unit(tuple(parts), 90_000, key=False), most)
    assert all(len(piece.payload) <= most for piece in pieces)
    assert [piece.marker for piece in pieces] == [False] * (len(pieces) - 1) + [True]
    assert [unit.nals for unit in sent(pieces)] == [tuple(parts)]


def test_small_units_share_a_packet_and_large_ones_are_cut() -> None:
    sps, pps, picture = b"\x67" + b"s" * 10, b"\x68" + b"p" * 3, b"\x65" + b"i" * 3000
    pieces = h264.packetised(Unit((b"\x09\x10", sps, pps, picture), 0, key=True))
    kinds = [piece.payload[0] & 0x1F for piece in pieces]
    assert kinds == [h264.STAP_A, h264.FU_A, h264.FU_A, h264.FU_A]
    assert [piece.key for piece in pieces] == [True, False, False, False]
    assert [piece.payload[1] & 0xC0 for piece in pieces[1:]] == [0x80, 0, 0x40]
    (unit,) = sent(pieces)
    assert unit.key
    assert unit.nals == (sps, pps, picture)


def test_parameters_that_are_cut_short_are_no_parameters() -> None:
    sets = h264.ParameterSets([MAIN_720, b"\x68", b"\x68\x00", b""])
    assert sets.pps == {}
    (first, *_) = pattern.loop("camera")
    assert sets.before(first).nals == first.nals


def test_a_picture_that_misses_a_packet_is_dropped_whole_and_the_next_one_is_not() -> None:
    pieces = h264.packetised(Unit((b"\x61" + b"x" * 5000,), 0, key=False))
    rest = h264.packetised(Unit((b"\x61" + b"y" * 50,), 3000, key=False))
    assembly, found = Assembly(h264.FORM), list[Unit]()
    for number, piece in enumerate([*pieces, *rest]):
        if number != 2:
            found += assembly.take(piece.payload, number, piece.timestamp, marker=piece.marker)
    assert [unit.timestamp for unit in found] == [3000]
    assert assembly.dropped == 1


@pytest.mark.parametrize(
    "payload",
    [b"\x7c\x05abc", b"\x78\x00\xffab", b"\x78\x00\x00", b"\x7d\x00\x00", b"\x61", b"\x78\x00\x01"],
)
def test_what_is_no_payload_makes_no_picture(payload: bytes) -> None:
    assert Assembly(h264.FORM).take(payload, 1, 0, marker=True) == []
    Assembly(h265.FORM).take(payload, 1, 0, marker=True)


@given(st.lists(st.tuples(st.binary(max_size=60), st.booleans()), max_size=30))
def test_no_bytes_break_the_assembly(packets: list[tuple[bytes, bool]]) -> None:
    for form in (h264.FORM, h265.FORM):
        assembly = Assembly(form)
        for number, (payload, marker) in enumerate(packets):
            assembly.take(payload, number, number // 3, marker=marker)


def test_a_picture_without_end_is_dropped() -> None:
    assembly, fragment = Assembly(h264.FORM), b"\x7c\x05" + bytes(60_000)
    assembly.take(b"\x7c\x85" + bytes(10), 0, 0, marker=False)
    for number in range(MOST_UNIT // 60_000 + 1):
        assembly.take(fragment, number + 1, 0, marker=False)
    assert assembly.take(b"\x7c\x45x", number + 2, 0, marker=True) == []
    assert assembly.dropped == 1


@pytest.mark.parametrize(
    ("sps", "shape"),
    [
        (MAIN_720, h264.Shape("4d401f", 1280, 720)),
        (HIGH_1080, h264.Shape("640028", 1920, 1080)),
        (BASELINE_360, h264.Shape("42c01e", 640, 360)),
    ],
)
def test_a_sps_tells_the_pixels(sps: bytes, shape: h264.Shape) -> None:
    assert h264.shape_of(sps) == shape
    with pytest.raises(ValueError, match="too early"):
        h264.shape_of(sps[:6])


def test_parameter_sets_stand_before_every_key_frame() -> None:
    sets = h264.ParameterSets([b"\x67\x42sps", b"\x68\x80pps"])
    bare = Unit((b"\x65\x88idr",), 0, key=True)
    assert [nal[0] & 0x1F for nal in sets.before(bare).nals] == [7, 8, 5]
    whole = Unit((b"\x67\x42new", b"\x68\x80new", b"\x65\x88idr"), 0, key=True)
    assert sets.before(whole) is whole
    assert sets.before(bare).nals[0] == b"\x67\x42new"
    plain = Unit((b"\x61\x9a",), 0, key=False)
    assert sets.before(plain) is plain


def test_pictures_that_look_ahead_are_recognised() -> None:
    assert not h264.has_b_slices(Unit((b"\x61\x9a\x00",), 0, key=False))  # first_mb 0, type 5: P
    assert h264.has_b_slices(Unit((b"\x01\x9e\x00",), 0, key=False))  # type 6: B
    assert not any(h264.has_b_slices(unit) for unit in pattern.loop("x"))
    assert not h264.has_b_slices(Unit((b"\x61",), 0, key=False))


def test_h265_is_put_together() -> None:
    vps, picture = bytes([0x40, 1]) + b"vps", bytes([19 << 1, 1]) + b"i" * 20
    group = bytes([48 << 1, 1]) + len(vps).to_bytes(2, "big") + vps
    parts = [bytes([49 << 1, 1, 19 | flag]) + picture[2:][at : at + 10]
             for flag, at in ((0x80, 0), (0x40, 10))]  # fmt: skip
    assembly, found = Assembly(h265.FORM), list[Unit]()
    for number, payload in enumerate([group, *parts]):
        found += assembly.take(payload, number, 0, marker=number == 2)
    assert found == [Unit((vps, picture), 0, key=True)]


def test_timestamps_do_not_wrap() -> None:
    clock = Unwrapped()
    assert [clock.of(at) for at in (0xFFFFFF00, 0x100, 0xFFFFFFF0, 0x200)] == [
        0xFFFFFF00, 0x1_0000_0100, 0xFFFFFFF0, 0x1_0000_0200,
    ]  # fmt: skip


def test_the_test_picture_begins_each_second_with_a_key_frame() -> None:
    units = pattern.loop("x")
    assert len(units) == pattern.PER_SECOND * pattern.SECONDS
    assert [n for n, unit in enumerate(units) if unit.key] == [0, 15, 30, 45]
    sps = next(nal for nal in units[0].nals if h264.kind_of(nal) == h264.SPS)
    assert (h264.shape_of(sps).width, h264.shape_of(sps).height) == (640, 360)
    assert h264.split(h264.joined(units[0].nals)) == list(units[0].nals)
