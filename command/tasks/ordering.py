"""Giving orders: by hand to units and organisations, and with every dispatch."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from command.tasks import queries, rules
from command.tasks.schemas import TaskIn
from command.tasks.state import record
from gis.api import send_text
from incidents.api import OPEN, clock_table, incidents, kind_table, sharing
from kernel.api import FieldError, Invalid, Tx, new_id
from registry.api import organisations, place_columns, units

Answer = dict[str, Any]
# The text of a dispatch is made here; crews read Chinese.
GO = "前往{where}，{title}"
NO_ADDRESS = "图示位置"
MOST_TEXT = 500
# An order nobody could read for an hour has been given by radio.
SHOWN_WITHIN = timedelta(hours=1)


async def order(tx: Tx, body: TaskIn) -> Answer:
    """Give one order to some units and organisations; return the tasks it became.

    Whoever works on the incident may; recipients that do not see it are called in. Raises
    `NotFound`, `NotYours`, `Invalid`.
    """
    tx.actor.require("tasks.order")
    incident = await incidents.locked(tx, body.incident_id)
    _check(tx, body, incident)
    values = _values(tx, incident, await _own(tx)) | {
        "text": body.text,
        "urgent": body.urgent,
        "origin": "order",
        "due_at": body.due_at,
        "address": body.address if body.address or body.place else incident.address,
    }
    if body.place is not None:
        values |= place_columns(body.place)
    recipients = [await _unit(tx, unit, incident) for unit in dict.fromkeys(body.units)]
    for index, organisation in enumerate(dict.fromkeys(body.organisations)):
        await organisations.existing(tx, organisation, f"/organisations/{index}")
        recipients.append(_desk(organisation))
    await _call_in(tx, incident, [each["recipient_id"] for each in recipients])
    made = [await _add(tx, values | each) for each in recipients]
    for each in recipients:
        await ring(tx, each["unit_id"], incident.id)
    return {"items": made}


async def go(tx: Tx, incident: UUID, sent: Sequence[Answer], word: str | None) -> None:
    """Make the orders of a dispatch: one for each unit that was sent, in the same transaction.

    The reaction to the unit's new status calls its agency in, so nobody is called in here.
    """
    row = await incidents.seen(tx, incident)
    text = GO.format(where=row.address or NO_ADDRESS, title=row.title)
    text = f"{text}。{word}" if word else text
    values = _values(tx, row, await _own(tx)) | {
        "text": text[:MOST_TEXT],
        "urgent": row.grade in ("I", "II"),
        "origin": "dispatch",
        "due_at": None,
        "address": row.address,
    }
    for state in sent:
        await _add(tx, values | _of_unit(state, row))


def _check(tx: Tx, body: TaskIn, incident: Any) -> None:
    if incident.state not in OPEN:
        raise _refused("/incident_id", "over", "the incident is over")
    if not body.units and not body.organisations:
        raise _refused("/units", "required", "name a unit or an organisation")
    if body.due_at is not None and body.due_at <= tx.now:
        raise _refused("/due_at", "past", "it lies in the past")


def _values(tx: Tx, incident: Any, own: UUID) -> Answer:
    kind = kind_table().kinds.get(incident.kind) if incident.kind else None
    sent = rules.Given("delivered", tx.now, tx.actor.name, "desk").mark()
    return {
        "incident_id": incident.id,
        "place_lon": incident.lon,
        "place_lat": incident.lat,
        "event_class": kind.event_class if kind else None,
        "grade": incident.grade,
        "receipts": {"sent": sent},
        "organisation_id": own,
        "ordered_by": tx.actor.card(),
        "scope_id": incident.scope_id,
    }


async def _own(tx: Tx) -> UUID:
    """Return whose order it is; programs without an organisation order for the root."""
    if tx.actor.organisation_id is not None:
        return tx.actor.organisation_id
    root: UUID = (await organisations.root(tx))["id"]
    return root


async def _unit(tx: Tx, unit: UUID, incident: Any) -> Answer:
    return _of_unit(await units.find(tx, unit), incident)


def _of_unit(state: Answer, incident: Any) -> Answer:
    """Return a unit as recipient; the posts of the incident's organisation watch over it."""
    return {
        "unit_id": state["id"],
        "call_sign": state["call_sign"],
        "recipient_id": state["agency"]["id"],
        "watcher_id": incident.organisation_id,
    }


def _desk(organisation: UUID) -> Answer:
    """Return an organisation as recipient: its own posts, then those above, are called."""
    return {
        "unit_id": None,
        "call_sign": None,
        "recipient_id": organisation,
        "watcher_id": organisation,
    }


async def _call_in(tx: Tx, incident: Any, recipients: Sequence[UUID]) -> None:
    """Let those who get an order see what it is about."""
    for organisation in dict.fromkeys(recipients):
        inside = await organisations.below(tx, organisation)
        if inside & {incident.organisation_id, *incident.assigned}:
            continue
        if not tx.actor.may("incidents.assign"):
            detail = "the recipient does not see the incident: have it called in first"
            raise _refused("/organisations", "not-called-in", detail)
        await sharing.call_in(tx, incident.id, organisation)


async def _add(tx: Tx, values: Answer) -> Answer:
    task = new_id()
    standing = rules.Standing("sent", values["receipts"])
    timed = rules.Timed(standing, values["event_class"], values["grade"], values["due_at"])
    watch = rules.watch(timed, rules.clocks(clock_table(), timed), tx.now)
    times = {"look_at": watch.look_at, "late_at": watch.late_at}
    await queries.insert(tx, values | times | {"id": task})
    if values["unit_id"] is not None:
        await to_devices(tx, values["unit_id"], task, values["text"], urgent=values["urgent"])
    return await record(tx, "task.sent", task)


async def ring(tx: Tx, unit: UUID | None, incident: UUID) -> None:
    """Tell whoever follows a unit, its crew's phone first, that its orders changed.

    A phone follows its unit, not every order of its agency.
    """
    if unit is not None and await units.several(tx, [unit]):
        await units.record(tx, "unit.ordered", unit, about=(incident,))


async def to_devices(tx: Tx, unit: UUID, task: UUID, text: str, *, urgent: bool) -> None:
    """Show the words of an order on the devices of a unit that can; the answer is a receipt."""
    await send_text(tx, unit, text, cause=task, urgent=urgent, until=tx.now + SHOWN_WITHIN)


def _refused(pointer: str, code: str, detail: str) -> Invalid:
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, code, detail)])
