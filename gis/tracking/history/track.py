"""What a track is made of: the line without what no map can show, stops, gaps, speeds. Pure.

Distances are measured on a plane around the middle latitude of the track, which for the area of a
province is off by less than one in a thousand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from gis.geodesy import METRES_PER_DEGREE
from gis.tracking.history.points import SECOND, Floats, Points, Times, moment
from gis.tracking.history.stops import Plane, Stop, stops

# Two positions this far apart in time say nothing about the speed between them.
LONGEST_STEP = 300 * SECOND
# What a receiver drifts adds no way: the distance is that of the line without bends below this.
DRIFT_M = 10.0
# Between kept vertices time passes evenly; so many moments keep that true on a long straight road.
MOMENTS = 240
# A line a browser draws at once; above it the tolerance grows.
MOST_VERTICES = 20_000
# A line falls into this many pieces at most: of more silences the longest part it.
MOST_GAPS = 2_000
# Bars of the chart of speeds.
BARS = 120


@dataclass(frozen=True, slots=True)
class Wish:
    """How a track is wanted: what is thinned away, what counts as a stop and as a gap."""

    tolerance_m: float
    stop_radius_m: float
    stop_s: int
    gap_s: int


@dataclass(frozen=True, slots=True)
class _Line:
    """Rows between two gaps, each stop but its first and last row in its middle."""

    rows: NDArray[np.intp]
    x: Floats
    y: Floats


def track_of(points: Points, wish: Wish) -> dict[str, Any]:
    """Return the line, the stops, the gaps and the figures of at least one position."""
    projection = _Projection(points)
    plane = Plane(points.at, *projection.plane(points.lon, points.lat))
    speed = _speeds(plane, points.speed)
    found = stops(plane, wish.stop_radius_m, wish.stop_s * SECOND)
    gaps = _gaps(points.at, wish.gap_s * SECOND)
    parting = gaps[~_within(gaps, found)]
    lines = _lines(plane, found, parting)
    tolerance, kept = _thinned(points, lines, wish.tolerance_m)
    distance = sum(_length(line, _simplified(line, DRIFT_M)) for line in lines)
    stood = sum(int(points.at[stop.last] - points.at[stop.first]) for stop in found) / SECOND
    silent = int((points.at[parting + 1] - points.at[parting]).sum()) / SECOND
    moving = max(0.0, int(points.at[-1] - points.at[0]) / SECOND - stood - silent)
    return {
        "from": moment(points.at[0]),
        "to": moment(points.at[-1]),
        "positions": len(points),
        "tolerance_m": tolerance,
        "distance_m": round(distance, 1),
        "moving_s": round(moving),
        "standing_s": round(stood),
        "max_mps": round(float(speed.max()), 2),
        "mean_mps": round(distance / moving, 2) if moving else None,
        "segments": [
            _segment(points, speed, line, those) for line, those in zip(lines, kept, strict=True)
        ],
        "stops": [_stop(points, projection, stop) for stop in found],
        "gaps": [_gap(points, plane, gap) for gap in gaps.tolist()],
        "speeds": _bars(points, speed),
    }


class _Projection:
    """Degrees to metres and back."""

    def __init__(self, points: Points) -> None:
        self._north = METRES_PER_DEGREE
        middle = float(points.lat.min() + points.lat.max()) / 2
        self._east = METRES_PER_DEGREE * max(0.01, float(np.cos(np.radians(middle))))

    def plane(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Return metres; who crosses the 180th meridian goes on beyond it."""
        return np.unwrap(lon, period=360.0) * self._east, lat * self._north

    def degrees(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return degrees with seven digits, a centimetre."""
        lon = np.mod(x / self._east + 180.0, 360.0) - 180.0
        return np.round(lon, 7), np.round(y / self._north, 7)


def _speeds(plane: Plane, told: Floats) -> Floats:
    """Return a speed for every row: what the device told, else the way from the row before."""
    way = np.hypot(np.diff(plane.x), np.diff(plane.y))
    took = np.diff(plane.at)
    own = np.where((took > 0) & (took <= LONGEST_STEP), way * SECOND / np.maximum(took, 1), 0.0)
    return np.where(np.isnan(told), np.append(0.0, own), told)


def _gaps(at: Times, least: int) -> NDArray[np.intp]:
    """Return the rows before a silence longer than that; of too many the longest."""
    silent = np.diff(at)
    gaps = np.flatnonzero(silent > least)
    if len(gaps) > MOST_GAPS:
        gaps = np.sort(gaps[np.argpartition(silent[gaps], -MOST_GAPS)[-MOST_GAPS:]])
    return gaps


def _within(gaps: NDArray[np.intp], found: Sequence[Stop]) -> NDArray[np.bool_]:
    """Say of each gap whether it lies within a stop: a silence there breaks no line."""
    if not found:
        return np.zeros(len(gaps), bool)
    firsts, lasts = np.array([(stop.first, stop.last) for stop in found]).T
    which = np.searchsorted(firsts, gaps, "right") - 1
    inside: NDArray[np.bool_] = (which >= 0) & (gaps < lasts[which])
    return inside


def _lines(plane: Plane, found: Sequence[Stop], parting: NDArray[np.intp]) -> list[_Line]:
    x, y = plane.x.copy(), plane.y.copy()
    keep = np.ones(len(x), bool)
    for stop in found:
        keep[stop.first + 1 : stop.last] = False
        x[[stop.first, stop.last]], y[[stop.first, stop.last]] = stop.x, stop.y
    edges = [0, *(parting + 1).tolist(), len(x)]
    lines = []
    for start, end in pairwise(edges):
        rows = start + np.flatnonzero(keep[start:end])
        lines.append(_Line(rows, x[rows], y[rows]))
    return lines


def _simplified(line: _Line, tolerance_m: float) -> NDArray[np.intp]:
    """Return which places of a line stay (Douglas-Peucker); each has its number as height."""
    if len(line.rows) < 3:
        return np.arange(len(line.rows))
    numbered = shapely.linestrings(np.column_stack((line.x, line.y, np.arange(len(line.rows)))))
    kept = shapely.simplify(numbered, tolerance_m, preserve_topology=False)
    numbers: NDArray[np.intp] = shapely.get_coordinates(kept, include_z=True)[:, 2].astype(np.intp)
    return numbers


def _thinned(
    points: Points, lines: Sequence[_Line], tolerance_m: float
) -> tuple[float, list[NDArray[np.intp]]]:
    """Return the places of each line that are shown, and the tolerance that took."""
    step = max(1, int(points.at[-1] - points.at[0]) // MOMENTS)
    while True:
        kept = []
        for line in lines:
            passed = (points.at[line.rows] - points.at[0]) // step
            moments = np.flatnonzero(np.diff(passed, prepend=passed[0]))
            kept.append(np.union1d(_simplified(line, tolerance_m), moments))
        if sum(map(len, kept)) <= MOST_VERTICES:
            return tolerance_m, kept
        tolerance_m *= 2


def _length(line: _Line, kept: NDArray[np.intp]) -> float:
    return float(np.hypot(np.diff(line.x[kept]), np.diff(line.y[kept])).sum())


def _segment(points: Points, speed: Floats, line: _Line, kept: NDArray[np.intp]) -> dict[str, Any]:
    lon, lat = _Projection(points).degrees(line.x[kept], line.y[kept])
    return {
        "coordinates": np.column_stack((lon, lat)).tolist(),
        "times": [moment(at) for at in points.at[line.rows[kept]].tolist()],
        "speeds_mps": _legs(speed, line, kept),
    }


def _legs(speed: Floats, line: _Line, kept: NDArray[np.intp]) -> list[float]:
    """Return the mean speed from each kept place to the next; at the last one as it was told."""
    told = speed[line.rows]
    sums = np.add.reduceat(told, kept)
    counts = np.diff(np.append(kept, len(told)))
    found: list[float] = np.round(sums / counts, 2).tolist()
    return found


def _stop(points: Points, to: _Projection, stop: Stop) -> dict[str, Any]:
    lon, lat = to.degrees(np.array([stop.x]), np.array([stop.y]))
    first, last = int(points.at[stop.first]), int(points.at[stop.last])
    return {
        "lon": float(lon[0]),
        "lat": float(lat[0]),
        "from": moment(first),
        "to": moment(last),
        "duration_s": round((last - first) / SECOND),
    }


def _gap(points: Points, plane: Plane, gap: int) -> dict[str, Any]:
    way = np.hypot(plane.x[gap + 1] - plane.x[gap], plane.y[gap + 1] - plane.y[gap])
    first, last = int(points.at[gap]), int(points.at[gap + 1])
    return {
        "from": moment(first),
        "to": moment(last),
        "duration_s": round((last - first) / SECOND),
        "distance_m": round(float(way), 1),
    }


def _bars(points: Points, speed: Floats) -> dict[str, Any]:
    """Return the highest speed in each of equal parts of the time, None where nothing was told."""
    step = max(SECOND, -(-int(points.at[-1] - points.at[0] + 1) // BARS))
    bar = (points.at - points.at[0]) // step
    highest = np.full(int(bar[-1]) + 1, np.nan)
    np.fmax.at(highest, bar, speed)
    told = [None if np.isnan(each) else round(each, 2) for each in highest.tolist()]
    return {"step_s": step / SECOND, "max_mps": told}
