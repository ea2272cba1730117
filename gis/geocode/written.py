"""An address taken apart: divisions, town, village, road, number, the rest; pure.

汕头市潮南区司马浦镇仙港村金港路5号 → 汕头市 · 潮南区 · 司马浦镇 · 仙港 · 金港路 · 5.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from gis.geocode.divisions import NOT_AFTER, Division, Divisions, Found
from gis.geocode.place import Place

# What people leave off, or write instead, at the end of a village's name.
VILLAGE_ENDS = ("居委会", "村委会", "社区", "村", "居", "乡")
_ROAD = re.compile(r"^[\u4e00-\u9fff]{1,10}?(?:大道|路|街|巷)")
_NUMBER = re.compile(r"^(?:第)?(\d{1,5})(?:[-之]\d{1,4})?(?:号|號|#|$|(?=\D))")
_SPACE = re.compile(r"[\s,，、。:：]+")
SHORTEST = 2
# A name without 镇, 街道 or 村 is taken for one only right after what it belongs to.
KINDS = ("town", "village", "road")


@dataclass(frozen=True, slots=True)
class Written:
    """The parts of an address; what it does not name, and nothing above it tells, is None or empty.

    `elsewhere` says that it names another city; `tail` is the text after divisions and town.
    """

    found: Found
    county: str | None
    town: Place | None
    village: Place | None
    road: str
    number: str
    tail: str
    rest: str
    elsewhere: bool


class AddressBook:
    """Takes addresses apart by the divisions of the country and the names of one city."""

    def __init__(self, divisions: Divisions, places: Iterable[Place]) -> None:
        self.divisions = divisions
        self._names: dict[str, dict[str, list[tuple[str, Place]]]] = {
            kind: defaultdict(list) for kind in KINDS
        }
        districts = set()
        for place in places:
            if place.kind == "district" and place.district:
                districts.add(place.district)
            if place.kind in KINDS:
                for name in {place.zh, *place.aliases}:
                    if len(name) >= SHORTEST:
                        self._names[place.kind][name[:SHORTEST]].append((name, place))
        self.home = self._city_of(districts)

    def parse(self, text: str) -> Written:
        """Return the parts of an address (at most a line of text)."""
        plain = _SPACE.sub("", text)
        found = self.divisions.parse(plain, self.home)
        county = found.county.code if found.county else None
        elsewhere = self._elsewhere(found)
        rest = plain[found.end :]
        town = village = None
        if not elsewhere:
            town, rest = self._next("town", rest, county, None, close=found.end > 0)
            county = county or (town.district if town else None)
        tail = rest
        if not elsewhere:
            close = town is not None and not self._known_road(rest)
            village, rest = self._next("village", rest, county, town, close=close)
        if village:
            rest = _without(rest, VILLAGE_ENDS)
        road, rest = self._road(rest)
        number = _NUMBER.match(rest)
        rest = rest[number.end() :] if number else rest
        return Written(
            found, county, town, village, road, number[1] if number else "", tail, rest, elsewhere
        )

    def division(self, code: str | None) -> Division | None:
        """Return the division of a code."""
        return self.divisions.named(code) if code else None

    def _city_of(self, districts: set[str]) -> str:
        cities = {division.city for code in districts if (division := self.divisions.named(code))}
        return cities.pop() if len(cities) == 1 else ""

    def _elsewhere(self, found: Found) -> bool:
        """Say whether an address surely names another city than ours."""
        if not self.home or found.code is None:
            return False
        if found.city is not None:
            return found.city.code != self.home
        ours = self.divisions.named(self.home)
        return ours is not None and found.province is not None and found.code != ours.province

    def _next(
        self, kind: str, text: str, county: str | None, town: Place | None, *, close: bool
    ) -> tuple[Place | None, str]:
        """Return the town or village a text begins with, and the text after it."""
        best: tuple[str, Place] | None = None
        for name, place in self._names[kind].get(text[:SHORTEST], ()):
            outside = (county and place.district != county) or (town and place.town != town.town)
            short = name != place.zh and not name.endswith(VILLAGE_ENDS)
            if outside or not text.startswith(name) or (short and not close):
                continue
            if text.startswith(NOT_AFTER, len(name)):
                continue
            if best is None or len(name) > len(best[0]):
                best = name, place
        return (best[1], text[len(best[0]) :]) if best else (None, text)

    def _known_road(self, text: str) -> str:
        roads = self._names["road"].get(text[:SHORTEST], ())
        return max((name for name, _ in roads if text.startswith(name)), key=len, default="")

    def _road(self, text: str) -> tuple[str, str]:
        known = self._known_road(text)
        if known:
            return known, text[len(known) :]
        found = _ROAD.match(text)
        return (found[0], text[found.end() :]) if found else ("", text)


def _without(text: str, starts: Iterable[str]) -> str:
    for start in starts:
        if text.startswith(start):
            return text.removeprefix(start)
    return text
