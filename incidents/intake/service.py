"""Use cases of reports: receive, amend, take, reject, restore, find."""

from typing import Any
from uuid import UUID

from gis.api import gazetteer
from incidents.attachments import service as attachments
from incidents.codes.phrases import lexicon
from incidents.codes.reference import kind_table
from incidents.codes.suggest import suggest
from incidents.duplicates import service as duplicates
from incidents.fields import Location, check_occurred
from incidents.intake import linking, queries, rules
from incidents.intake.schemas import (
    Draft,
    RejectIn,
    ReportFilters,
    ReportIn,
    ReportPatch,
    SuggestIn,
    TakeIn,
)
from incidents.intake.state import answer, locked, record, report_states
from incidents.lifecycle import queries as incident_queries
from incidents.links import service as links
from incidents.organisations import own
from incidents.places import columns
from kernel.api import NotFound, Tx, merging, new_id, paging

# A typed address is put on the map by itself only when one place stands out this clearly.
SURE_SCORE, SURE_LEAD = 0.9, 0.05
TYPED_ACCURACY_M = 300.0


async def suggested(tx: Tx, body: SuggestIn) -> dict[str, Any]:
    """Read a narrative: kinds, grades and figures, each with the words it rests on."""
    tx.actor.require("reports.create")
    return suggest(body.text, lexicon(), kind_table(), body.kind)


async def receive(tx: Tx, body: ReportIn, zone: str) -> dict[str, Any]:
    """Take in a report; the same id with the same content is the same report."""
    sender = await links.sender(tx, lock=True)
    if sender is None:
        tx.actor.require("reports.create")
    check_occurred(body.occurred_at, tx.now)
    report = body.id or new_id()
    digest = rules.content_hash(body.model_dump(mode="json"))
    scope = await own(tx, tx.actor) if sender is None else sender.scope_id
    if await _insert(tx, report, body, scope, digest=digest, zone=zone):
        await _keep_parts(tx, report, body, scope)
        kept = await record(tx, "report.received", report)
        kept = await links.arrived(tx, report, body, sender) or kept
        kept = await _joined(tx, report, body) or kept
    else:
        kept = await _again(tx, report, digest)
    if sender is not None:
        return links.receipt(kept)
    return await _received(tx, body, kept)


async def _joined(tx: Tx, report: UUID, body: ReportIn) -> dict[str, Any] | None:
    if body.incident_id is None or not tx.actor.may("incidents.read"):
        return None
    return await linking.join(tx, report, body.incident_id)


async def _received(tx: Tx, body: ReportIn, kept: dict[str, Any]) -> dict[str, Any]:
    draft = Draft(
        text=body.text,
        location=body.location,
        address=body.address,
        occurred_at=body.occurred_at,
        kind=body.kind,
        exclude=kept["id"],
    )
    seen = await duplicates.find(tx, draft) if tx.actor.may("reports.read") else {"items": []}
    return {
        "report": kept,
        "suggestions": suggest(body.text, lexicon(), kind_table(), body.kind),
        "duplicates": seen["items"],
        "version": kept["version"],
    }


async def _insert(
    tx: Tx, report: UUID, body: ReportIn, scope: UUID, *, digest: bytes, zone: str
) -> bool:
    location = body.location or await _located(tx, body.address or body.place_hint)
    values = {
        "id": report,
        "number": await incident_queries.next_number(tx, "R", zone),
        "channel": "link" if tx.actor.kind == "link" else body.channel,
        "occurred_at": body.occurred_at or tx.now,
        "kind": body.kind,
        "grade": body.grade,
        "title": body.title,
        "organisation_id": await own(tx, tx.actor),
        "scope_id": scope,
        "link_id": tx.actor.credential_id if tx.actor.kind == "link" else body.link_id,
        "content_hash": digest,
    }
    return await queries.insert(tx, values | await columns(tx, location))


async def _keep_parts(tx: Tx, report: UUID, body: ReportIn, scope: UUID) -> None:
    await queries.insert_private(tx, report, private_columns(body.model_dump(), body.place_hint))
    await attachments.add_to_report(tx, report, scope, body.attachments)
    if body.link_id and tx.actor.kind != "link":
        await links.bind(tx, body.link_id, report)


def private_columns(values: dict[str, Any], hint: str | None = None) -> dict[str, Any]:
    """Return the personal columns of a form."""
    caller = values.get("caller") or {}
    return {
        "text": values.get("text"),
        "caller_name": caller.get("name"),
        "caller_phone": caller.get("phone"),
        "address": values.get("address") or hint,
        "extracted": values.get("extracted") or {},
    }


async def _located(tx: Tx, address: str | None) -> Location | None:
    """Return the place of a typed address when the gazetteer knows exactly one such."""
    hits = (await gazetteer(tx)).search(address, limit=2) if address else []
    if not hits or hits[0].score < SURE_SCORE:
        return None
    if len(hits) > 1 and hits[0].score - hits[1].score < SURE_LEAD:
        return None
    place = hits[0].place
    accuracy = max(TYPED_ACCURACY_M, place.accuracy_m)
    return Location(lon=place.point[0], lat=place.point[1], accuracy_m=accuracy, source="address")


