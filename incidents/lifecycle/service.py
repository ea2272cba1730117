"""Use cases of one incident: find, change, step on, note, stop a clock."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from incidents.codes.reference import clock_table
from incidents.fields import check_occurred, refused
from incidents.lifecycle import queries, rules
from incidents.lifecycle.clocks import done_by
from incidents.lifecycle.schemas import IncidentPatch, StepIn
from incidents.lifecycle.state import form_changes, form_view, incident_state, marks_of
from incidents.places import columns
from incidents.policies import check_works_on
from kernel.api import NewFact, NotFound, Tx, journal, merging

TOPIC = "incidents"
PLAIN_FIELDS = ("title", "kind", "grade", "address", "summary", "occurred_at")


async def find(tx: Tx, incident: UUID) -> dict[str, Any]:
    """Return one visible incident."""
    tx.actor.require("incidents.read")
    row = await queries.one(tx, incident)
    if row is None:
        raise NotFound
    return await incident_state(tx, row) | {"version": await journal.version_of(tx, incident)}


async def seen(tx: Tx, incident: UUID) -> Any:
    """Return the row of a visible incident. Raises `NotFound`."""
    row = await queries.one(tx, incident)
    if row is None:
        raise NotFound
    return row


async def family(tx: Tx, incident: UUID) -> list[UUID]:
    """Return an incident and those merged into it, as far as its viewers may know of them."""
    return await queries.family(tx, incident)


async def merged_into(tx: Tx, incident: UUID) -> list[UUID]:
    """Return an incident, then the one that stands for it where it was merged."""
    return list(dict.fromkeys([incident, await queries.survivor(tx, incident) or incident]))


async def locked(tx: Tx, incident: UUID) -> Any:
    """Return an incident the asker works on, its row locked. Raises `NotFound`, `NotYours`."""
    if not await queries.lock(tx, incident):
        raise NotFound
    row = await queries.one(tx, incident)
    check_works_on(tx.actor, row)
    return row


async def record(
    tx: Tx, kind: str, incident: UUID, *, about: tuple[UUID, ...] = (), reason: str | None = None
) -> dict[str, Any]:
    """Record what an incident has become and return its state with the new version."""
    row = await queries.one(tx, incident)
    if row is None:
        raise NotFound
    state = await incident_state(tx, row)
    told = state | ({"reason": reason} if reason else {})
    tx.record(NewFact(kind, TOPIC, incident, told, row.scope_id, about))
    return state | {"version": await journal.version_after(tx, incident)}


async def change(tx: Tx, incident: UUID, body: IncidentPatch, seen: int | None) -> dict[str, Any]:
    """Change fields; those that somebody else changed meanwhile are refused, the rest applies."""
    tx.actor.require("incidents.manage")
    changes = body.changes()
    check_occurred(changes.get("occurred_at"), tx.now)
    row = await locked(tx, incident)
    await merging.check_base(tx, incident, seen, form_changes(changes), view=form_view)
    values = {name: changes[name] for name in PLAIN_FIELDS if name in changes}
    if "figures" in changes:
        merged = row.figures | changes["figures"]
        values["figures"] = {name: value for name, value in merged.items() if value is not None}
    if values:
        await queries.set_fields(tx, incident, values)
    if "location" in changes:
        await queries.set_place(tx, incident, await columns(tx, body.location))
    return await record(tx, "incident.changed", incident)


async def step(
    tx: Tx, incident: UUID, verb: rules.Verb, body: StepIn, *, seen: int | None
) -> dict[str, Any]:
    """Take one step of the life cycle."""
    tx.actor.require("incidents.manage")
    row = await locked(tx, incident)
    taken = rules.take(verb, row.state, marks_of(row), tx.now, reason=body.reason)
    if seen is not None:
        await merging.check_base(tx, incident, seen, {"state": taken.state})
    values: dict[str, Any] = {"state": taken.state, "marks": taken.marks}
    if body.note:
        values["last_note"] = noted(tx, body.note)
    await queries.set_fields(tx, incident, values)
    return await record(tx, taken.fact, incident, reason=body.reason)


def noted(tx: Tx, text: str) -> dict[str, Any]:
    """Return a note with who wrote it and when."""
    return {"at": tx.now, "by": tx.actor.name, "text": text}


async def note(tx: Tx, incident: UUID, text: str) -> dict[str, Any]:
    """Write a line into the log of an incident."""
    tx.actor.require("incidents.manage")
    row = await locked(tx, incident)
    values = {"last_note": noted(tx, text), "marks": rules.note_mark(marks_of(row), tx.now)}
    await queries.set_fields(tx, incident, values)
    return await record(tx, "incident.noted", incident)


async def stop_clock(tx: Tx, incident: UUID, code: str, body: StepIn) -> dict[str, Any]:
    """Say that what a clock asks for was done: phoned up, first report sent, follow-up sent."""
    tx.actor.require("incidents.manage")
    row = await locked(tx, incident)
    event = done_by(code, clock_table())
    if event not in rules.REPORTED_BY_HAND:
        raise refused("/code", "unknown-code", "no clock of this code is stopped by hand")
    values: dict[str, Any] = {"marks": {**marks_of(row), event: tx.now}}
    if body.note:
        values["last_note"] = noted(tx, body.note)
    await queries.set_fields(tx, incident, values)
    return await record(tx, event, incident, reason=body.reason)


async def units_sent(
    tx: Tx, incident: UUID, dispatch: dict[str, Any], *, about: Sequence[UUID]
) -> None:
    """Tell in the log of an incident who was sent to it, on what advice and why.

    Any sender who sees an open incident may; the units tell themselves where they go.
    """
    if not await queries.lock(tx, incident):
        raise NotFound
    row = await queries.one(tx, incident)
    assert row is not None
    if row.state not in rules.OPEN:
        raise refused("/incident_id", "over", "the incident is over")
    told = await incident_state(tx, row) | {"dispatch": dispatch}
    if dispatch["reason"]:
        told["reason"] = dispatch["reason"]
    tx.record(NewFact("incident.dispatched", TOPIC, incident, told, row.scope_id, about))


async def unit_came(tx: Tx, incident: UUID, unit: dict[str, Any], *, event: str | None) -> None:
    """Follow a unit that was sent to an incident or left it (a reaction, never a person)."""
    if not await queries.lock(tx, incident):
        return
    row = await queries.one(tx, incident)
    if row is None or row.state == "merged":
        return
    units = rules.with_unit(row.units, unit)
    marks = marks_of(row)
    if event is not None:
        marks.setdefault(event, tx.now)
    if units != row.units:
        await queries.set_fields(tx, incident, {"units": units, "marks": marks})
        await record(tx, "incident.changed", incident, about=(UUID(unit["id"]),))
