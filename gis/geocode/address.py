"""House numbers: a point along a road by its number, odd on the left, even on the right; pure."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from gis.geocode.place import Hit, Place
from gis.geodesy import METRES_PER_DEGREE, Position, distance_m

_NUMBER = re.compile(r"(\d{1,5})\s*(?:号|號|#|\b(?=\s*$))")
ACCURACY_M = 50.0
SIDE_M = 12.0


def numbered(hit: Hit, query: str) -> Hit:
    """Return a road hit moved to the house number of the query, if it names one."""
    found = _NUMBER.search(query)
    road = hit.place
    if road.kind != "road" or not found:
        return hit
    number = int(found[1])
    point = along_road(road, number)
    if point is None:
        return hit
    place = road.at(
        id=f"{road.id}#{number}",
        zh=f"{road.zh}{number}号",
        en=f"{number} {road.en}",
        kind="address",
        point=point,
        accuracy_m=ACCURACY_M,
        line=(),
    )
    return Hit(place, hit.score, hit.start, hit.end)


def along_road(road: Place, number: int) -> Position | None:
    """Return the point of a house number, None when the road has no such number."""
    if not road.line or not 1 <= number <= road.numbers:
        return None
    return along(road.line, number / road.numbers, side=-1 if number % 2 else 1)


def along(line: Sequence[Position], share: float, *, side: int) -> Position:
    """Return the point at a share of a line's length, `SIDE_M` to its right (1) or left (-1)."""
    rest = share * sum(distance_m(a, b) for a, b in pairwise(line))
    for a, b in pairwise(line):
        length = distance_m(a, b)
        if rest <= length or b == line[-1]:
            return _beside(a, b, min(1.0, rest / length if length else 0.0), side)
        rest -= length
    return line[-1]


def _beside(a: Position, b: Position, share: float, side: int) -> Position:
    shrink = math.cos(math.radians(a[1]))
    east, north = (b[0] - a[0]) * shrink, b[1] - a[1]
    length = math.hypot(east, north) or 1.0
    offset = side * SIDE_M / METRES_PER_DEGREE
    lon = a[0] + (b[0] - a[0]) * share + offset * north / length / shrink
    lat = a[1] + (b[1] - a[1]) * share - offset * east / length
    return round(lon, 6), round(lat, 6)
