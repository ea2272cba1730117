"""A storm and its winds: where it is at any hour, how far each wind force reaches; pure.

Radii come from the track where it has them (quadrants, or the longest and shortest radius of the
Tokyo best track, a circle beside the centre). Elsewhere they follow from the wind by a model:
the greatest wind stands at the radius of Willoughby et al. (2006), and falls from there with a
power of the distance that was fitted to the 134 radii of the Tokyo best track in our storms.
"""

import itertools
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from gis.projection import GEOD

# Least mean wind of each Beaufort force, m/s (GB/T 28591).
FORCE_MS = {
    6: 10.8, 7: 13.9, 8: 17.2, 9: 20.8, 10: 24.5, 11: 28.5, 12: 32.7, 13: 37.0, 14: 41.5,
    15: 46.2, 16: 51.0, 17: 56.1,
}  # fmt: skip
# Willoughby, Darling & Rahn 2006: radius of the greatest wind, km, from wind (m/s) and latitude.
CORE_KM, CORE_WIND, CORE_LATITUDE = 46.4, -0.0155, 0.0169
DECAY = 0.38
FARTHEST_KM = 600.0
# No force of any storm on record reached farther.
WIDEST_KM = 1_200.0
# Forces whose absence in the Tokyo best track means: not reached.
TOKYO_FORCES = frozenset({7, 10})
STEP = timedelta(minutes=30)
SIDES = 72
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a force reaches: by quadrant (NE, SE, SW, NW), or a circle beside the centre."""

    quadrants_km: tuple[float, float, float, float] | None = None
    longest_km: float = 0.0
    shortest_km: float = 0.0
    toward_deg: float | None = None
    modelled: bool = False

    @property
    def blows(self) -> bool:
        """False where the force reaches nowhere."""
        return any(self.quadrants_km or ()) or self.longest_km > 0

    def at(self, bearings: Numbers) -> Numbers:
        """Return the kilometres reached in these directions, degrees from north."""
        if self.quadrants_km is not None:
            quadrant = (np.mod(bearings, 360) // 90).astype(int)
            return np.asarray(np.asarray(self.quadrants_km)[quadrant])
        radius = (self.longest_km + self.shortest_km) / 2
        offset = (self.longest_km - self.shortest_km) / 2
        if self.toward_deg is None or not offset:
            return np.full(bearings.shape, radius)
        turn = np.radians(bearings - self.toward_deg)
        across = np.maximum(0.0, radius**2 - (offset * np.sin(turn)) ** 2)
        return np.asarray(offset * np.cos(turn) + np.sqrt(across))


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """Where a storm was observed or forecast; `reach` by force."""

    at: datetime
    lon: float
    lat: float
    wind_ms: float | None = None
    pressure_hpa: float | None = None
    reach: Mapping[int, Reach] = field(default_factory=dict)
    tokyo: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """The storm at one moment between its points."""

    at: datetime
    lon: float
    lat: float
    wind_ms: float | None
    before: TrackPoint
    after: TrackPoint
    share: float

    def reach(self, force: int) -> Reach | None:
        """Return how far a force reaches now, None where it blows nowhere."""
        ends = [_given(point, force) for point in (self.before, self.after)]
        if ends[0] is not None and ends[1] is not None:
            return _between(ends[0], ends[1], self.share)
        given = ends[0] if self.share < 1 / 2 else ends[1]
        return given if given is not None else modelled(self.wind_ms, self.lat, force)


def _given(point: TrackPoint, force: int) -> Reach | None:
    found = point.reach.get(force)
    if found is None and point.tokyo and force in TOKYO_FORCES:
        return Reach()
    return found


def _between(one: Reach, two: Reach, share: float) -> Reach:
    if one.quadrants_km is not None and two.quadrants_km is not None:
        km = tuple(
            a + (b - a) * share for a, b in zip(one.quadrants_km, two.quadrants_km, strict=True)
        )
        return Reach(quadrants_km=(km[0], km[1], km[2], km[3]))
    if one.quadrants_km is not None or two.quadrants_km is not None:
        return one if share < 1 / 2 else two
    nearer = one if share < 1 / 2 else two
    return Reach(
        longest_km=one.longest_km + (two.longest_km - one.longest_km) * share,
        shortest_km=one.shortest_km + (two.shortest_km - one.shortest_km) * share,
        toward_deg=nearer.toward_deg,
    )


def modelled(wind_ms: float | None, lat: float, force: int) -> Reach | None:
    """Return how far a force reaches by the model, None when the wind stays below it."""
    if wind_ms is None or wind_ms < FORCE_MS[force]:
        return None
    core = CORE_KM * math.exp(CORE_WIND * wind_ms + CORE_LATITUDE * abs(lat))
    km = min(FARTHEST_KM, core * (wind_ms / FORCE_MS[force]) ** (1 / DECAY))
    return Reach(longest_km=km, shortest_km=km, modelled=True)


def moments(
    track: Sequence[TrackPoint], since: datetime | None = None, until: datetime | None = None
) -> list[Moment]:
    """Return the storm every half hour, its last moment too, between two moments."""
    first = max(track[0].at, since) if since else track[0].at
    last = min(track[-1].at, until) if until else track[-1].at
    times = [point.at for point in track]
    made = []
    at = first
    while at < last:
        made.append(_moment(track, times, at))
        at += STEP
    if first <= last:
        made.append(_moment(track, times, last))
    return made


def _moment(track: Sequence[TrackPoint], times: list[datetime], at: datetime) -> Moment:
    number = min(max(bisect_right(times, at) - 1, 0), len(track) - 2)
    before, after = track[number], track[number + 1]
    share = (at - before.at) / (after.at - before.at)
    wind = None
    if before.wind_ms is not None and after.wind_ms is not None:
        wind = before.wind_ms + (after.wind_ms - before.wind_ms) * share
    elif share in (0, 1):
        wind = (before if share == 0 else after).wind_ms
    turn = (after.lon - before.lon + 180) % 360 - 180
    lon = (before.lon + turn * share + 180) % 360 - 180
    return Moment(
        at, lon, before.lat + (after.lat - before.lat) * share, wind, before, after, share
    )


def circle(moment: Moment, force: int) -> shapely.Polygon | None:
    """Return the area a force covers at a moment, in degrees, None where it blows nowhere."""
    reach = moment.reach(force)
    bearings = np.arange(0, 360, 360 / SIDES)
    if reach is None:
        return None
    km = reach.at(bearings)
    if not km.any():
        return None
    here = np.full(SIDES, moment.lon), np.full(SIDES, moment.lat)
    lons, lats, _ = GEOD.fwd(*here, bearings, np.maximum(km, 0.001) * 1000)
    return shapely.Polygon(np.column_stack([lons, lats])).buffer(0)


def swept(circles: Sequence[shapely.Geometry]) -> shapely.Geometry:
    """Return all that a force covered: each circle joined with the next, so no gap is between."""
    joined = [
        shapely.convex_hull(shapely.geometrycollections([a, b]))
        for a, b in itertools.pairwise(circles)
    ]
    return shapely.union_all(joined or list(circles))


@dataclass(frozen=True, slots=True)
class Passing:
    """How a storm passes places: km and moment of the closest approach; hours within a force."""

    km: Numbers
    nearest: NDArray[np.int64]
    first: dict[int, NDArray[np.int64]]
    last: dict[int, NDArray[np.int64]]


def passing(track: Sequence[Moment], lons: Numbers, lats: Numbers, forces: list[int]) -> Passing:
    """Return for each place the closest approach and, by force, first and last moment in it.

    Moments are numbers of `track`, -1 where the force never reaches a place.
    """
    many = len(lons)
    best, nearest = np.full(many, np.inf), np.full(many, -1)
    first = {force: np.full(many, -1) for force in forces}
    last = {force: np.full(many, -1) for force in forces}
    for number in _near(track, lons, lats):
        moment = track[number]
        here = np.full(many, moment.lon), np.full(many, moment.lat)
        bearings, _, metres = GEOD.inv(*here, lons, lats)
        km = np.asarray(metres) / 1000
        closer = km < best
        best, nearest = np.where(closer, km, best), np.where(closer, number, nearest)
        for force in forces:
            reach = moment.reach(force)
            if reach is not None:
                inside = km <= reach.at(np.asarray(bearings))
                first[force] = np.where(inside & (first[force] < 0), number, first[force])
                last[force] = np.where(inside, number, last[force])
    return Passing(best, nearest, first, last)


def _near(track: Sequence[Moment], lons: Numbers, lats: Numbers) -> list[int]:
    """Return the moments that can be the nearest of a place or reach one; the others are far."""
    if not len(lons):
        return []
    middle = float(np.mean(lons)), float(np.mean(lats))
    spread = _far_km(middle, lons, lats).max()
    centres = np.array([(moment.lon, moment.lat) for moment in track])
    far = _far_km(middle, centres[:, 0], centres[:, 1])
    limit = max(far.min() + 2 * spread, WIDEST_KM + spread)
    return [int(number) for number in np.flatnonzero(far <= limit)]


def _far_km(middle: tuple[float, float], lons: Numbers, lats: Numbers) -> Numbers:
    here = np.full(len(lons), middle[0]), np.full(len(lats), middle[1])
    return np.asarray(GEOD.inv(*here, lons, lats)[2]) / 1000


def point_from(facts: Mapping[str, Any]) -> TrackPoint:
    """Return a point of a file of `data/typhoons`."""
    radii = facts.get("radii")
    reach = {
        int(force): Reach(
            longest_km=each["longest_km"],
            shortest_km=each["shortest_km"],
            toward_deg=each["toward_deg"],
        )
        for force, each in (radii or {}).items()
    }
    return TrackPoint(
        at=datetime.fromisoformat(facts["at"]),
        lon=facts["lon"],
        lat=facts["lat"],
        wind_ms=facts.get("wind_ms"),
        pressure_hpa=facts.get("pressure_hpa"),
        reach=reach,
        tokyo=radii is not None,
    )
