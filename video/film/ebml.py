"""Elements of EBML (RFC 8794) and Matroska (RFC 9559), both ways; only what films need. Pure."""

from struct import Struct
from typing import Protocol, overload

HEADER, SEGMENT, SEEK_HEAD, VOID, INFO, TRACKS, CLUSTER, CUES = (
    0x1A45DFA3, 0x18538067, 0x114D9B74, 0xEC, 0x1549A966, 0x1654AE6B, 0x1F43B675, 0x1C53BB6B,
)  # fmt: skip
TIMESTAMP, SIMPLE_BLOCK = 0xE7, 0xA3
DATE, DURATION = 0x4461, 0x4489
CODEC_ID, WIDTH, HEIGHT = 0x86, 0xB0, 0xBA
# A size not known yet, in eight bytes: a file under way has one segment without end.
UNKNOWN = b"\x01\xff\xff\xff\xff\xff\xff\xff"
FLOAT = Struct("!d")


class Data(Protocol):
    """What elements are read from: bytes, or a file as if it were bytes."""

    def __len__(self) -> int: ...

    @overload
    def __getitem__(self, wanted: int, /) -> int: ...

    @overload
    def __getitem__(self, wanted: slice, /) -> bytes: ...


class Torn(ValueError):
    """An element ends before its size says, or is none."""


def element(name: int, body: bytes) -> bytes:
    """Return an element."""
    return name_of(name) + size_of(len(body)) + body


def name_of(name: int) -> bytes:
    """Return an id as it stands in a file."""
    return name.to_bytes((name.bit_length() + 7) // 8, "big")


def size_of(size: int, width: int = 0) -> bytes:
    """Return a size, in so many bytes as it needs or as are asked for."""
    width = width or max(1, (size.bit_length() + 7) // 7)
    # All ones would mean that the size is unknown.
    if size == (1 << 7 * width) - 1:
        width += 1
    return (size | 1 << 7 * width).to_bytes(width, "big")


def unsigned(name: int, value: int) -> bytes:
    """Return an element that is a whole number."""
    return element(name, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def text(name: int, value: str) -> bytes:
    """Return an element that is a text."""
    return element(name, value.encode())


def real(name: int, value: float) -> bytes:
    """Return an element that is a number of eight bytes."""
    return element(name, FLOAT.pack(value))


def head(data: Data, at: int) -> tuple[int, int, int | None]:
    """Return id, beginning and end of the body of the element at a place; None = without end.

    Raises `Torn` where the head is not whole.
    """
    name, at = _number(data, at, keep=True)
    size, body = _number(data, at, keep=False)
    unknown = size == (1 << 7 * (body - at)) - 1
    return name, body, None if unknown else body + size


def _number(data: Data, at: int, *, keep: bool) -> tuple[int, int]:
    if at >= len(data) or data[at] == 0:
        raise Torn
    width = 9 - data[at].bit_length()
    if at + width > len(data):
        raise Torn
    value = int.from_bytes(data[at : at + width], "big")
    return value if keep else value & (1 << 7 * width) - 1, at + width
