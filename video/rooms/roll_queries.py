"""SQL of roll calls."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.api import Tx

_CALL = "select c.id, c.room_id, c.called_by, c.started_at, c.finished_at from video.roll_call c"


async def running(tx: Tx, room: UUID) -> dict[str, Any] | None:
    """Return how far the roll call of a room is, None when none runs."""
    row = await tx.row(
        "select c.id, c.started_at, count(e.*) as expected, "
        "count(e.answered_at) as answered from video.roll_call c "
        "left join video.roll_entry e on e.roll_call_id = c.id "
        "where c.room_id = :room and c.finished_at is null group by c.id",
        room=room,
    )
    names = ("id", "started_at", "expected", "answered")
    return None if row is None else {name: getattr(row, name) for name in names}


async def begin(tx: Tx, call: UUID, room: Any, expected: Mapping[UUID, bool]) -> None:
    """Write down whom a roll call calls, and who is there."""
    await tx.run(
        "insert into video.roll_entry (roll_call_id, room_id, scope_id, organisation_id, present) "
        "select :call, :room, :scope, e.id, e.present from unnest(cast(:ids as uuid[]), "
        "cast(:present as boolean[])) as e (id, present)",
        call=call,
        room=room.id,
        scope=room.scope_id,
        ids=list(expected),
        present=list(expected.values()),
    )


async def answer(tx: Tx, call: UUID, organisation: UUID, name: str) -> bool:
    """Write down that a venue answered; say whether it was called."""
    return bool(
        await tx.run(
            "update video.roll_entry set answered_at = coalesce(answered_at, :now), "
            "answered_by = coalesce(answered_by, :name) "
            "where roll_call_id = :call and organisation_id = :organisation",
            call=call,
            organisation=organisation,
            name=name,
            now=tx.now,
        )
    )


async def one(tx: Tx, call: UUID) -> Any | None:
    """Return a roll call."""
    return await tx.row(f"{_CALL} where c.id = :id", id=call)


async def of_room(tx: Tx, room: UUID, most: int) -> list[Any]:
    """Return the roll calls of a room, newest first."""
    return await tx.rows(
        f"{_CALL} where c.room_id = :room order by c.started_at desc, c.id desc limit :most",
        room=room,
        most=most,
    )


async def entries(tx: Tx, calls: list[UUID]) -> list[Any]:
    """Return how venues stand in roll calls: the silent ones first, the absent before them."""
    return await tx.rows(
        "select e.roll_call_id, e.organisation_id, e.present, e.answered_at, e.answered_by "
        "from video.roll_entry e join registry.organisation o on o.id = e.organisation_id "
        "where e.roll_call_id = any(:calls) "
        "order by e.answered_at is not null, e.present, o.code",
        calls=calls,
    )


async def overdue(tx: Tx, before: datetime) -> list[Any]:
    """Return the roll calls still running that began before a moment."""
    return await tx.rows(
        f"{_CALL} where c.finished_at is null and c.started_at < :before order by c.started_at",
        before=before,
    )
