"""SQL of guests' links."""

from typing import Any
from uuid import UUID

from kernel.api import Tx

_GUEST = (
    "select g.id, g.room_id, g.scope_id, g.name, g.role, g.cookie_hash, g.created_at, "
    "g.expires_at, g.opened_at, g.withdrawn_at from video.guest g"
)


async def one(tx: Tx, guest: UUID) -> Any | None:
    """Return a visible guest."""
    return await tx.row(f"{_GUEST} where g.id = :id", id=guest)


async def of_room(tx: Tx, room: UUID, most: int) -> list[Any]:
    """Return the guests of a room, newest first."""
    return await tx.rows(
        f"{_GUEST} where g.room_id = :room order by g.created_at desc, g.id desc limit :most",
        room=room,
        most=most,
    )


async def by_token(tx: Tx, token_hash: bytes) -> Any | None:
    """Return the guest of a token, locked."""
    return await tx.row(f"{_GUEST} where g.token_hash = :hash for update", hash=token_hash)


async def by_cookie(tx: Tx, cookie_hash: bytes) -> Any | None:
    """Return the guest of a phone's cookie, while its room is not over."""
    return await tx.row(
        f"{_GUEST} join video.room r on r.id = g.room_id "
        "where g.cookie_hash = :hash and r.state <> 'closed'",
        hash=cookie_hash,
    )
