"""Use cases of an order: find, list, receipts, remind, withdraw."""

from typing import Any
from uuid import UUID

from command.tasks import queries, rules
from command.tasks.ordering import ring, to_devices
from command.tasks.schemas import ReceiptIn, TaskFilter, WithdrawIn
from command.tasks.state import record, running, standing_of, state_of, timed
from incidents.api import check_among
from kernel.api import NIL, NotFound, Tx, journal, paging
from registry.api import check_moment, units

Answer = dict[str, Any]
# Before the words of an order that is shown again on devices.
REMINDER = "催办："


async def find(tx: Tx, task: UUID) -> Answer:
    """Return one order within sight."""
    tx.actor.require("incidents.read")
    row = await queries.one(tx, task)
    if row is None:
        raise NotFound
    return state_of(row) | {"version": await journal.version_of(tx, task)}


async def find_many(tx: Tx, wanted: TaskFilter) -> Answer:
    """Return a page of the orders within sight, the newest first."""
    tx.actor.require("incidents.read")
    rows = await queries.listed(
        tx,
        wanted.model_dump(exclude={"cursor", "limit"}),
        after=paging.key_of(wanted.cursor, rules.moment, UUID),
        limit=wanted.limit,
    )
    items = [state_of(row) for row in rows]
    return paging.page(items, wanted.limit, lambda item: (item["ordered_at"], item["id"]))


async def give(tx: Tx, task: UUID, body: ReceiptIn) -> Answer:
    """Give a receipt: a crew for its unit, a desk for its organisation and its units.

    Raises `NotFound`, `Forbidden`, `TaskOver`, `Invalid`.
    """
    tx.actor.require("units.status")
    row = await _locked(tx, task)
    via = await _speaker(tx, row)
    check_moment(body.at, tx.now)
    given = rules.Given(body.receipt, tx.now, tx.actor.name, via, body.at, body.reason, body.word)
    return await take(tx, row, given)


async def take(tx: Tx, row: Any, given: rules.Given) -> Answer:
    """Put a receipt on a locked order."""
    outcome = rules.receive(standing_of(row), given)
    if outcome.fact is None:
        return state_of(row) | {"version": await journal.version_of(tx, row.id)}
    return await _store(tx, row, outcome.standing, outcome.fact)


async def withdraw(tx: Tx, task: UUID, body: WithdrawIn) -> Answer:
    """Take an order back. Raises `NotFound`, `NotYours`, `TaskOver`."""
    row = await _ordered(tx, task)
    return await end(tx, row, body.reason)


async def end(tx: Tx, row: Any, reason: str | None) -> Answer:
    """Take a locked order back; one that was taken back stays so."""
    if row.state == "withdrawn":
        return state_of(row) | {"version": await journal.version_of(tx, row.id)}
    standing = rules.withdraw(standing_of(row), tx.now, reason)
    await ring(tx, row.unit_id, row.incident_id)
    return await _store(tx, row, standing, "task.withdrawn")


async def remind(tx: Tx, task: UUID) -> Answer:
    """Remind the recipient by hand. Raises `NotFound`, `NotYours`, `TaskOver`."""
    row = await _ordered(tx, task)
    if row.state in rules.ENDED:
        raise rules.TaskOver(f"It was {row.state} before.", state=row.state)
    return await reminded(tx, row, {})


async def reminded(tx: Tx, row: Any, more: Answer) -> Answer:
    """Count a reminder of a locked order and write some columns with it."""
    count = row.reminded["count"] + 1
    if row.unit_id is not None:
        text = f"{REMINDER}{row.text}"
        await to_devices(tx, row.unit_id, row.id, text, urgent=row.urgent)
    await queries.set_fields(tx, row.id, {"reminded": {"count": count, "last_at": tx.now}} | more)
    await ring(tx, row.unit_id, row.incident_id)
    return await record(tx, "task.reminded", row.id)


async def locked(tx: Tx, task: UUID) -> Any | None:
    """Return an order with its row locked, None when it is out of sight."""
    return await queries.lock(tx, task)


async def _locked(tx: Tx, task: UUID) -> Any:
    row = await queries.lock(tx, task)
    if row is None:
        raise NotFound
    return row


async def _ordered(tx: Tx, task: UUID) -> Any:
    """Return a locked order that the asker's organisations gave or answer for."""
    tx.actor.require("tasks.order")
    row = await _locked(tx, task)
    check_among(tx.actor, {row.organisation_id})
    return row


async def _speaker(tx: Tx, row: Any) -> rules.Via:
    """Return by which way a receipt comes. Raises for whom the order does not go to."""
    await units.check_speaker(tx, row.unit_id or NIL)
    if await units.own_unit(tx) is not None:
        return "crew"
    check_among(tx.actor, await _answering(tx, row))
    return "desk"


async def _answering(tx: Tx, row: Any) -> set[UUID]:
    """Return the organisations that may answer an order: those of the unit, or the one ordered."""
    if row.unit_id is None:
        return {row.recipient_id}
    (unit,) = await units.several(tx, [row.unit_id]) or (None,)
    own = {unit["organisation"]["id"]} if unit else set()
    return {row.recipient_id, *own}


async def _store(tx: Tx, row: Any, standing: rules.Standing, fact: str) -> Answer:
    """Write where an order stands; the watch looks at once at what was overdue."""
    watch = rules.watch(timed(row, standing), running(row, standing), tx.now)
    await queries.set_fields(
        tx,
        row.id,
        {
            "state": standing.state,
            "receipts": standing.receipts,
            "reason": standing.reason,
            "last_word": standing.last_word,
            "ended_at": standing.ended_at,
            "late_at": watch.late_at,
            "look_at": tx.now if row.told_late else watch.look_at,
        },
    )
    return await record(tx, fact, row.id)
