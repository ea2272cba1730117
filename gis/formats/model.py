"""What reading a file yields; pure."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gis.datum.crs import Datum


class Refused(Exception):
    """The whole file cannot be taken; `code` says why in one word, the text in a sentence."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Fault:
    """Why one row cannot be taken; `column` when it is one value."""

    code: str
    detail: str
    column: str | None = None


@dataclass(slots=True)
class Row:
    """One row as the file holds it: its number (from 1), its shape, its values by column."""

    number: int
    shape: Any
    values: dict[str, Any]
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Which columns of a table hold the place: two, or one with a pair, or one with WKT."""

    lon: str | None = None
    lat: str | None = None
    pair: str | None = None
    wkt: str | None = None

    @classmethod
    def told(cls, given: Mapping[str, Any] | None) -> "Coordinates | None":
        """Return the columns an order names, None when it names none."""
        kept = {name: value for name, value in (given or {}).items() if value}
        return cls(**kept) if kept else None

    def card(self) -> dict[str, str]:
        """Return the columns that are used."""
        named = {"lon": self.lon, "lat": self.lat, "pair": self.pair, "wkt": self.wkt}
        return {name: column for name, column in named.items() if column}

    @property
    def used(self) -> set[str]:
        """The columns that are the place, and no attributes."""
        return set(self.card().values())


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read; None = as it looks."""

    layers: tuple[str, ...] | None = None
    encoding: str | None = None
    delimiter: str | None = None
    crs: int | None = None
    datum: Datum | None = None
    coordinates: Coordinates | None = None
    # Longitude of the city, for eastings without their zone; its zone of time, for bare times.
    lon: float = 116.7
    zone: str = "Asia/Shanghai"


@dataclass(slots=True)
class Book:
    """An opened file: its layers, and what was found out about it."""

    format: str
    layers: dict[str, Callable[[], Iterator[Row]]]
    encoding: str | None = None
    delimiter: str | None = None
    # What the file itself says of its coordinates (EPSG code or WKT), None = nothing.
    crs: str | int | None = None
    coordinates: Coordinates | None = None
    # Columns with the type the file itself gives them; others are told from their values.
    types: dict[str, str] = field(default_factory=dict)
    notes: Counter[str] = field(default_factory=Counter)

    def rows(self, wanted: tuple[str, ...] | None) -> Iterator[tuple[str, Row]]:
        """Yield the rows of the wanted layers (None = all). Raises `Refused` for unknown names."""
        for name in wanted if wanted is not None else tuple(self.layers):
            if name not in self.layers:
                raise Refused("no-layer", f"The file holds no layer {name[:80]}.")
            for row in self.layers[name]():
                yield name, row
