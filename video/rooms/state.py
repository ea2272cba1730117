"""The board topic `rooms`: what screens show of a room, its people, calls and decisions."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from kernel.api import NewFact, Tx
from registry.api import organisations, place_state
from video.rooms import queries, roll_queries

TOPIC = "rooms"
# What the timeline of an incident tells of a room; who counts its people looks at the room.
TOLD = frozenset({"room.planned", "room.opened", "room.invited", "room.closed"})
State = dict[str, Any]
Refs = Mapping[UUID, State]
_ROOM = (
    "id", "title", "state", "sight", "incident_id", "venues", "locked", "layout", "main_source",
    "present", "recording", "created_at", "opened_at", "closed_at",
)  # fmt: skip
_PARTICIPANT = (
    "id", "room_id", "account_id", "name", "venue", "role", "page", "screen_id", "microphone",
    "camera", "sharing", "silenced", "hand_at", "barred", "entered_at", "left_at", "why_left",
)  # fmt: skip


def room_state(row: Any, refs: Refs, call: State | None) -> State:
    """Return the public state of a room; `call` is the roll call that runs."""
    return {name: getattr(row, name) for name in _ROOM} | {
        "organisation": refs[row.organisation_id],
        "made_by": {"id": row.made_by["id"], "name": row.made_by["name"]},
        "roll_call": call,
        "meeting": _meeting(row),
    }


def _meeting(row: Any) -> State | None:
    if row.meeting_id is None:
        return None
    times = {name: getattr(row, name) for name in ("starts_at", "ends_at", "agenda")}
    return {"id": row.meeting_id} | times


def participant_state(row: Any, refs: Refs) -> State:
    """Return the public state of a participant."""
    return {name: getattr(row, name) for name in _PARTICIPANT} | {
        "kind": "guest" if row.guest_id else "account",
        "organisation": refs.get(row.organisation_id),
        "place": place_state(row),
    }


async def named(tx: Tx, ids: Iterable[UUID | None]) -> Refs:
    """Return the short forms of organisations."""
    return await organisations.refs(tx, list({each for each in ids if each is not None}))


async def shown(tx: Tx, row: Any) -> State:
    """Return the public state of a room as it stands."""
    refs = await named(tx, [row.organisation_id])
    return room_state(row, refs, await roll_queries.running(tx, row.id))


async def record(tx: Tx, kind: str, room: UUID) -> State:
    """Record what a room has become and return its state."""
    row = await queries.one(tx, room)
    assert row is not None
    state = await shown(tx, row)
    about = about_of(row) if kind in TOLD else []
    tx.record(NewFact(kind, TOPIC, room, state, row.scope_id, about))
    return state


async def record_participant(
    tx: Tx, kind: str, room: Any, participant: UUID, *, told: bool = False
) -> State:
    """Record what somebody in a room has become; `told` puts it on the incident's timeline."""
    row = await queries.participant(tx, room.id, participant)
    assert row is not None
    state = participant_state(row, await named(tx, [row.organisation_id]))
    about = [room.id, *(about_of(room) if told else [])]
    fact = state | {"room_title": room.title}
    tx.record(NewFact(kind, TOPIC, participant, fact, room.scope_id, about))
    return state


def about_of(room: Any) -> list[UUID]:
    """Return what a room is about: its incident, which whoever sees the room sees too."""
    return [room.incident_id] if room.incident_id else []
