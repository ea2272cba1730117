"""Which columns of a table hold the place, and what their numbers mean; pure."""

import re
import unicodedata
from collections.abc import Sequence

from gis.datum import crs
from gis.formats.model import Coordinates

_LON = {
    "lon",
    "lng",
    "long",
    "longitude",
    "经度",
    "东经",
    "经度坐标",
    "poi_lng",
    "wgs_lon",
    "gcj_lon",
}
_LAT = {"lat", "latitude", "纬度", "北纬", "纬度坐标", "poi_lat", "wgs_lat", "gcj_lat"}
_X = {"x", "x坐标", "坐标x", "横坐标", "东坐标", "easting", "point_x", "xcoord"}
_Y = {"y", "y坐标", "坐标y", "纵坐标", "北坐标", "northing", "point_y", "ycoord"}
_PAIR = {
    "坐标",
    "经纬度",
    "位置",
    "location",
    "coordinates",
    "coordinate",
    "latlon",
    "lonlat",
    "geo",
}
_WKT = {"wkt", "geometry", "geom", "the_geom", "几何", "shape"}
_WKT_VALUE = re.compile(
    r"^\s*(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\s*(?:Z|M|ZM)?\s*\(",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^(?P<before>[NSEW])?\s*(?P<d>[+-]?\d{1,3}(?:\.\d+)?)\s*(?:[°º度:\s]\s*(?P<m>\d{1,2}(?:\.\d+)?)"
    r"\s*(?:['′’分:\s]\s*(?:(?P<s>\d{1,2}(?:\.\d+)?)\s*(?:[\"″”秒]|''|′′)?)?)?)?[°º度]?\s*(?P<after>[NSEW])?$"
)
_LETTERS = {"北纬": "N", "南纬": "S", "东经": "E", "西经": "W"}
# The middle of China in northings and eastings of Gauss-Krüger, metres.
_NORTHING = (1_800_000, 6_200_000)


def guessed(titles: Sequence[str], rows: Sequence[Sequence[object]]) -> Coordinates | None:
    """Return the columns that look like the place, by name and then by value; None = none do."""
    plain = {_plain(title): title for title in reversed(titles)}
    for names, column in ((_WKT, "wkt"), (_PAIR, "pair")):
        for name in names & plain.keys():
            if _fits(column, plain[name], titles, rows):
                return Coordinates(**{column: plain[name]})
    for firsts, seconds in ((_LON, _LAT), (_X, _Y)):
        first, second = (next(iter(names & plain.keys()), None) for names in (firsts, seconds))
        if first and second:
            lon, lat = plain[first], plain[second]
            return (
                Coordinates(lon=lon, lat=lat)
                if not _swapped(lon, lat, titles, rows)
                else (Coordinates(lon=lat, lat=lon))
            )
    wkt = next((title for title in titles if _fits("wkt", title, titles, rows)), None)
    return Coordinates(wkt=wkt) if wkt else None


def _plain(title: str) -> str:
    """Return a title without case, brackets with units, and blanks."""
    text = unicodedata.normalize("NFKC", title).strip().lower()
    return re.sub(r"\s*\(.*?\)\s*|[\s_-]+$", "", text).replace(" ", "_")


def _values(title: str, titles: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    at = titles.index(title)
    told = [str(row[at]).strip() for row in rows if at < len(row) and row[at] is not None]
    return [value for value in told if value]


def _fits(column: str, title: str, titles: Sequence[str], rows: Sequence[Sequence[object]]) -> bool:
    told = _values(title, titles, rows)
    if column == "wkt":
        return bool(told) and all(_WKT_VALUE.match(value) for value in told)
    return bool(told) and all(re.search(r"\d[^\d.]+.*\d", value) for value in told)


def _swapped(lon: str, lat: str, titles: Sequence[str], rows: Sequence[Sequence[object]]) -> bool:
    """Say whether X is the northing, as surveyors in China write it."""
    first, second = (_numbers(_values(each, titles, rows)) for each in (lon, lat))
    if not first or not second:
        return False
    low, high = _NORTHING
    return all(low < value < high for value in first) and all(
        crs.zone_of(value, 117.0) is not None for value in second
    )


def _numbers(told: list[str]) -> list[float]:
    found = []
    for value in told:
        try:
            found.append(float(value))
        except ValueError:
            return []
    return found


def degrees(told: object) -> float:
    """Return a number of a coordinate column: decimal, or degrees, minutes and seconds.

    Raises `ValueError`.
    """
    if isinstance(told, int | float) and not isinstance(told, bool):
        return float(told)
    text = unicodedata.normalize("NFKC", str(told)).strip().upper()
    try:
        return float(text.replace("−", "-"))
    except ValueError:
        pass
    for word, letter in _LETTERS.items():
        text = text.replace(word, letter)
    found = _PART.match(text)
    if not found or (found["before"] and found["after"]):
        raise ValueError(f"{str(told)[:40]!r} is no coordinate")
    minutes, seconds = float(found["m"] or 0), float(found["s"] or 0)
    if minutes >= 60 or seconds >= 60:
        raise ValueError(f"{str(told)[:40]!r} has 60 or more minutes or seconds")
    size = abs(float(found["d"])) + minutes / 60 + seconds / 3600
    south = (found["before"] or found["after"]) in {"S", "W"} or found["d"].startswith("-")
    return -size if south else size


def pair(told: object) -> tuple[float, float]:
    """Return longitude and latitude (or x and y) of one cell. Raises `ValueError`."""
    text = unicodedata.normalize("NFKC", str(told)).strip().strip("()[]{}")
    parts = [
        part
        for part in re.split(r"[,;，、|/]+\s*|(?<=[NSEW纬经\d])\s+(?=[\dNSEW东西南北])", text)
        if part
    ]
    if len(parts) != 2:
        raise ValueError(f"{str(told)[:40]!r} is no pair of coordinates")
    first, second = degrees(parts[0]), degrees(parts[1])
    marked = parts[0].upper()
    if any(mark in marked for mark in ("N", "S", "北", "南")):
        return second, first
    if any(mark in parts[1].upper() for mark in ("N", "S", "北", "南")):
        return first, second
    # Two bare numbers: longitude first, as tables of Chinese map makers have it, unless impossible.
    return (second, first) if abs(first) <= 90 < abs(second) <= 180 else (first, second)
