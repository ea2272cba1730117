"""What a meeting leaves behind: decisions, attendance, words."""

from typing import Any
from uuid import UUID

from kernel.api import NewFact, NotFound, Tx, new_id
from messages.api import MessageFilter, talks
from video.rooms import policies, queries, record_queries, service, sight
from video.rooms.schemas import ChatFilter, ChatIn, DecisionIn
from video.rooms.state import TOPIC, about_of, named

Answer = dict[str, Any]
# Sixty venues that come and go a few times each.
MOST_SPANS = 1_000
MOST_DECISIONS = 200


async def decide(tx: Tx, room: UUID, body: DecisionIn) -> Answer:
    """Write down what the meeting decided; it stands on the incident's timeline."""
    row = await _minuted(tx, room)
    decision = new_id()
    values = {
        "id": decision,
        "room_id": room,
        "scope_id": row.scope_id,
        "text": body.text,
        "decided_by": tx.actor.card(),
        "decided_at": tx.now,
    }
    await queries.insert(tx, "decision", values)
    state = _decision(row, decision, body.text, {"by": tx.actor.name, "at": tx.now})
    about = [room, *about_of(row)]
    tx.record(NewFact("decision.made", TOPIC, decision, state, row.scope_id, about))
    return state


async def _minuted(tx: Tx, room: UUID) -> Any:
    """Return a room in which the asker keeps the minutes: its recorder, or the chair."""
    row = await queries.one(tx, room)
    me = await sight.own(tx, row) if row is not None else None
    if me is not None and me.role == "recorder" and me.left_at is None:
        return row
    return await service.chaired(tx, room)


def _decision(room: Any, decision: UUID, text: str, made: Answer) -> Answer:
    return {
        "id": decision,
        "room_id": room.id,
        "room_title": room.title,
        "text": text,
        "decided_by": made["by"],
        "decided_at": made["at"],
    }


async def decisions(tx: Tx, room: UUID) -> Answer:
    """Return what a meeting decided, in its order. Raises `NotFound`, `Barred`."""
    row = await sight.room_within(tx, room)
    rows = await record_queries.decisions(tx, room, MOST_DECISIONS)
    items = [
        _decision(row, each.id, each.text, {"by": each.decided_by["name"], "at": each.decided_at})
        for each in rows
    ]
    return {"items": items, "next": None}


async def attendance(tx: Tx, room: UUID) -> Answer:
    """Return who was in a room and when. Raises `NotFound`, `Barred`."""
    await sight.room_within(tx, room)
    rows = await queries.attendance(tx, room, MOST_SPANS)
    refs = await named(tx, [row.organisation_id for row in rows])
    names = ("participant_id", "name", "venue", "entered_at", "left_at", "why_left")
    items = [
        {name: getattr(row, name) for name in names}
        | {"organisation": refs.get(row.organisation_id)}
        for row in rows
    ]
    return {"items": items, "next": None}


async def say(tx: Tx, room: UUID, body: ChatIn) -> Answer:
    """Send words to everybody in the room. Raises `NotFound`, `Barred`, `Invalid`."""
    policies.check_enters(tx.actor, room)
    row = await sight.room_within(tx, room)
    if row.state == "closed":
        raise NotFound
    return await talks.send(tx, room, row.scope_id, text=body.text, attached=body.files)


async def said(tx: Tx, room: UUID, wanted: ChatFilter) -> Answer:
    """Return what was said in a room. Raises `NotFound`, `Barred`."""
    await sight.room_within(tx, room)
    return await talks.listed(tx, MessageFilter(about=room, **wanted.model_dump()))
