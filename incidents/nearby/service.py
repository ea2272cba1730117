"""What stands near an incident, nearest first; travel times are command's."""

from typing import Any, Literal
from uuid import UUID

from gis.api import box_around, distance_m
from incidents.fields import refused
from incidents.lifecycle import service as lifecycle
from kernel.api import Tx
from registry.api import ResourceFilter, UnitFilter, resources, units

What = Literal["units", "cameras", "resources"]
# Help from further away is a matter of command, not of a list.
REACH_M = 30_000
MOST_UNITS_LOOKED_AT = 500


async def near_incident(tx: Tx, incident: UUID, what: What, limit: int) -> dict[str, Any]:
    """Return visible units, cameras or resources with `distance_m`, nearest first."""
    place = (await lifecycle.find(tx, incident))["place"]
    if place is None:
        raise refused("?what", "no-place", "the incident has no place yet")
    centre = (place["lon"], place["lat"])
    items = await (_units(tx, centre) if what == "units" else _resources(tx, centre, what, limit))
    return {"items": items[:limit], "next": None}


async def _units(tx: Tx, centre: tuple[float, float]) -> list[dict[str, Any]]:
    box = ",".join(f"{edge:.6f}" for edge in box_around(centre, REACH_M))
    found = await units.find_many(tx, UnitFilter(bbox=box, limit=MOST_UNITS_LOOKED_AT))
    placed = [unit for unit in found["items"] if unit["place"]]
    measured = [
        unit
        | {"distance_m": round(distance_m(centre, (unit["place"]["lon"], unit["place"]["lat"])))}
        for unit in placed
    ]
    return sorted(measured, key=lambda unit: unit["distance_m"])


async def _resources(
    tx: Tx, centre: tuple[float, float], what: What, limit: int
) -> list[dict[str, Any]]:
    near = f"{centre[0]:.6f},{centre[1]:.6f}"
    kind = ["camera"] if what == "cameras" else None
    found = await resources.find_many(tx, ResourceFilter(near=near, kind=kind, limit=limit))
    items: list[dict[str, Any]] = found["items"]
    return items
