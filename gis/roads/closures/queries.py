"""All SQL of closures."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
import shapely

from kernel.api import Tx

# More than a city closes on its worst day; the newest count.
MOST_STANDING = 1_000
_STANDING = "opened_at is null and starts_at <= :now and (until is null or until > :now)"
_CLOSURE = (
    "select c.id, c.reason, st_asgeojson(c.shape, 6)::jsonb as shape, c.reach_m, c.starts_at, "
    "c.until, c.roads, c.organisation_id, c.scope_id, c.incident_id, c.drawn_by, c.created_at, "
    "c.changed_at, c.opened_at, c.version, st_x(st_pointonsurface(c.shape)) as lon, "
    "st_y(st_pointonsurface(c.shape)) as lat, "
    # Row security of the incident's own state says whether the asker sees it.
    "(select true from kernel.subject_state s "
    "where s.drill = :drill and s.subject = c.incident_id) as incident_seen from gis.closure c"
)


async def standing(tx: Tx) -> tuple[tuple[UUID, int], ...]:
    """Return id and version of the visible closures that count now."""
    rows = await tx.rows(
        f"select id, version from gis.closure where {_STANDING} "
        "order by created_at desc, id limit :most",
        now=tx.now,
        most=MOST_STANDING,
    )
    return tuple((row.id, row.version) for row in rows)


async def shapes(tx: Tx, ids: Sequence[UUID]) -> list[tuple[shapely.Geometry, float]]:
    """Return the shapes of closures in degrees, each with its reach in metres."""
    rows = await tx.rows(
        "select st_asbinary(shape) as shape, reach_m from gis.closure where id = any(:ids)",
        ids=list(ids),
    )
    return [(shapely.from_wkb(row.shape), row.reach_m) for row in rows]


async def listed(
    tx: Tx, *, ended: bool, after: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Return visible closures, newest first, `limit + 1` of them; `ended` those that are over.

    One that ran out is taken for over once its end is recorded, a quarter of a minute later.
    """
    return await tx.rows(
        _CLOSURE
        + f" where c.opened_at is {'not null' if ended else 'null'}"
        + (" and (c.created_at, c.id) < (:at, :id)" if after else "")
        + " order by c.created_at desc, c.id desc limit :most",
        drill=tx.drill,
        most=limit + 1,
        **({"at": after[0], "id": after[1]} if after else {}),
    )


async def one(tx: Tx, closure: UUID, *, lock: bool = False) -> Any | None:
    """Return one visible closure, locked on demand."""
    return await tx.row(
        _CLOSURE + " where c.id = :id" + (" for update of c" if lock else ""),
        drill=tx.drill,
        id=closure,
    )


async def run_out(tx: Tx, most: int) -> list[Any]:
    """Lock and return closures that ended by themselves and are still on the boards."""
    return await tx.rows(
        _CLOSURE + " where c.opened_at is null and c.until <= :now "
        "order by c.until limit :most for update of c skip locked",
        drill=tx.drill,
        now=tx.now,
        most=most,
    )


async def insert(tx: Tx, values: dict[str, Any]) -> None:
    """Insert a closure; `shape` is WKB in WGS 84."""
    await tx.run(
        "insert into gis.closure (id, reason, shape, reach_m, starts_at, until, roads, "
        "organisation_id, scope_id, incident_id, drawn_by, created_at, changed_at, version) values "
        "(:id, :reason, st_geomfromwkb(:shape, 4326), :reach_m, :starts_at, :until, "
        "cast(:roads as jsonb), :organisation_id, :scope_id, :incident_id, "
        "cast(:drawn_by as jsonb), :now, :now, 1)",
        **values | {name: orjson.dumps(values[name]).decode() for name in ("roads", "drawn_by")},
        now=tx.now,
    )


async def update(tx: Tx, closure: UUID, values: dict[str, Any], version: int) -> None:
    """Write the changeable fields of a closure and its new version."""
    await tx.run(
        "update gis.closure set reason = :reason, shape = st_geomfromwkb(:shape, 4326), "
        "reach_m = :reach_m, starts_at = :starts_at, until = :until, "
        "roads = cast(:roads as jsonb), opened_at = :opened_at, changed_at = :now, "
        "version = :version where id = :id",
        **values | {"roads": orjson.dumps(values["roads"]).decode()},
        now=tx.now,
        version=version,
        id=closure,
    )
