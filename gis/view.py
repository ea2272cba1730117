"""What a camera sees of the ground: a sector, on the plane, without what stands in its way. Pure.

Places are longitude, latitude in degrees (WGS 84, EPSG:4326); directions clockwise from true north.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from typing_extensions import TypedDict

from gis.geodesy import METRES_PER_DEGREE, Position, bearing_deg, distance_m

# A corner each so many degrees keeps the edge of the sector within 1 % of its range.
STEP_DEG = 15.0
WHOLE_DEG = 360.0
FIGURES = ("direction_deg", "fov_deg", "range_m")


class FieldOfView(TypedDict):
    """A polygon (GeoJSON, WGS 84): what a camera sees of flat ground."""

    type: Literal["Polygon"]
    coordinates: list[Any]


@dataclass(frozen=True, slots=True)
class View:
    """Where a camera stands, where it looks, how wide and how far."""

    place: Position
    direction_deg: float
    fov_deg: float
    range_m: float

    def covers(self, point: Position) -> bool:
        """Say whether a point lies in the field of view, its edge included."""
        away = distance_m(self.place, point)
        if away > self.range_m:
            return False
        if away == 0 or self.fov_deg >= WHOLE_DEG:
            return True
        aside = (bearing_deg(self.place, point) - self.direction_deg + 180) % WHOLE_DEG - 180
        return abs(aside) <= self.fov_deg / 2

    def polygon(self) -> FieldOfView:
        """Return the field of view as a GeoJSON polygon, EPSG:4326, counter-clockwise."""
        steps = max(math.ceil(self.fov_deg / STEP_DEG), 1)
        left = self.direction_deg - self.fov_deg / 2
        edge = [self._at(left + self.fov_deg * step / steps) for step in range(steps, -1, -1)]
        whole = self.fov_deg >= WHOLE_DEG
        ring = edge[:-1] if whole else [_rounded(self.place), *edge]
        return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}

    def _at(self, direction: float) -> list[float]:
        turn = math.radians(direction)
        wide = METRES_PER_DEGREE * max(0.01, math.cos(math.radians(self.place[1])))
        lon = self.place[0] + self.range_m * math.sin(turn) / wide
        lat = self.place[1] + self.range_m * math.cos(turn) / METRES_PER_DEGREE
        return _rounded((lon, lat))


def view_of(camera: Mapping[str, Any]) -> View | None:
    """Return the view of a camera as its state tells it, None when place or angles are unknown."""
    place = camera.get("place")
    if place is None or any(camera.get(name) is None for name in FIGURES):
        return None
    direction, angle, reach = (float(camera[name]) for name in FIGURES)
    return View((place["lon"], place["lat"]), direction, angle, reach)


def _rounded(point: Position) -> list[float]:
    return [round(point[0], 6), round(point[1], 6)]
