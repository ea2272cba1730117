"""Shapes that clients send: GeoJSON geometries in WGS 84, checked before anything is done."""

from typing import Any, Literal

import shapely
from pydantic import Field, model_validator
from shapely.geometry import shape as shape_of

from kernel.api import FieldError, Invalid
from registry.api import Form

# A drawn or fetched outline; larger ones come as a layer.
MOST_CORNERS = 20_000
# Drawn by hand; states on the boards carry the shape, so more corners are a layer.
MOST_DRAWN = 200
# Longitude, latitude, height, which is dropped.
LONGEST_POSITION = 3
# How deep positions lie in the coordinates of each type.
DEPTH = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
Kind = Literal["Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"]


class ShapeIn(Form):
    """A GeoJSON geometry: WGS 84 in degrees, longitude first, valid, at most 20,000 corners."""

    type: Kind
    coordinates: list[Any] = Field(max_length=MOST_CORNERS)

    @model_validator(mode="after")
    def on_the_earth(self) -> "ShapeIn":
        """Refuse what is no geometry, lies off the earth, or crosses itself."""
        self.geometry()
        return self

    def geometry(self) -> shapely.Geometry:
        """Return the geometry in degrees. Raises `ValueError`."""
        if positions(self.coordinates, DEPTH[self.type]) > MOST_CORNERS:
            raise ValueError(f"at most {MOST_CORNERS} corners")
        try:
            found = shapely.force_2d(shape_of(self.model_dump()))
        except (ValueError, IndexError, OverflowError, shapely.GEOSException) as error:
            raise ValueError("these are no coordinates of this type") from error
        west, south, east, north = found.bounds if not found.is_empty else (999, 0, 0, 0)
        if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
            raise ValueError("longitudes within ±180, latitudes within ±90, and not empty")
        if not shapely.is_valid(found):
            raise ValueError(f"not valid: {shapely.is_valid_reason(found)}")
        return found


def drawn(body: ShapeIn) -> shapely.Geometry:
    """Return a shape drawn by hand, in degrees. Raises `Invalid` for one of too many corners."""
    if corners(body.coordinates) > MOST_DRAWN:
        detail = f"at most {MOST_DRAWN} corners"
        raise Invalid(f"/shape: {detail}", errors=[FieldError("/shape", "too-many", detail)])
    return body.geometry()


def positions(coordinates: Any, depth: int) -> int:
    """Return how many positions coordinates hold. Raises `ValueError` for anything else in them."""
    if not isinstance(coordinates, list):
        raise ValueError("coordinates are lists of numbers")  # noqa: TRY004 - of a form
    if depth:
        return sum(positions(part, depth - 1) for part in coordinates)
    # A comparison holds for no NaN, and takes whole numbers that no float can hold; true and
    # false are whole numbers to Python.
    numbers = all(type(each) in (int, float) and -1e9 < each < 1e9 for each in coordinates)
    if not numbers or not 2 <= len(coordinates) <= LONGEST_POSITION:
        raise ValueError("a position is longitude and latitude, both finite numbers")
    return 1


def corners(coordinates: Any) -> int:
    """Return how many positions checked coordinates hold."""
    if coordinates and isinstance(coordinates[0], list):
        return sum(corners(part) for part in coordinates)
    return 1
