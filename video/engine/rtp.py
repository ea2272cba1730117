"""RTP packets (RFC 3550): read once when they arrive, headed anew for each who receives them."""

from dataclasses import dataclass
from struct import Struct

HEADER = 12
# Viewers get one CSRC: the number of the source, so that a page knows whom a slot carries.
OWN_HEADER = Struct("!BBHIII")
FIRST_BYTE = 0x81
MARKER = 0x80
ONE_BYTE, TWO_BYTE, TWO_BYTE_MASK = 0xBEDE, 0x1000, 0xFFF0
# The loudness of who sends no level (RFC 6464): spoken words, quieter than anybody's own level.
UNTOLD_LEVEL = 50
SILENCE = 127
# What SRTP bears with our header and that of a packet sent again.
MOST_PAYLOAD = 1_338
# Opus sends one or two bytes while nobody speaks (DTX).
SPOKEN_BYTES = 10

_FIXED = Struct("!BBHII")
_EXTENSION = Struct("!HH")


@dataclass(frozen=True, slots=True)
class Marks:
    """The numbers under which a peer sends header extensions; None = it does not."""

    level: int | None = None
    mid: int | None = None


@dataclass(slots=True)
class Packet:
    """What of a packet goes on to viewers. `index` is its sequence number without wrapping."""

    marker: int
    payload_type: int
    sequence: int
    timestamp: int
    ssrc: int
    payload: bytes
    level: int = SILENCE
    mid: str | None = None
    index: int = 0
    keyframe: bool = False


def ssrc_of(data: bytes) -> int:
    """Return who sent a packet, from its header that is not encrypted."""
    return int.from_bytes(data[8:12], "big")


def read(data: bytes, marks: Marks) -> Packet | None:
    """Read a packet; None when it is none, or carries nothing but padding."""
    if len(data) < HEADER:
        return None
    first, second, sequence, timestamp, ssrc = _FIXED.unpack_from(data)
    if first >> 6 != 2:
        return None
    start, end = HEADER + 4 * (first & 0x0F), len(data)
    level, mid = None, None
    if first & 0x10:
        if end < start + 4:
            return None
        profile, words = _EXTENSION.unpack_from(data, start)
        body = start + 4
        start = body + 4 * words
        if start > end:
            return None
        if marks.level is not None or marks.mid is not None:
            level, mid = _extensions(data[body:start], profile, marks)
    if first & 0x20:
        end -= data[-1]
    if start >= end:
        return None
    payload = data[start:end]
    if level is None:
        level = UNTOLD_LEVEL if len(payload) > SPOKEN_BYTES else SILENCE
    return Packet(second & MARKER, second & 0x7F, sequence, timestamp, ssrc, payload, level, mid)


def _extensions(body: bytes, profile: int, marks: Marks) -> tuple[int | None, str | None]:
    """Return loudness and media id of a header extension; what is broken ends the reading."""
    level, mid = None, None
    for number, value in _elements(body, profile):
        if number == marks.level and value:
            level = value[0] & 0x7F
        elif number == marks.mid:
            mid = value.decode("ascii", errors="replace")
    return level, mid


def _elements(body: bytes, profile: int) -> list[tuple[int, bytes]]:
    two = profile & TWO_BYTE_MASK == TWO_BYTE
    if profile != ONE_BYTE and not two:
        return []
    found: list[tuple[int, bytes]] = []
    at, end = 0, len(body)
    while at < end:
        if body[at] == 0:
            at += 1
            continue
        if two:
            if at + 2 > end:
                break
            number, length, at = body[at], body[at + 1], at + 2
        else:
            number, length, at = body[at] >> 4, (body[at] & 0x0F) + 1, at + 1
            if number == 15:
                break
        if at + length > end:
            break
        found.append((number, body[at : at + length]))
        at += length
    return found


@dataclass(slots=True)
class Sequence:
    """Turns 16-bit numbers into ones that do not wrap. `highest` is the newest, -1 before any."""

    highest: int = -1

    def extend(self, sequence: int) -> int:
        """Return the number of a packet without wrapping; does not move `highest`."""
        if self.highest < 0:
            return sequence + 0x10000  # room for what comes late from before the first
        ahead = (sequence - self.highest) & 0xFFFF
        return self.highest + (ahead if ahead < 0x8000 else ahead - 0x10000)
