"""Frames: cut out of a stream, unescaped, checked; and made. Pure.

JT/T 808-2019 §4.4.2: 7e, header and body and check byte with 7e as 7d 02 and 7d as 7d 01, 7e. The
check byte is the exclusive or of header and body.
"""

from functools import reduce
from operator import xor

from gis.tracking import splitter

MARK = b"\x7e"
# A header of 21 bytes at most, a body of 1,023 (ten bits of length), the check byte; escaped, each
# byte may take two.
LARGEST = 21 + 1023 + 1
LARGEST_ESCAPED = 2 * LARGEST


class BadFrame(ValueError):
    """A frame that cannot be read; `why` is `short` or `checksum`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Splitter(splitter.Splitter):
    """Cuts a stream into frames, still escaped.

    Two marks side by side are an end and a beginning, so nothing between them is no frame.
    """

    def __init__(self) -> None:
        super().__init__(MARK, LARGEST_ESCAPED)


def opened(frame: bytes) -> bytes:
    """Return header and body of an escaped frame without its marks. Raises `BadFrame`."""
    # Some devices leave a 7d as it is where neither 01 nor 02 follows; the check byte tells.
    return checked(frame.replace(b"\x7d\x02", b"\x7e").replace(b"\x7d\x01", b"\x7d"))


def checked(frame: bytes) -> bytes:
    """Return header and body of a frame that is not escaped. Raises `BadFrame`."""
    if len(frame) < 2:
        raise BadFrame("short")
    if reduce(xor, frame):  # with its own check byte the sum of a whole frame is nought
        raise BadFrame("checksum")
    return frame[:-1]


def closed(message: bytes) -> bytes:
    """Return the frame of header and body as it is sent."""
    return marked(message + bytes((reduce(xor, message, 0),)))


def marked(whole: bytes) -> bytes:
    """Return header, body and check byte as they are sent."""
    return MARK + whole.replace(b"\x7d", b"\x7d\x01").replace(b"\x7e", b"\x7d\x02") + MARK
