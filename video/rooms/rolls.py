"""Use cases of roll calls 点名: the chair calls, venues answer by a key, the record is kept."""

from typing import Any
from uuid import UUID

from kernel.api import NewFact, Tx, new_id
from video.rooms import queries, roll_queries, rules, sight
from video.rooms.state import TOPIC, about_of, named, record

Answer = dict[str, Any]
# A meeting calls its venues a few times.
MOST_CALLS = 50
# So many names fit into a state; the record has all.
MOST_MISSING = 40


async def start(tx: Tx, room: Any) -> Answer:
    """Call the venues of a locked room; a wall that listens in is no venue.

    Raises `RollCallRunning`.
    """
    if await roll_queries.running(tx, room.id):
        raise rules.RollCallRunning
    present = [each for each in await queries.present(tx, room.id) if each.role != "listener"]
    there = {each.organisation_id for each in present} - {None}
    expected = rules.expected(room.venues, there, room.organisation_id)
    call = new_id()
    values = {
        "id": call,
        "room_id": room.id,
        "scope_id": room.scope_id,
        "called_by": tx.actor.card(),
        "started_at": tx.now,
    }
    await queries.insert(tx, "roll_call", values)
    await roll_queries.begin(tx, call, room, expected)
    return await _record(tx, "roll-call.started", room, call)


async def answer(tx: Tx, room: Any, participant: Any) -> Answer:
    """Answer for a venue; the last answer ends the call. Raises `NoRollCall`."""
    running = await roll_queries.running(tx, room.id)
    organisation = participant.organisation_id
    if running is None or organisation is None:
        raise rules.NoRollCall
    if not await roll_queries.answer(tx, running["id"], organisation, participant.name):
        raise rules.NoRollCall("This roll call does not call your venue.")
    return await _record(tx, "roll-call.answered", room, running["id"])


async def finish(tx: Tx, room: Any) -> Answer:
    """End the running call of a locked room: who has not answered is absent."""
    done = await finish_running(tx, room)
    if done is None:
        raise rules.NoRollCall("No roll call is running.")
    return done


async def finish_running(tx: Tx, room: Any) -> Answer | None:
    """End the running call of a locked room, None when none runs."""
    running = await roll_queries.running(tx, room.id)
    if running is None:
        return None
    await queries.set_fields(tx, "roll_call", running["id"], {"finished_at": tx.now})
    return await _record(tx, "roll-call.finished", room, running["id"])


async def find_many(tx: Tx, room: UUID) -> Answer:
    """Return the roll calls of a room, newest first. Raises `NotFound`, `Barred`."""
    await sight.room_within(tx, room)
    rows = await roll_queries.of_room(tx, room, MOST_CALLS)
    return {"items": await answers(tx, [row.id for row in rows]), "next": None}


async def answers(tx: Tx, calls: list[UUID]) -> list[Answer]:
    """Return roll calls with all entries, in the order asked."""
    entries = await roll_queries.entries(tx, calls)
    refs = await named(tx, [each.organisation_id for each in entries])
    found = []
    for call in calls:
        row = await roll_queries.one(tx, call)
        assert row is not None
        found.append(
            {
                "id": row.id,
                "room_id": row.room_id,
                "started_at": row.started_at,
                "finished_at": row.finished_at,
                "called_by": row.called_by["name"],
                "entries": [
                    {
                        "organisation": refs[each.organisation_id],
                        "present": each.present,
                        "answered_at": each.answered_at,
                        "answered_by": each.answered_by,
                    }
                    for each in entries
                    if each.roll_call_id == call
                ],
            }
        )
    return found


async def _record(tx: Tx, kind: str, room: Any, call: UUID) -> Answer:
    """Tell boards how a call stands: figures and who is missing."""
    (whole,) = await answers(tx, [call])
    missing = [each["organisation"] for each in whole["entries"] if not each["answered_at"]]
    state = {name: value for name, value in whole.items() if name != "entries"} | {
        "room_title": room.title,
        "expected": len(whole["entries"]),
        "answered": len(whole["entries"]) - len(missing),
        "missing": [{"zh": each["zh"], "en": each["en"]} for each in missing[:MOST_MISSING]],
    }
    about = [room.id, *(about_of(room) if kind != "roll-call.answered" else [])]
    tx.record(NewFact(kind, TOPIC, call, state, room.scope_id, about))
    await record(tx, "room.counted", room.id)
    return whole
