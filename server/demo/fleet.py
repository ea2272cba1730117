"""Which unit the demo sends: the nearest free one of the kind, or one that can stand in. Pure."""

from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any

METRES_PER_DEGREE = 111_320.0
# Who goes when all units of a kind are out: the real calls come from a larger city.
STAND_INS = {
    "traffic_police": ("patrol_car", "special_police"),
    "patrol_car": ("special_police", "traffic_police"),
    "ambulance": ("medical_rescue", "rescue_truck"),
    "tow_truck": ("rescue_truck",),
    "pump_truck": ("fire_engine",),
    "ladder_truck": ("fire_engine",),
    "fire_command": ("fire_engine",),
}
# Somebody goes to every incident.
FIRST_RESORT = ("patrol_car", "emergency_team", "fire_engine", "rescue_truck")


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

    def take(
        self, kind: str, place: dict[str, float] | None, incident: str, *, first: bool
    ) -> Vehicle | None:
        """Reserve the nearest free unit of a kind, or of one that stands in; None when all are out.

        For the `first` unit of an incident more kinds will do.
        """
        kinds = (kind, *STAND_INS.get(kind, ()), *(FIRST_RESORT if first else ()))
        for wanted in kinds:
            free = [v for v in self._vehicles if v.kind == wanted and v.incident is None]
            if free:
                nearest = min(free, key=lambda item: _metres(item.home, place))
                nearest.incident = incident
                return nearest
        return None

    def sent(self) -> set[str]:
        """Return the units that are out."""
        return {vehicle.id for vehicle in self._vehicles if vehicle.incident is not None}

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
