"""Background steps of incidents, each safe to run twice."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from incidents.intake.state import TOPIC as REPORTS
from incidents.lifecycle import service as lifecycle
from incidents.lifecycle import sharing
from incidents.lifecycle.service import TOPIC as INCIDENTS
from incidents.lifecycle.state import clocks, marks_of
from incidents.watch import queries, rules
from kernel.api import Actor, AlarmCause, NewFact, ReadFact, Runtime, Tx, alarms, system
from registry.api import People

WATCH = system("incident-watch")
CLEAR = system("incident-clear")
ERASE = system("incident-erase")


async def watch(runtime: Runtime) -> None:
    """Raise alarms for reports nobody takes and clocks that run out; clear those that are over."""
    await runtime.db.run(WATCH, watch_reports)
    await runtime.db.run(WATCH, watch_incidents)


async def watch_reports(tx: Tx) -> None:
    """Raise one alarm per desk for reports nobody takes."""
    for row in await queries.untaken(tx, tx.now - rules.UNTAKEN_AFTER):
        values = {"number": row.number, "minutes": rules.minutes(tx.now - row.received_at)}
        cause = AlarmCause(
            rules.UNTAKEN,
            str(row.organisation_id),
            zh=values,
            en=values,
            subject_text=row.number,
            about=(row.id,),
            organisation_id=row.organisation_id,
            scope_id=row.scope_id,
        )
        await alarms.raise_alarm(tx, cause)
        await queries.set_alarmed(tx, row.id, tx.now)
    for organisation in await queries.forget_handled(tx):
        # A waiting report has the scope of its desk, which has the id of the organisation.
        await alarms.clear_alarm(tx, rules.UNTAKEN, str(organisation), scope_id=organisation)


async def watch_incidents(tx: Tx) -> None:
    """Bring the alarms of each incident to what it calls for now."""
    for row in await queries.watched(tx):
        marks = marks_of(row)
        called = {call.kind: call for call in rules.calls(row, marks, clocks(row, marks), tx.now)}
        fresh, over = called.keys() - row.alarmed.keys(), row.alarmed.keys() - called.keys()
        for kind in sorted(fresh):
            await alarms.raise_alarm(tx, _cause(row, called[kind]))
        for kind in sorted(over):
            await alarms.clear_alarm(tx, kind, str(row.id), scope_id=row.scope_id)
        if fresh or over:
            kept = {kind: row.alarmed.get(kind, tx.now) for kind in called}
            await queries.set_incident_alarms(tx, row.id, kept)


def _cause(row: Any, call: rules.Call) -> AlarmCause:
    return AlarmCause(
        call.kind,
        str(row.id),
        zh=call.zh,
        en=call.en,
        subject_text=f"{row.number} {row.title}",
        about=(row.id,),
        organisation_id=row.organisation_id,
        scope_id=row.scope_id,
    )


async def clear_closed(runtime: Runtime) -> None:
    """Take what has ended off the boards; the journal keeps it."""
    age = timedelta(minutes=runtime.settings.clear_closed_after_minutes)
    await runtime.db.run(CLEAR, lambda tx: clear_incidents(tx, age))
    await runtime.db.run(CLEAR, lambda tx: clear_reports(tx, age))


async def clear_incidents(tx: Tx, age: timedelta) -> None:
    """Take closed incidents off the boards."""
    ids = await queries.leaving_incidents(tx, tx.now - age)
    scopes = await queries.scopes_of(tx, ids)
    for incident in ids:
        tx.record(NewFact("incident.cleared", INCIDENTS, incident, None, scopes[incident]))
    await queries.set_cleared(tx, "incident", ids)


async def clear_reports(tx: Tx, age: timedelta) -> None:
    """Take rejected reports, and those of incidents that left, off the boards."""
    rows = await queries.leaving_reports(tx, tx.now - age)
    for row in rows:
        about = [row.incident_id] if row.incident_id else []
        tx.record(NewFact("report.cleared", REPORTS, row.id, None, row.scope_id, about))
    await queries.set_cleared(tx, "report", [row.id for row in rows])


async def erase_personal(runtime: Runtime) -> None:
    """Erase what is personal when its keeping time ends; the journal does the same for its part."""
    age = timedelta(days=runtime.settings.erase_personal_after_days)
    await runtime.db.run(ERASE, lambda tx: queries.erase_private(tx, tx.now - age))
    await runtime.db.run(ERASE, lambda tx: queries.erase_links(tx, tx.now - age))


async def follow_unit(tx: Tx, fact: ReadFact) -> None:
    """Show on an incident which units were sent to it, and answer its turn-out clock.

    A unit comes by the word of somebody who sees the incident; afterwards its crew reports on.
    Whoever may share the incident calls the unit's agency in by sending it.
    """
    if fact.state is None:
        return
    now_at = fact.state.get("incident_id")
    for subject in fact.about:
        incident, here = UUID(str(subject)), str(subject) == str(now_at)
        known = await queries.has_unit(tx, incident, fact.subject)
        sender = await _sender(tx, fact) if here and not known else None
        if here and not known and not await _may_come(tx, fact, incident, sender):
            continue
        unit = {
            "id": str(fact.subject),
            "call_sign": fact.state["call_sign"],
            "status": fact.state["status"] if here else None,
        }
        event = "unit.en_route" if here and unit["status"] == "en_route" else None
        await lifecycle.unit_came(tx, incident, unit, event=event)
        if sender is not None and sender.may("incidents.assign"):
            await sharing.call_in(tx, incident, UUID(str(fact.state["agency"]["id"])))


async def _sender(tx: Tx, fact: ReadFact) -> Actor | None:
    """Return who set a unit's status, with what they see and may do now."""
    account = fact.actor["id"]
    return await People().actor(tx, UUID(account)) if account else None


async def _may_come(tx: Tx, fact: ReadFact, incident: UUID, sender: Actor | None) -> bool:
    if fact.actor["kind"] == "system":
        return True
    return sender is not None and await queries.is_seen_by(tx, incident, sender)
