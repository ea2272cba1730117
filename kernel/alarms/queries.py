"""All SQL of alarms."""

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.alarms.rules import LEAVE_AFTER, TELL_EVERY, Alarm
from kernel.db import Tx
from kernel.ids import NIL
from kernel.jsonio import to_json

_NAMES = tuple(field.name for field in fields(Alarm))
_JSON = frozenset(
    {"text", "owner_post", "called_post", "acknowledged_by", "shelved_by", "cleared_by"}
)
_SELECT = "select " + ", ".join(_NAMES) + " from kernel.alarm where "
_INSERT = (
    "insert into kernel.alarm ("
    + ", ".join(_NAMES)
    + ") values ("
    + ", ".join(f"cast(:{name} as jsonb)" if name in _JSON else f":{name}" for name in _NAMES)
    + ") on conflict do nothing"
)
_UPDATE = (
    "update kernel.alarm set "
    + ", ".join(
        f"{name} = cast(:{name} as jsonb)" if name in _JSON else f"{name} = :{name}"
        for name in _NAMES
        if name not in ("id", "drill", "kind", "key", "raised_at", "organisation_id")
    )
    + " where id = :id"
)
_OPEN = (
    "drill = :drill and kind = :kind and key = :key and coalesce(scope_id, :nil) = "
    "coalesce(cast(:scope as uuid), :nil) and cleared_at is null"
)
LISTS = {
    "open": "cleared_at is null",
    "waiting": "cleared_at is null and acknowledged_at is null and shelved_until is null",
    "shelved": "shelved_until is not null",
    "cleared": "cleared_at is not null",
    "all": "true",
}


async def add(tx: Tx, alarm: Alarm) -> bool:
    """Insert a fresh alarm; say False when an equal one is open."""
    return bool(await tx.run(_INSERT, **_values(alarm)))


async def save(tx: Tx, alarm: Alarm) -> None:
    """Store a changed alarm."""
    await tx.run(_UPDATE, **_values(alarm))


async def open_one(
    tx: Tx, kind: str, key: str, *, scope_id: UUID | None, lock: bool = True
) -> Alarm | None:
    """Return the open alarm with this kind, key and scope, locked for a change."""
    row = await tx.row(
        _SELECT + _OPEN + (" for update" if lock else ""),
        drill=tx.drill,
        kind=kind,
        key=key,
        scope=scope_id,
        nil=NIL,
    )
    return Alarm(*row) if row else None


async def open_keys(tx: Tx, kind: str) -> list[str]:
    """Return the keys of the open alarms of a kind."""
    rows = await tx.rows(
        "select distinct key from kernel.alarm "
        "where kind = :kind and drill = :drill and cleared_at is null order by key",
        kind=kind,
        drill=tx.drill,
    )
    return [row.key for row in rows]


async def locked(tx: Tx, alarm_id: UUID) -> Alarm | None:
    """Return a visible alarm, locked for a change."""
    row = await tx.row(
        _SELECT + "id = :id and drill = :drill for update", id=alarm_id, drill=tx.drill
    )
    return Alarm(*row) if row else None


async def locked_if_free(tx: Tx, alarm_id: UUID) -> Alarm | None:
    """Return an alarm locked for a change, None when somebody else holds it."""
    row = await tx.row(
        _SELECT + "id = :id and drill = :drill for update skip locked",
        id=alarm_id,
        drill=tx.drill,
    )
    return Alarm(*row) if row else None


async def find(tx: Tx, alarm_id: UUID) -> Alarm | None:
    """Return a visible alarm."""
    row = await tx.row(_SELECT + "id = :id and drill = :drill", id=alarm_id, drill=tx.drill)
    return Alarm(*row) if row else None


async def listed(
    tx: Tx, which: str, *, about: UUID | None, before: UUID | None, limit: int
) -> list[Alarm]:
    """Return visible alarms of one list, newest first, those before a cursor."""
    rows = await tx.rows(
        _SELECT
        + LISTS[which]
        + " and drill = :drill and (cast(:about as uuid) is null or about @> array[:about]::uuid[])"
        " and (cast(:before as uuid) is null or id < :before) order by id desc limit :limit",
        drill=tx.drill,
        about=about,
        before=before,
        limit=limit,
    )
    return [Alarm(*row) for row in rows]


async def versions(tx: Tx, ids: list[UUID]) -> dict[UUID, int]:
    """Return the present versions of these alarms."""
    rows = await tx.rows(
        "select subject, version from kernel.subject_state "
        "where drill = :drill and subject = any(:ids)",
        drill=tx.drill,
        ids=ids,
    )
    return {row.subject: row.version for row in rows}


async def to_do(tx: Tx, now: datetime, most: int) -> list[tuple[UUID, UUID]]:
    """Return (alarm, drill) where the worker has something to do, the longest due first."""
    rows = await tx.rows(
        "select id, drill from ("
        "select id, drill, next_at as at from kernel.alarm where next_at <= :now "
        "union all select id, drill, shelved_until from kernel.alarm where shelved_until <= :now "
        "union all select id, drill, told_at from kernel.alarm where count > told_count "
        "and cleared_at is null and told_at <= :tell "
        "union all select id, drill, cleared_at from kernel.alarm where cleared_at <= :leave "
        "and left_at is null"
        ") as work order by at limit :most",
        now=now,
        tell=now - TELL_EVERY,
        leave=now - LEAVE_AFTER,
        most=most,
    )
    return [(row.id, row.drill) for row in rows]


def _values(alarm: Alarm) -> dict[str, Any]:
    values = {name: getattr(alarm, name) for name in _NAMES}
    for name in _JSON:
        if values[name] is not None:
            values[name] = to_json(values[name]).decode()
    return values


async def leave(tx: Tx, alarm_id: UUID) -> None:
    """Note that a cleared alarm has left the boards."""
    await tx.run("update kernel.alarm set left_at = :now where id = :id", id=alarm_id, now=tx.now)
