"""Where somebody stood: longer than a time within a radius. Pure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gis.tracking.history.points import SECOND, Floats, Times

# Receivers under trees are off for some seconds: who is back within this has not left.
EXCURSION = 60 * SECOND
# Share of the first minutes that has to lie within the radius; the rest are such excursions.
WITHIN = 0.9
# Of a long stop so many rows say where its middle is.
SAMPLES = 256
# Who circles looks like one who stands at each row: the next is tried this share of a stop later.
STEPS = 32
# Rows that are looked at further at once, to begin with; each next piece is twice as long.
PIECE = 256


@dataclass(frozen=True, slots=True)
class Plane:
    """Places in metres on a plane, by time."""

    at: Times
    x: Floats
    y: Floats


@dataclass(frozen=True, slots=True)
class Stop:
    """From the first to the last row of a stop, and its middle in metres on the plane."""

    first: int
    last: int
    x: float
    y: float


def stops(plane: Plane, radius_m: float, least: int) -> list[Stop]:
    """Return the stops of at least so many microseconds, in their order.

    A device that is silent and comes back at the same place stood there.
    """
    found: list[Stop] = []
    until = _window(plane.at, least)
    begin = 0
    for first in _candidates(plane, until, radius_m).tolist():
        if first < begin:
            continue
        stop = _at(plane, first, int(until[first]), radius_m)
        if stop is None:
            begin = int(np.searchsorted(plane.at, plane.at[first] + least // STEPS, "left"))
        else:
            found.append(stop)
            begin = stop.last + 1
    return _joined(plane, found, radius_m)


def _window(at: Times, least: int) -> NDArray[np.intp]:
    """Return for each row the first one that is so much later; the length where there is none."""
    return np.searchsorted(at, at + least, "left")


def _candidates(plane: Plane, until: NDArray[np.intp], radius_m: float) -> NDArray[np.intp]:
    """Return the rows near which the device still was in the middle and at the end of the time."""
    rows = np.flatnonzero(until < len(until))
    for share in (1.0, 0.5):
        later = rows + ((until[rows] - rows) * share).astype(np.intp)
        away = np.hypot(plane.x[later] - plane.x[rows], plane.y[later] - plane.y[rows])
        rows = rows[away <= 2 * radius_m]
    return rows


def _at(plane: Plane, first: int, enough: int, radius_m: float) -> Stop | None:
    """Return the stop that begins at a row, if there is one."""
    window = np.arange(first, enough + 1, max(1, (enough - first) // SAMPLES))
    x, y = float(np.median(plane.x[window])), float(np.median(plane.y[window]))
    within = np.hypot(plane.x[window] - x, plane.y[window] - y) <= radius_m
    back = np.hypot(plane.x[enough] - x, plane.y[enough] - y) <= radius_m
    if not (within[0] and back) or within.mean() < WITHIN:
        return None
    last, start, piece = enough, enough + 1, PIECE
    while start < len(plane.at):
        end = min(start + piece, len(plane.at))
        away = np.hypot(plane.x[start:end] - x, plane.y[start:end] - y)
        inside = np.append(last, start + np.flatnonzero(away <= radius_m))
        # Rows that follow each other, or an excursion that was short.
        goes_on = (np.diff(inside) == 1) | (np.diff(plane.at[inside]) <= EXCURSION)
        if not goes_on.all():
            return Stop(first, int(inside[np.argmin(goes_on)]), x, y)
        last = int(inside[-1])
        if plane.at[end - 1] - plane.at[last] > EXCURSION:
            break
        start, piece = end, piece * 2
    return Stop(first, last, x, y)


def _joined(plane: Plane, found: list[Stop], radius_m: float) -> list[Stop]:
    """Join neighbours at one place with nothing but an excursion between them."""
    joined: list[Stop] = []
    for stop in found:
        before = joined[-1] if joined else None
        if (
            before is not None
            and plane.at[stop.first] - plane.at[before.last] <= 2 * EXCURSION
            and np.hypot(stop.x - before.x, stop.y - before.y) <= radius_m
        ):
            joined[-1] = Stop(before.first, stop.last, before.x, before.y)
        else:
            joined.append(stop)
    return joined
