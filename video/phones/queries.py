"""SQL of phones that show what they see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.api import Tx

_SELECT = (
    "select p.source_id, p.sender, p.incident_id, p.report_id, p.take, p.past_takes, "
    "p.paced_from, p.begun, p.started_at, p.ends_at, p.ended_at, p.why_ended, s.sender_id, "
    "s.state, s.since, "
    "s.organisation_id, s.scope_id, s.removed_at, s.version "
    "from video.phone p join video.source s on s.id = p.source_id"
)


async def alone(tx: Tx, sender: UUID) -> None:
    """Let one transaction at a time start or end what a sender shows."""
    await tx.run("select pg_advisory_xact_lock(hashtextextended(:key, 0))", key=f"phone:{sender}")


async def of_sender(tx: Tx, sender: UUID, incident: UUID | None) -> Any | None:
    """Return the phone of a sender; of an account, which shows several, that at an incident."""
    return await tx.row(
        f"{_SELECT} where s.sender_id = :sender "
        "and (p.sender = 'link' or p.incident_id is not distinct from cast(:incident as uuid))",
        sender=sender,
        incident=incident,
    )


async def one(tx: Tx, source: UUID) -> Any | None:
    """Return a visible phone by its source."""
    return await tx.row(f"{_SELECT} where p.source_id = :id", id=source)


async def live(tx: Tx, *, incidents: Sequence[UUID], report: UUID | None, most: int) -> list[Any]:
    """Return the phones that show one of these incidents or came of a report, the newest first."""
    return await tx.rows(
        f"{_SELECT} where p.ended_at is null and "
        "(p.incident_id = any(:incidents) or p.report_id = cast(:report as uuid)) "
        "order by p.started_at desc, p.source_id limit :most",
        incidents=list(incidents),
        report=report,
        most=most,
    )


async def of_links(tx: Tx) -> list[Any]:
    """Return the phones of one-time links that show now."""
    return await tx.rows(f"{_SELECT} where p.ended_at is null and p.sender = 'link'")


async def due(tx: Tx, silent_since: datetime) -> list[Any]:
    """Return the phones whose time is over, or of which nothing came for long."""
    return await tx.rows(
        f"{_SELECT} where p.ended_at is null and (p.ends_at <= :now "
        "or (s.state <> 'online' and greatest(s.since, p.started_at) < :silent))",
        now=tx.now,
        silent=silent_since,
    )


async def just_ended(tx: Tx, since: datetime) -> list[UUID]:
    """Return the phones that ended a short while ago."""
    rows = await tx.rows(
        "select p.source_id from video.phone p where p.ended_at > :since", since=since
    )
    return [row.source_id for row in rows]


async def insert(tx: Tx, values: dict[str, Any]) -> None:
    """Insert a phone."""
    await tx.run(
        "insert into video.phone (source_id, sender, incident_id, report_id, take, paced_from, "
        "started_at, ends_at) values (:source_id, :sender, :incident_id, :report_id, :take, :now, "
        ":now, :ends_at)",
        **values,
        now=tx.now,
    )


async def begin(tx: Tx, source: UUID, values: dict[str, Any]) -> None:
    """Write that a phone shows again."""
    await tx.run(
        "update video.phone set incident_id = :incident_id, report_id = :report_id, take = :take, "
        "past_takes = :past, paced_from = :paced_from, begun = :begun, started_at = :now, "
        "ends_at = :ends_at, ended_at = null, why_ended = null where source_id = :id",
        **values,
        id=source,
        now=tx.now,
    )


async def end(tx: Tx, source: UUID, why: str) -> None:
    """Write that a phone shows no longer."""
    await tx.run(
        "update video.phone set ended_at = :now, why_ended = :why where source_id = :id",
        id=source,
        now=tx.now,
        why=why,
    )


async def set_about(tx: Tx, source: UUID, incident: UUID | None, report: UUID | None) -> None:
    """Write what a phone shows."""
    await tx.run(
        "update video.phone set incident_id = :incident, report_id = :report where source_id = :id",
        id=source,
        incident=incident,
        report=report,
    )


async def use(tx: Tx, source: UUID) -> Any:
    """Say whether what a phone shows stands in a meeting, and whether it is recorded.

    Recorded alone, or with a meeting where it stands: unless restricted, which no meeting keeps.
    """
    return await tx.row(
        "select exists(select from video.room_source where source_id = :id "
        "and removed_at is null) as in_meeting, exists(select from video.recording r "
        "where r.state = 'running' and (r.source_id = :id or s.label <> 'restricted' "
        "and r.room_id in (select b.room_id from video.room_source b "
        "where b.source_id = :id and b.removed_at is null))) as recorded "
        "from video.source v join kernel.scope s on s.id = v.scope_id where v.id = :id",
        id=source,
    )
