"""Opens an incident, usually from reports."""

from typing import Any
from uuid import UUID

from incidents.fields import Location, check_occurred, refused
from incidents.intake import linking
from incidents.intake import queries as report_queries
from incidents.intake.rules import check_same, content_hash
from incidents.intake.state import record as record_report
from incidents.lifecycle import queries, rules
from incidents.lifecycle.schemas import IncidentIn
from incidents.lifecycle.service import record
from incidents.lifecycle.state import incident_state
from incidents.organisations import check_known, check_own, check_posts, responsible_for
from incidents.places import columns, place_state
from kernel.api import Tx, journal, new_id, scopes


async def open_incident(tx: Tx, body: IncidentIn, zone: str) -> dict[str, Any]:
    """Open an incident; the same id with the same content is the same incident."""
    tx.actor.require("incidents.manage")
    await _check(tx, body)
    incident = body.id or new_id()
    digest = content_hash(body.model_dump(mode="json"))
    if body.id is not None and await queries.one(tx, incident) is not None:
        return await _again(tx, incident, digest)
    reports = await _reports(tx, body.reports)
    await _insert(tx, incident, with_defaults(body, reports), digest=digest, zone=zone)
    for report in body.reports:
        await linking.hang(tx, report, incident)
    answer = await record(tx, "incident.reported", incident, about=tuple(body.reports))
    for report in body.reports:
        await record_report(tx, "report.linked", report)
    return answer


async def _check(tx: Tx, body: IncidentIn) -> None:
    check_occurred(body.occurred_at, tx.now)
    if body.organisation_id is not None:
        await check_own(tx, body.organisation_id, "/organisation_id")
    await check_known(tx, body.assigned, "/assigned")
    if body.label == "restricted":
        tx.actor.require("incidents.restrict")
        if not set(body.posts) & tx.actor.posts:
            raise refused("/posts", "own-post-missing", "name one of your own posts too")
    await check_posts(tx, body.posts, "/posts")


async def _again(tx: Tx, incident: UUID, digest: bytes) -> dict[str, Any]:
    row = await queries.one(tx, incident)
    check_same(row, tx.actor.principal, digest)
    return await incident_state(tx, row) | {"version": await journal.version_of(tx, incident)}


async def _reports(tx: Tx, ids: list[UUID]) -> list[Any]:
    """Return the reports in the order given, locked. Raises `Invalid` for one that is not there."""
    rows = {row.id: row for row in await report_queries.lock(tx, ids)}
    for number, report in enumerate(ids):
        if report not in rows:
            raise refused(f"/reports/{number}", "unknown", "no such report among yours")
        rules.check_free(rows[report].state)
    return [rows[report] for report in dict.fromkeys(ids)]


def with_defaults(body: IncidentIn, reports: list[Any]) -> IncidentIn:
    """Return the form with place, time, kind and grade of its first report where it leaves them."""
    if not reports:
        return body
    first = reports[0]
    place = next((place for row in reports if (place := place_state(row))), None)
    taken: dict[str, Any] = {
        "kind": body.kind or first.kind,
        "grade": body.grade or first.grade,
        "occurred_at": body.occurred_at or min(row.occurred_at for row in reports),
        "location": body.location or (Location(**place) if place else None),
    }
    return body.model_copy(update=taken)


async def _insert(tx: Tx, incident: UUID, body: IncidentIn, *, digest: bytes, zone: str) -> None:
    place = await columns(tx, body.location)
    organisation = body.organisation_id or await responsible_for(tx, tx.actor, place["district"])
    assigned = rules.after_assignment(organisation, [], body.assigned, [])
    sight = rules.sight_of(organisation, assigned)
    scope = await scopes.create(tx, sight, label=body.label, named=body.posts)
    values = body.model_dump(include={"title", "kind", "grade", "address", "label", "posts"})
    values |= {"summary": body.summary, "figures": body.figures, "assigned": assigned}
    values |= {
        "id": incident,
        "number": await queries.next_number(tx, "SJ", zone),
        "occurred_at": body.occurred_at or tx.now,
        "organisation_id": organisation,
        "marks": {"incident.reported": tx.now},
        "scope_id": scope,
        "content_hash": digest,
    }
    if not await queries.insert(tx, values | place):
        check_same(None, "", b"")
