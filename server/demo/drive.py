"""Where a unit of the demo is on its way. Pure; places are (lon, lat) in WGS 84."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from gis.api import bearing_deg, distance_m

Place = tuple[float, float]
# The demo's network has trunk roads alone: a way this much longer than the bee's is none in a city.
MOST_DETOUR = 2.0
# Shorter than a vehicle drives from one place to the next.
SHORTEST_S = 1.0


class Here(NamedTuple):
    """Where a unit is, how fast (m/s) and which way (degrees); neither for one that stands."""

    place: Place
    speed_mps: float | None = None
    course_deg: float | None = None


class Drive:
    """A way from one second of the demo to another, at one speed."""

    def __init__(self, path: Sequence[Place], began_s: float, ends_s: float) -> None:
        self._path = list(path)
        self._began_s = began_s
        self._lasts_s = max(SHORTEST_S, ends_s - began_s)
        self._metres = [0.0, *accumulate(distance_m(*step) for step in pairwise(self._path))]

    def at(self, second: float) -> Here:
        """Return where the unit is at a second of the demo."""
        whole = self._metres[-1]
        driven = whole * (second - self._began_s) / self._lasts_s
        if driven >= whole:
            return Here(self._path[-1])
        if driven <= 0:
            return Here(self._path[0])
        leg = next(index for index, metres in enumerate(self._metres) if metres > driven)
        before, after = self._path[leg - 1], self._path[leg]
        part = (driven - self._metres[leg - 1]) / (self._metres[leg] - self._metres[leg - 1])
        place = tuple(a + part * (b - a) for a, b in zip(before, after, strict=True))
        return Here((place[0], place[1]), whole / self._lasts_s, bearing_deg(before, after))

    def over(self, second: float) -> bool:
        """Say whether the unit has arrived."""
        return second >= self._began_s + self._lasts_s


def way(start: Place, road: Sequence[Place], end: Place) -> list[Place]:
    """Return the way by a road if that is no great detour, else the straight one."""
    path = [start, *road, end]
    metres = sum(distance_m(*step) for step in pairwise(path))
    return path if metres <= MOST_DETOUR * distance_m(start, end) else [start, end]
