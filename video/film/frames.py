"""Puts RTP payloads together to the frames a film holds: VP8 (RFC 7741), H.264, Opus. Pure.

Packets are handed over in their order; a frame that misses one is left out.
"""

from dataclasses import dataclass
from typing import Protocol

from video.engine.codecs import H264, VP8
from video.film.matroska import Form
from video.pull.assembly import Assembly
from video.pull.h264 import DELIMITER, FORM, ParameterSets, kind_of, shape_of

_START_CODE = b"\x9d\x01\x2a"
# A keyframe of a 4K screen; what is larger is no picture.
MOST_FRAME = 4 * 1024 * 1024
# Neither is one wider or higher than VP8 can tell.
MOST_PIXELS = 16_383


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame; `timestamp` as RTP has it, `form` with those a film can begin with."""

    data: bytes
    timestamp: int
    key: bool
    form: Form | None = None


class Frames(Protocol):
    """Takes the payloads of one stream in their order."""

    @property
    def dropped(self) -> int:
        """How many frames were not whole."""
        ...

    def take(self, payload: bytes, index: int, timestamp: int, *, marker: bool) -> list[Frame]:
        """Take a payload; return the frames that are whole by it."""
        ...


def frames_of(codec: str) -> Frames:
    """Return what puts the frames of a codec together."""
    if codec == VP8:
        return Vp8Frames()
    return H264Frames() if codec == H264 else OpusFrames()


class OpusFrames:
    """Each packet is a frame."""

    def __init__(self) -> None:
        self.dropped = 0
        self._form = Form("opus")

    def take(self, payload: bytes, index: int, timestamp: int, *, marker: bool) -> list[Frame]:
        """Take a packet."""
        return [Frame(payload, timestamp, key=True, form=self._form)]


def opus_duration(payload: bytes) -> int:
    """Return how long an Opus packet plays, at 48,000 a second (RFC 6716, 3.1)."""
    number = payload[0] >> 3
    if number < 12:
        each = (480, 960, 1_920, 2_880)[number & 3]
    else:
        each = (480, 960)[number & 1] if number < 16 else (120, 240, 480, 960)[number & 3]
    code = payload[0] & 3
    if code == 3:
        return each * (payload[1] & 0x3F if len(payload) > 1 else 0)
    return each * (1 if code == 0 else 2)


class Vp8Frames:
    """Strips payload descriptors and joins what has one timestamp."""

    def __init__(self) -> None:
        self.dropped = 0
        self._parts: list[bytes] = []
        self._size = 0
        self._timestamp: int | None = None
        self._index = -1
        # Something of a frame came; what is broken is not kept.
        self._open, self._broken = False, True

    def take(self, payload: bytes, index: int, timestamp: int, *, marker: bool) -> list[Frame]:
        """Take a packet."""
        start = descriptor(payload)
        begins = bool(payload[0] & 0x10) and payload[0] & 0x0F == 0
        if begins and (timestamp != self._timestamp or not self._open):
            self._drop(lost=self._open)
            self._timestamp, self._broken = timestamp, False
        elif timestamp != self._timestamp or index != self._index + 1:
            self._broken = True
        self._index, self._open = index, True
        self._size += len(payload)
        self._broken = self._broken or not 0 < start < len(payload) or self._size > MOST_FRAME
        if self._broken:
            self._parts.clear()
        else:
            self._parts.append(payload[start:])
        if not marker:
            return []
        data, broken = b"".join(self._parts), self._broken
        self._drop(lost=broken)
        return [] if broken else [_vp8(data, timestamp)]

    def _drop(self, *, lost: bool) -> None:
        self.dropped += lost
        self._parts, self._size = [], 0
        self._open, self._broken = False, True


def descriptor(payload: bytes) -> int:
    """Return the length of a payload descriptor (RFC 7741, 4.2); 0 for one that is cut short."""
    at = 1
    if payload[0] & 0x80:
        if len(payload) < 3:
            return 0
        more, at = payload[1], 2
        if more & 0x80:
            at += 2 if payload[2] & 0x80 else 1
        at += (1 if more & 0x40 else 0) + (1 if more & 0x30 else 0)
    return at


def _vp8(data: bytes, timestamp: int) -> Frame:
    key = not data[0] & 0x01
    if not key:
        return Frame(data, timestamp, key=False)
    width = height = None
    if data[3:6] == _START_CODE and len(data) >= 10:
        width = int.from_bytes(data[6:8], "little") & 0x3FFF
        height = int.from_bytes(data[8:10], "little") & 0x3FFF
    return Frame(data, timestamp, key=True, form=Form(VP8, width, height))


class H264Frames:
    """Joins NAL units as Matroska holds them: each after its length; parameter sets beside."""

    def __init__(self) -> None:
        self._assembly = Assembly(FORM)
        self._sets = ParameterSets()

    @property
    def dropped(self) -> int:
        """How many pictures were not whole."""
        return self._assembly.dropped

    def take(self, payload: bytes, index: int, timestamp: int, *, marker: bool) -> list[Frame]:
        """Take a packet."""
        units = self._assembly.take(payload, index & 0xFFFF, timestamp, marker=marker)
        found = []
        for unit in units:
            whole = self._sets.before(unit)
            nals = [nal for nal in whole.nals if kind_of(nal) != DELIMITER]
            data = b"".join(len(nal).to_bytes(4, "big") + nal for nal in nals)
            if data:
                form = self._form() if unit.key else None
                found.append(Frame(data, unit.timestamp, unit.key, form))
        return found

    def _form(self) -> Form | None:
        sps, pps = self._sets.sps, list(self._sets.pps.values())
        if sps is None or not pps:
            return None
        try:
            shape = shape_of(sps)
        except ValueError:
            return None
        if not (0 < shape.width <= MOST_PIXELS and 0 < shape.height <= MOST_PIXELS):
            return None
        return Form(H264, shape.width, shape.height, configuration(sps, pps))


def configuration(sps: bytes, pps: list[bytes]) -> bytes:
    """Return the AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1)."""
    sets = b"".join(len(one).to_bytes(2, "big") + one for one in pps)
    head = b"\x01" + sps[1:4] + b"\xff\xe1" + len(sps).to_bytes(2, "big") + sps
    return head + bytes((len(pps),)) + sets
