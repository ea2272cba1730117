"""All SQL of features: stored in WGS 84, longitude first; read in pages by id."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

import orjson

from gis.features.order import by_place
from kernel.api import Tx

# Rows of one INSERT: larger ones gain nothing and hold more memory. (COPY does not work under row
# security, so features come by unnest: 40,000 rows/s.)
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class NewFeature:
    """A feature to be stored: `shape` is WKB in WGS 84 (lon lat), `during` from and until."""

    shape: bytes
    properties: dict[str, Any] = field(default_factory=dict)
    during: tuple[datetime | None, datetime | None] | None = None


_INSERT = (
    "insert into gis.feature (layer_id, shape, properties, during, changed_at) "
    "select $1, st_setsrid(st_force2d(st_geomfromewkb(each.shape)), 4326), "
    "cast(each.properties as jsonb), "
    "case when each.since is null and each.until is null then null "
    "     else tstzrange(each.since, each.until, '[]') end, $6 "
    "from unnest(cast($2 as bytea[]), cast($3 as text[]), cast($4 as timestamptz[]), "
    "cast($5 as timestamptz[])) with ordinality as each (shape, properties, since, until, number) "
    "order by each.number returning id"
)


async def insert_many(tx: Tx, layer: UUID, features: Iterable[NewFeature]) -> list[int]:
    """Store features of a layer; return their ids in the order the features came.

    Many are stored by place, fewer as they came.
    """
    connection = await tx.driver()
    waiting = iter(features)
    made: list[int] = []
    while given := list(islice(waiting, BATCH)):
        full = len(given) == BATCH
        order = by_place([each.shape for each in given]) if full else list(range(len(given)))
        batch = [given[position] for position in order]
        rows = await connection.fetch(
            _INSERT,
            layer,
            [each.shape for each in batch],
            [orjson.dumps(each.properties).decode() for each in batch],
            [each.during[0] if each.during else None for each in batch],
            [each.during[1] if each.during else None for each in batch],
            tx.now,
        )
        ids = dict(zip(order, (row["id"] for row in rows), strict=True))
        made += [ids[position] for position in range(len(given))]
    return made


async def delete_all(tx: Tx, layer: UUID) -> int:
    """Delete every feature of a layer; return how many there were."""
    return await tx.run("delete from gis.feature where layer_id = :layer", layer=layer)


async def delete(tx: Tx, layer: UUID, ids: Sequence[int]) -> list[int]:
    """Delete some features of a layer; return the ids that were there."""
    rows = await tx.rows(
        "delete from gis.feature where layer_id = :layer and id = any(:ids) returning id",
        layer=layer,
        ids=list(ids),
    )
    return [row.id for row in rows]


async def replace(tx: Tx, layer: UUID, feature: int, new: NewFeature) -> int:
    """Give a feature another shape, other properties and another time; return its new version."""
    since, until = new.during or (None, None)
    version: int = await tx.value(
        "update gis.feature set shape = st_setsrid(st_force2d(st_geomfromewkb(:shape)), 4326), "
        "properties = cast(:properties as jsonb), "
        "during = case when cast(:since as timestamptz) is null "
        "  and cast(:until as timestamptz) is null then null "
        "  else tstzrange(:since, :until, '[]') end, version = version + 1, changed_at = :now "
        "where layer_id = :layer and id = :id returning version",
        shape=new.shape,
        properties=orjson.dumps(new.properties).decode(),
        since=since,
        until=until,
        now=tx.now,
        layer=layer,
        id=feature,
    )
    return version


_ONE = (
    "select id, version, st_asewkb(shape) as shape, properties, lower(during) as since, "
    "upper(during) as until, changed_at from gis.feature where layer_id = :layer and id = :id"
)


async def one(tx: Tx, layer: UUID, feature: int) -> Any | None:
    """Return one visible feature: `shape` as WKB, `since` and `until` of its time."""
    return await tx.row(_ONE, layer=layer, id=feature)


async def lock(tx: Tx, layer: UUID, feature: int) -> Any | None:
    """Lock one visible feature for a change and return it like `one`."""
    return await tx.row(_ONE + " for update", layer=layer, id=feature)


async def page(tx: Tx, layer: UUID, *, after: int = 0, limit: int = BATCH) -> list[Any]:
    """Return the features of a layer by id like `one`, at most `limit`, those after an id."""
    return await tx.rows(
        "select id, version, st_asewkb(shape) as shape, properties, lower(during) as since, "
        "upper(during) as until, changed_at from gis.feature "
        "where layer_id = :layer and id > :after order by id limit :most",
        layer=layer,
        after=after,
        most=limit,
    )
