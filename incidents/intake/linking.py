"""Hangs reports on incidents and takes them off again; nothing moves, one column points."""

from typing import Any
from uuid import UUID

from incidents.attachments import service as attachments
from incidents.intake import queries, rules
from incidents.intake.state import answer, locked, record
from incidents.lifecycle import queries as incidents
from incidents.lifecycle import service as lifecycle
from incidents.links import state as links
from kernel.api import NotFound, Tx


async def link(tx: Tx, report: UUID, incident: UUID) -> dict[str, Any]:
    """Say that a report tells of an incident; of a merged one, that it tells of the survivor."""
    tx.actor.require("incidents.manage")
    standing = await _standing(tx, incident)
    row = await locked(tx, report)
    if not rules.check_link(row.state, row.incident_id, standing):
        return await answer(tx, row)
    await hang(tx, report, standing)
    linked = await record(tx, "report.linked", report)
    await lifecycle.record(tx, "incident.changed", standing, about=(report,))
    return linked


async def join(tx: Tx, report: UUID, incident: UUID) -> dict[str, Any] | None:
    """Hang a fresh report on the incident its sender works for; None when he does not see it."""
    try:
        standing = await _standing(tx, incident)
    except NotFound:
        return None
    await hang(tx, report, standing)
    joined = await record(tx, "report.linked", report)
    await lifecycle.record(tx, "incident.changed", standing, about=(report,))
    return joined


async def _standing(tx: Tx, incident: UUID) -> UUID:
    """Return the locked incident that stands for one: its survivor, if that is visible."""
    survivor = await incidents.survivor(tx, incident)
    if survivor is not None and survivor != incident and await incidents.lock(tx, survivor):
        return survivor
    if not await incidents.lock(tx, incident):
        raise NotFound("There is no such incident that you may see.")
    return incident


async def hang(tx: Tx, report: UUID, incident: UUID) -> None:
    """Point a report to an incident: whoever sees the incident sees it from now on."""
    row = await incidents.one(tx, incident)
    assert row is not None
    values = {"state": "linked", "incident_id": incident, "scope_id": row.scope_id}
    await queries.set_fields(tx, report, values)
    await _follow(tx, report, row.scope_id)


async def _follow(tx: Tx, report: UUID, scope: UUID) -> None:
    """Let what hangs on a report be seen by whoever sees the report."""
    await attachments.follow(tx, report, scope)
    await links.follow(tx, report, scope)


async def unlink(tx: Tx, report: UUID, reason: str) -> dict[str, Any]:
    """Take a report out of its incident; it goes back to the desk that received it."""
    tx.actor.require("incidents.manage")
    seen = await queries.one(tx, report)
    if seen is None:
        raise NotFound
    rules.check_state(seen.state, "linked")
    await incidents.lock(tx, seen.incident_id)
    row = await locked(tx, report)
    rules.check_unmoved(row.incident_id, seen.incident_id)
    values = {"state": "received", "incident_id": None, "scope_id": row.organisation_id}
    await queries.set_fields(tx, report, values)
    await _follow(tx, report, row.organisation_id)
    freed = await record(tx, "report.unlinked", report, about=(seen.incident_id,), reason=reason)
    await lifecycle.record(tx, "incident.changed", seen.incident_id, about=(report,))
    return freed
