"""Shapes that came from outside, checked before they are stored; pure.

Shapes are GeoJSON (RFC 7946). Every fault is named by a JSON pointer into the shape.
"""

import math
from typing import Any

import shapely
from shapely.geometry import shape

from kernel.api import FieldError, Malformed

# One feature: the coastline of a province has 50,000 vertices, and 2 MB is what a body may have.
MOST_VERTICES = 100_000
# How many lists stand around a position.
_NESTED = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
KINDS = {
    "point": ("Point", "MultiPoint"),
    "line": ("LineString", "MultiLineString"),
    "polygon": ("Polygon", "MultiPolygon"),
    "mixed": tuple(_NESTED),
}
_LINES = ("LineString", "MultiLineString")
_AREAS = ("Polygon", "MultiPolygon")
LEAST_OF_A_RING = 4
LEAST_OF_A_LINE = 2
NUMBERS_OF_A_POSITION = (2, 3)


class ShapeRefused(Malformed):
    """The shape cannot be stored in this layer."""

    code = "shape-refused"
    title = "The shape cannot be stored"


def refused(pointer: str, detail: str) -> ShapeRefused:
    """Return the refusal of a part of a shape."""
    return ShapeRefused(
        f"{pointer}: {detail}", errors=[FieldError(pointer, "shape-refused", detail)]
    )


def parsed(found: Any, kind: str, *, pointer: str = "/geometry") -> Any:
    """Return a GeoJSON geometry as shapely's, its third dimension dropped.

    `kind` is what the layer holds. Only the form is judged here, see `check_place`, so that the
    caller may convert coordinates between. Raises `ShapeRefused`.
    """
    if not isinstance(found, dict) or not isinstance(found.get("type"), str):
        raise refused(pointer, "a GeoJSON geometry is needed")
    name = found["type"]
    if name not in KINDS[kind]:
        raise refused(f"{pointer}/type", f"this layer holds {' and '.join(KINDS[kind])}")
    at = f"{pointer}/coordinates"
    places = _Places()
    places.walk(found.get("coordinates"), _NESTED[name], at)
    if not places.many:
        raise refused(at, "the shape is empty")
    _check_parts(found["coordinates"], name, at)
    return shapely.force_2d(shape({"type": name, "coordinates": found["coordinates"]}))


class _Places:
    """Looks at every position of a shape and counts them."""

    def __init__(self) -> None:
        self.many = 0

    def walk(self, found: Any, nested: int, at: str) -> None:
        """Go down to the positions. Raises `ShapeRefused`."""
        if not isinstance(found, list):
            raise refused(at, "a list is needed")
        if nested:
            for number, each in enumerate(found):
                self.walk(each, nested - 1, f"{at}/{number}")
            return
        self.many += 1
        if self.many > MOST_VERTICES:
            raise refused(at, f"more than {MOST_VERTICES} vertices")
        if len(found) not in NUMBERS_OF_A_POSITION:
            raise refused(at, "a position has two or three numbers")
        for each in found:
            if isinstance(each, bool) or not isinstance(each, int | float):
                raise refused(at, "a position has two or three numbers")
            if not math.isfinite(each):
                raise refused(at, "a coordinate is no number")


def _check_parts(found: Any, name: str, at: str) -> None:
    if name in _LINES:
        for number, line in enumerate(found if name == "MultiLineString" else [found]):
            if len(line) < LEAST_OF_A_LINE:
                raise refused(f"{at}/{number}", "a line has at least two positions")
    if name in _AREAS:
        for number, area in enumerate(found if name == "MultiPolygon" else [found]):
            _check_rings(area, f"{at}/{number}" if name == "MultiPolygon" else at)


def _check_rings(rings: list[list[list[float]]], at: str) -> None:
    if not rings:
        raise refused(at, "an area has an outer ring")
    for number, ring in enumerate(rings):
        where = f"{at}/{number}"
        if len(ring) < LEAST_OF_A_RING:
            raise refused(where, "a ring has at least four positions")
        if ring[0] != ring[-1]:
            raise refused(where, "a ring ends where it begins")


def check_place(found: Any, *, pointer: str = "/geometry") -> Any:
    """Return a shape in WGS 84 as it is stored: outer rings counter-clockwise.

    Raises `ShapeRefused` for what lies off the earth or crosses itself.
    """
    west, south, east, north = found.bounds
    at = f"{pointer}/coordinates"
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise refused(at, "longitude lies within ±180, latitude within ±90")
    if not found.is_valid:
        raise refused(at, f"the shape is not valid: {shapely.is_valid_reason(found)}")
    return _turned(found)


def _turned(found: Any) -> Any:
    if found.geom_type == "Polygon":
        return shapely.geometry.polygon.orient(found)
    if found.geom_type == "MultiPolygon":
        return shapely.MultiPolygon([shapely.geometry.polygon.orient(each) for each in found.geoms])
    return found
