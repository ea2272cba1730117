"""Typhoons as the Japan Meteorological Agency writes best tracks: lines of fixed columns.

After https://www.jma.go.jp/jma/jma-eng/jma-center/rsmc-hp-pub-eg/Besttracks/e_format_bst.html: a
header `66666`, then a line for each analysis; tenths of a degree, hPa, knots, radii of 50 kt and
30 kt wind in nautical miles with the direction of the longest.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from gis.analysis.storm import Reach, TrackPoint
from gis.feeds.forms.model import (
    MOST_ROWS,
    Refused,
    Storm,
    Told,
    Unreadable,
    checked,
    number,
    place,
    text_of,
    word,
)
from gis.feeds.forms.typhoon_provincial import in_order

HEADER = "66666"
KM_PER_MILE, MS_PER_KNOT = 1.852, 0.514444
# Two digits of a year: the file begins in 1951.
FIRST_YEAR = 51
# Direction of the longest radius: 1 north-east … 8 north, 9 all round.
TOWARD = {str(number): number * 45.0 for number in range(1, 9)}
# Force 10 begins at 48 kt, force 7 at 28 kt; JMA's radii are of 50 kt and 30 kt.
RADII = ((10, 41), (7, 52))


def read(data: bytes, _settings: Mapping[str, Any]) -> Told:
    """Read storms. Raises `Unreadable`."""
    told = Told()
    lines = [line for line in text_of(data).splitlines() if line.strip()]
    if not lines or not lines[0].startswith(HEADER):
        raise Unreadable(f"does not begin with {HEADER}")
    starts = [n for n, line in enumerate(lines) if line.startswith(HEADER)]
    if len(lines) > MOST_ROWS:
        raise Unreadable(f"more than {MOST_ROWS} lines")
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        track = in_order(told.each(lines[start + 1 : end], _point))
        if track:
            told.storms.append(_storm(lines[start], track))
    return told


def _storm(header: str, track: tuple[TrackPoint, ...]) -> Storm:
    try:
        number_of = word(header[6:10], "number")
        name = word(header[30:50], "name", needed=False).title()
    except Refused as refused:
        raise Unreadable(refused.detail) from refused
    return Storm(f"{track[0].at.year}{number_of[2:]}", name or number_of, name or number_of, track)


def _point(line: str) -> TrackPoint:
    lon, lat = place(_tenths(line[19:23]), _tenths(line[15:18]))
    knots = line[33:36].strip()
    wind = number(knots, "wind") * MS_PER_KNOT if knots and number(knots, "wind") else None
    reach = {force: found for force, at in RADII if (found := _reach(line, at)) is not None}
    pressure = number(line[24:28], "pressure")
    return TrackPoint(
        _moment(line[:8]), lon, lat, wind, pressure, reach, tokyo=line[41:42].strip() != ""
    )


def _tenths(text: str) -> float:
    return number(text) / 10


def _moment(text: str) -> datetime:
    try:
        parts = [int(text[n : n + 2]) for n in range(0, 8, 2)]
        year = parts[0] + (1900 if parts[0] >= FIRST_YEAR else 2000)
        return checked(datetime(year, parts[1], parts[2], parts[3], tzinfo=UTC))
    except ValueError:
        raise Refused("no-time", f"no time: {text[:8]}") from None


def _reach(line: str, at: int) -> Reach | None:
    toward, longest, shortest = line[at : at + 1], line[at + 1 : at + 5], line[at + 6 : at + 10]
    if toward in ("", " ", "0"):
        return None
    return Reach(
        longest_km=number(longest, "radius") * KM_PER_MILE,
        shortest_km=number(shortest or longest, "radius") * KM_PER_MILE,
        toward_deg=TOWARD.get(toward),
    )
