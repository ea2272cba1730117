"""The board topic `tasks`: what screens show of an order."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from command.tasks import queries, rules
from incidents.api import clock_table
from kernel.api import NIL, NewFact, Tx, journal
from registry.api import place_state

TOPIC = "tasks"
State = dict[str, Any]


def standing_of(row: Any) -> rules.Standing:
    """Return an order as the rules see it."""
    return rules.Standing(row.state, row.receipts, row.ended_at, row.reason, row.last_word)


def timed(row: Any, task: rules.Standing) -> rules.Timed:
    """Return what chooses and stops the clocks of an order that stands so now."""
    return rules.Timed(
        task, row.event_class, row.grade, row.due_at, tuple(row.told_late), row.reminded
    )


def running(row: Any, task: rules.Standing) -> list[State]:
    """Return the clocks of an order."""
    return rules.clocks(clock_table(), timed(row, task))


def state_of(row: Any) -> State:
    """Return the public state of an order."""
    unit = None if row.unit_id is None else {"id": row.unit_id, "call_sign": row.call_sign}
    return {
        "id": row.id,
        "incident": {"id": row.incident_id, "number": row.incident_number},
        "text": row.text,
        "place": place_state(row),
        "address": row.address,
        "unit": unit,
        "organisation": _ref(row, "recipient", row.recipient_id),
        "urgent": row.urgent,
        "origin": row.origin,
        "ordered_at": row.ordered_at,
        "ordered_by": row.ordered_by["name"],
        "orderer": _ref(row, "orderer", row.organisation_id),
        "due_at": row.due_at,
        "state": row.state,
        "receipts": row.receipts,
        "reason": row.reason,
        "last_word": row.last_word,
        "ended_at": row.ended_at,
        "clocks": running(row, standing_of(row)),
        "reminders": row.reminded,
        "drill": None if row.drill == NIL else row.drill,
    }


def _ref(row: Any, prefix: str, identity: UUID) -> State:
    return {"id": identity} | {name: getattr(row, f"{prefix}_{name}") for name in _NAMES}


_NAMES: Sequence[str] = ("code", "zh", "en")


async def record(tx: Tx, kind: str, task: UUID, *, gone: bool = False) -> State:
    """Record what an order has become and return its state; `gone` takes it off the boards."""
    row = await queries.one(tx, task)
    assert row is not None
    state = state_of(row)
    about = [each for each in (row.incident_id, row.unit_id) if each is not None]
    tx.record(NewFact(kind, TOPIC, task, None if gone else state, row.scope_id, about))
    return state | {"version": await journal.version_after(tx, task)}
