"""Use cases of cameras and other sources in a meeting: bring one in, take it out.

Who brings one must be allowed to watch it; everybody in the room then sees it, and the fact says
who decided that. A restricted one, a camera or a phone, is the chair's to bring.
"""

from typing import Any
from uuid import UUID

from kernel.api import FieldError, Forbidden, Invalid, NewFact, NotFound, Tx, new_id, scopes
from video.rooms import brought_queries, policies, queries, rules, sight
from video.rooms.schemas import BringIn
from video.rooms.state import TOPIC, about_of, named, record
from video.sources import queries as sources
from video.sources import service as register
from video.sources.policies import WATCH
from video.sources.watching import SourceResting

Answer = dict[str, Any]
PLAIN = (
    "id", "room_id", "source_id", "zh", "en", "kind", "sound", "added_at", "removed_at",
    "why_removed",
)  # fmt: skip


async def bring(tx: Tx, room: UUID, body: BringIn) -> Answer:
    """Show a source to everybody in a room; one that is shown already is answered as it is.

    Raises `NotFound`, `Forbidden`, `RoomOver`, `RoomNotOpen`, `NotInRoom`, `NotChair`,
    `SourceResting`, `RoomSourcesFull`, `Invalid`.
    """
    policies.check_reads(tx.actor, room)
    row = await queries.lock(tx, room)
    if row is None:
        raise NotFound
    tx.actor.require(WATCH)
    chairs = await _check_brings(tx, row)
    source = await _usable(tx, body.source_id, chairs=chairs)
    await _check_heard(tx, row, source)
    there = await brought_queries.shown(tx, room)
    known = next((each for each in there if each.source_id == source.id), None)
    if known is not None:
        return await state_of(tx, known)
    if len(there) >= rules.MOST_SOURCES:
        raise rules.RoomSourcesFull(f"{rules.MOST_SOURCES} are shown in this room already.")
    brought = new_id()
    values = {name: getattr(source, name) for name in ("zh", "en", "kind", "sound")}
    values |= {
        "id": brought,
        "room_id": room,
        "scope_id": row.scope_id,
        "source_id": source.id,
        "organisation_id": source.organisation_id,
        "account_id": tx.actor.account_id,
        "added_by": tx.actor.card(),
        "added_at": tx.now,
    }
    await queries.insert(tx, "room_source", values)
    return await record_source(tx, "room-source.added", row, brought)


async def _check_brings(tx: Tx, room: Any) -> bool:
    """Say whether the asker chairs the room; raise unless it does, or speaks in it."""
    if room.state == "closed":
        raise rules.RoomOver
    if room.state == "planned":
        raise rules.RoomNotOpen
    if tx.actor.account_id is None:
        raise Forbidden("Only somebody with an account brings a source in.")
    me = await sight.own(tx, room)
    if policies.chairs(tx.actor, room, me):
        return True
    if me is None or me.left_at is not None:
        raise rules.NotInRoom
    if me.role == "listener":
        raise rules.NotChair("A listener brings nothing in; ask the chair to speak.")
    return False


async def _check_heard(tx: Tx, room: Any, source: Any) -> None:
    """Raise `NotChair` where somebody the chair has silenced would be heard by a source."""
    me = await sight.own(tx, room)
    if source.sound and me is not None and me.silenced:
        raise rules.NotChair("The chair has silenced you: a source with sound is the chair's.")


async def may_be_shown(tx: Tx, row: Any) -> bool:
    """Say whether who brought a source may show it still. Runs as that person."""
    source = await sources.one(tx, row.source_id)
    room = await queries.one(tx, row.room_id)
    if source is None or room is None or source.removed_at is not None or source.paused:
        return False
    return policies.chairs(tx.actor, room, await sight.own(tx, room)) or not await restricted(
        tx, source
    )


async def restricted(tx: Tx, source: Any) -> bool:
    """Say whether a source is seen by named posts alone: a camera, or what a phone shows."""
    if await scopes.label_of(tx, source.scope_id) in ("restricted", None):
        return True
    (answer,) = await register.answers(tx, [source])
    return answer["camera"] is not None and bool(answer["camera"]["restricted"])


async def of_restricted(tx: Tx, room: UUID) -> list[UUID]:
    """Return what restricted sources shown in a room are called there."""
    shown = await brought_queries.shown(tx, room)
    return [
        row.id
        for row in shown
        if (source := await sources.one(tx, row.source_id)) and await restricted(tx, source)
    ]


async def _usable(tx: Tx, source: UUID, *, chairs: bool) -> Any:
    row = await sources.one(tx, source)
    if row is None:
        raise Invalid(
            "/source_id: a source you may watch",
            errors=[FieldError("/source_id", "unknown", "a source you may watch")],
        )
    if row.removed_at is not None or row.paused:
        raise SourceResting
    if not chairs and await restricted(tx, row):
        raise rules.NotChair("What is restricted is shown to a room by its chair alone.")
    return row


async def take_out(tx: Tx, room: UUID, brought: UUID) -> Answer:
    """Show a source no longer; the chair, or who brought it. Raises `NotFound`, `NotChair`."""
    policies.check_reads(tx.actor, room)
    row = await queries.lock(tx, room)
    found = await brought_queries.one(tx, room, brought) if row is not None else None
    if row is None or found is None:
        raise NotFound
    if found.account_id != tx.actor.account_id:
        policies.check_chairs(tx.actor, row, await sight.own(tx, row))
    if found.removed_at is not None:
        return await state_of(tx, found)
    return await end(tx, row, brought, "removed")


async def end(tx: Tx, room: Any, brought: UUID, why: str) -> Answer:
    """Write down that a source is shown no longer; its picture leaves the big screen."""
    values = {"removed_at": tx.now, "why_removed": why}
    await queries.set_fields(tx, "room_source", brought, values)
    if room.main_source == brought and why != "closed":
        main = rules.next_main(await queries.present(tx, room.id))
        await queries.set_fields(tx, "room", room.id, {"main_source": main})
        await record(tx, "room.staged", room.id)
    return await record_source(tx, "room-source.removed", room, brought)


async def listed(tx: Tx, room: UUID) -> list[Answer]:
    """Return what is shown in a room now."""
    return [await state_of(tx, row) for row in await brought_queries.shown(tx, room)]


async def state_of(tx: Tx, row: Any) -> Answer:
    """Return the public state of a source in a room."""
    refs = await named(tx, [row.organisation_id])
    return {name: getattr(row, name) for name in PLAIN} | {
        "organisation": refs[row.organisation_id],
        "added_by": {"id": row.added_by["id"], "name": row.added_by["name"]},
    }


async def record_source(tx: Tx, kind: str, room: Any, brought: UUID) -> Answer:
    """Record what a source in a room has become and return its state."""
    row = await brought_queries.one(tx, room.id, brought)
    assert row is not None
    state = await state_of(tx, row)
    about = [room.id, *about_of(room)]
    fact = state | {"room_title": room.title}
    tx.record(NewFact(kind, TOPIC, brought, fact, room.scope_id, about))
    return state
