"""All SQL of exports."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from gis.exports.schemas import Selection
from gis.ogc import queries as items
from gis.ogc.crs import CRS84
from gis.ogc.parameters import Wanted
from gis.tasks.queries import Tasks
from kernel.api import Tx

TASKS = Tasks(
    table="gis.export",
    columns=(
        "id", "owner", "account_id", "layer_id", "state", "choices", "total", "done", "file_id",
        "notes", "problem", "created_at", "changed_at",
    ),
    json=frozenset({"choices", "notes", "problem"}),
)  # fmt: skip
UNFINISHED = ("queued", "running")


async def insert(
    tx: Tx, export_id: UUID, layer: UUID, *, choices: dict[str, Any], total: int
) -> None:
    """Add an export that waits."""
    await tx.run(
        "insert into gis.export (id, owner, account_id, layer_id, choices, total, created_at, "
        "changed_at) values (:id, :owner, :account, :layer, cast(:choices as jsonb), :total, "
        ":now, :now)",
        id=export_id,
        owner=tx.actor.owner,
        account=tx.actor.account_id,
        layer=layer,
        choices=orjson.dumps(choices).decode(),
        total=total,
        now=tx.now,
    )


async def change(tx: Tx, export_id: UUID, **values: Any) -> bool:
    """Write some columns of an export that is not ended; say False when it is."""
    return await TASKS.change(tx, export_id, values, *UNFINISHED)


async def ended_before(tx: Tx, moment: datetime) -> list[Any]:
    """Return exports that ended before a moment, with their files."""
    return await tx.rows(
        "delete from gis.export where changed_at < :moment "
        "and state in ('done', 'failed', 'cancelled') returning id, file_id",
        moment=moment,
    )


def _wanted(selection: Selection) -> Wanted:
    return Wanted(
        limit=0,
        after=None,
        boxes=(selection.bbox,) if selection.bbox else (),
        span=None,
        crs=CRS84,
        filter=selection.filter,
        language="cql2-text",
        filter_crs=CRS84,
        count=False,
        equal={},
        given={},
    )


async def count(tx: Tx, layer: Any, selection: Selection) -> int:
    """Return how many features a selection holds. Raises `FilterRefused`."""
    bound, conditions = items.selection(layer, _wanted(selection))
    if selection.ids is not None:
        conditions.append(f"id = any({bound(selection.ids, 'bigint[]')})")
    rows = await items.fetched(
        tx,
        f"select count(*) as many from gis.feature where {' and '.join(conditions)}",
        bound.values,
    )
    return int(rows[0]["many"])


async def page(tx: Tx, layer: Any, selection: Selection, *, after: int, most: int) -> list[Any]:
    """Return `id`, `shape` (WKB, WGS 84) and `properties` of a selection by id, after one."""
    bound, conditions = items.selection(layer, _wanted(selection))
    conditions.append(f"id > {bound(after, 'bigint')}")
    if selection.ids is not None:
        conditions.append(f"id = any({bound(selection.ids, 'bigint[]')})")
    return await items.fetched(
        tx,
        "select id, st_asbinary(shape) as shape, cast(properties as text) as properties "
        f"from gis.feature where {' and '.join(conditions)} order by id "
        f"limit {bound(most, 'bigint')}",
        bound.values,
    )
