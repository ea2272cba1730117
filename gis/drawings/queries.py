"""All SQL of drawings."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from kernel.api import Tx

_DRAWING = (
    "select d.id, d.kind, st_asgeojson(d.shape, 7)::jsonb as shape, d.radius_m, d.symbol, d.label, "
    "d.style, d.sheet, d.length_m, d.area_m2, d.until, d.sight, d.incident_id, d.drawn_by, "
    "d.created_at, d.changed_at, d.removed_at, d.organisation_id, d.scope_id, d.version, "
    "st_x(st_pointonsurface(d.shape)) as lon, st_y(st_pointonsurface(d.shape)) as lat, "
    # Row security of the incident's own state says whether the asker sees it.
    "(select true from kernel.subject_state s "
    "where s.drill = :drill and s.subject = d.incident_id) as incident_seen "
    "from gis.drawing d"
)
_SEEN = (
    "exists (select from kernel.subject_state s where s.drill = :drill and s.subject = :incident)"
)
_AS_JSON = ("symbol", "style", "drawn_by")


async def listed(
    tx: Tx, *, incident: UUID | None, removed: bool, after: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Return visible drawings, newest first, `limit + 1` of them; of a hidden incident none."""
    return await tx.rows(
        _DRAWING
        + f" where d.removed_at is {'not ' if removed else ''}null"
        + (f" and d.incident_id = :incident and {_SEEN}" if incident else "")
        + (" and (d.created_at, d.id) < (:at, :id)" if after else "")
        + " order by d.created_at desc, d.id desc limit :most",
        most=limit + 1,
        drill=tx.drill,
        **({"incident": incident} if incident else {}),
        **({"at": after[0], "id": after[1]} if after else {}),
    )


async def on_boards(tx: Tx, incident: UUID | None, sheet: str | None, most: int) -> list[Any]:
    """Return visible drawings of an incident or a sheet that stand, oldest first."""
    return await tx.rows(
        _DRAWING
        + " where d.removed_at is null"
        + (f" and d.incident_id = :incident and {_SEEN}" if incident else "")
        + (" and d.sheet = :sheet" if sheet else "")
        + " order by d.created_at, d.id limit :most",
        most=most,
        drill=tx.drill,
        **({"incident": incident} if incident else {}),
        **({"sheet": sheet} if sheet else {}),
    )


async def one(tx: Tx, drawing: UUID, *, lock: bool = False) -> Any | None:
    """Return one visible drawing, locked on demand."""
    return await tx.row(
        _DRAWING + " where d.id = :id" + (" for update of d" if lock else ""),
        id=drawing,
        drill=tx.drill,
    )


async def run_out(tx: Tx, most: int) -> list[Any]:
    """Lock and return drawings whose time is over and that are still on the boards."""
    return await tx.rows(
        _DRAWING + " where d.removed_at is null and d.until <= :now "
        "order by d.until limit :most for update of d skip locked",
        now=tx.now,
        drill=tx.drill,
        most=most,
    )


async def standing(tx: Tx, organisation: UUID) -> int:
    """Return how many drawings of an organisation stand."""
    return int(
        await tx.value(
            "select count(*) from gis.drawing where organisation_id = :id and removed_at is null",
            id=organisation,
        )
    )


async def insert(tx: Tx, values: dict[str, Any]) -> None:
    """Insert a drawing; `shape` is WKB in WGS 84."""
    await tx.run(
        "insert into gis.drawing (id, kind, shape, radius_m, symbol, label, style, sheet, "
        "length_m, area_m2, until, organisation_id, scope_id, sight, incident_id, drawn_by, "
        "created_at, changed_at, version) values (:id, :kind, st_geomfromwkb(:shape, 4326), "
        ":radius_m, cast(:symbol as jsonb), :label, cast(:style as jsonb), :sheet, :length_m, "
        ":area_m2, :until, :organisation_id, :scope_id, :sight, :incident_id, "
        "cast(:drawn_by as jsonb), :now, :now, 1)",
        **_written(values),
        now=tx.now,
    )


async def update(tx: Tx, drawing: UUID, values: dict[str, Any], version: int) -> None:
    """Write the changeable fields of a drawing and its new version."""
    await tx.run(
        "update gis.drawing set shape = st_geomfromwkb(:shape, 4326), radius_m = :radius_m, "
        "symbol = cast(:symbol as jsonb), label = :label, style = cast(:style as jsonb), "
        "sheet = :sheet, length_m = :length_m, area_m2 = :area_m2, until = :until, "
        "removed_at = null, changed_at = :now, version = :version where id = :id",
        **_written(values),
        now=tx.now,
        version=version,
        id=drawing,
    )


async def take_off(tx: Tx, drawing: UUID, version: int) -> None:
    """Take a drawing off the boards."""
    await tx.run(
        "update gis.drawing set removed_at = :now, changed_at = :now, version = :version "
        "where id = :id",
        now=tx.now,
        version=version,
        id=drawing,
    )


async def put_back(tx: Tx, drawing: UUID, until: datetime | None, version: int) -> None:
    """Put a drawing back on the boards, until a time or for good."""
    await tx.run(
        "update gis.drawing set removed_at = null, until = :until, changed_at = :now, "
        "version = :version where id = :id",
        until=until,
        now=tx.now,
        version=version,
        id=drawing,
    )


def _written(values: dict[str, Any]) -> dict[str, Any]:
    """Return values with the JSON ones as text."""
    texts = {
        name: None if values[name] is None else orjson.dumps(values[name]).decode()
        for name in _AS_JSON
        if name in values
    }
    return values | texts
