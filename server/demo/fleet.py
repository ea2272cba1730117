"""Which unit the demo sends: the nearest free one of the kind. Pure."""

from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any

METRES_PER_DEGREE = 111_320.0


@dataclass(slots=True)
class Vehicle:
    """A unit of the city as the demo knows it; places are (lon, lat) in WGS 84."""

    id: str
    kind: str
    home: tuple[float, float]
    incident: str | None = None


class Fleet:
    """The units of the city; remembers which of them the demo sent."""

    def __init__(self, units: list[dict[str, Any]]) -> None:
        self._vehicles = [
            Vehicle(unit["id"], unit["kind"], (place["lon"], place["lat"]))
            for unit in units
            if unit["status"] == "available" and (place := _home(unit))
        ]

    def take(self, kind: str, place: dict[str, float] | None, incident: str) -> Vehicle | None:
        """Reserve the nearest free unit of a kind; None when all are out."""
        free = [item for item in self._vehicles if item.kind == kind and item.incident is None]
        if not free:
            return None
        nearest = min(free, key=lambda item: _metres(item.home, place))
        nearest.incident = incident
        return nearest

    def release(self, vehicle: Vehicle) -> None:
        """Give a unit back."""
        vehicle.incident = None


def _home(unit: dict[str, Any]) -> dict[str, float] | None:
    station = unit.get("station") or {}
    place: dict[str, float] | None = station.get("place") or unit.get("place")
    return place


def _metres(home: tuple[float, float], place: dict[str, float] | None) -> float:
    if place is None:
        return 0.0
    scale = cos(radians(place["lat"]))
    return METRES_PER_DEGREE * hypot((home[0] - place["lon"]) * scale, home[1] - place["lat"])
