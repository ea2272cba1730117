"""General answers (0x8001) to one terminal, many a second. Pure."""

import struct
from functools import reduce
from operator import xor

from gis.tracking.jt808 import frames, header
from gis.tracking.jt808.header import Header

GENERAL = 0x8001
# Serial, serial that is answered, kind that is answered, result.
_REST = struct.Struct(">HHHB")
_SERIAL_BYTES, _BODY_BYTES = 2, 5


class Answers:
    """Frames general answers; what is the same in all of them is made once."""

    __slots__ = ("_check", "_head")

    def __init__(self, terminal: str, version: int | None) -> None:
        whole = header.written(Header(GENERAL, terminal, 0, version), bytes(_BODY_BYTES))
        self._head = whole[: -_SERIAL_BYTES - _BODY_BYTES]
        self._check = reduce(xor, self._head)

    def framed(self, serial: int, answered: int, kind: int, result: int) -> bytes:
        """Return the frame under a serial of ours that answers theirs of a kind."""
        rest = _REST.pack(serial, answered, kind, result)
        check = reduce(xor, rest, self._check)
        return frames.marked(b"%b%b%c" % (self._head, rest, check))
