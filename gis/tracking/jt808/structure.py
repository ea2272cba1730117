"""Fields made of fields: lists, and parts that are there or not, or of different kinds. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gis.tracking.jt808.fields import (
    REST,
    Field,
    Named,
    Size,
    Source,
    Table,
    Values,
    filled,
    packed,
    read,
    told,
    whole,
    written,
)
from gis.tracking.jt808.frames import BadFrame


@dataclass(frozen=True, slots=True)
class Part:
    """A dict by a table, in bytes of a counted size, or as long as its table is."""

    name: str
    table: Table
    size: Size | None = None

    def read(self, source: Source, values: Values) -> None:
        """See `Field`."""
        if self.size is None:
            values[self.name] = read(self.table, source)
        else:
            values[self.name] = whole(self.table, source.sized(self.size), source.edition)

    def written(self, values: Mapping[str, Any], edition: int) -> bytes:
        """See `Field`."""
        raw = written(self.table, told(values, self.name), edition)
        return raw if self.size is None else filled(self.name, raw, self.size)


@dataclass(frozen=True, slots=True)
class Many:
    """A list: of dicts by a table, or of values by one field.

    Its count stands before it as a number; or it has always so many; or it goes to the end; or,
    with `counted`, the count is another value before it.
    """

    name: str
    of: Table | Field
    count: str | int = REST
    counted: str | None = None

    def read(self, source: Source, values: Values) -> None:
        """See `Field`."""
        count = self._count(source, values)
        found: list[Any] = []
        while source.left if count is None else len(found) < count:
            start = source.at
            found.append(self._one(source))
            if source.at == start:  # a count of millions over fields that take no bytes
                raise BadFrame("short")
        values[self.name] = found

    def written(self, values: Mapping[str, Any], edition: int) -> bytes:
        """See `Field`."""
        given = told(values, self.name)
        of = self.of
        if isinstance(of, tuple):
            parts = [written(of, each, edition) for each in given]
        else:
            parts = [of.written({self.name: each}, edition) for each in given]
        if isinstance(self.count, int) and len(parts) != self.count:
            raise ValueError(f"{self.name} has not {self.count} parts")
        told_before = isinstance(self.count, int) or self.count == REST
        before = b"" if told_before else packed(self.name, len(parts), str(self.count))
        return b"".join((before, *parts))

    def _count(self, source: Source, values: Values) -> int | None:
        if self.counted:
            return int(values[self.counted])
        if isinstance(self.count, int):
            return self.count
        return None if self.count == REST else source.number(self.count)

    def _one(self, source: Source) -> Any:
        if isinstance(self.of, tuple):
            return read(self.of, source)
        values: Values = {}
        self.of.read(source, values)
        return values[self.name]


@dataclass(frozen=True, slots=True)
class When:
    """Fields that are there only if bits of a number before them are set."""

    name: str
    bits: int
    fields: Table

    def read(self, source: Source, values: Values) -> None:
        """See `Field`."""
        if values.get(self.name, 0) & self.bits:
            values.update(read(self.fields, source))

    def written(self, values: Mapping[str, Any], edition: int) -> bytes:
        """See `Field`."""
        there = told(values, self.name) & self.bits
        return b"".join(each.written(values, edition) for each in self.fields) if there else b""


@dataclass(frozen=True, slots=True)
class Edition:
    """Fields of some editions of the standard: from one on, and before another."""

    fields: Table
    since: int = 0
    before: int = 9999

    def read(self, source: Source, values: Values) -> None:
        """See `Field`."""
        if self.since <= source.edition < self.before:
            values.update(read(self.fields, source))

    def written(self, values: Mapping[str, Any], edition: int) -> bytes:
        """See `Field`."""
        if not self.since <= edition < self.before:
            return b""
        return b"".join(each.written(values, edition) for each in self.fields)


@dataclass(frozen=True, slots=True)
class Maybe:
    """Fields at the end of a body that some senders leave out."""

    fields: tuple[Named, ...]

    def read(self, source: Source, values: Values) -> None:
        """See `Field`."""
        for each in self.fields:
            if source.left:
                each.read(source, values)

    def written(self, values: Mapping[str, Any], edition: int) -> bytes:
        """See `Field`."""
        there = (each for each in self.fields if each.name in values)
        return b"".join(each.written(values, edition) for each in there)


@dataclass(frozen=True, slots=True)
class Choice:
    """A part, to the end or of a counted size, whose table another value tells.

    Where the table depends on the size of the part too, `tables` has (number, bytes), the largest
    first. A part nobody knows, or that does not fit its table, is bytes.
    """

    name: str
    by: str
    tables: Mapping[int | tuple[int, int], Table]
    size: Size = REST

    def read(self, source: Source, values: Values) -> None:
        """See `Field`."""
        raw = source.sized(self.size)
        values[self.name] = self._known(raw, values[self.by], source.edition)

    def written(self, values: Mapping[str, Any], edition: int) -> bytes:
        """See `Field`."""
        value = told(values, self.name)
        if not isinstance(value, bytes):
            value = self._made(value, told(values, self.by), edition)
        return filled(self.name, value, self.size)

    def _known(self, raw: bytes, by: int, edition: int) -> bytes | Values:
        table = self.tables.get((by, len(raw)), self.tables.get(by))
        if table is None:
            return raw
        try:
            found = whole(table, raw, edition)
            return found if written(table, found, edition) == raw else raw
        except (BadFrame, ValueError):
            return raw

    def _made(self, value: Values, by: int, edition: int) -> bytes:
        """The table of a number whose size tells more is the one that the values fit."""
        wrong = ValueError(f"{self.name} is of no kind that is known")
        for key, table in self.tables.items():
            number, size = key if isinstance(key, tuple) else (key, None)
            if number != by:
                continue
            try:
                raw = written(table, value, edition)
            except ValueError as error:
                wrong = error
                continue
            if size in (None, len(raw)):
                return raw
        raise wrong
