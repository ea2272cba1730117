"""All SQL of exports."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from gis.exports.schemas import Selection
from gis.ogc import queries as items
from gis.ogc.crs import CRS84
from gis.ogc.parameters import Wanted
from kernel.api import Tx

_COLUMNS = (
    "id, owner, account_id, layer_id, state, choices, total, done, file_id, notes, problem, "
    "created_at, changed_at"
)
_JSON = frozenset({"choices", "notes", "problem"})


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


async def one(tx: Tx, export_id: UUID, *, lock: bool = False) -> Any | None:
    """Return one visible export, locked for a change when asked."""
    ending = " for update" if lock else ""
    return await tx.row(f"select {_COLUMNS} from gis.export where id = :id{ending}", id=export_id)


async def listed(tx: Tx, *, after: tuple[datetime, UUID] | None, limit: int) -> list[Any]:
    """Return the asker's exports, latest first, `limit + 1` of them."""
    return await tx.rows(
        f"select {_COLUMNS} from gis.export where owner = :owner "
        "and (cast(:at as timestamptz) is null "
        "or (created_at, id) < (cast(:at as timestamptz), cast(:id as uuid))) "
        "order by created_at desc, id desc limit :most",
        owner=tx.actor.owner,
        at=after[0] if after else None,
        id=after[1] if after else None,
        most=limit + 1,
    )


async def unfinished(tx: Tx) -> int:
    """Return how many exports of the asker wait or run."""
    found: int = await tx.value(
        "select count(*) from gis.export where owner = :owner and state in ('queued', 'running')",
        owner=tx.actor.owner,
    )
    return found


async def due(tx: Tx, most: int) -> list[Any]:
    """Return the exports that wait or were interrupted, longest waiting first."""
    return await tx.rows(
        f"select {_COLUMNS} from gis.export where state in ('queued', 'running') "
        "order by changed_at limit :most",
        most=most,
    )


async def hold(tx: Tx, export_id: UUID) -> bool:
    """Take the lock under which one process works on an export, until this transaction ends."""
    found: bool = await tx.value(
        "select pg_try_advisory_xact_lock(hashtextextended('export:' || :id, 0))",
        id=str(export_id),
    )
    return found


async def change(tx: Tx, export_id: UUID, **values: Any) -> bool:
    """Write some columns of an export that is not ended; say False when it is."""
    sets = [
        f"{name} = cast(:{name} as jsonb)" if name in _JSON else f"{name} = :{name}"
        for name in values
    ]
    bound = {
        name: orjson.dumps(value).decode() if name in _JSON and value is not None else value
        for name, value in values.items()
    }
    return bool(
        await tx.run(
            f"update gis.export set {', '.join(sets)}, version = version + 1, changed_at = :now "
            "where id = :id and state in ('queued', 'running')",
            id=export_id,
            now=tx.now,
            **bound,
        )
    )


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
