"""RTCP (RFC 3550, 4585, 5104, REMB): compound packets read and written.

What cannot be read ends the reading; what stands before it counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from struct import Struct

SENDER_REPORT, RECEIVER_REPORT, DESCRIPTION, BYE, TRANSPORT, PAYLOAD = 200, 201, 202, 203, 205, 206
# Who is asked for: lost packets; a keyframe (two ways to say it); no more than so many bits.
NACK, PLI, FIR, APPLICATION = 1, 1, 4, 15
# A receiver may name this many lost packets in one message of ours.
MOST_LOST = 256
NTP_EPOCH = 2_208_988_800

_HEAD = Struct("!BBH")
_SENDER = Struct("!IQIII")
_BLOCK = Struct("!IIIIII")
_PAIR = Struct("!II")
_LOST = Struct("!HH")


@dataclass(frozen=True, slots=True)
class SenderReport:
    """Which moment of the sender's clock a timestamp belongs to (NTP, 32.32 bits)."""

    ssrc: int
    ntp: int
    timestamp: int
    packets: int
    octets: int


@dataclass(frozen=True, slots=True)
class Reception:
    """How one stream arrives: `lost` is the share of 256 since the last report."""

    ssrc: int
    lost: int
    total_lost: int
    highest: int
    jitter: int
    last_report: int = 0
    delay: int = 0


@dataclass(frozen=True, slots=True)
class Lost:
    """A receiver asks for packets again."""

    ssrc: int
    sequences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KeyframeWanted:
    """A receiver cannot go on without a keyframe."""

    ssrc: int


@dataclass(frozen=True, slots=True)
class Bitrate:
    """A receiver estimates what the way to it bears."""

    bits: int


@dataclass(frozen=True, slots=True)
class Bye:
    """These streams end."""

    ssrcs: tuple[int, ...]


Message = SenderReport | Reception | Lost | KeyframeWanted | Bitrate | Bye


def read(data: bytes) -> Iterator[Message]:
    """Yield what a compound packet says."""
    at, end = 0, len(data)
    while at + 4 <= end:
        first, kind, words = _HEAD.unpack_from(data, at)
        stop = at + 4 + 4 * words
        if first >> 6 != 2 or stop > end:
            return
        yield from _message(kind, first & 0x1F, data[at + 4 : stop])
        at = stop


def _message(kind: int, count: int, body: bytes) -> Iterator[Message]:
    if kind == SENDER_REPORT and len(body) >= 24:
        yield SenderReport(*_SENDER.unpack_from(body))
        yield from _receptions(body, 24, count)
    elif kind == RECEIVER_REPORT and len(body) >= 4:
        yield from _receptions(body, 4, count)
    elif kind == TRANSPORT and count == NACK and len(body) >= 12:
        yield Lost(_PAIR.unpack_from(body)[1], _sequences(body))
    elif kind == PAYLOAD and len(body) >= 8:
        yield from _payload(count, body)
    elif kind == BYE and len(body) >= 4 * count:
        yield Bye(tuple(_word(body, 4 * n) for n in range(count)))


def _receptions(body: bytes, at: int, count: int) -> Iterator[Reception]:
    for _ in range(count):
        if at + _BLOCK.size > len(body):
            return
        ssrc, lost, highest, jitter, last, delay = _BLOCK.unpack_from(body, at)
        yield Reception(ssrc, lost >> 24, lost & 0xFFFFFF, highest, jitter, last, delay)
        at += _BLOCK.size


def _sequences(body: bytes) -> tuple[int, ...]:
    found: list[int] = []
    for at in range(8, len(body) - 3, 4):
        first, mask = _LOST.unpack_from(body, at)
        found.append(first)
        found += [(first + bit + 1) & 0xFFFF for bit in range(16) if mask >> bit & 1]
        if len(found) >= MOST_LOST:
            break
    return tuple(found[:MOST_LOST])


