"""NMEA 0183 sentences: cut out of a stream, checked, and what each tells. Pure.

Any talker is read alike (GP, GL, GB, BD, GN, …). Positions come from RMC, GGA, GLL, GNS, speed and
course from RMC and VTG, dates from RMC and ZDA; `epochs` puts together what belongs to one time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import xor

from gis.tracking import splitter
from gis.tracking.numbers import KNOT, BadReport, number

# The standard ends a sentence after 82 bytes; makers' own lists of satellites have some 200.
LARGEST = 512
# First line of a link: the device says who it is; it has no check byte.
WHO = b"$WLID,"
LONGEST_TOKEN = 128
FIELDS_MOST = 80


class Splitter(splitter.Splitter):
    """Cuts a stream into lines."""

    def __init__(self) -> None:
        super().__init__(b"\n", LARGEST)

    def feed(self, data: bytes) -> list[bytes]:
        """Return whole lines without their ends, which may be either or both of CR and LF."""
        return super().feed(data.replace(b"\r", b"\n"))


@dataclass(slots=True)
class Told:
    """What one sentence tells; None for what it does not.

    `since_midnight` in UTC; `valid` is false where the receiver says that it has no fix;
    `quality` is that of GGA: 1 plain, 2 with corrections, 4 and 5 RTK, 6 reckoned.
    """

    since_midnight: timedelta | None = None
    on: date | None = None
    place: tuple[float, float] | None = None
    valid: bool | None = None
    altitude_m: float | None = None
    speed_mps: float | None = None
    course_deg: float | None = None
    satellites: int | None = None
    hdop: float | None = None
    quality: int | None = None


def token(line: bytes) -> str | None:
    """Return the token of a first line `$WLID,<token>`, None for any other line."""
    found = line.strip()
    if not found.startswith(WHO):
        return None
    given = found[len(WHO) :].decode("ascii", "replace")
    return given if given.isprintable() and 0 < len(given) <= LONGEST_TOKEN else None


def sentence(line: bytes) -> list[str]:
    """Return the fields of a line, the first with talker and kind. Raises `BadReport`.

    What stands before the last `$` or `!` is passed over (tag blocks, noise); one without a check
    byte, or with a wrong one, is refused as `checksum`.
    """
    start = max(line.rfind(b"$"), line.rfind(b"!"))
    if start < 0:
        raise BadReport("no sentence")
    body, star, check = line[start + 1 :].partition(b"*")
    try:
        right = star and int(check.strip()[:2], 16) == reduce(xor, body, 0)
    except ValueError:
        right = False
    if not right:
        raise BadReport("checksum")
    fields = body.decode("ascii", "replace").split(",", FIELDS_MOST)
    if len(fields[0]) < 3:
        raise BadReport("no sentence")
    return fields


def is_ais(fields: list[str]) -> bool:
    """Say whether a sentence is of AIS: recognised, and counted by who reads, but not decoded."""
    return fields[0][-3:] in ("VDM", "VDO")


def told(fields: list[str]) -> Told | None:
    """Return what a sentence tells of place and time; None for kinds that tell nothing of it.

    Raises `BadReport` for values that cannot be.
    """
    kind = fields[0]
    read = None if kind.startswith("P") else KINDS.get(kind[2:])
    if read is None:
        return None
    return read([*fields, *[""] * (LEAST_FIELDS - len(fields))])


def _rmc(at: list[str]) -> Told:
    return Told(
        _time(at[1]),
        _date(at[9]),
        _place(at[3:7]),
        at[2] == "A" and at[12] != "N",
        speed_mps=_knots(at[7]),
        course_deg=_course(at[8]),
    )


def _gga(at: list[str]) -> Told:
    quality = _whole(at[6])
    return Told(
        _time(at[1]),
        None,
        _place(at[2:6]),
        bool(quality),
        _optional(at[9]),
        satellites=_whole(at[7]),
        hdop=_optional(at[8]),
        quality=quality,
    )


def _gll(at: list[str]) -> Told:
    return Told(_time(at[5]), None, _place(at[1:5]), at[6] in ("A", "") and at[7] != "N")


def _gns(at: list[str]) -> Told:
    return Told(
        _time(at[1]),
        None,
        _place(at[2:6]),
        bool(at[6].strip("N")),
        _optional(at[9]),
        satellites=_whole(at[7]),
        hdop=_optional(at[8]),
    )


def _vtg(at: list[str]) -> Told:
    if at[2] not in ("T", "") or at[9] == "N":
        return Told()
    return Told(speed_mps=_knots(at[5]), course_deg=_course(at[1]))


def _zda(at: list[str]) -> Told:
    if not (at[2] and at[3] and at[4]):
        return Told(_time(at[1]))
    return Told(_time(at[1]), _day(_whole(at[4]), _whole(at[3]), _whole(at[2])))


KINDS: dict[str, Callable[[list[str]], Told]] = {
    "RMC": _rmc,
    "GGA": _gga,
    "GLL": _gll,
    "GNS": _gns,
    "VTG": _vtg,
    "ZDA": _zda,
}
LEAST_FIELDS = 13


def _optional(text: str) -> float | None:
    return number("value", text) if text else None


def _whole(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise BadReport("value is no whole number")
    return int(text)


def _knots(text: str) -> float | None:
    knots = _optional(text)
    return None if knots is None else knots * KNOT


def _course(text: str) -> float | None:
    degrees = _optional(text)
    return None if degrees is None else degrees % 360


def _time(text: str) -> timedelta | None:
    """Hhmmss and parts of a second; a leap second is one past the minute."""
    if not text:
        return None
    hours, minutes, seconds = _whole(text[:2]), _whole(text[2:4]), number("time", text[4:])
    if hours is None or minutes is None or not (hours < 24 and minutes < 60 and 0 <= seconds < 61):
        raise BadReport("time is no time")
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _date(text: str) -> date | None:
    """ddmmyy; years from 80 on are those of the last century, as receivers count from 1980."""
    if not text:
        return None
    day, month, year = _whole(text[:2]), _whole(text[2:4]), _whole(text[4:])
    return _day(None if year is None else year + (1900 if year >= 80 else 2000), month, day)


def _day(year: int | None, month: int | None, day: int | None) -> date:
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError as error:
        raise BadReport("date is no date") from error


def _place(at: list[str]) -> tuple[float, float] | None:
    """Latitude, N or S, longitude, E or W → longitude and latitude in degrees."""
    if not (at[0] and at[2]):
        return None
    north, east = _degrees(at[0], at[1], "NS", 90), _degrees(at[2], at[3], "EW", 180)
    return east, north


def _degrees(text: str, side: str, sides: str, most: int) -> float:
    if side not in tuple(sides):
        raise BadReport(f"a place has to be {sides[0]} or {sides[1]}")
    degrees, minutes = divmod(number("place", text), 100)
    found = degrees + minutes / 60
    if not (0 <= found <= most and minutes <= 60):
        raise BadReport("lon and lat are not on the earth")
    return -found if side == sides[1] else found
