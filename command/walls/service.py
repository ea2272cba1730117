"""Use cases of the walls."""

from typing import Any

from command.walls import queries
from kernel.api import FieldError, Invalid, NewFact, NotFound, Tx, journal

TOPIC = "walls"


async def walls(tx: Tx) -> dict[str, Any]:
    """List the walls and their scenes."""
    tx.actor.require("incidents.read")
    return {"items": [state(row) for row in await queries.walls(tx)], "next": None}


async def show(tx: Tx, code: str, scene: str) -> dict[str, Any]:
    """Switch a wall to one of its scenes; every open screen of it follows."""
    tx.actor.require("walls.control")
    row = await queries.locked_wall(tx, code)
    if row is None:
        raise NotFound
    if scene not in row.scenes:
        known = ", ".join(row.scenes)
        raise Invalid(
            f"This wall has the scenes {known}.", errors=[FieldError("/scene", "unknown", known)]
        )
    await queries.set_scene(tx, row.id, scene)
    shown = state(row) | {"scene": scene}
    tx.record(NewFact("wall.switched", TOPIC, row.id, shown, row.scope_id))
    return shown | {"version": await journal.version_after(tx, row.id)}


async def lay(tx: Tx, code: str, layers: list[str]) -> dict[str, Any]:
    """Choose the map layers of a wall.

    A code may name a layer that only others see, or one that is gone: a screen draws those within
    its own sight, so nothing is told by choosing.
    """
    tx.actor.require("walls.control")
    row = await queries.locked_wall(tx, code)
    if row is None:
        raise NotFound
    await queries.set_layers(tx, row.id, layers)
    shown = state(row) | {"layers": layers}
    tx.record(NewFact("wall.changed", TOPIC, row.id, shown, row.scope_id))
    return shown | {"version": await journal.version_after(tx, row.id)}


async def hang(tx: Tx, code: str, pictures: list[dict[str, Any]]) -> dict[str, Any]:
    """Choose the pictures of a wall.

    As with layers an id may name what only others see: a screen shows what is within its own sight.
    """
    tx.actor.require("walls.control")
    row = await queries.locked_wall(tx, code)
    if row is None:
        raise NotFound
    await queries.set_pictures(tx, row.id, pictures)
    shown = state(row) | {"pictures": pictures}
    tx.record(NewFact("wall.changed", TOPIC, row.id, shown, row.scope_id))
    return shown | {"version": await journal.version_after(tx, row.id)}


async def add(tx: Tx, wall: dict[str, Any]) -> bool:
    """Add a wall of a city data set; nothing happens when its code exists."""
    wall = {"layers": [], **wall}
    added = await queries.add(tx, wall)
    if added:
        shown = {key: wall[key] for key in ("id", "code", "zh", "en", "scene", "scenes", "layers")}
        shown |= {"pictures": []}
        tx.record(NewFact("wall.added", TOPIC, wall["id"], shown, wall["scope_id"]))
    return added


def state(row: Any) -> dict[str, Any]:
    """Return the public state of a wall."""
    return {
        "id": row.id,
        "code": row.code,
        "zh": row.zh,
        "en": row.en,
        "scene": row.scene,
        "scenes": row.scenes,
        "layers": row.layers,
        "pictures": row.pictures,
    }
