"""All SQL of orders."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from kernel.api import Tx
from registry.api import point

_TASK = (Path(__file__).resolve().parent / "task.sql").read_text(encoding="utf-8")
JSON_COLUMNS = frozenset({"receipts", "last_word", "reminded"})
# One round of the watch; the next takes the rest.
MOST_IN_A_ROUND = 200


async def insert(tx: Tx, values: dict[str, Any]) -> None:
    """Keep a new order."""
    await tx.run(
        "insert into command.task (id, incident_id, text, place, address, unit_id, call_sign, "
        "recipient_id, urgent, origin, due_at, event_class, grade, state, receipts, "
        "organisation_id, watcher_id, ordered_by, ordered_at, late_at, look_at, drill, scope_id) "
        "values (:id, :incident_id, :text, "
        f"case when cast(:place_lon as double precision) is null then null else {point('place')} "
        "end, :address, :unit_id, :call_sign, :recipient_id, :urgent, :origin, :due_at, "
        ":event_class, :grade, 'sent', cast(:receipts as jsonb), :organisation_id, :watcher_id, "
        "cast(:ordered_by as jsonb), :now, :late_at, :look_at, :drill, :scope_id)",
        **values | {name: as_json(values[name]) for name in ("receipts", "ordered_by")},
        now=tx.now,
        drill=tx.drill,
    )


async def one(tx: Tx, task: UUID) -> Any | None:
    """Return a visible order."""
    return await tx.row(f"{_TASK} where t.id = :id", id=task)


async def lock(tx: Tx, task: UUID) -> Any | None:
    """Lock a visible order for a change and return it."""
    return await tx.row(f"{_TASK} where t.id = :id for update of t", id=task)


async def listed(
    tx: Tx, filters: dict[str, Any], *, after: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Return visible orders, the newest first, `limit + 1` of them."""
    where = [_WHERE[name] for name, value in filters.items() if value]
    if after is not None:
        where.append("(t.ordered_at, t.id) < (:after_at, cast(:after_id as uuid))")
    given = {name: value for name, value in filters.items() if value}
    if after is not None:
        given |= {"after_at": after[0], "after_id": after[1]}
    if "overdue" in given:
        given["overdue"] = tx.now
    given.pop("open", None)
    return await tx.rows(
        f"{_TASK} where t.drill = :drill{''.join(f' and {each}' for each in where)} "
        "order by t.ordered_at desc, t.id desc limit :most",
        **given,
        drill=tx.drill,
        most=limit + 1,
    )


_WHERE = {
    "incident": "t.incident_id = :incident",
    "unit": "t.unit_id = :unit",
    "organisation": "t.recipient_id = :organisation",
    "state": "t.state = any(:state)",
    "open": "t.ended_at is null",
    "overdue": "t.ended_at is null and t.late_at <= :overdue",
}


async def set_fields(tx: Tx, task: UUID, values: dict[str, Any]) -> None:
    """Write some columns by name."""
    parts = ", ".join(
        f"{name} = {f'cast(:{name} as jsonb)' if name in JSON_COLUMNS else f':{name}'}"
        for name in sorted(values)
    )
    await tx.run(
        f"update command.task set {parts} where id = :id",
        id=task,
        **{n: as_json(v) if n in JSON_COLUMNS and v is not None else v for n, v in values.items()},
    )


def as_json(value: Any) -> str:
    """Return a value as JSON text."""
    return orjson.dumps(value, option=orjson.OPT_UTC_Z).decode()


async def versions(tx: Tx, ids: Collection[UUID]) -> dict[UUID, int]:
    """Return the present versions of visible orders."""
    rows = await tx.rows(
        "select subject, version from kernel.subject_state "
        "where drill = :drill and subject = any(:ids)",
        drill=tx.drill,
        ids=list(ids),
    )
    return {row.subject: row.version for row in rows}


# What follows other things ---


async def open_of_incident(tx: Tx, incident: UUID) -> list[UUID]:
    """Return the open orders of an incident."""
    rows = await tx.rows(
        "select id from command.task where incident_id = :id and ended_at is null order by id",
        id=incident,
    )
    return [row.id for row in rows]


async def open_of_unit(tx: Tx, unit: UUID, incident: UUID) -> list[UUID]:
    """Return the open orders of a unit for an incident."""
    rows = await tx.rows(
        "select id from command.task where unit_id = :unit and incident_id = :incident "
        "and ended_at is null order by id",
        unit=unit,
        incident=incident,
    )
    return [row.id for row in rows]


# The watch ---


async def drills(tx: Tx) -> list[UUID]:
    """Return the drills (and what is none) in which something is due."""
    rows = await tx.rows(
        "select distinct drill from command.task where look_at <= :now order by drill", now=tx.now
    )
    return [row.drill for row in rows]


async def due(tx: Tx) -> list[Any]:
    """Return the orders of a drill that the watch must look at, locked."""
    return await tx.rows(
        f"{_TASK} where t.look_at <= :now and t.drill = :drill "
        "order by t.look_at limit :most for update of t skip locked",
        now=tx.now,
        drill=tx.drill,
        most=MOST_IN_A_ROUND,
    )


async def any_late(tx: Tx, incident: UUID, watcher: UUID) -> bool:
    """Say whether an order of an incident that these posts watch is still overdue."""
    return bool(
        await tx.value(
            "select exists (select 1 from command.task where incident_id = :incident "
            "and watcher_id = :watcher and ended_at is null and told_late <> '{}')",
            incident=incident,
            watcher=watcher,
        )
    )


async def leaving(tx: Tx, before: datetime) -> list[Any]:
    """Return orders that ended before a moment and still stand on boards."""
    return await tx.rows(
        f"{_TASK} where t.ended_at < :before and t.cleared_at is null and t.drill = :drill "
        "order by t.ended_at limit :most for update of t skip locked",
        before=before,
        drill=tx.drill,
        most=MOST_IN_A_ROUND,
    )
