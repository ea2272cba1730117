"""What a message tells, whatever its form."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import orjson

from gis.analysis.storm import TrackPoint

# A network of 2,000 gauges with a day of quarter hours in one message; more is an import.
MOST_ROWS = 200_000
LONGEST_TEXT = 120
# Days as Chinese services write them: 2021/9/3 8:00:00.
_DAY = re.compile(r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d):)?")
T = TypeVar("T")


class Unreadable(ValueError):
    """A message that is not of its form at all."""


class Refused(ValueError):
    """A row that cannot be taken; `code` says why in a word."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Fault:
    """A refused row, counted from 1 below the header."""

    row: int
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of one gauge; `unit` as the feed names it, place in WGS 84 where it is told."""

    station: str
    quantity: str
    at: datetime
    value: float
    unit: str = ""
    name: str = ""
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Quake:
    """One earthquake; `gone` when its source has withdrawn it."""

    code: str
    at: datetime
    magnitude: float
    place: tuple[float, float]
    depth_km: float | None = None
    where: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Storm:
    """One typhoon: its observed points in order of time, and what agencies forecast now."""

    code: str
    zh: str
    en: str
    track: tuple[TrackPoint, ...]
    forecasts: tuple[tuple[str, tuple[TrackPoint, ...]], ...] = ()


@dataclass(slots=True)
class Told:
    """All that could be read of a message, and the rows that could not."""

    rows: int = 0
    readings: list[Reading] = field(default_factory=list)
    quakes: list[Quake] = field(default_factory=list)
    storms: list[Storm] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    repeats: int = 0

    def each(self, rows: Iterable[Any], read: Callable[[Any], T]) -> Iterable[T]:
        """Yield what each row says; keep a fault for each that cannot be taken."""
        for row in rows:
            self.rows += 1
            if self.rows > MOST_ROWS:
                raise Unreadable(f"more than {MOST_ROWS} rows")
            try:
                yield read(row)
            except Refused as refused:
                self.faults.append(Fault(self.rows, refused.code, refused.detail))

    def add(self, readings: Iterable[Reading]) -> None:
        """Take readings; the same one twice counts as a repeat, two values at one time as a fault.

        The first of two that contradict each other is kept.
        """
        known: dict[tuple[str, str, datetime], float] = {}
        for reading in readings:
            key = reading.station, reading.quantity, reading.at
            before = known.get(key)
            if before is None:
                known[key] = reading.value
                self.readings.append(reading)
            elif before == reading.value:
                self.repeats += 1
            else:
                detail = f"{reading.value:g} contradicts {before:g} of the same time"
                self.faults.append(Fault(self.rows, "contradiction", detail))


def text_of(data: bytes) -> str:
    """Return a message as text. Raises `Unreadable`."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise Unreadable("neither UTF-8 nor GB 18030 text")


def json_of(data: bytes) -> Any:
    """Return a message as JSON. Raises `Unreadable`."""
    try:
        return orjson.loads(text_of(data))
    except orjson.JSONDecodeError as error:
        raise Unreadable(f"no JSON: {error}") from error


def number(value: Any, what: str = "value") -> float:
    """Return a finite number. Raises `Refused`."""
    said = "" if value is None else str(value).strip()
    if not said:
        raise Refused("empty", f"{what} is empty")
    if "|" in said:
        raise Refused("two-values", f"{what} holds two numbers: {short(said)}")
    try:
        found = float(said)
    except ValueError:
        raise Refused("no-number", f"{what} is no number: {short(said)}") from None
    if not math.isfinite(found):
        raise Refused("no-number", f"{what} is not finite: {short(said)}")
    return found


def maybe(value: Any, what: str = "value") -> float | None:
    """Return a number, None where there is none."""
    return None if value is None or str(value).strip() == "" else number(value, what)


def place(lon: Any, lat: Any) -> tuple[float, float]:
    """Return longitude and latitude on the earth. Raises `Refused`."""
    x, y = number(lon, "longitude"), number(lat, "latitude")
    if not (-180 <= x <= 180 and -90 <= y <= 90):
        raise Refused("off-earth", f"no such place: {x:g} {y:g}")
    return x, y


def moment(value: Any, zone: str = "UTC") -> datetime:
    """Return a moment in UTC; one without a zone is of `zone`. Raises `Refused`."""
    said = "" if value is None else str(value).strip()
    try:
        found = datetime.fromisoformat(_DAY.sub(_padded, said, count=1))
    except ValueError:
        raise Refused("no-time", f"no time: {short(said)}") from None
    if found.tzinfo is None:
        found = found.replace(tzinfo=ZoneInfo(zone))
    return checked(found.astimezone(UTC))


def _padded(day: re.Match[str]) -> str:
    year, month, date, hour = day.groups()
    return f"{year}-{int(month):02}-{int(date):02}" + (f"T0{hour}:" if hour else "")


def checked(found: datetime) -> datetime:
    """Return a moment a feed can tell of. Raises `Refused`."""
    if not 1900 <= found.year <= 2199:
        raise Refused("no-time", f"a year that cannot be: {found.year}")
    return found


def word(value: Any, what: str, *, needed: bool = True) -> str:
    """Return a short text without control characters. Raises `Refused`."""
    said = "" if value is None else str(value).strip()
    if needed and not said:
        raise Refused("empty", f"{what} is empty")
    if len(said) > LONGEST_TEXT or any(letter < " " or letter == "\x7f" for letter in said):
        raise Refused("no-text", f"{what} is no short text")
    return said


def short(said: str) -> str:
    """Return the beginning of what a message said, for a reason."""
    return said if len(said) <= 40 else said[:39] + "…"
