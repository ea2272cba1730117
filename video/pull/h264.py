"""H.264 in RTP (RFC 6184), both ways, and what can be read from its headers. Pure."""

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from video.pull.assembly import Form
from video.pull.bits import Bits, unescaped
from video.pull.piece import Piece, Unit

SLICE, IDR, SEI, SPS, PPS, DELIMITER = 1, 5, 6, 7, 8, 9
STAP_A, FU_A = 24, 28
# Fits an Ethernet frame through any tunnel with SRTP and a relay's header; what browsers send too.
MOST_PAYLOAD = 1_180
START = b"\x00\x00\x00\x01"
# Parameter sets have some 30 bytes, with scaling lists 600; MP4 and Matroska bear 65,535.
MOST_SET = 4_096
# Profiles whose SPS tells its chroma format (7.3.2.1.1).
_HIGH = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})
_YUV444 = 3


def kind_of(nal: bytes) -> int:
    """Return the type of a NAL unit."""
    return nal[0] & 0x1F


def split(stream: bytes) -> list[bytes]:
    """Return the NAL units of a byte stream (Annex B), without start codes."""
    found, start = [], stream.find(b"\x00\x00\x01")
    while start >= 0:
        after = stream.find(b"\x00\x00\x01", start + 3)
        nal = stream[start + 3 : after if after >= 0 else len(stream)].rstrip(b"\x00")
        if nal:
            found.append(nal)
        start = after
    return found


def joined(nals: Iterable[bytes]) -> bytes:
    """Return NAL units as a byte stream (Annex B)."""
    return b"".join(START + nal for nal in nals)


def unit_of(nals: Sequence[bytes], timestamp: int) -> Unit:
    """Return a picture of its NAL units."""
    return Unit(tuple(nals), timestamp, any(kind_of(nal) == IDR for nal in nals))


def packetised(unit: Unit, most: int = MOST_PAYLOAD) -> list[Piece]:
    """Return a picture as payloads of at most `most` bytes (packetization mode 1).

    Neighbours that fit together share a STAP-A, larger ones are cut into FU-A. Delimiters are left
    out: the marker says the same.
    """
    payloads: list[bytes] = []
    group: list[bytes] = []
    size = 1
    for nal in unit.nals:
        if kind_of(nal) == DELIMITER:
            continue
        if group and size + 2 + len(nal) > most:
            payloads.append(_together(group))
            group, size = [], 1
        if len(nal) > most:
            payloads += _fragments(nal, most)
        else:
            group.append(nal)
            size += 2 + len(nal)
    if group:
        payloads.append(_together(group))
    last = len(payloads) - 1
    return [
        Piece("video", payload, unit.timestamp, number == last, unit.key and number == 0)
        for number, payload in enumerate(payloads)
    ]


def _together(group: Sequence[bytes]) -> bytes:
    if len(group) == 1:
        return group[0]
    importance = max(nal[0] & 0x60 for nal in group)
    forbidden = max(nal[0] & 0x80 for nal in group)
    parts = b"".join(len(nal).to_bytes(2, "big") + nal for nal in group)
    return bytes([forbidden | importance | STAP_A]) + parts


def _fragments(nal: bytes, most: int) -> list[bytes]:
    indicator = nal[0] & 0xE0 | FU_A
    kind, body, room = kind_of(nal), nal[1:], most - 2
    starts = range(0, len(body), room)
    return [
        bytes(
            [indicator, kind | (0x80 if at == 0 else 0) | (0x40 if at + room >= len(body) else 0)]
        )
        + body[at : at + room]
        for at in starts
    ]


def _whole(payload: bytes) -> bytes:
    return bytes([payload[0] & 0xE0 | payload[1] & 0x1F])


FORM = Form("H264", 1, STAP_A, FU_A, range(1, 24), (IDR,), kind_of, _whole)


class ParameterSets:
    """Keeps SPS and PPS of a stream and puts them before each key frame that comes without."""

    def __init__(self, known: Iterable[bytes] = ()) -> None:
        self.sps: bytes | None = None
        self.pps: dict[int, bytes] = {}
        for nal in known:
            self._learn(nal)

    def before(self, unit: Unit) -> Unit:
        """Return a picture with what a newcomer needs to decode it."""
        kinds = set()
        for nal in unit.nals:
            kinds.add(kind_of(nal))
            self._learn(nal)
        if not unit.key or {SPS, PPS} <= kinds or self.sps is None:
            return unit
        rest = tuple(nal for nal in unit.nals if kind_of(nal) not in (SPS, PPS))
        return Unit((self.sps, *self.pps.values(), *rest), unit.timestamp, unit.key)

    def _learn(self, nal: bytes) -> None:
        kind = kind_of(nal) if 0 < len(nal) <= MOST_SET else 0
        if kind == SPS:
            self.sps = nal
        elif kind == PPS and len(self.pps) < 32:
            # One that is cut short is not worth keeping: the next key frame brings another.
            with contextlib.suppress(ValueError):
                self.pps[Bits(unescaped(nal[1:16])).unsigned()] = nal


@dataclass(frozen=True, slots=True)
class Shape:
    """What an SPS tells: profile and level as SDP writes them, pixels after cropping."""

    profile: str
    width: int
    height: int


def shape_of(sps: bytes) -> Shape:
    """Read an SPS (7.3.2.1.1). Raises `ValueError` for one that ends too early."""
    raw = unescaped(sps[1:257])
    bits = Bits(raw)
    profile = bits.take(8)
    bits.take(16)
    bits.unsigned()
    chroma, separate = _chroma(bits) if profile in _HIGH else (1, False)
    bits.unsigned()
    _skip_order(bits)
    bits.unsigned()
    bits.take(1)
    width = (bits.unsigned() + 1) * 16
    rows = bits.unsigned() + 1
    frames = bits.take(1)
    height = rows * 16 * (2 - frames)
    bits.take(1 if frames else 2)
    if bits.take(1):
        left, right, top, bottom = (bits.unsigned() for _ in range(4))
        wide = 2 if chroma in (1, 2) and not separate else 1
        high = (2 if chroma == 1 and not separate else 1) * (2 - frames)
        width, height = width - wide * (left + right), height - high * (top + bottom)
    return Shape(raw[:3].hex(), width, height)


def _chroma(bits: Bits) -> tuple[int, bool]:
    chroma = bits.unsigned()
    separate = bool(bits.take(1)) if chroma == _YUV444 else False
    bits.unsigned()
    bits.unsigned()
    bits.take(1)
    if bits.take(1):
        for number in range(8 if chroma != _YUV444 else 12):
            if bits.take(1):
                _skip_scaling(bits, 16 if number < 6 else 64)
    return chroma, separate


def _skip_scaling(bits: Bits, size: int) -> None:
    last = following = 8
    for _ in range(size):
        if following:
            following = (last + bits.signed() + 256) % 256
        last = following or last


def _skip_order(bits: Bits) -> None:
    kind = bits.unsigned()
    if kind == 0:
        bits.unsigned()
    elif kind == 1:
        bits.take(1)
        bits.signed()
        bits.signed()
        for _ in range(min(bits.unsigned(), 255)):
            bits.signed()


def has_b_slices(unit: Unit) -> bool:
    """Say whether a picture looks ahead: browsers show such streams out of order (7.4.3)."""
    return any(kind_of(nal) == SLICE and _type_of_slice(nal) % 5 == 1 for nal in unit.nals)


def _type_of_slice(nal: bytes) -> int:
    bits = Bits(unescaped(nal[1:12]))
    try:
        bits.unsigned()
        return bits.unsigned()
    except ValueError:
        return 0