async def _again(tx: Tx, report: UUID, digest: bytes) -> dict[str, Any]:
    row = await queries.one(tx, report)
    rules.check_same(row, tx.actor.principal, digest)
    return await answer(tx, row)


async def amend(tx: Tx, report: UUID, body: ReportPatch, seen: int | None) -> dict[str, Any]:
    """Change fields; those that somebody else changed meanwhile are refused, the rest applies."""
    tx.actor.require("reports.create")
    changes = body.changes()
    if rules.PERSONAL_FIELDS & changes.keys():
        tx.actor.require("personal.read")
    check_occurred(changes.get("occurred_at"), tx.now)
    await locked(tx, report)
    await _check_base(tx, report, seen, changes)
    await _write(tx, report, body, changes)
    return await record(tx, "report.amended", report)


async def _check_base(tx: Tx, report: UUID, seen: int | None, changes: dict[str, Any]) -> None:
    open_part = {name: changes[name] for name in changes.keys() - rules.PERSONAL_FIELDS}
    if "location" in open_part:
        open_part["location"] = rules.point_of(open_part["location"])
    await merging.check_base(tx, report, seen, open_part, view=rules.form_view)
    personal = {name: changes[name] for name in changes.keys() & rules.PERSONAL_FIELDS}
    if seen is not None and personal:
        before = await queries.private_at(tx, report, seen)
        now = await queries.private_part(tx, report) or {}
        rules.check_personal(before, now, personal)


async def _write(tx: Tx, report: UUID, body: ReportPatch, changes: dict[str, Any]) -> None:
    plain = {"title", "kind", "grade", "occurred_at"} & changes.keys()
    await queries.set_fields(tx, report, {name: changes[name] for name in plain})
    if "location" in changes:
        await queries.set_place(tx, report, await columns(tx, body.location))
    values = private_columns(changes)
    names = rules.private_names(changes.keys())
    if names:
        await queries.set_private(tx, report, {name: values[name] for name in names})


async def take(tx: Tx, report: UUID, body: TakeIn) -> dict[str, Any]:
    """Say who works on it, so that no two operators do."""
    tx.actor.require("reports.close")
    row = await locked(tx, report)
    rules.check_state(row.state, "received")
    rules.check_taker(row.taken_by, tx.actor.account_id, row.taken_name, over=body.over)
    if row.taken_by == tx.actor.account_id:
        return await answer(tx, row)
    values = {
        "taken_by": tx.actor.account_id,
        "taken_name": tx.actor.name,
        "taken_at": row.taken_at or tx.now,
    }
    await queries.set_fields(tx, report, values)
    return await record(tx, "report.taken", report)


async def reject(tx: Tx, report: UUID, body: RejectIn) -> dict[str, Any]:
    """Close a report without an incident."""
    tx.actor.require("reports.close")
    row = await locked(tx, report)
    rules.check_state(row.state, "received")
    await queries.set_fields(tx, report, {"state": "rejected", "reject_reason": body.reason})
    if body.note:
        await queries.set_private(tx, report, {"note": body.note})
    return await record(tx, "report.rejected", report)


async def restore(tx: Tx, report: UUID, reason: str) -> dict[str, Any]:
    """Open a rejected report again."""
    tx.actor.require("reports.close")
    row = await locked(tx, report)
    rules.check_state(row.state, "rejected")
    await queries.set_fields(tx, report, {"state": "received", "reject_reason": None})
    return await record(tx, "report.restored", report, reason=reason)


async def find(tx: Tx, report: UUID) -> dict[str, Any]:
    """Return one report, with its personal part for those who may read it."""
    tx.actor.require("reports.read")
    row = await queries.one(tx, report)
    if row is None:
        raise NotFound
    return await answer(tx, row)


async def find_many(tx: Tx, filters: ReportFilters) -> dict[str, Any]:
    """Return a page of reports, newest first."""
    tx.actor.require("reports.read")
    before = paging.key_of(filters.cursor, rules.moment, UUID) or (None, None)
    narrowed = filters.model_dump(exclude={"cursor", "limit"})
    narrowed |= {"before": before[0], "before_id": before[1], "principal": None}
    rows = await queries.listed(tx, narrowed, filters.limit)
    states = await report_states(tx, rows)
    return paging.page(states, filters.limit, lambda item: (item["received_at"], str(item["id"])))


async def find_own(tx: Tx, limit: int) -> dict[str, Any]:
    """Return the newest reports the asker sent, with what became of them."""
    tx.actor.require("reports.create")
    anything = ReportFilters().model_dump(exclude={"cursor", "limit"})
    anything |= {"before": None, "before_id": None, "principal": tx.actor.principal}
    rows = await queries.listed(tx, anything, limit)
    return {"items": (await report_states(tx, rows))[:limit], "next": None}
