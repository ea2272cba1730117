"""All SQL of rules over geofences."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gis.tracking.geofences.queries import written
from kernel.api import Tx

_RULE = (
    "select r.id, r.name, r.event, r.fences, r.minutes, r.limit_kmh, r.units, r.organisations, "
    "r.kinds, r.hours, r.alarm, r.severity, r.active, r.organisation_id, r.scope_id, r.made_by, "
    "r.created_at, r.changed_at, r.withdrawn_at, r.version from gis.geofence_rule r"
)
_JSON = ("hours", "made_by")
# What one change writes; the event of a rule stays.
CHANGEABLE = (
    "name", "fences", "minutes", "limit_kmh", "units", "organisations", "kinds", "hours", "alarm",
    "severity", "active",
)  # fmt: skip


async def listed(
    tx: Tx, *, fence: UUID | None, after: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Return visible rules that stand, newest first, `limit + 1` of them."""
    return await tx.rows(
        _RULE
        + " where r.withdrawn_at is null"
        + (" and r.fences @> array[cast(:fence as uuid)]" if fence else "")
        + (" and (r.created_at, r.id) < (:at, :id)" if after else "")
        + " order by r.created_at desc, r.id desc limit :most",
        most=limit + 1,
        **({"fence": fence} if fence else {}),
        **({"at": after[0], "id": after[1]} if after else {}),
    )


async def working(tx: Tx) -> list[Any]:
    """Return the rules that count, their hours aside, the oldest first."""
    return await tx.rows(
        _RULE + " where r.withdrawn_at is null and r.active order by r.created_at, r.id"
    )


async def one(tx: Tx, rule: UUID, *, lock: bool = False) -> Any | None:
    """Return one visible rule, locked on demand."""
    return await tx.row(_RULE + " where r.id = :id" + (" for update of r" if lock else ""), id=rule)


async def standing(tx: Tx, organisation: UUID) -> int:
    """Return how many rules of an organisation stand."""
    return int(
        await tx.value(
            "select count(*) from gis.geofence_rule "
            "where organisation_id = :id and withdrawn_at is null",
            id=organisation,
        )
    )


async def insert(tx: Tx, values: dict[str, Any]) -> None:
    """Insert a rule."""
    await tx.run(
        "insert into gis.geofence_rule (id, event, organisation_id, scope_id, made_by, "
        f"{', '.join(CHANGEABLE)}, created_at, changed_at, version) values (:id, :event, "
        f":organisation_id, :scope_id, cast(:made_by as jsonb), {', '.join(map(_slot, CHANGEABLE))}"
        ", :now, :now, 1)",
        **written(values, _JSON),
        now=tx.now,
    )


async def update(tx: Tx, rule: UUID, values: dict[str, Any], version: int) -> None:
    """Write the changeable fields of a rule and its new version."""
    fields = ", ".join(f"{name} = {_slot(name)}" for name in CHANGEABLE)
    await tx.run(
        f"update gis.geofence_rule set {fields}, changed_at = :now, version = :version "
        "where id = :id",
        **written(values, _JSON),
        now=tx.now,
        version=version,
        id=rule,
    )


async def withdraw(tx: Tx, rule: UUID, version: int) -> None:
    """Take a rule away."""
    await tx.run(
        "update gis.geofence_rule set withdrawn_at = :now, changed_at = :now, version = :version "
        "where id = :id",
        now=tx.now,
        version=version,
        id=rule,
    )


async def visible_units(tx: Tx, ids: list[UUID]) -> set[UUID]:
    """Return which of these units are within sight."""
    rows = await tx.rows("select id from registry.unit where id = any(:ids)", ids=ids)
    return {row.id for row in rows}


def _slot(name: str) -> str:
    return f"cast(:{name} as jsonb)" if name in _JSON else f":{name}"
