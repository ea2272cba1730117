"""SQL of the walls."""

from typing import Any
from uuid import UUID

import orjson

from kernel.api import Tx

_ALL = "select id, code, zh, en, scene, scenes, layers, pictures, scope_id from command.wall"


async def walls(tx: Tx) -> list[Any]:
    """Return all walls the asker sees, by code."""
    return await tx.rows(_ALL + " order by code")


async def locked_wall(tx: Tx, code: str) -> Any | None:
    """Return a wall and hold it until the transaction ends."""
    return await tx.row(_ALL + " where code = :code for update", code=code)


async def set_scene(tx: Tx, wall_id: UUID, scene: str) -> None:
    """Store the scene a wall shows."""
    await tx.run("update command.wall set scene = :scene where id = :id", scene=scene, id=wall_id)


async def set_layers(tx: Tx, wall_id: UUID, layers: list[str]) -> None:
    """Store the map layers a wall shows, the topmost first."""
    await tx.run(
        "update command.wall set layers = :layers where id = :id", layers=layers, id=wall_id
    )


async def set_pictures(tx: Tx, wall_id: UUID, pictures: list[dict[str, Any]]) -> None:
    """Store the pictures a wall shows, in their order."""
    await tx.run(
        "update command.wall set pictures = cast(:pictures as jsonb) where id = :id",
        pictures=orjson.dumps(pictures).decode(),
        id=wall_id,
    )


async def add(tx: Tx, wall: dict[str, Any]) -> bool:
    """Add a wall unless its code exists; say whether it was added."""
    return bool(
        await tx.run(
            "insert into command.wall (id, code, zh, en, scene, scenes, layers, scope_id) values "
            "(:id, :code, :zh, :en, :scene, :scenes, :layers, :scope_id) "
            "on conflict (code) do nothing",
            **wall,
        )
    )
