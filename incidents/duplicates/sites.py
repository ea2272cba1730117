"""Where a narrative says it happened: a named place, a house number, "300 m north of"; pure."""

import math
import re
from dataclasses import dataclass

from gis.api import Gazetteer, Place, Position, along_road, distance_m

METRES_PER_DEGREE = 111_320.0
# How far off each way of naming a place may be, in metres.
EXACT_M, OPPOSITE_M, PACED_M, NUMBER_M, VAGUE_M, ROAD_M, VILLAGE_M = (
    60,
    150,
    120,
    300,
    400,
    400,
    900,
)
_BEARINGS = {
    wind: number * 45
    for number, wind in enumerate(("北", "东北", "东", "东南", "南", "西南", "西", "西北"))
}
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "几": 3}
_PACED = re.compile(
    r"^(?:的|再|一直)?[往向朝](?P<wind>东北|东南|西北|西南|[东南西北])(?:边|面|方向)?(?:走|去|开)?"
    r"(?:大概|大约|约)?(?P<n>\d{1,4}|[一二两三四五六七八九十几])(?P<unit>百米|百多米|米|公里)"
)
_NUMBER = re.compile(r"^(?P<n>\d{1,5})(?:号|號)")
_OPPOSITE = re.compile(r"^(?:的)?(?:正|斜)?(?:对面|对过)")
_VAGUE = re.compile(r"^(?:那|这)?(?:附近|一带|一片|那边|这边|方向|边上)")


@dataclass(frozen=True, slots=True)
class Site:
    """A point a narrative names, with how far off it may be, and the gazetteer entry behind it."""

    place: Place
    point: Position
    radius_m: float

    @property
    def exact(self) -> bool:
        """True when the named object itself is the site."""
        return self.radius_m <= EXACT_M


def sites_of(text: str, gazetteer: Gazetteer, near: Position | None) -> list[Site]:
    """Return the places a text names, the surest first; areas that hold half the city are none."""
    found = [
        _site(place, text[end : end + 16])
        for _, end, place in gazetteer.mentions(text, near)
        if place.kind not in ("district", "town", "place")
    ]
    return sorted(found, key=lambda site: site.radius_m)


def _site(place: Place, after: str) -> Site:
    paced = _PACED.match(after)
    if paced:
        metres = _metres(paced["n"], paced["unit"])
        point = _moved(place.point, _BEARINGS[paced["wind"]], metres)
        return Site(place, point, PACED_M + 0.3 * metres)
    number = _NUMBER.match(after)
    if number and place.kind == "road":
        return Site(place, along_road(place, int(number["n"])) or place.point, NUMBER_M)
    if _OPPOSITE.match(after):
        return Site(place, place.point, OPPOSITE_M)
    return Site(place, place.point, _plain_radius(place, after))


def _plain_radius(place: Place, after: str) -> float:
    if place.kind == "village":
        return VILLAGE_M
    if place.kind == "road":
        return ROAD_M
    return VAGUE_M if _VAGUE.match(after) else EXACT_M


def _metres(number: str, unit: str) -> float:
    value = float(number) if number.isdigit() else float(_DIGITS[number])
    return value * {"米": 1, "公里": 1000}.get(unit, 100)


def _moved(point: Position, bearing: float, metres: float) -> Position:
    turn = math.radians(bearing)
    north = metres * math.cos(turn) / METRES_PER_DEGREE
    east = metres * math.sin(turn) / METRES_PER_DEGREE / math.cos(math.radians(point[1]))
    return point[0] + east, point[1] + north


def agreement(first: list[Site], second: list[Site]) -> float:
    """Return how well two narratives agree on the place: 1 the same object, -1 two of them.

    The best pair decides: one caller may name where he stands and where it burns.
    """
    pairs = [_pair(a, b) for a in first for b in second]
    return max(pairs, default=0.0)


def _pair(a: Site, b: Site) -> float:
    if a.place.id == b.place.id:
        return 1.0 if a.radius_m <= ROAD_M and b.radius_m <= ROAD_M else 0.5
    apart = distance_m(a.point, b.point)
    slack = a.radius_m + b.radius_m
    if apart <= slack:
        return 0.6 * (1 - apart / slack) * min(1.0, 300 / slack)
    return -min(1.0, (apart - slack) / 150)
