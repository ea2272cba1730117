"""What a drawing is made of, and its measures on the ellipsoid; pure."""

import math
from typing import Any

import pyproj
import shapely

from kernel.api import FieldError, Invalid

# Which GeoJSON geometry each kind of drawing is.
SHAPES = {
    "point": "Point",
    "text": "Point",
    "circle": "Point",
    "line": "LineString",
    "arrow": "LineString",
    "area": "Polygon",
}
MEASURES = ("radius_m", "length_m", "area_m2")
# Corners of a circle that is told as an area: seen from its middle one every three degrees.
_RING = 120
_ELLIPSOID = pyproj.Geod(ellps="WGS84")


def check(drawing: dict[str, Any]) -> None:
    """Refuse a drawing whose parts do not fit together.

    `drawing` has kind, shape (shapely), radius_m, symbol, label. Raises `Invalid`.
    """
    kind, shape = drawing["kind"], drawing["shape"]
    if shape.geom_type != SHAPES[kind]:
        raise _refused("/shape/type", f"a drawing of kind {kind} is a {SHAPES[kind]}")
    if (kind == "circle") != (drawing["radius_m"] is not None):
        raise _refused("/radius_m", "a circle has a radius, and nothing else has")
    if kind == "text" and not drawing["label"]:
        raise _refused("/label", "a text needs its words")
    if drawing["symbol"] is not None and kind != "point":
        raise _refused("/symbol", "only a point carries a symbol")


def measures(kind: str, shape: shapely.Geometry, radius_m: float | None) -> dict[str, Any]:
    """Return `length_m` (a line's, or the girth of an area) and `area_m2`; None without one."""
    if kind in ("line", "arrow"):
        return {"length_m": round(_ELLIPSOID.geometry_length(shape), 2), "area_m2": None}
    if kind == "area":
        area, girth = _ELLIPSOID.geometry_area_perimeter(shape)
        return {"length_m": round(girth, 2), "area_m2": round(abs(area), 1)}
    if kind == "circle" and radius_m is not None:
        girth, area = 2 * math.pi * radius_m, math.pi * radius_m**2
        return {"length_m": round(girth, 2), "area_m2": round(area, 1)}
    return {"length_m": None, "area_m2": None}


def ring(centre: shapely.Point, radius_m: float) -> shapely.Polygon:
    """Return a circle as an area: every corner lies `radius_m` from its centre on the ellipsoid."""
    turns = [-360 * corner / _RING for corner in range(_RING)]
    lons, lats, _ = _ELLIPSOID.fwd(
        [centre.x] * _RING, [centre.y] * _RING, turns, [radius_m] * _RING
    )
    return shapely.Polygon(zip(lons, lats, strict=True))


def _refused(pointer: str, detail: str) -> Invalid:
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, "unfit", detail)])
