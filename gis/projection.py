"""Metres round a place: an azimuthal equidistant projection on the WGS 84 ellipsoid; pure.

True in all directions from the centre; 250 km from it a short distance across is 0.03 % off.
"""

import math
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod, Transformer

GEOD = Geod(ellps="WGS84")
Numbers = NDArray[np.float64]
# Steps of a quarter circle: a ring of 32 sides is 0.5 % short of a circle at worst.
QUARTER = 16
# What is grown is smoothed by so many parts of the distance.
SMOOTHED = 500
# Up to here all corners are grown at once: a tenth of a second.
AT_ONCE = 200
# Pairs of corners whose rings may cross, as of 1,000 corners on one spot: about a second. Twenty
# thousand took a minute and seven gigabytes.
MOST_CROSSINGS = 1_000_000


@lru_cache(maxsize=64)
def _transformers(lon: float, lat: float) -> tuple[Transformer, Transformer]:
    local = f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m"
    there = Transformer.from_crs("EPSG:4326", local, always_xy=True)
    return there, Transformer.from_crs(local, "EPSG:4326", always_xy=True)


class Local:
    """Metres round a place (longitude, latitude)."""

    def __init__(self, lon: float, lat: float) -> None:
        # Centres to 0.01°: the same projection serves a neighbourhood.
        self._there, self._back = _transformers(round(lon, 2), round(lat, 2))

    @classmethod
    def of(cls, shape: shapely.Geometry) -> "Local":
        """Return metres round the middle of a shape."""
        west, south, east, north = shape.bounds
        return cls((west + east) / 2, (south + north) / 2)

    def flat(self, shape: shapely.Geometry) -> shapely.Geometry:
        """Return a shape in metres."""
        return shapely.transform(shape, lambda places: _through(self._there, places))

    def round(self, shape: shapely.Geometry) -> shapely.Geometry:
        """Return a shape in degrees."""
        return shapely.transform(shape, lambda points: _through(self._back, points))

    def points(self, lons: Iterable[float], lats: Iterable[float]) -> Numbers:
        """Return rows of metres east and north."""
        places = np.column_stack([np.fromiter(lons, float), np.fromiter(lats, float)])
        return _through(self._there, places)


def _through(transformer: Transformer, places: Numbers) -> Numbers:
    x, y = transformer.transform(places[:, 0], places[:, 1])
    return np.column_stack([x, y])


def buffered(shape: shapely.Geometry, metres: float) -> shapely.Geometry:
    """Return all within so many metres of a shape in degrees.

    Raises `ValueError` for more corners close together than can be grown.
    """
    local = Local.of(shape)
    flat = local.flat(shape)
    corners = shapely.get_num_coordinates(flat)
    if corners > AT_ONCE:
        flat = shapely.simplify(flat, metres / SMOOTHED)
        corners = shapely.get_num_coordinates(flat)
    if corners <= AT_ONCE:
        return local.round(shapely.buffer(flat, metres, quad_segs=QUARTER))
    if corners**2 * min(1.0, 2 * metres / (flat.length or 1.0)) > MOST_CROSSINGS:
        raise ValueError("too many corners for this distance")
    return local.round(_grown(flat, metres))


def _grown(flat: shapely.Geometry, metres: float) -> shapely.Geometry:
    """Return a shape in metres grown in steps, each as long as all before it.

    One long step would lay the rings of all corners over each other.
    """
    if flat.geom_type == "MultiPoint":
        rings = shapely.buffer(shapely.get_parts(flat), metres, quad_segs=QUARTER)
        return shapely.union_all(rings)
    west, south, east, north = flat.bounds
    first = math.hypot(east - west, north - south) / shapely.get_num_coordinates(flat)
    done, step = 0.0, max(first, metres / 2**20)
    while done < metres:
        step = min(step, metres - done)
        smooth = shapely.simplify(flat, step / SMOOTHED)
        flat = shapely.buffer(smooth, step, quad_segs=QUARTER)
        done += step
        step = done
    return flat


def area_km2(shape: shapely.Geometry) -> float:
    """Return the area of a shape in degrees on the ellipsoid, in square kilometres."""
    square_metres, _ = GEOD.geometry_area_perimeter(shapely.normalize(shape))
    return abs(float(square_metres)) / 1e6


def distances_m(lon: float, lat: float, lons: Numbers, lats: Numbers) -> Numbers:
    """Return the metres on the ellipsoid from a place to others."""
    here = np.full(len(lons), lon), np.full(len(lats), lat)
    _, _, metres = GEOD.inv(*here, lons, lats)
    return np.asarray(metres, dtype=np.float64)


def widest_m(shape: shapely.Geometry) -> float:
    """Return the diagonal of a shape's box in metres."""
    west, south, east, north = shape.bounds
    _, _, metres = GEOD.inv(west, south, east, north)
    return float(metres)
