"""SQL of whiteboards and what stands on them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.api import Tx

_BOARD = (
    "select w.id, w.room_id, w.scope_id, w.ground, w.box, w.account_id, w.opened_by, w.opened_at, "
    "w.closed_at, w.revision, (select count(*) from video.whiteboard_object o "
    "where o.whiteboard_id = w.id and o.erased_at is null) as objects from video.whiteboard w"
)
_OBJECT = (
    "select o.id, o.whiteboard_id, o.kind, o.points, o.text, o.colour, o.width, o.participant_id, "
    "o.drawn_by, o.drawn_at, o.place, o.erased_at from video.whiteboard_object o"
)


async def one(tx: Tx, whiteboard: UUID) -> Any | None:
    """Return a visible whiteboard."""
    return await tx.row(f"{_BOARD} where w.id = :id", id=whiteboard)


async def open_in(tx: Tx, room: UUID, *, lock: bool = False) -> Any | None:
    """Return the whiteboard that is open in a room, locked for a change when asked."""
    if lock:
        await tx.run(
            "select id from video.whiteboard where room_id = :room "
            "and closed_at is null for update",
            room=room,
        )
    return await tx.row(f"{_BOARD} where w.room_id = :room and w.closed_at is null", room=room)


async def objects(tx: Tx, whiteboard: UUID, after: int | None) -> list[Any]:
    """Return what stands on a whiteboard, the undermost first; `after` what was drawn since."""
    return await tx.rows(
        f"{_OBJECT} where o.whiteboard_id = :id and o.erased_at is null "
        "and o.place > cast(:after as integer) order by o.place",
        id=whiteboard,
        after=after or 0,
    )


async def erased_since(tx: Tx, whiteboard: UUID, after: int) -> list[UUID]:
    """Return what was erased since a revision."""
    rows = await tx.rows(
        "select o.id from video.whiteboard_object o where o.whiteboard_id = :id "
        "and o.erased_at is not null and o.revision > :after order by o.place",
        id=whiteboard,
        after=after,
    )
    return [row.id for row in rows]


async def some(tx: Tx, whiteboard: UUID, ids: list[UUID]) -> list[Any]:
    """Return those of these objects that are of a whiteboard, erased ones too."""
    return await tx.rows(
        f"{_OBJECT} where o.whiteboard_id = :id and o.id = any(cast(:ids as uuid[])) "
        "order by o.place",
        id=whiteboard,
        ids=ids,
    )


async def object_of(tx: Tx, identity: UUID) -> Any | None:
    """Return a visible object."""
    return await tx.row(f"{_OBJECT} where o.id = :id", id=identity)


async def counts(tx: Tx, whiteboard: UUID, participant: UUID, since: datetime) -> Any:
    """Return how much stands on it, ever stood, and what somebody drew since a moment."""
    return await tx.row(
        "select count(*) filter (where o.erased_at is null) as standing, count(*) as ever, "
        "count(*) filter (where o.participant_id = :participant and o.drawn_at > :since) as lately "
        "from video.whiteboard_object o where o.whiteboard_id = :id",
        id=whiteboard,
        participant=participant,
        since=since,
    )


async def turn(tx: Tx, whiteboard: UUID) -> int:
    """Count one change more; return its number."""
    number: int = await tx.value(
        "update video.whiteboard set revision = revision + 1 where id = :id returning revision",
        id=whiteboard,
    )
    return number


async def erase(tx: Tx, whiteboard: UUID, ids: list[UUID] | None, revision: int) -> None:
    """Erase these objects that still stand, or all of them."""
    await tx.run(
        "update video.whiteboard_object set erased_at = :now, revision = :revision "
        "where whiteboard_id = :id and erased_at is null "
        "and (cast(:ids as uuid[]) is null or id = any(:ids))",
        id=whiteboard,
        ids=ids,
        revision=revision,
        now=tx.now,
    )


# What recordings show ---


async def between(tx: Tx, room: UUID, since: datetime, until: datetime) -> list[Any]:
    """Return the whiteboards of a room that were open at some time in a span."""
    return await tx.rows(
        f"{_BOARD} where w.room_id = :room and w.opened_at <= :until "
        "and coalesce(w.closed_at, :until) >= :since order by w.opened_at",
        room=room,
        since=since,
        until=until,
    )


async def drawn_between(
    tx: Tx, whiteboard: UUID, since: datetime, until: datetime, *, most: int
) -> list[Any]:
    """Return what stood on a whiteboard at some time in a span, the undermost first."""
    return await tx.rows(
        f"{_OBJECT} where o.whiteboard_id = :id and o.drawn_at <= :until "
        "and coalesce(o.erased_at, :until) >= :since order by o.place limit :most",
        id=whiteboard,
        since=since,
        until=until,
        most=most,
    )