def _payload(count: int, body: bytes) -> Iterator[Message]:
    if count == PLI:
        yield KeyframeWanted(_word(body, 4))
    elif count == FIR:
        for at in range(8, len(body) - 7, 8):
            yield KeyframeWanted(_word(body, at))
    elif count == APPLICATION and body[8:12] == b"REMB" and len(body) >= 16:
        exponent = body[13] >> 2
        mantissa = (body[13] & 0x03) << 16 | body[14] << 8 | body[15]
        yield Bitrate(mantissa << exponent)


def _word(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 4], "big")


def _packet(kind: int, count: int, body: bytes) -> bytes:
    return _HEAD.pack(0x80 | count, kind, len(body) // 4) + body


def sender_report(report: SenderReport) -> bytes:
    """Write when a timestamp was."""
    body = _SENDER.pack(
        report.ssrc,
        report.ntp & 0xFFFFFFFFFFFFFFFF,
        report.timestamp & 0xFFFFFFFF,
        report.packets & 0xFFFFFFFF,
        report.octets & 0xFFFFFFFF,
    )
    return _packet(SENDER_REPORT, 0, body)


def receiver_report(ssrc: int, receptions: Sequence[Reception]) -> bytes:
    """Write how streams arrive (at most 31)."""
    blocks = b"".join(
        _BLOCK.pack(
            one.ssrc,
            one.lost << 24 | min(max(one.total_lost, 0), 0x7FFFFF),
            one.highest & 0xFFFFFFFF,
            one.jitter & 0xFFFFFFFF,
            one.last_report & 0xFFFFFFFF,
            one.delay & 0xFFFFFFFF,
        )
        for one in receptions
    )
    return _packet(RECEIVER_REPORT, len(receptions), ssrc.to_bytes(4, "big") + blocks)


def description(ssrcs: Sequence[int], name: str) -> bytes:
    """Write the canonical name (CNAME) of streams (at most 31)."""
    text = name.encode("ascii")
    item = bytes((1, len(text))) + text + b"\x00"
    item += bytes(-len(item) % 4)
    return _packet(DESCRIPTION, len(ssrcs), b"".join(s.to_bytes(4, "big") + item for s in ssrcs))


def nack(ssrc: int, media: int, sequences: Sequence[int]) -> bytes:
    """Write which packets are lost."""
    pairs: list[bytes] = []
    waiting = sorted(sequences)
    while waiting:
        first, mask = waiting[0], 0
        rest: list[int] = []
        for other in waiting[1:]:
            if other - first <= 16:
                mask |= 1 << (other - first - 1)
            else:
                rest.append(other)
        pairs.append(_LOST.pack(first, mask))
        waiting = rest
    return _packet(TRANSPORT, NACK, _PAIR.pack(ssrc, media) + b"".join(pairs))


def keyframe_request(ssrc: int, media: int) -> bytes:
    """Write that a keyframe is needed (PLI)."""
    return _packet(PAYLOAD, PLI, _PAIR.pack(ssrc, media))


def bitrate(ssrc: int, bits: int, media: Sequence[int]) -> bytes:
    """Write what the way to us bears (REMB)."""
    exponent = max(0, bits.bit_length() - 18)
    mantissa = bits >> exponent
    coded = (len(media) << 24 | exponent << 18 | mantissa).to_bytes(4, "big")
    streams = b"".join(one.to_bytes(4, "big") for one in media)
    return _packet(PAYLOAD, APPLICATION, _PAIR.pack(ssrc, 0) + b"REMB" + coded + streams)


def ntp_of(unix: float) -> int:
    """Return a moment as NTP, 32.32 bits."""
    return int((unix + NTP_EPOCH) * 4_294_967_296)


def is_rtcp(data: bytes) -> bool:
    """Tell RTCP from RTP on one port (RFC 5761)."""
    return len(data) > 1 and 192 <= data[1] <= 223
