"""Puts the payloads of RTP packets together to pictures, for H.264 and H.265 alike. Pure."""

from collections.abc import Callable, Container
from dataclasses import dataclass

from video.pull.piece import Unit

# A key frame of a 4K camera has about 1 MB; what is larger is no picture.
MOST_UNIT = 3 * 1024 * 1024
# Encoders cut a picture into a slice for each row at the most: 135 rows in 4K.
MOST_NALS = 512


@dataclass(frozen=True, slots=True)
class Form:
    """How a codec stands in RTP: sizes of its header, types of its packets.

    `whole` returns the header of the NAL unit whose first fragment is given; `keys` are the types
    of slices that need no other picture.
    """

    name: str
    header: int
    group: int
    fragment: int
    single: Container[int]
    keys: Container[int]
    kind_of: Callable[[bytes], int]
    whole: Callable[[bytes], bytes]


class Assembly:
    """Takes the packets of one stream in the order they came.

    A picture that misses a packet, or grows beyond all bounds, is dropped whole: the next one that
    needs no other mends it.
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self._sequence: int | None = None
        self._timestamp: int | None = None
        self._clear()
        self.dropped = 0

    def take(self, payload: bytes, sequence: int, timestamp: int, *, marker: bool) -> list[Unit]:
        """Take the next packet; return the pictures that are whole by it, mostly none or one."""
        found: list[Unit] = []
        if self._timestamp is not None and timestamp != self._timestamp:
            found += self._close(self._timestamp)
        if self._sequence is not None and (sequence - self._sequence) & 0xFFFF != 1:
            self._broken = True
        self._sequence, self._timestamp = sequence, timestamp
        self._add(payload)
        if marker:
            found += self._close(timestamp)
            self._timestamp = None
        return found

    def _clear(self) -> None:
        self._nals: list[bytes] = []
        self._fragment: bytearray | None = None
        self._size = 0
        self._broken = False

    def _close(self, timestamp: int) -> list[Unit]:
        nals, broken = self._nals, self._broken or self._fragment is not None
        self._clear()
        self.dropped += broken
        if broken or not nals:
            return []
        form = self._form
        return [Unit(tuple(nals), timestamp, any(form.kind_of(nal) in form.keys for nal in nals))]

    def _add(self, payload: bytes) -> None:
        form = self._form
        self._size += len(payload)
        if self._broken:
            return
        if len(payload) <= form.header or self._size > MOST_UNIT:
            self._broken = self._size > MOST_UNIT
            return
        kind = form.kind_of(payload)
        if kind == form.fragment:
            self._add_fragment(payload)
        elif kind == form.group:
            self._add_group(payload)
        elif kind in form.single:
            self._keep(payload)
        else:
            self._broken = True  # interleaved modes, which no camera was asked for

    def _keep(self, nal: bytes) -> None:
        self._broken = self._broken or len(self._nals) >= MOST_NALS
        if not self._broken:
            self._nals.append(nal)

    def _add_group(self, payload: bytes) -> None:
        at = self._form.header
        while at + 2 <= len(payload) and not self._broken:
            end = at + 2 + int.from_bytes(payload[at : at + 2], "big")
            if end > len(payload) or end <= at + 2 + self._form.header - 1:
                self._broken = True
                return
            self._keep(payload[at + 2 : end])
            at = end

    def _add_fragment(self, payload: bytes) -> None:
        at = self._form.header
        if payload[at] & 0x80:
            self._fragment = bytearray(self._form.whole(payload))
        if self._fragment is None:
            self._broken = True
            return
        self._fragment += payload[at + 1 :]
        if payload[at] & 0x40:
            self._keep(bytes(self._fragment))
            self._fragment = None
