"""The kinds of fields bodies are made of, each read and written by one pair of functions. Pure.

A body is a table, a tuple of fields in their order on the wire; reading it gives a dict by the
names of the fields. A text or a time that would not be written again byte for byte (other padding,
bytes that are no characters, digits that are no time) also stands as bytes under `<name>_sent`,
which goes before the value when it is written.
"""

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from gis.tracking.jt808 import times
from gis.tracking.jt808.frames import BadFrame

Values = dict[str, Any]
# Bytes of a field: so many, or all but so many (below nought), or as told: by a number before it,
# by the end of the body, by a NUL.
Size = int | str
REST, ENDED = "rest", "nul"
ENCODING = "gbk"
_PACKED = {each: struct.Struct(f">{each}") for each in "bBhHiIQ"}


class Source:
    """A body while it is read: what comes next, and the edition of the standard it follows."""

    __slots__ = ("at", "body", "edition")

    def __init__(self, body: bytes, edition: int) -> None:
        self.body, self.edition, self.at = body, edition, 0

    @property
    def left(self) -> int:
        """Bytes not yet read."""
        return len(self.body) - self.at

    def take(self, size: int) -> bytes:
        """Return the next bytes. Raises `BadFrame` when there are fewer."""
        if not 0 <= size <= self.left:
            raise BadFrame("short")
        self.at += size
        return self.body[self.at - size : self.at]

    def number(self, packed: str) -> int:
        """Return the next number."""
        how = _PACKED[packed]
        found: int = how.unpack(self.take(how.size))[0]
        return found

    def sized(self, size: Size) -> bytes:
        """Return the bytes of a field of a size as declared."""
        if isinstance(size, int):
            return self.take(size if size >= 0 else self.left + size)
        if size == REST:
            return self.take(self.left)
        if size == ENDED:
            end = self.body.find(b"\0", self.at)
            found = self.take((len(self.body) if end < 0 else end) - self.at)
            self.at += end >= 0
            return found
        return self.take(self.number(size))


class Field(Protocol):
    """What a table is made of."""

    def read(self, source: Source, values: Values) -> None:
        """Put what comes next among the values. Raises `BadFrame`."""

    def written(self, values: Mapping[str, Any], edition: int) -> bytes:
        """Return the bytes of the value. Raises `ValueError` for one that is missing or wrong."""


class Named(Field, Protocol):
    """A field of one value under one name."""

    @property
    def name(self) -> str:
        """The name among the values."""


Table = tuple[Field, ...]


def read(table: Table, source: Source) -> Values:
    """Return the values of a table; what stays at the end stays in the source."""
    values: Values = {}
    for each in table:
        each.read(source, values)
    return values


def whole(table: Table, body: bytes, edition: int) -> Values:
    """Return the values of a table and what stands behind its last field as `rest`."""
    source = Source(body, edition)
    values = read(table, source)
    if source.left:
        values["rest"] = source.take(source.left)
    return values


def written(table: Table, values: Mapping[str, Any], edition: int) -> bytes:
    """Return a table's bytes and, after them, `rest`."""
    parts = [each.written(values, edition) for each in table]
    return b"".join((*parts, values.get("rest", b"")))


def told(values: Mapping[str, Any], name: str) -> Any:
    """Return a value that has to be given. Raises `ValueError`."""
    if name not in values:
        raise ValueError(f"{name} is missing")
    return values[name]


def packed(name: str, value: Any, how: str) -> bytes:
    """Return a number's bytes. Raises `ValueError` for what is no number of that size."""
    try:
        return _PACKED[how].pack(value)
    except struct.error as error:
        raise ValueError(f"{name} is no number of {_PACKED[how].size} bytes") from error


def filled(name: str, raw: bytes, size: Size) -> bytes:
    """Return bytes in a field of a size as declared. Raises `ValueError` for too many."""
    if isinstance(size, int) and size >= 0:
        if len(raw) > size:
            raise ValueError(f"{name} has more than {size} bytes")
        return raw.ljust(size, b"\0")
    if isinstance(size, int) or size == REST:
        return raw
    return raw + b"\0" if size == ENDED else packed(name, len(raw), size) + raw


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, packed as `struct` names it."""

    name: str
    how: str

    def read(self, source: Source, values: Values) -> None:
        """See `Field`."""
        values[self.name] = source.number(self.how)

    def written(self, values: Mapping[str, Any], _: int) -> bytes:
        """See `Field`."""
        return packed(self.name, told(values, self.name), self.how)


@dataclass(frozen=True, slots=True)
class Bytes:
    """Bytes as they are."""

    name: str
    size: Size = REST

    def read(self, source: Source, values: Values) -> None:
        """See `Field`."""
        values[self.name] = source.sized(self.size)

    def written(self, values: Mapping[str, Any], _: int) -> bytes:
        """See `Field`."""
        return filled(self.name, told(values, self.name), self.size)


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits, two in a byte (BCD); some makers send hexadecimal ones, which are kept."""

    name: str
    size: int

    def read(self, source: Source, values: Values) -> None:
        """See `Field`."""
        values[self.name] = source.take(self.size).hex()

    def written(self, values: Mapping[str, Any], _: int) -> bytes:
        """See `Field`."""
        raw = bytes.fromhex(told(values, self.name))
        if len(raw) != self.size:
            raise ValueError(f"{self.name} has not {2 * self.size} digits")
        return raw


@dataclass(frozen=True, slots=True)
class Sent:
    """A value that may not be written again as it came: then its bytes are kept beside it."""

    name: str
    found: Callable[[Source], Any]
    made: Callable[[Any], bytes]

    def read(self, source: Source, values: Values) -> None:
        """See `Field`."""
        start = source.at
        value = values[self.name] = self.found(source)
        raw = source.body[start : source.at]
        try:
            same = self.made(value) == raw
        except ValueError:
            same = False
        if not same:
            values[f"{self.name}_sent"] = raw

    def written(self, values: Mapping[str, Any], _: int) -> bytes:
        """See `Field`."""
        sent: bytes | None = values.get(f"{self.name}_sent")
        return self.made(told(values, self.name)) if sent is None else sent


def text(name: str, size: Size = REST) -> Sent:
    """Return a field of GBK characters, without NULs, and where it is of one size without blanks.

    A character GBK does not have is refused (`ValueError`), never replaced.
    """
    blank = " " if isinstance(size, int) else ""

    def found(source: Source) -> str:
        return source.sized(size).decode(ENCODING, "replace").replace("\0", "").strip(blank)

    return Sent(name, found, lambda value: filled(name, value.encode(ENCODING), size))


def time(name: str) -> Sent:
    """Return a field of YYMMDDhhmmss in Beijing: a `datetime` in UTC, None for what is no time."""
    return Sent(name, lambda source: times.read(source.take(6)), times.written)


def u8(name: str) -> Number:
    """Return a field of one byte."""
    return Number(name, "B")


def u16(name: str) -> Number:
    """Return a field of two bytes."""
    return Number(name, "H")


def u32(name: str) -> Number:
    """Return a field of four bytes."""
    return Number(name, "I")
