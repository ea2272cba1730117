"""What pulling gives: payloads of RTP packets with what their headers need."""

from dataclasses import dataclass
from typing import Literal

# Clocks of RTP timestamps: RFC 6184 and RFC 7587.
VIDEO_RATE = 90_000
AUDIO_RATE = 48_000
Kind = Literal["video", "audio"]


@dataclass(frozen=True, slots=True)
class Piece:
    """The payload of one RTP packet: H.264 (RFC 6184, packetization mode 1) or Opus (RFC 7587).

    `timestamp` counts 90,000 (video) or 48,000 (audio) a second and never wraps; `marker` ends a
    picture; `key` begins one that can be shown without those before it. Numbers of sequence and
    source are the sender's.
    """

    kind: Kind
    payload: bytes
    timestamp: int
    marker: bool
    key: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One picture as its NAL units, without start codes; `timestamp` at 90,000 a second."""

    nals: tuple[bytes, ...]
    timestamp: int
    key: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """What a source sends: codec as its SDP names it, pixels where known, why it is re-encoded."""

    codec: str
    width: int | None = None
    height: int | None = None
    transcoded: str | None = None
    sound: str | None = None


class Unwrapped:
    """Turns the 32-bit timestamps of RTP into ones that do not wrap; takes them out of order."""

    def __init__(self) -> None:
        self._last: int | None = None

    def of(self, timestamp: int) -> int:
        """Return the timestamp nearest to the one before that equals this one modulo 2³²."""
        if self._last is None:
            self._last = timestamp
        else:
            step = (timestamp - self._last) & 0xFFFFFFFF
            self._last += step - (1 << 32) if step >= 1 << 31 else step
        return self._last
