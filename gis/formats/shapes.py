"""Shapes out of numbers: closes rings, mends what can be mended safely, refuses the rest; pure."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import GeometryType

from gis.formats import limits
from gis.formats.model import Fault

NO_PLACE = Fault("no-place", "The row has no place.")
NO_LENGTH = Fault("no-length", "The line has no length: all its points are one.")
Mended = tuple[list[Any], Fault | None]
_POLYGONS = {GeometryType.POLYGON.value, GeometryType.MULTIPOLYGON.value}
_LINES = {
    GeometryType.LINESTRING.value,
    GeometryType.LINEARRING.value,
    GeometryType.MULTILINESTRING.value,
}
_COLLECTION = GeometryType.GEOMETRYCOLLECTION.value
_KINDS = {0: "point", 1: "line", 2: "line", 3: "polygon", 4: "point", 5: "line", 6: "polygon"}
_DEEPEST = 8


class BadShape(ValueError):
    """Numbers that make no shape."""


def kind(shape: Any) -> str:
    """Return point, line or polygon; mixed for a collection."""
    return _KINDS.get(int(shapely.get_type_id(shape)), "mixed")


def point(position: Sequence[Any]) -> Any:
    """Return a point of a position. Raises `BadShape`."""
    return shapely.Point(*_position(position))


def line(positions: Sequence[Sequence[Any]]) -> Any:
    """Return a line of positions. Raises `BadShape`."""
    if len(positions) < 2:
        raise BadShape("a line needs two points")
    return shapely.LineString([_position(each) for each in positions])


def polygon(rings: Sequence[Sequence[Sequence[Any]]], notes: Counter[str]) -> Any:
    """Return a polygon, its rings closed where they are not. Raises `BadShape`."""
    closed = [_ring(ring, notes) for ring in rings if len(ring)]
    if not closed:
        raise BadShape("a polygon needs a ring")
    return shapely.Polygon(closed[0], closed[1:])


def _ring(positions: Sequence[Sequence[Any]], notes: Counter[str]) -> list[tuple[float, float]]:
    ring = [_position(each) for each in positions]
    if ring[0] != ring[-1]:
        ring.append(ring[0])
        notes["closed"] += 1
    if len(ring) < 4:
        raise BadShape("a ring needs three points")
    return ring


def _position(given: Sequence[Any]) -> tuple[float, float]:
    if len(given) < 2 or isinstance(given, str):
        raise BadShape("a position needs two numbers")
    lon, lat = given[0], given[1]
    for number in (lon, lat):
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise BadShape(f"{str(number)[:40]!r} is no number")
        if not math.isfinite(number):
            raise BadShape("a coordinate is not finite")
    return float(lon), float(lat)


def from_geojson(geometry: Any, notes: Counter[str], depth: int = 0) -> Any:
    """Return the shape of a GeoJSON geometry, None for null. Raises `BadShape`."""
    if geometry is None:
        return None
    if not isinstance(geometry, dict) or depth > _DEEPEST:
        raise BadShape("the geometry is no object")
    if geometry.get("type") == "GeometryCollection":
        parts = [from_geojson(each, notes, depth + 1) for each in geometry.get("geometries") or ()]
        return shapely.GeometryCollection([part for part in parts if part is not None])
    make = GEOMETRIES.get(str(geometry.get("type")))
    coordinates = geometry.get("coordinates")
    if make is None or not isinstance(coordinates, list):
        raise BadShape(f"{str(geometry.get('type'))[:40]!r} is no geometry with coordinates")
    if not coordinates:
        return None
    try:
        return make(coordinates, notes)
    except (TypeError, KeyError, OverflowError) as error:
        raise BadShape("the coordinates are not nested as they must be") from error


GEOMETRIES: dict[str, Callable[[Any, Counter[str]], Any]] = {
    "Point": lambda given, _: point(given),
    "LineString": lambda given, _: line(given),
    "Polygon": polygon,
    "MultiPoint": lambda given, _: shapely.MultiPoint([_position(each) for each in given]),
    "MultiLineString": lambda given, _: shapely.MultiLineString([line(each) for each in given]),
    "MultiPolygon": lambda given, notes: shapely.MultiPolygon(
        [polygon(each, notes) for each in given]
    ),
}


def mended(shape: Any, notes: Counter[str]) -> Mended:
    """Return the parts of a shape that can be stored, or why it cannot be.

    A collection of one kind becomes a Multi of it; one of several kinds is split by kind.
    """
    if shape is None or shape.is_empty:
        return [], NO_PLACE
    if shapely.get_coordinate_dimension(shape) > 2:
        shape, notes["heights-dropped"] = shapely.force_2d(shape), notes["heights-dropped"] + 1
    if shapely.count_coordinates(shape) > limits.MOST_VERTICES_EACH:
        most = limits.MOST_VERTICES_EACH
        return [], Fault("too-many-vertices", f"The shape has more than {most} vertices.")
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        return [], Fault("bad-shape", "A coordinate is not finite.")
    if shapely.get_type_id(shape) == _COLLECTION:
        return _split(shape, notes)
    if not shape.is_valid:
        return _repaired(shape, notes)
    oriented = shapely.get_type_id(shape) in _POLYGONS
    return [shapely.orient_polygons(shape) if oriented else shape], None


def _split(shape: Any, notes: Counter[str]) -> Mended:
    parts: dict[str, list[Any]] = {}
    for part in _flat(shape):
        parts.setdefault(kind(part), []).append(part)
    if len(parts) > 1:
        notes["split"] += 1
    found: list[Any] = []
    for same in parts.values():
        pieces = [piece for each in same for piece in shapely.get_parts(each)]
        one = pieces[0] if len(pieces) == 1 else _multi(pieces)
        mended_part, fault = mended(one, notes)
        if fault is not None:
            return [], fault
        found += mended_part
    return found, None if found else NO_PLACE


def _flat(shape: Any) -> list[Any]:
    if shapely.get_type_id(shape) != _COLLECTION:
        return [] if shape.is_empty else [shape]
    return [piece for part in shapely.get_parts(shape) for piece in _flat(part)]


def _multi(pieces: list[Any]) -> Any:
    make = {"point": shapely.multipoints, "line": shapely.multilinestrings}
    return make.get(kind(pieces[0]), shapely.multipolygons)(pieces)


def _repaired(shape: Any, notes: Counter[str]) -> Mended:
    """Repair a polygon when it stays one; a line without length is none."""
    if shapely.get_type_id(shape) in _LINES:
        return _with_length(shape, notes)
    why = shapely.is_valid_reason(shape)
    repaired = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    if shapely.get_type_id(repaired) not in _POLYGONS or repaired.is_empty:
        return [], Fault("bad-shape", f"The polygon cannot be repaired: {why}.")
    notes["repaired"] += 1
    return [shapely.orient_polygons(repaired)], None


def _with_length(shape: Any, notes: Counter[str]) -> Mended:
    """Return the lines that have a length, or why there is none."""
    lines = [line for line in shapely.get_parts(shape) if line.length > 0]
    if not lines:
        return [], NO_LENGTH
    notes["short-segments-dropped"] += 1
    return [lines[0] if len(lines) == 1 else shapely.multilinestrings(lines)], None


def check(position: tuple[float, float]) -> None:
    """Refuse numbers that are not finite. Raises `BadShape`."""
    if not all(map(math.isfinite, position)):
        raise BadShape("a coordinate is not finite")
