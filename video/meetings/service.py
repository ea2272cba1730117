"""Use cases of meetings: book, find, change, cancel, remind."""

from typing import Any
from uuid import UUID

from kernel.api import NewFact, NotFound, Tx, journal, merging, new_id, paging
from registry.api import instant
from video.meetings import queries, rules
from video.meetings.schemas import MeetingFilter, MeetingIn, MeetingPatch
from video.rooms import policies, sight
from video.rooms import queries as rooms
from video.rooms import service as room_service
from video.rooms.schemas import InviteIn, RoomIn
from video.rooms.state import about_of, named

TOPIC = "meetings"
Answer = dict[str, Any]
_PLAIN = (
    "id", "room_id", "room_state", "title", "agenda", "state", "incident_id", "venues",
    "starts_at", "ends_at", "reminder_minutes", "booked_at",
)  # fmt: skip
OWN_FIELDS = ("title", "agenda", "starts_at", "ends_at", "reminder_minutes")


async def book(tx: Tx, body: MeetingIn) -> Answer:
    """Book a meeting: a room is planned for it, which opens as the chair enters."""
    tx.actor.require(policies.MANAGE)
    rules.check_times(body.starts_at, body.ends_at, tx.now)
    wish = body.model_dump(include={"title", "venues", "incident_id", "posts"})
    room = await room_service.make(tx, RoomIn(**wish), state="planned")
    row = await rooms.one(tx, room["id"])
    assert row is not None
    meeting = new_id()
    values = body.model_dump(include=set(OWN_FIELDS)) | {
        "id": meeting,
        "room_id": row.id,
        "scope_id": row.scope_id,
        "state": "booked",
        "remind_at": rules.remind_at(body.starts_at, body.reminder_minutes, tx.now),
        "booked_by": tx.actor.card(),
        "booked_at": tx.now,
    }
    await rooms.insert(tx, "meeting", values)
    return await record(tx, "meeting.booked", meeting)


async def find_many(tx: Tx, wanted: MeetingFilter) -> Answer:
    """Return a page of the meetings within sight, as they begin."""
    tx.actor.require(policies.READ)
    key = paging.key_of(wanted.cursor, instant, UUID)
    rows = await queries.listed(
        tx, wanted.since or tx.now, after=(key[0], key[1]) if key else None, limit=wanted.limit
    )
    refs = await named(tx, [row.organisation_id for row in rows])
    items = [_state(row, refs) for row in rows]
    return paging.page(items, wanted.limit, lambda item: (item["starts_at"], item["id"]))


async def find(tx: Tx, meeting: UUID) -> Answer:
    """Return one meeting within sight. Raises `NotFound`."""
    row = await seen(tx, meeting)
    refs = await named(tx, [row.organisation_id])
    return _state(row, refs) | {"version": await journal.version_of(tx, meeting)}


async def seen(tx: Tx, meeting: UUID) -> Any:
    """Return the row of a meeting within sight. Raises `NotFound`."""
    tx.actor.require(policies.READ)
    row = await queries.one(tx, meeting)
    if row is None:
        raise NotFound
    return row


async def change(tx: Tx, meeting: UUID, body: MeetingPatch, base: int | None) -> Answer:
    """Change a meeting; fields that others changed meanwhile are not overwritten."""
    row = await _booked(tx, meeting)
    changes = body.changes()
    await merging.check_base(tx, meeting, base, changes)
    values = {name: changes[name] for name in OWN_FIELDS if name in changes}
    starts_at = values.get("starts_at", row.starts_at)
    rules.check_times(starts_at, values.get("ends_at", row.ends_at), tx.now)
    if {"starts_at", "reminder_minutes"} & values.keys():
        minutes = values.get("reminder_minutes", row.reminder_minutes)
        values["remind_at"] = rules.remind_at(starts_at, minutes, tx.now)
    await rooms.set_fields(tx, "meeting", meeting, values | {"sequence": row.sequence + 1})
    if "title" in values:
        await rooms.set_fields(tx, "room", row.room_id, {"title": values["title"]})
    if changes.get("venues"):
        await room_service.invite(tx, row.room_id, InviteIn(venues=changes["venues"]))
    return await record(tx, "meeting.changed", meeting)


async def cancel(tx: Tx, meeting: UUID) -> Answer:
    """Cancel a meeting; its room closes. One that was cancelled stays so."""
    row = await _locked(tx, meeting)
    if row.state == "cancelled":
        return await find(tx, meeting)
    if row.state == "held":
        raise rules.MeetingOver
    values = {"state": "cancelled", "remind_at": None, "sequence": row.sequence + 1}
    await rooms.set_fields(tx, "meeting", meeting, values)
    if row.room_state != "closed":
        await room_service.close(tx, row.room_id)
    return await record(tx, "meeting.cancelled", meeting)


async def _booked(tx: Tx, meeting: UUID) -> Any:
    row = await _locked(tx, meeting)
    if row.state != "booked" or row.room_state == "closed":
        raise rules.MeetingOver
    return row


async def _locked(tx: Tx, meeting: UUID) -> Any:
    """Return a locked meeting whose room the asker chairs. Raises `NotFound`, `NotChair`."""
    tx.actor.require(policies.READ)
    row = await queries.lock(tx, meeting)
    if row is None:
        raise NotFound
    room = await rooms.one(tx, row.room_id)
    policies.check_chairs(tx.actor, room, await sight.own(tx, room))
    return row


def _state(row: Any, refs: Any) -> Answer:
    return {name: getattr(row, name) for name in _PLAIN} | {
        "organisation": refs[row.organisation_id],
        "reminded": row.remind_at is None and row.reminder_minutes > 0,
        "booked_by": {"id": row.booked_by["id"], "name": row.booked_by["name"]},
    }


async def record(tx: Tx, kind: str, meeting: UUID) -> Answer:
    """Record what a meeting has become and return its state."""
    row = await queries.one(tx, meeting)
    assert row is not None
    state = _state(row, await named(tx, [row.organisation_id]))
    about = [row.room_id, *about_of(row)]
    tx.record(NewFact(kind, TOPIC, meeting, state, row.scope_id, about))
    return state | {"version": await journal.version_after(tx, meeting)}


def gone(tx: Tx, row: Any) -> None:
    """Take a meeting off the boards."""
    tx.record(NewFact("meeting.cleared", TOPIC, row.id, None, row.scope_id))
