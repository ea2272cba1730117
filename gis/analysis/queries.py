"""SQL of questions: features of a layer, subjects that stand on boards."""

from typing import Any
from uuid import UUID

from kernel.api import Tx

Bounds = tuple[float, float, float, float]


async def features(tx: Tx, layer: UUID, bounds: Bounds | None, most: int) -> list[Any]:
    """Return the visible features of a layer, those that touch a box (w, s, e, n)."""
    box = dict(zip(("west", "south", "east", "north"), bounds, strict=True)) if bounds else {}
    return await tx.rows(
        "select id, st_asbinary(shape) as shape, properties from gis.feature where layer_id = :id"
        + (" and shape && st_makeenvelope(:west, :south, :east, :north, 4326)" if bounds else "")
        + " order by id limit :most",
        id=layer,
        most=most,
        **box,
    )


async def standing(tx: Tx, topic: str, most: int) -> list[Any]:
    """Return the visible subjects of a topic that stand on boards now, with their states."""
    return await tx.rows(
        "select subject, state from kernel.subject_state "
        "where drill = :drill and topic = :topic and state is not null "
        "order by subject limit :most",
        drill=tx.drill,
        topic=topic,
        most=most,
    )
