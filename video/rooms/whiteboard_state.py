"""The board topic `whiteboards`: how a whiteboard stands, and that something was done to it.

What is drawn lies in its table and is in no fact: who was sent out of a room still hears its topic.
Pages that hear of a new revision ask the room for it. It is a topic of its own: who lists rooms
need not hear of strokes.
"""

from typing import Any
from uuid import UUID

from kernel.api import NewFact, Tx
from video.rooms import queries, whiteboard_queries
from video.rooms.state import about_of

TOPIC = "whiteboards"
# What the timeline of an incident tells of a whiteboard.
TOLD = frozenset({"whiteboard.opened", "whiteboard.closed"})
State = dict[str, Any]
_PLAIN = ("id", "room_id", "ground", "box", "opened_at", "closed_at", "revision", "objects")
_OBJECT = ("id", "kind", "text", "colour", "width", "participant_id", "drawn_at", "place")


def whiteboard_state(row: Any, last: State | None = None) -> State:
    """Return the public state of a whiteboard; `last` is the change that made it so."""
    return {name: getattr(row, name) for name in _PLAIN} | {
        "state": "open" if row.closed_at is None else "closed",
        "opened_by": {"id": row.opened_by["id"], "name": row.opened_by["name"]},
        "last": last,
    }


def object_state(row: Any) -> State:
    """Return an object as pages draw it."""
    points = [list(pair) for pair in zip(row.points[::2], row.points[1::2], strict=True)]
    plain = {name: getattr(row, name) for name in _OBJECT}
    return plain | {"points": points, "drawn_by": row.drawn_by["name"]}


def change(*, drawn: State | None = None, erased: list[UUID] | None = None) -> State:
    """Return what one revision did; nothing drawn and nothing named as erased is all wiped."""
    wiped = drawn is None and erased is None
    return {"drawn": drawn, "erased": erased or [], "wiped": wiped}


async def shown(tx: Tx, room: UUID) -> State | None:
    """Return the whiteboard that is open in a room."""
    row = await whiteboard_queries.open_in(tx, room)
    return whiteboard_state(row) if row is not None else None


async def record(
    tx: Tx, kind: str, room: Any, whiteboard: UUID, *, last: State | None = None
) -> State:
    """Record what a whiteboard has become; return its state, with what was done for who did it."""
    row = await whiteboard_queries.one(tx, whiteboard)
    assert row is not None
    about = [room.id, *(about_of(room) if kind in TOLD else [])]
    fact = whiteboard_state(row) | {"room_title": room.title, "by": tx.actor.name}
    tx.record(NewFact(kind, TOPIC, whiteboard, fact, room.scope_id, about))
    return whiteboard_state(row, last)


async def end(tx: Tx, room: Any) -> State | None:
    """Close the whiteboard that is open in a locked room, if any."""
    row = await whiteboard_queries.open_in(tx, room.id, lock=True)
    if row is None:
        return None
    values = {"closed_at": tx.now, "closed_by": tx.actor.card()}
    await queries.set_fields(tx, "whiteboard", row.id, values)
    return await record(tx, "whiteboard.closed", room, row.id)
