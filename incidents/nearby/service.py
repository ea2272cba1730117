"""What stands near an incident, nearest first; travel times are command's."""

from typing import Any, Literal
from uuid import UUID

from gis.api import Position, box_around, distance_m, view_of
from incidents.fields import refused
from incidents.lifecycle import service as lifecycle
from kernel.api import Tx
from registry.api import MOST_RANGE_M, ResourceFilter, UnitFilter, resources, units

What = Literal["units", "cameras", "resources"]
# Help from further away is a matter of command, not of a list.
REACH_M = 30_000
MOST_UNITS_LOOKED_AT = 500
# More than these within whose range one place lies are a wall of their own.
MOST_CAMERAS_LOOKED_AT = 200


async def near_incident(tx: Tx, incident: UUID, what: What, limit: int) -> dict[str, Any]:
    """Return visible units, cameras or resources with `distance_m`, nearest first."""
    place = (await lifecycle.find(tx, incident))["place"]
    if place is None:
        raise refused("?what", "no-place", "the incident has no place yet")
    centre = (place["lon"], place["lat"])
    if what == "units":
        items = await _units(tx, centre)
    elif what == "cameras":
        items = await cameras_at(tx, centre, limit)
    else:
        items = await _resources(tx, centre, limit)
    return {"items": items[:limit], "next": None}


async def _units(tx: Tx, centre: Position) -> list[dict[str, Any]]:
    box = ",".join(f"{edge:.6f}" for edge in box_around(centre, REACH_M))
    found = await units.find_many(tx, UnitFilter(bbox=box, limit=MOST_UNITS_LOOKED_AT))
    placed = [unit for unit in found["items"] if unit["place"]]
    measured = [
        unit
        | {"distance_m": round(distance_m(centre, (unit["place"]["lon"], unit["place"]["lat"])))}
        for unit in placed
    ]
    return sorted(measured, key=lambda unit: unit["distance_m"])


async def cameras_at(tx: Tx, centre: Position, limit: int) -> list[dict[str, Any]]:
    """Return visible cameras: those that see a place first, then others, each nearest first.

    `centre` is lon, lat (WGS 84); each has `in_view`, and `view` where its angles are known.
    """
    box = box_around(centre, MOST_RANGE_M)
    reaching = await resources.reaching(tx, centre, box, MOST_CAMERAS_LOOKED_AT)
    near = await _resources(tx, centre, limit, kind="camera")
    found = {camera["id"]: _seeing(camera, centre) for camera in (*reaching, *near)}
    ordered = sorted(found.values(), key=lambda each: (not each["in_view"], each["distance_m"]))
    return ordered[:limit]


def _seeing(camera: dict[str, Any], point: Position) -> dict[str, Any]:
    view = view_of(camera)
    if view is None:
        return camera | {"in_view": False}
    return camera | {"in_view": view.covers(point), "view": view.polygon()}


async def _resources(
    tx: Tx, centre: Position, limit: int, *, kind: str | None = None
) -> list[dict[str, Any]]:
    near = f"{centre[0]:.6f},{centre[1]:.6f}"
    kinds = [kind] if kind else None
    found = await resources.find_many(tx, ResourceFilter(near=near, kind=kinds, limit=limit))
    items: list[dict[str, Any]] = found["items"]
    return items
