"""All SQL of geofences."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from kernel.api import Tx

_FENCE = (
    "select g.id, g.name, g.kind, st_asgeojson(g.outline, 6)::jsonb as outline, g.shape_digest, "
    "g.radius_m, g.width_m, g.margin_m, g.area_m2, g.hours, g.active, g.organisation_id, "
    "g.scope_id, g.drawn_by, g.created_at, g.changed_at, g.withdrawn_at, g.version, "
    "st_x(st_pointonsurface(g.outline)) as lon, st_y(st_pointonsurface(g.outline)) as lat "
    "from gis.geofence g"
)
_JSON = ("hours", "drawn_by")
SHAPES = ("shape", "area", "grown", "outline")


async def listed(
    tx: Tx, *, withdrawn: bool, after: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Return visible geofences, newest first, `limit + 1` of them."""
    return await tx.rows(
        _FENCE
        + f" where g.withdrawn_at is {'not ' if withdrawn else ''}null"
        + (" and (g.created_at, g.id) < (:at, :id)" if after else "")
        + " order by g.created_at desc, g.id desc limit :most",
        most=limit + 1,
        **({"at": after[0], "id": after[1]} if after else {}),
    )


async def one(tx: Tx, fence: UUID, *, lock: bool = False) -> Any | None:
    """Return one visible geofence, locked on demand."""
    return await tx.row(
        _FENCE + " where g.id = :id" + (" for update of g" if lock else ""), id=fence
    )


async def shape(tx: Tx, fence: UUID) -> Any:
    """Return a geofence as it was drawn, as GeoJSON."""
    return await tx.value(
        "select st_asgeojson(shape, 7)::jsonb from gis.geofence where id = :id", id=fence
    )


async def standing(tx: Tx, organisation: UUID) -> int:
    """Return how many geofences of an organisation stand."""
    return int(
        await tx.value(
            "select count(*) from gis.geofence "
            "where organisation_id = :id and withdrawn_at is null",
            id=organisation,
        )
    )


async def visible(tx: Tx, ids: list[UUID]) -> set[UUID]:
    """Return which of these geofences stand within sight."""
    rows = await tx.rows(
        "select id from gis.geofence where id = any(:ids) and withdrawn_at is null", ids=ids
    )
    return {row.id for row in rows}


async def insert(tx: Tx, values: dict[str, Any]) -> None:
    """Insert a geofence; its shapes are WKB in WGS 84."""
    names = ", ".join(f"st_geomfromwkb(:{name}, 4326)" for name in SHAPES)
    await tx.run(
        "insert into gis.geofence (id, name, kind, radius_m, width_m, margin_m, shape_digest, "
        "area_m2, hours, active, organisation_id, scope_id, drawn_by, "
        f"{', '.join(SHAPES)}, shaped_at, created_at, changed_at, version) values (:id, :name, "
        ":kind, :radius_m, :width_m, :margin_m, :shape_digest, :area_m2, cast(:hours as jsonb), "
        f":active, :organisation_id, :scope_id, cast(:drawn_by as jsonb), {names}, :now, :now, "
        ":now, 1)",
        **written(values, _JSON),
        now=tx.now,
    )


async def update(tx: Tx, fence: UUID, values: dict[str, Any], version: int) -> None:
    """Write the plain fields of a geofence and its new version.

    Who is found inside one that is switched on again has not come.
    """
    await tx.run(
        "update gis.geofence set name = :name, hours = cast(:hours as jsonb), active = :active, "
        "shaped_at = case when active or not :active then shaped_at else :now end, "
        "changed_at = :now, version = :version where id = :id",
        **written(values, _JSON),
        now=tx.now,
        version=version,
        id=fence,
    )


async def reshape(tx: Tx, fence: UUID, values: dict[str, Any]) -> None:
    """Write another shape of a geofence; who is found inside it has not come."""
    shapes = ", ".join(f"{name} = st_geomfromwkb(:{name}, 4326)" for name in SHAPES)
    await tx.run(
        "update gis.geofence set radius_m = :radius_m, width_m = :width_m, margin_m = :margin_m, "
        f"shape_digest = :shape_digest, area_m2 = :area_m2, {shapes}, shaped_at = :now "
        "where id = :id",
        **values,
        now=tx.now,
        id=fence,
    )


async def withdraw(tx: Tx, fence: UUID, at: datetime | None, version: int) -> None:
    """Take a geofence away at a moment, or bring it back (None)."""
    await tx.run(
        "update gis.geofence set withdrawn_at = :at, changed_at = :now, version = :version, "
        "shaped_at = :now where id = :id",
        at=at,
        now=tx.now,
        version=version,
        id=fence,
    )


async def inside(tx: Tx, ids: list[UUID]) -> dict[UUID, int]:
    """Return how many units (and devices of none) are inside each geofence, by its id."""
    rows = await tx.rows(
        "select p.fence_id, count(distinct coalesce(d.unit_id, d.id)) as many "
        "from gis.presence p join gis.device d on d.number = p.device "
        "where p.fence_id = any(:ids) and p.inside and p.limit_kmh = 0 and d.state = 'active' "
        "group by p.fence_id",
        ids=ids,
    )
    return {row.fence_id: row.many for row in rows}


async def visitors(tx: Tx, fence: UUID, most: int) -> list[Any]:
    """Return who is inside a geofence, of those within sight, the last to come first."""
    return await tx.rows(
        "select d.id as device_id, d.unit_id, d.protocol, d.identifier, "
        "coalesce(u.call_sign, d.name, d.plate) as name, p.since, l.at as last_at "
        "from gis.presence p join gis.device d on d.number = p.device "
        "left join registry.unit u on u.id = d.unit_id "
        "left join gis.last_position l on l.device = p.device "
        "where p.fence_id = :id and p.inside and p.limit_kmh = 0 and d.state = 'active' "
        "order by p.since desc, p.device limit :most",
        id=fence,
        most=most,
    )


def written(values: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Return values with those of these names as JSON texts."""
    return values | {
        name: None if values[name] is None else orjson.dumps(values[name]).decode()
        for name in names
        if name in values
    }
