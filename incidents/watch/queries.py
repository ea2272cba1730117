"""SQL of the watch."""

from datetime import datetime
from typing import Any
from uuid import UUID

from incidents.lifecycle.queries import COLUMNS, FROM
from incidents.sql import json_text
from kernel.api import NIL, Actor, Tx

# One round of a job; the next round takes the rest.
MOST_IN_A_ROUND = 500


async def untaken(tx: Tx, before: datetime) -> list[Any]:
    """Return reports nobody has taken since before a moment and for which no alarm stands yet."""
    return await tx.rows(
        "select id, number, organisation_id, scope_id, received_at from incidents.report "
        "where state = 'received' and taken_at is null and alarmed_at is null "
        "and received_at < :before and drill = :drill "
        "order by received_at limit :most for update skip locked",
        before=before,
        drill=NIL,
        most=MOST_IN_A_ROUND,
    )


async def set_alarmed(tx: Tx, report: UUID, at: datetime) -> None:
    """Note that an alarm stands for a report."""
    await tx.run("update incidents.report set alarmed_at = :at where id = :id", at=at, id=report)


async def forget_handled(tx: Tx) -> list[UUID]:
    """Forget the alarms of reports that were handled; return organisations left with none."""
    rows = await tx.rows(
        "with handled as (update incidents.report set alarmed_at = null "
        "where alarmed_at is not null "
        "and (state <> 'received' or taken_at is not null) returning id, organisation_id) "
        "select distinct h.organisation_id from handled h where not exists ("
        "select 1 from incidents.report r where r.organisation_id = h.organisation_id "
        "and r.alarmed_at is not null and r.id not in (select id from handled))"
    )
    return [row.organisation_id for row in rows]


async def watched(tx: Tx) -> list[Any]:
    """Return the incidents that are open or for which an alarm stands."""
    return await tx.rows(
        f"select {COLUMNS}, i.alarmed from {FROM} where i.drill = :drill "
        "and (i.state not in ('closed', 'merged') or i.alarmed <> '{}') "
        "order by i.changed_at limit :most",
        drill=NIL,
        most=MOST_IN_A_ROUND,
    )


async def set_incident_alarms(tx: Tx, incident: UUID, alarmed: dict[str, Any]) -> None:
    """Note which alarms stand for an incident."""
    await tx.run(
        "update incidents.incident set alarmed = cast(:alarmed as jsonb) where id = :id",
        alarmed=json_text(alarmed),
        id=incident,
    )


async def leaving_incidents(tx: Tx, before: datetime) -> list[UUID]:
    """Return incidents that ended before a moment and still stand on boards.

    A merged one stays as long as its survivor is open: some see only it.
    """
    rows = await tx.rows(
        "select i.id from incidents.incident i "
        "where i.cleared_at is null and i.changed_at < :before "
        "and (i.state = 'closed' or (i.state = 'merged' and exists (select 1 from "
        "incidents.incident s where s.id = incidents.survivor(i.id) and s.state = 'closed'))) "
        "order by i.changed_at limit :most for update of i skip locked",
        before=before,
        most=MOST_IN_A_ROUND,
    )
    return [row.id for row in rows]


async def leaving_reports(tx: Tx, before: datetime) -> list[Any]:
    """Return reports that are done with: rejected, or of an incident that left the boards."""
    return await tx.rows(
        "select r.id, r.scope_id, r.incident_id from incidents.report r "
        "left join incidents.incident i on i.id = r.incident_id "
        "where r.cleared_at is null and r.changed_at < :before "
        "and (r.state = 'rejected' or i.cleared_at is not null) "
        "order by r.changed_at limit :most for update of r skip locked",
        before=before,
        most=MOST_IN_A_ROUND,
    )


async def set_cleared(tx: Tx, table: str, ids: list[UUID]) -> None:
    """Note that subjects left the boards."""
    assert table in ("incident", "report")
    await tx.run(
        f"update incidents.{table} set cleared_at = :now where id = any(:ids)", ids=ids, now=tx.now
    )


async def scopes_of(tx: Tx, ids: list[UUID]) -> dict[UUID, UUID]:
    """Return the scope of each incident."""
    rows = await tx.rows(
        "select id, scope_id from incidents.incident where id = any(:ids)", ids=ids
    )
    return {row.id: row.scope_id for row in rows}


async def erase_private(tx: Tx, before: datetime) -> int:
    """Erase the personal part of reports received before a moment; return how many."""
    return await tx.run(
        "delete from incidents.report_private p using incidents.report r "
        "where r.id = p.report_id and r.received_at < :before",
        before=before,
    )


async def erase_links(tx: Tx, before: datetime) -> int:
    """Erase phone and position of links made before a moment; return how many."""
    return await tx.run(
        "update incidents.link set phone = null, position = null where created_at < :before "
        "and (phone is not null or position is not null)",
        before=before,
    )


async def has_unit(tx: Tx, incident: UUID, unit: UUID) -> bool:
    """Say whether a unit is shown on an incident already."""
    return bool(
        await tx.value(
            "select units @> jsonb_build_array(jsonb_build_object('id', cast(:unit as text))) "
            "from incidents.incident where id = :incident",
            unit=str(unit),
            incident=incident,
        )
    )


async def is_seen_by(tx: Tx, incident: UUID, actor: Actor) -> bool:
    """Say whether somebody else than the asker sees an incident."""
    seen = await tx.value(
        "select kernel.visible(s.label, s.sight, s.named, cast(:organisations as uuid[]), "
        "cast(:posts as uuid[])) from incidents.incident i "
        "join kernel.scope s on s.id = i.scope_id where i.id = :incident",
        incident=incident,
        organisations=None if actor.organisations is None else list(actor.organisations),
        posts=list(actor.posts),
    )
    return bool(seen)
