"""Notices a layer that stands on another datum than it is said to; asks, never decides; pure.

What is known is where the districts of the city end. Two things in a layer can be held against
that: lines and outlines that run along a boundary, and points that name their district (or simply
should not lie in the sea). Each datum is tried; the one that fits clearly better is suspected. A
layer with neither tells nothing, and the answer says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from gis.datum.crs import Datum, unshifted
from gis.datum.shift import Array

# Maps drawn apart agree to some tens of metres along a boundary; the shift of GCJ-02 is 200 to 700.
NEAR_M = 60.0
# Fewer vertices along a boundary may be chance.
LEAST_VERTICES = 25
# Part of the vertices near the boundaries that must lie along them under the better datum, and how
# many times more than under the one that was said.
LEAST_SHARE, CLEARLY = 0.5, 3.0
# Within this of a boundary a vertex is held against it at all: the shift of BD-09, and some more.
AROUND_M = 2_000.0
# Points that change sides: so many for the better datum, and so many times those against it.
LEAST_FLIPS, FLIPS_CLEARLY = 6, 6
# A sample says as much as all.
MOST_VERTICES = 20_000
_METRES_PER_DEGREE = 111_320.0
_TRIED: tuple[Datum, ...] = ("wgs84", "gcj02", "bd09")

Evidence = Literal["boundary", "district", "shore", "none"]


@dataclass(frozen=True, slots=True)
class District:
    """One district of the city: its outline as WKB in WGS 84, and what layers may call it."""

    code: str
    names: tuple[str, ...]
    shape: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guard found: `suspected` is the datum to ask about, None = nothing speaks up.

    `evidence` none means that it cannot know. `shift_m` is how far the layer would move.
    """

    suspected: Datum | None
    evidence: Evidence
    said: Datum
    shift_m: float | None = None
    share_said: float | None = None
    share_suspected: float | None = None

    def card(self) -> dict[str, Any]:
        """Return what a preview tells."""
        return {
            "suspected": self.suspected,
            "said": self.said,
            "evidence": self.evidence,
            "shift_m": None if self.shift_m is None else round(self.shift_m),
            "share_said": _rounded(self.share_said),
            "share_suspected": _rounded(self.share_suspected),
        }


def suspicion(
    shapes: Sequence[Any],
    named: Sequence[str | None],
    districts: Iterable[District],
    said: Datum,
) -> Verdict:
    """Judge geometries in degrees, as the file holds them, against the districts of the city.

    `named` is the district each geometry says it lies in, by code or name, None where it does not.
    """
    city = _City(districts)
    said = "wgs84" if said == "cgcs2000" else said
    geometries = np.asarray(shapes, dtype=object)
    points = shapely.get_type_id(geometries) == shapely.GeometryType.POINT.value
    lines = geometries[~points]
    along = _along(shapely.get_coordinates(lines), city, said) if len(lines) else None
    if along is not None:
        return along
    if not points.any():
        return Verdict(None, "none", said)
    where = shapely.get_coordinates(geometries[points])
    names = [name for name, is_point in zip(named, points, strict=True) if is_point]
    return _sides(where, names, city, said)


class _City:
    """The boundaries of the districts, ready to be asked."""

    def __init__(self, districts: Iterable[District]) -> None:
        kept = list(districts)
        self.shapes = shapely.from_wkb([district.shape for district in kept])
        shapely.prepare(self.shapes)
        self.numbers: Mapping[str, int] = {
            name: number
            for number, district in enumerate(kept)
            for name in (district.code, *district.names)
        }
        self._edges = shapely.STRtree(_edges(self.shapes)) if kept else None

    @property
    def known(self) -> bool:
        return self._edges is not None

    def far_m(self, lon: Array, lat: Array) -> Array:
        """Return how far points lie from the nearest boundary, metres; `inf` beyond `AROUND_M`."""
        found = np.full(len(lon), np.inf)
        assert self._edges is not None
        near, distance = self._edges.query_nearest(
            shapely.points(lon, lat),
            max_distance=AROUND_M / _METRES_PER_DEGREE,
            return_distance=True,
            all_matches=False,
        )
        # A degree of longitude is shorter: the measure is right to that factor, which is enough.
        found[near[0]] = distance * _METRES_PER_DEGREE
        return found

    def district(self, lon: Array, lat: Array) -> NDArray[np.int64]:
        """Return the number of the district each point lies in, -1 = in none."""
        found = np.full(len(lon), -1)
        for number, shape in enumerate(self.shapes):
            found[shapely.contains_xy(shape, lon, lat)] = number
        return found


