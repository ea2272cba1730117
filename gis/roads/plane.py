"""A flat sheet over a region: WGS 84 degrees to metres east and north of its centre; pure.

True in the middle; at 1° from the middle a distance east is 2 % off. Road networks fit on one.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from gis.geodesy import METRES_PER_DEGREE, Position

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plane:
    """A sheet that touches the earth at its centre (longitude, latitude)."""

    lon: float
    lat: float

    @property
    def _east(self) -> float:
        return METRES_PER_DEGREE * math.cos(math.radians(self.lat))

    def flat(self, places: Numbers) -> Numbers:
        """Return metres for rows of degrees."""
        origin, scale = (self.lon, self.lat), (self._east, METRES_PER_DEGREE)
        return np.asarray((places - origin) * scale)

    def round(self, points: Numbers) -> Numbers:
        """Return degrees for rows of metres."""
        origin, scale = (self.lon, self.lat), (self._east, METRES_PER_DEGREE)
        return np.asarray(points / scale + origin)

    def flattened(self, shapes: Any) -> Any:
        """Return shapes in metres."""
        return shapely.transform(shapes, self.flat)

    def rounded(self, shapes: Any) -> Any:
        """Return shapes in degrees."""
        return shapely.transform(shapes, self.round)

    def point(self, place: Position) -> Position:
        """Return one place in metres."""
        x, y = self.flat(np.array([place])).tolist()[0]
        return x, y

    def place(self, point: Position) -> Position:
        """Return one point in degrees."""
        lon, lat = self.round(np.array([point])).tolist()[0]
        return lon, lat
