"""SQL of timelines: facts by subject or about, as far as the asker sees them."""

from typing import Any
from uuid import UUID

from kernel.api import Tx


async def facts(tx: Tx, subjects: list[UUID], before: int | None, limit: int) -> list[Any]:
    """Return facts about any of these, newest first, `limit + 1` of them."""
    return await tx.rows(
        "select f.seq, f.at, f.kind, f.topic, f.subject, f.version, f.about, f.state, f.actor, "
        "f.cause, cast(p.body as jsonb) as restricted from kernel.fact f "
        "left join kernel.fact_restricted p on p.seq = f.seq "
        "where (f.subject = any(:subjects) or f.about && cast(:subjects as uuid[])) "
        "and f.drill = :drill and (cast(:before as bigint) is null or f.seq < :before) "
        "order by f.seq desc limit :most",
        subjects=subjects,
        drill=tx.drill,
        before=before,
        most=limit + 1,
    )


async def family(tx: Tx, incident: UUID) -> list[UUID]:
    """Return an incident and what was merged into it."""
    found: list[UUID] = await tx.value("select incidents.merged_family(:id)", id=incident)
    return found or [incident]
