"""Numbers, times and texts as devices write them. Pure."""

import math
from datetime import UTC, datetime

# Whole numbers of seconds end here (in the year 5138); larger ones are milliseconds.
MILLISECONDS_FROM = 100_000_000_000
KNOT = 1852 / 3600


class BadReport(ValueError):
    """A report that cannot be read: the text says what is wrong with which part."""


def number(name: str, value: object) -> float:
    """Return a finite number given as text or number. Raises `BadReport`."""
    try:
        found = float(value) if isinstance(value, (str, int, float)) else math.nan
    except (ValueError, OverflowError):
        found = math.nan
    if isinstance(value, bool) or not math.isfinite(found):
        raise BadReport(f"{name} is not a number")
    return found


def time(name: str, value: object) -> datetime:
    """Return seconds or milliseconds of Unix time, or ISO 8601, as UTC. Raises `BadReport`.

    A text without an offset is UTC.
    """
    try:
        if isinstance(value, str) and not value.lstrip("-").replace(".", "", 1).isdigit():
            found = datetime.fromisoformat(value)
            return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
        seconds = number(name, value)
        if abs(seconds) >= MILLISECONDS_FROM:
            seconds /= 1000
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise BadReport(f"{name} is no time") from error


def place(lon: object, lat: object) -> tuple[float, float]:
    """Return longitude and latitude in degrees. Raises `BadReport` for what is not on the earth."""
    east, north = number("lon", lon), number("lat", lat)
    if not (-180 <= east <= 180 and -90 <= north <= 90):
        raise BadReport("lon and lat are not on the earth")
    return east, north


def kept_text(value: str, longest: int) -> str:
    """Return a text cut to a size, without what no database keeps: NULs and lone surrogates."""
    return value[:longest].encode(errors="ignore").decode().replace("\0", "")
