"""Shapes that clients send: GeoJSON geometries in WGS 84, checked before anything is done."""

from typing import Any, Literal

import numpy as np
import shapely
from pydantic import Field, model_validator
from shapely.geometry import shape as shape_of

from registry.api import Form

# A drawn or fetched outline; larger ones come as a layer.
MOST_CORNERS = 20_000
UNREADABLE = (
    TypeError,
    ValueError,
    IndexError,
    KeyError,
    AttributeError,
    OverflowError,
    shapely.GEOSException,
)
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
        if corners(self.coordinates) > MOST_CORNERS:
            raise ValueError(f"at most {MOST_CORNERS} corners")
        try:
            found = shapely.force_2d(shape_of(self.model_dump()))
        except UNREADABLE as error:
            raise ValueError("these are no coordinates of this type") from error
        if not np.isfinite(shapely.get_coordinates(found)).all():
            raise ValueError("finite numbers")
        west, south, east, north = found.bounds if not found.is_empty else (999, 0, 0, 0)
        if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
            raise ValueError("longitudes within ±180, latitudes within ±90, and not empty")
        if not shapely.is_valid(found):
            raise ValueError(f"not valid: {shapely.is_valid_reason(found)}")
        return found


def corners(coordinates: Any, deepest: int = 4) -> int:
    """Return how many positions nested coordinates hold, at least one."""
    if deepest and isinstance(coordinates, list) and any(isinstance(x, list) for x in coordinates):
        return sum(corners(part, deepest - 1) for part in coordinates)
    return 1