def _edges(shapes: Any) -> list[Any]:
    """Cut boundaries into their single edges: a tree of edges finds the nearest at once."""
    rings = shapely.get_rings(shapely.get_parts(shapes))
    found: list[Any] = []
    for ring in rings:
        corners = shapely.get_coordinates(ring)
        found.extend(shapely.linestrings(np.stack([corners[:-1], corners[1:]], axis=1)))
    return found


def _along(corners: Array, city: _City, said: Datum) -> Verdict | None:
    """Judge vertices by how many run along a boundary; None = too few lie near one to tell."""
    if not city.known:
        return None
    if len(corners) > MOST_VERTICES:
        corners = corners[:: len(corners) // MOST_VERTICES + 1]
    far = {datum: city.far_m(*unshifted(corners[:, 0], corners[:, 1], datum)) for datum in _TRIED}
    best = min(_TRIED, key=lambda datum: -int((far[datum] <= NEAR_M).sum()))
    around = np.isfinite(far[best])
    if around.sum() < LEAST_VERTICES:
        return None
    shares = {datum: float((far[datum][around] <= NEAR_M).mean()) for datum in _TRIED}
    if shares[best] < LEAST_SHARE:
        return None
    clear = best != said and shares[best] >= CLEARLY * shares[said]
    return Verdict(
        best if clear else None,
        "boundary",
        said,
        _shift_m(corners, said, best) if clear else None,
        shares[said],
        shares[best],
    )


def _sides(where: Array, names: Sequence[str | None], city: _City, said: Datum) -> Verdict:
    """Judge points by the sides of boundaries they change when the datum does."""
    if not city.known:
        return Verdict(None, "none", said)
    wanted = np.array([city.numbers.get(name.strip(), -2) if name else -2 for name in names])
    evidence: Evidence = "district" if (wanted >= 0).any() else "shore"
    right = {}
    for datum in _TRIED:
        found = city.district(*unshifted(where[:, 0], where[:, 1], datum))
        right[datum] = np.where(wanted >= 0, found == wanted, found >= 0)
    best = min(_TRIED, key=lambda datum: -int(right[datum].sum()))
    gained = int((right[best] & ~right[said]).sum())
    lost = int((right[said] & ~right[best]).sum())
    clear = best != said and gained >= LEAST_FLIPS and gained >= FLIPS_CLEARLY * lost
    moved = _changes(right)
    if not clear and moved < LEAST_FLIPS:
        return Verdict(None, "none", said)
    return Verdict(
        best if clear else None,
        evidence,
        said,
        _shift_m(where, said, best) if clear else None,
        float(right[said].mean()),
        float(right[best].mean()),
    )


def _changes(right: Mapping[Datum, NDArray[np.bool_]]) -> int:
    """Return for how many points the datum makes a difference: without any, nothing is known."""
    return int(((right["wgs84"] != right["gcj02"]) | (right["wgs84"] != right["bd09"])).sum())


def _shift_m(corners: Array, said: Datum, best: Datum) -> float:
    here, there = (unshifted(corners[:, 0], corners[:, 1], datum) for datum in (said, best))
    east = (here[0] - there[0]) * np.cos(np.radians(here[1]))
    north = here[1] - there[1]
    return float(np.median(np.hypot(east, north)) * _METRES_PER_DEGREE)


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)
