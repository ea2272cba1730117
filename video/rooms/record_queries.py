"""SQL of decisions."""

from typing import Any
from uuid import UUID

from kernel.api import Tx


async def decisions(tx: Tx, room: UUID, most: int) -> list[Any]:
    """Return what was decided in a room, in its order."""
    return await tx.rows(
        "select d.id, d.text, d.decided_by, d.decided_at from video.decision d "
        "where d.room_id = :room order by d.decided_at, d.id limit :most",
        room=room,
        most=most,
    )
