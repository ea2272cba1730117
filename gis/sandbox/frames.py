"""What goes through the pipes between parent and child: JSON with bytes beside it; pure.

A frame is the length of the JSON, the length of the bytes (both 32 bits, big-endian), the JSON, the
bytes. Nothing in it is ever run: no pickle, no code, no paths.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

import orjson

HEADER_BYTES = 8
# A batch of rows has some megabytes; one polygon may have 16 MB (500,000 vertices).
MOST_JSON = 32 * 1024 * 1024
MOST_BLOB = 64 * 1024 * 1024


class BadFrame(Exception):
    """The other side does not speak frames."""


def packed(document: Any, parts: Iterable[bytes] = ()) -> bytes:
    """Return one frame; `parts` are joined, their lengths belong into the document."""
    text, blob = orjson.dumps(document, option=orjson.OPT_NON_STR_KEYS), b"".join(parts)
    return len(text).to_bytes(4, "big") + len(blob).to_bytes(4, "big") + text + blob


def lengths(header: bytes) -> tuple[int, int]:
    """Return the lengths a header announces. Raises `BadFrame`."""
    text, blob = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    if len(header) != HEADER_BYTES or text > MOST_JSON or blob > MOST_BLOB:
        raise BadFrame(f"{text} + {blob} bytes")
    return text, blob


def unpacked(text: bytes) -> Any:
    """Return the document of a frame. Raises `BadFrame`."""
    try:
        return orjson.loads(text)
    except json.JSONDecodeError as error:
        raise BadFrame(str(error)) from error


def cut(blob: bytes, sizes: Sequence[int]) -> list[bytes]:
    """Return the parts of joined bytes. Raises `BadFrame` when they do not add up."""
    if sum(sizes) != len(blob) or any(size < 0 for size in sizes):
        raise BadFrame("the parts do not add up")
    found, start = [], 0
    for size in sizes:
        found.append(blob[start : start + size])
        start += size
    return found


def read(stream: BinaryIO) -> tuple[Any, bytes] | None:
    """Read one frame, None at the end. Raises `BadFrame`."""
    header = stream.read(HEADER_BYTES)
    if not header:
        return None
    text, blob = lengths(header)
    content, rest = stream.read(text), stream.read(blob)
    if len(content) != text or len(rest) != blob:
        raise BadFrame("cut short")
    return unpacked(content), rest


def write(stream: BinaryIO, document: Any, parts: Iterable[bytes] = ()) -> None:
    """Write one frame."""
    stream.write(packed(document, parts))
    stream.flush()
