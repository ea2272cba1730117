"""All SQL of map documents."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from gis.tasks.queries import Tasks
from kernel.api import Tx

TASKS = Tasks(
    table="gis.map_document",
    columns=(
        "id", "owner", "account_id", "state", "choices", "total", "done", "file_id", "notes",
        "problem", "attempts", "created_at", "changed_at",
    ),
    json=frozenset({"choices", "notes", "problem"}),
)  # fmt: skip
UNFINISHED = ("queued", "running")


async def insert(tx: Tx, document: UUID, *, choices: dict[str, Any], total: int) -> None:
    """Add a document that waits."""
    await tx.run(
        "insert into gis.map_document (id, owner, account_id, choices, total, created_at, "
        "changed_at) values (:id, :owner, :account, cast(:choices as jsonb), :total, :now, :now)",
        id=document,
        owner=tx.actor.owner,
        account=tx.actor.account_id,
        choices=orjson.dumps(choices).decode(),
        total=total,
        now=tx.now,
    )


async def change(tx: Tx, document: UUID, **values: Any) -> bool:
    """Write some columns of a document that is not ended; say False when it is."""
    return await TASKS.change(tx, document, values, *UNFINISHED)


async def begun(tx: Tx, document: UUID) -> int | None:
    """Count a start; return how many there were, None when the document is ended."""
    found: int | None = await tx.value(
        "update gis.map_document set state = 'running', attempts = attempts + 1, done = 0, "
        "version = version + 1, changed_at = :now "
        "where id = :id and state in ('queued', 'running') returning attempts",
        id=document,
        now=tx.now,
    )
    return found


async def kept(tx: Tx) -> int:
    """Return how many documents the asker has, of any state."""
    found: int = await tx.value(
        "select count(*) from gis.map_document where owner = :owner", owner=tx.actor.owner
    )
    return found


async def delete(tx: Tx, document: UUID) -> None:
    """Delete a document."""
    await tx.run("delete from gis.map_document where id = :id", id=document)


async def ended_before(tx: Tx, moment: datetime) -> list[Any]:
    """Delete and return documents that ended before a moment, with their files."""
    return await tx.rows(
        "delete from gis.map_document where changed_at < :moment "
        "and state in ('done', 'failed', 'cancelled') returning id, file_id",
        moment=moment,
    )


# Areas and lines by size: a map that shows a part shows the large ones. Points evenly: a number
# that belongs to the id alone, so that the same map shows the same ones.
_LARGE_FIRST = "greatest(st_xmax(shape) - st_xmin(shape), st_ymax(shape) - st_ymin(shape)) desc, id"
_EVENLY = "hashint8(id), id"
_HERE = "layer_id = $1 and shape && st_makeenvelope($2, $3, $4, $5, 4326)"


async def count(tx: Tx, layer: UUID, box: Sequence[float]) -> int:
    """Return how many features of a layer touch a box in degrees."""
    connection = await tx.driver()
    return int(
        await connection.fetchval(
            f"select count(*) from gis.feature where {_HERE}", layer, *map(float, box)
        )
    )


async def features(
    tx: Tx, layer: Any, box: Sequence[float], *, near_deg: float, most: int
) -> list[Any]:
    """Return `shape` (WKB, WGS 84) and `properties` (JSON) of features that touch a box.

    At most `most` of them. Corners nearer than `near_deg` to a straight line are left out: they
    make no difference to the picture.
    """
    order = _EVENLY if layer.geometry == "point" else _LARGE_FIRST
    connection = await tx.driver()
    await connection.execute("set local plan_cache_mode = force_custom_plan")
    rows: list[Any] = await connection.fetch(
        "select st_asbinary(case when st_npoints(shape) > 4 "
        "then coalesce(st_simplify(shape, $6, true), shape) else shape end) as shape, "
        f"cast(properties as text) as properties from gis.feature where {_HERE} "
        f"order by {order} limit $7",
        layer.id,
        *map(float, box),
        near_deg,
        most,
    )
    return rows
