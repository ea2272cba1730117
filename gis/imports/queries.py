"""All SQL of imports."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from gis.tasks.queries import Tasks
from kernel.api import Tx

TASKS = Tasks(
    table="gis.import",
    columns=(
        "id", "owner", "account_id", "file_id", "name", "state", "choices", "preview", "total",
        "done", "staged", "faults", "notes", "problem", "layer_id", "layer_version", "before",
        "first_feature", "last_feature", "undo_until", "attempts", "version", "created_at",
        "changed_at",
    ),
    json=frozenset({"choices", "preview", "notes", "problem", "before"}),
)  # fmt: skip
UNDER_WAY = ("inspecting", "ready", "running")
# Publishing takes as long as its rows take to be indexed; other statements keep their 8 s.
PUBLISH_TIMEOUT = "set local statement_timeout = '40s'"


async def insert(tx: Tx, *, import_id: UUID, file_id: UUID, name: str) -> None:
    """Add an import that waits to be looked through."""
    await tx.run(
        "insert into gis.import (id, owner, account_id, file_id, name, created_at, changed_at) "
        "values (:id, :owner, :account, :file, :name, :now, :now)",
        id=import_id,
        owner=tx.actor.owner,
        account=tx.actor.account_id,
        file=file_id,
        name=name,
        now=tx.now,
    )


async def change(tx: Tx, import_id: UUID, **values: Any) -> None:
    """Write some columns of an import."""
    await TASKS.change(tx, import_id, values)


async def began(tx: Tx, import_id: UUID) -> int:
    """Count one more start of the child; return how many there were since the last step."""
    found: int = await tx.value(
        "update gis.import set attempts = attempts + 1 where id = :id returning attempts",
        id=import_id,
    )
    return found


_STAGE = (
    "insert into gis.import_row (import_id, number, shape, properties) "
    "select $1, each.number, st_setsrid(st_force2d(st_geomfromwkb(each.shape)), 4326), "
    "cast(each.properties as jsonb) from unnest(cast($2 as integer[]), cast($3 as bytea[]), "
    "cast($4 as text[])) as each (number, shape, properties)"
)


async def stage(
    tx: Tx,
    import_id: UUID,
    *,
    numbers: Sequence[int],
    shapes: Sequence[bytes],
    texts: Sequence[str],
) -> bool:
    """Store a portion of features beside; say False when the import is no longer running."""
    running = await tx.run(
        "update gis.import set done = :done, attempts = 0, changed_at = :now "
        "where id = :id and state = 'running' and done < :done",
        id=import_id,
        done=numbers[-1],
        now=tx.now,
    )
    if running:
        connection = await tx.driver()
        await connection.execute(_STAGE, import_id, list(numbers), list(shapes), list(texts))
    return bool(running)


async def drop_staged(tx: Tx, import_id: UUID) -> None:
    """Forget the staged features."""
    await tx.run("delete from gis.import_row where import_id = :id", id=import_id)


async def drop_kept(tx: Tx, import_id: UUID) -> None:
    """Forget the features a replacement took away."""
    await tx.run("delete from gis.import_kept where import_id = :id", id=import_id)


async def set_faults(tx: Tx, import_id: UUID, faults: Sequence[Any]) -> None:
    """Store the report of an import, in place of the one before."""
    await tx.run("delete from gis.import_fault where import_id = :id", id=import_id)
    connection = await tx.driver()
    await connection.executemany(
        "insert into gis.import_fault (import_id, number, layer, row_number, column_name, code, "
        "detail) values ($1, $2, $3, $4, $5, $6, $7)",
        [
            (
                import_id,
                number,
                str(each["layer"])[:200],
                int(each["row"]),
                None if each["column"] is None else str(each["column"])[:200],
                str(each["code"])[:40],
                str(each["detail"])[:400],
            )
            for number, each in enumerate(faults, 1)
        ],
    )


async def faults(tx: Tx, import_id: UUID) -> list[dict[str, Any]]:
    """Return the report of an import in the order of the file."""
    rows = await tx.rows(
        "select layer, row_number as row, column_name as column, code, detail "
        "from gis.import_fault where import_id = :id order by number",
        id=import_id,
    )
    names = ("layer", "row", "column", "code", "detail")
    return [dict(zip(names, row, strict=True)) for row in rows]


# Files of many rows are stored by place, so many at a time (gis/features/order.py says why).
_BY_PLACE = (
    "r.number / 5000, case when (select count(*) from gis.import_row where import_id = :id) "
    "> 5000 then r.shape end"
)


async def publish(tx: Tx, import_id: UUID, layer: UUID, during: tuple[str, str] | None) -> Any:
    """Bring the staged features into a layer; return their number, least and greatest id."""
    span = "null"
    if during is not None:
        span = (
            "case when coalesce(r.properties ->> :since, r.properties ->> :until) is null "
            "then null else tstzrange(cast(r.properties ->> :since as timestamptz), "
            "cast(r.properties ->> :until as timestamptz), '[]') end"
        )
    names = {"since": during[0], "until": during[1]} if during else {}
    return await tx.row(
        "with made as (insert into gis.feature (layer_id, shape, properties, during, changed_at) "
        f"select :layer, r.shape, r.properties, {span}, :now from gis.import_row r "
        f"where r.import_id = :id order by {_BY_PLACE}, r.number returning id) "
        "select count(*) as count, min(id) as first, max(id) as last from made",
        id=import_id,
        layer=layer,
        now=tx.now,
        **names,
    )


async def keep(tx: Tx, import_id: UUID, layer: UUID) -> None:
    """Copy the features of a layer aside, so that a replacement can be undone."""
    await tx.run(
        "insert into gis.import_kept (import_id, id, shape, properties, during, version, "
        "changed_at) select :id, f.id, f.shape, f.properties, f.during, f.version, f.changed_at "
        "from gis.feature f where f.layer_id = :layer",
        id=import_id,
        layer=layer,
    )


async def put_back(tx: Tx, import_id: UUID, layer: UUID) -> None:
    """Bring the features a replacement took away back under their own ids."""
    await tx.run(
        "insert into gis.feature (id, layer_id, shape, properties, during, version, changed_at) "
        "overriding system value select k.id, :layer, k.shape, k.properties, k.during, "
        "k.version + 1, :now from gis.import_kept k where k.import_id = :id order by k.id",
        id=import_id,
        layer=layer,
        now=tx.now,
    )


async def drop_made(tx: Tx, layer: UUID, first: int, last: int) -> int:
    """Delete the features an import made in a layer.

    Ids between belong to it alone: every change of a layer holds the lock of its row.
    """
    return await tx.run(
        "delete from gis.feature where layer_id = :layer and id between :first and :last",
        layer=layer,
        first=first,
        last=last,
    )


async def edited_since(tx: Tx, layer: UUID, first: int, last: int) -> int:
    """Return how many of the features an import made were edited afterwards."""
    found: int = await tx.value(
        "select count(*) from gis.feature where layer_id = :layer "
        "and id between :first and :last and version > 1",
        layer=layer,
        first=first,
        last=last,
    )
    return found


async def set_contents(tx: Tx, layer: UUID, contents: dict[str, Any]) -> None:
    """Write what a layer says of its features: attributes, geometry, where they came from."""
    await tx.run(
        "update gis.layer set attributes = cast(:attributes as jsonb), geometry = :geometry, "
        "srid = :srid, datum = :datum, source = :source, licence = :licence where id = :id",
        id=layer,
        **contents | {"attributes": orjson.dumps(contents["attributes"]).decode()},
    )


async def forget(tx: Tx, *, unfinished_before: datetime, ended_before: datetime) -> int:
    """Drop kept features past their time, and imports nobody will come back to."""
    await tx.run(
        "delete from gis.import_kept where import_id in "
        "(select id from gis.import where undo_until < :now)",
        now=tx.now,
    )
    return await tx.run(
        "delete from gis.import where (state in ('inspecting', 'ready', 'failed', 'cancelled') "
        "and changed_at < :unfinished) or (changed_at < :ended and (undo_until is null "
        "or undo_until < :now) and state <> 'running')",
        unfinished=unfinished_before,
        ended=ended_before,
        now=tx.now,
    )
