"""What a drawn geofence covers, and how screens draw it. Pure."""

import hashlib
from typing import Any

import shapely

from gis.drawings.rules import ring
from gis.projection import GEOD, Local, buffered
from gis.shapes import ShapeIn, corners
from kernel.api import FieldError, Invalid

SHAPES = {"polygon": "Polygon", "circle": "Point", "corridor": "LineString"}
# A district's border as surveyed; what is finer is a layer.
MOST_CORNERS = 2_000
# A state on the boards stays small: an outline of so many corners is 5 KB.
MOST_OUTLINE = 200
# One that is finer than a receiver's error says nothing.
FINEST_M = 1.0


def area_of(
    kind: str, shape: ShapeIn, sizes: tuple[float | None, float | None], margin_m: float
) -> dict[str, Any]:
    """Return shape, area, grown area and outline (WGS 84 in degrees) as WKB.

    `sizes` are the radius of a circle and the width of a corridor, in metres.

    Raises `Invalid`.
    """
    radius_m, width_m = sizes
    check(kind, shape, radius_m, width_m)
    drawn = shape.geometry()
    try:
        area = _covered(kind, drawn, radius_m, width_m)
        grown = buffered(area, margin_m) if margin_m else area
    except ValueError as error:
        raise _refused("/shape", str(error)) from error
    parts = {"shape": drawn, "area": area, "grown": grown, "outline": outline(area)}
    return {name: shapely.to_wkb(part) for name, part in parts.items()}


def check(kind: str, shape: ShapeIn, radius_m: float | None, width_m: float | None) -> None:
    """Refuse parts that do not fit together. Raises `Invalid`."""
    if shape.type != SHAPES[kind]:
        raise _refused("/shape/type", f"a {kind} is drawn as a {SHAPES[kind]}")
    if (kind == "circle") != (radius_m is not None):
        raise _refused("/radius_m", "a circle has a radius, and nothing else has")
    if (kind == "corridor") != (width_m is not None):
        raise _refused("/width_m", "a corridor has a width, and nothing else has")
    if corners(shape.coordinates) > MOST_CORNERS:
        raise _refused("/shape", f"at most {MOST_CORNERS} corners")


def outline(area: shapely.Geometry) -> shapely.Geometry:
    """Return an area with few corners, as near to it as they allow."""
    local = Local.of(area)
    flat, finest = local.flat(area), FINEST_M
    thin = shapely.simplify(flat, finest)
    while shapely.get_num_coordinates(thin) > MOST_OUTLINE:
        finest *= 2
        flat = _filled(flat, finest)
        thin = shapely.simplify(flat, finest)
    return shapely.set_precision(local.round(thin), 1e-6, mode="pointwise")


def _filled(flat: shapely.Geometry, finest: float) -> shapely.Geometry:
    """Return an area in metres without holes too small to be seen: no thinning removes them."""
    parts = [
        shapely.Polygon(
            part.exterior,
            [hole for hole in part.interiors if shapely.Polygon(hole).area >= finest**2],
        )
        for part in shapely.get_parts(flat)
    ]
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)


def digest(wkb: bytes) -> str:
    """Return a short name of a shape: two people who change it learn of each other by it."""
    return hashlib.sha256(wkb).hexdigest()[:16]


def area_m2(wkb: bytes) -> float:
    """Return the area in square metres on the ellipsoid."""
    square, _ = GEOD.geometry_area_perimeter(shapely.from_wkb(wkb))
    return round(abs(float(square)), 1)


def _covered(
    kind: str, drawn: shapely.Geometry, radius_m: float | None, width_m: float | None
) -> shapely.Geometry:
    if radius_m is not None:
        return ring(drawn, radius_m)
    if width_m is not None:
        return buffered(drawn, width_m / 2)
    return drawn


def _refused(pointer: str, detail: str) -> Invalid:
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, "unfit", detail)])
