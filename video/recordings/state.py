"""The board topics `recordings` (of rooms) and `source-recordings`: what screens show of each."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from kernel.api import NewFact, Tx
from registry.api import organisations
from video.recordings import queries
from video.rooms import queries as room_queries
from video.rooms import state as room_state

# Whoever looks into rooms may not watch cameras, and the other way round: a topic each.
OF_ROOMS, OF_SOURCES = "recordings", "source-recordings"
State = dict[str, Any]
PLAIN = (
    "id", "title", "room_id", "source_id", "incident_id", "state", "fault", "started_at", "ends_at",
    "ended_at", "why_ended", "held", "held_reason", "bytes", "frames", "segments", "tracks",
    "erased_at", "erased_reason",
)  # fmt: skip
# What the timeline of an incident tells.
TOLD = frozenset({"recording.started", "recording.stopped", "recording.failed", "recording.erased"})


def state_of(row: Any, refs: Mapping[UUID, State]) -> State:
    """Return the public state of a recording."""
    return {name: getattr(row, name) for name in PLAIN} | {
        "kind": "room" if row.room_id is not None else "source",
        "organisation": refs[row.organisation_id],
        "started_by": _person(row.started_by),
        "ended_by": _person(row.ended_by),
        "erased_by": _person(row.erased_by),
    }


def _person(card: Mapping[str, Any] | None) -> State | None:
    return None if card is None else {"id": card["id"], "name": card["name"]}


def topic_of(row: Any) -> str:
    """Return the topic on which a recording is told of."""
    return OF_ROOMS if row.room_id is not None else OF_SOURCES


async def record(tx: Tx, kind: str, recording: UUID) -> State:
    """Record what a recording has become and return its state."""
    row = await queries.one(tx, recording)
    assert row is not None
    state = state_of(row, await organisations.refs(tx, [row.organisation_id]))
    about = [row.room_id or row.source_id]
    if row.incident_id is not None and kind in TOLD:
        about.append(row.incident_id)
    tx.record(NewFact(kind, topic_of(row), recording, state, row.scope_id, about))
    return state


async def mark_room(tx: Tx, room: UUID, recording: State | None) -> None:
    """Show everybody in a room that it is recorded, or no longer."""
    card = None
    if recording is not None:
        card = {"id": recording["id"], "fault": recording["fault"]}
        card["started_at"] = recording["started_at"].isoformat()
        card["id"] = str(card["id"])
    await room_queries.set_fields(tx, "room", room, {"recording": card})
    await room_state.record(tx, "room.recorded", room)
