"""One gazetteer entry and one search hit."""

from dataclasses import dataclass, replace
from typing import Any

from gis.geodesy import Position


@dataclass(frozen=True, slots=True)
class Place:
    """A named place; `point` and `line` are WGS 84, longitude first."""

    id: str
    zh: str
    en: str
    pinyin: str
    initials: str
    aliases: tuple[str, ...]
    kind: str
    point: Position
    accuracy_m: float
    district: str | None
    town: str | None
    source: str
    fictional: bool
    line: tuple[Position, ...] = ()
    numbers: int = 0

    def at(self, **changes: Any) -> "Place":
        """Return a copy with other values."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that answers a query; `start`, `end` mark the matched part of its Chinese name."""

    place: Place
    score: float
    start: int = 0
    end: int = 0
