"""All SQL of meetings."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.api import Tx

# One round of a job; the next takes the rest.
MOST_IN_A_ROUND = 100
_MEETING = (
    "select m.id, m.room_id, m.scope_id, m.title, m.agenda, m.starts_at, m.ends_at, "
    "m.reminder_minutes, m.remind_at, m.state, m.booked_by, m.booked_at, m.sequence, "
    "r.state as room_state, r.organisation_id, r.incident_id, r.venues, r.chair_account "
    "from video.meeting m join video.room r on r.id = m.room_id"
)


async def one(tx: Tx, meeting: UUID) -> Any | None:
    """Return a visible meeting."""
    return await tx.row(f"{_MEETING} where m.id = :id", id=meeting)


async def lock(tx: Tx, meeting: UUID) -> Any | None:
    """Lock a visible meeting for a change and return it."""
    return await tx.row(f"{_MEETING} where m.id = :id for update of m", id=meeting)


async def listed(
    tx: Tx, since: datetime, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Return visible meetings that end after a moment, as they begin, `limit + 1` of them."""
    return await tx.rows(
        f"{_MEETING} where m.ends_at > :since"
        + (" and (m.starts_at, m.id) > (:at, cast(:id as uuid))" if after else "")
        + " order by m.starts_at, m.id limit :most",
        since=since,
        most=limit + 1,
        **({"at": after[0], "id": after[1]} if after else {}),
    )


async def to_remind(tx: Tx) -> list[Any]:
    """Return the meetings whose venues are to be reminded now, locked."""
    return await tx.rows(
        f"{_MEETING} where m.remind_at <= :now and m.state = 'booked' "
        "order by m.remind_at limit :most for update of m skip locked",
        now=tx.now,
        most=MOST_IN_A_ROUND,
    )


async def ended(tx: Tx, before: datetime) -> list[Any]:
    """Return the meetings that ended before a moment and still stand on boards, locked."""
    return await tx.rows(
        f"{_MEETING} where m.ends_at < :before and m.cleared_at is null "
        "order by m.ends_at limit :most for update of m skip locked",
        before=before,
        most=MOST_IN_A_ROUND,
    )
