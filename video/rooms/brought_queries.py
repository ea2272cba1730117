"""SQL of the sources brought into rooms."""

from typing import Any
from uuid import UUID

from kernel.api import Tx

_SELECT = (
    "select b.id, b.room_id, b.scope_id, b.source_id, b.organisation_id, b.zh, b.en, b.kind, "
    "b.sound, b.account_id, b.added_by, b.added_at, b.removed_at, b.why_removed "
    "from video.room_source b"
)


async def one(tx: Tx, room: UUID, brought: UUID) -> Any | None:
    """Return a source of a room by its id there."""
    return await tx.row(f"{_SELECT} where b.room_id = :room and b.id = :id", room=room, id=brought)


async def shown(tx: Tx, room: UUID) -> list[Any]:
    """Return what is shown in a room now, in the order it came."""
    return await tx.rows(
        f"{_SELECT} where b.room_id = :room and b.removed_at is null order by b.added_at, b.id",
        room=room,
    )


async def everything(tx: Tx) -> list[Any]:
    """Return what is shown in any open room."""
    return await tx.rows(
        f"{_SELECT} join video.room r on r.id = b.room_id "
        "where r.state = 'open' and b.removed_at is null order by b.account_id, b.id"
    )
