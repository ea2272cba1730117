"""Use cases of whiteboards: open one, draw, erase, wipe, close.

Whoever may speak in the room draws, guests too; listeners look on. One's own one erases oneself;
what others drew the chair and who opened the whiteboard.
"""

from typing import Any
from uuid import UUID

from kernel.api import FieldError, Forbidden, Invalid, Tx, new_id
from video.rooms import people, policies, queries, sight, whiteboard_queries
from video.rooms import whiteboard_rules as rules
from video.rooms.rules import NotChair
from video.rooms.whiteboard_schemas import (
    SheetIn,
    WhiteboardEraseIn,
    WhiteboardIn,
    WhiteboardObjectIn,
)
from video.rooms.whiteboard_state import (
    change,
    end,
    object_state,
    record,
    whiteboard_state,
)

Answer = dict[str, Any]


async def view(tx: Tx, room: UUID, after: int | None) -> Answer:
    """Return what stands on the whiteboard of a room, or what changed since a revision.

    Raises `NotFound`, `Barred`.
    """
    await sight.room_within(tx, room)
    row = await whiteboard_queries.open_in(tx, room)
    if row is None:
        return {"whiteboard": None, "objects": [], "erased": []}
    drawn = await whiteboard_queries.objects(tx, row.id, after)
    gone = [] if after is None else await whiteboard_queries.erased_since(tx, row.id, after)
    return {
        "whiteboard": whiteboard_state(row),
        "objects": [object_state(each) for each in drawn],
        "erased": gone,
    }


async def open_one(tx: Tx, room: UUID, body: WhiteboardIn) -> Answer:
    """Open a whiteboard for everybody in the room; whoever speaks there by an account.

    Raises `NotFound`, `RoomOver`, `NotInRoom`, `Forbidden`, `WhiteboardOpen`, `Invalid`.
    """
    row, me = await people.present(tx, room, body.page)
    rules.check_draws(me)
    if tx.actor.account_id is None:
        raise Forbidden("Only somebody with an account opens a whiteboard.")
    box = rules.check_box(body.ground, body.box)
    await queries.lock(tx, room)
    if await whiteboard_queries.open_in(tx, room) is not None:
        raise rules.WhiteboardOpen
    whiteboard = new_id()
    values = {
        "id": whiteboard,
        "room_id": room,
        "scope_id": row.scope_id,
        "ground": body.ground,
        "box": box,
        "account_id": tx.actor.account_id,
        "opened_by": tx.actor.card(),
        "opened_at": tx.now,
    }
    await queries.insert(tx, "whiteboard", values)
    return await record(tx, "whiteboard.opened", row, whiteboard)


async def draw(tx: Tx, room: UUID, body: WhiteboardObjectIn) -> Answer:
    """Put a finished object on the whiteboard; the same id again changes nothing.

    Raises as `open_one`, `NoWhiteboard`, `WhiteboardFull`, `WhiteboardPace`.
    """
    row, me, sheet = await _drawing(tx, room, body)
    points = rules.flat(sheet.ground, body.kind, body.points, body.text)
    before = await whiteboard_queries.object_of(tx, body.id)
    if before is not None and before.participant_id == me.id:
        return whiteboard_state(sheet)
    if before is not None or body.id.version != 7:
        detail = "an id of its own (UUIDv7)"
        raise Invalid(f"/id: {detail}", errors=[FieldError("/id", "uuid7", detail)])
    counts = await whiteboard_queries.counts(tx, sheet.id, me.id, tx.now - rules.PACE)
    rules.check_room_for(standing=counts.standing, ever=counts.ever, lately=counts.lately)
    number = await whiteboard_queries.turn(tx, sheet.id)
    values = body.model_dump(include={"id", "kind", "text", "colour", "width"}) | {
        "whiteboard_id": sheet.id,
        "room_id": room,
        "scope_id": row.scope_id,
        "participant_id": me.id,
        "points": points,
        "drawn_by": tx.actor.card() | {"name": me.venue or me.name},
        "drawn_at": tx.now,
        "place": number,
        "revision": number,
    }
    await queries.insert(tx, "whiteboard_object", values)
    drawn = await whiteboard_queries.object_of(tx, body.id)
    last = change(drawn=object_state(drawn))
    return await record(tx, "whiteboard.drawn", row, sheet.id, last=last)


async def erase(tx: Tx, room: UUID, body: WhiteboardEraseIn) -> Answer:
    """Erase objects; what is gone already stays gone. Raises as `draw`, and `NotChair`."""
    row, me, sheet = await _drawing(tx, room, body)
    found = await whiteboard_queries.some(tx, sheet.id, list(dict.fromkeys(body.objects)))
    standing = [each for each in found if each.erased_at is None]
    if not standing:
        return whiteboard_state(sheet)
    if any(each.participant_id != me.id for each in standing):
        _check_keeps(tx, row, me, sheet)
    ids = [each.id for each in standing]
    number = await whiteboard_queries.turn(tx, sheet.id)
    await whiteboard_queries.erase(tx, sheet.id, ids, number)
    return await record(tx, "whiteboard.erased", row, sheet.id, last=change(erased=ids))


async def wipe(tx: Tx, room: UUID, body: SheetIn) -> Answer:
    """Erase everything; the chair, or who opened the whiteboard. Raises as `erase`."""
    row, me, sheet = await _drawing(tx, room, body)
    _check_keeps(tx, row, me, sheet)
    number = await whiteboard_queries.turn(tx, sheet.id)
    await whiteboard_queries.erase(tx, sheet.id, None, number)
    return await record(tx, "whiteboard.wiped", row, sheet.id, last=change())


async def close(tx: Tx, room: UUID, body: SheetIn) -> Answer:
    """Close the whiteboard for everybody; the chair, or who opened it. Raises as `erase`."""
    row, me, sheet = await _drawing(tx, room, body)
    _check_keeps(tx, row, me, sheet)
    closed = await end(tx, row)
    assert closed is not None
    return closed


async def _drawing(tx: Tx, room: UUID, body: SheetIn) -> tuple[Any, Any, Any]:
    """Return a room, the asker as somebody who may draw in it, and its locked whiteboard.

    Raises `NoWhiteboard` also when another one than was meant is open by now.
    """
    row, me = await people.present(tx, room, body.page)
    rules.check_draws(me)
    sheet = await whiteboard_queries.open_in(tx, room, lock=True)
    if sheet is None or sheet.id != body.whiteboard_id:
        raise rules.NoWhiteboard
    return row, me, sheet


def _check_keeps(tx: Tx, room: Any, me: Any, sheet: Any) -> None:
    """Raise `NotChair` unless the asker chairs the room or opened the whiteboard."""
    if sheet.account_id != tx.actor.account_id and not policies.chairs(tx.actor, room, me):
        raise NotChair("Only the chair and who opened the whiteboard may do this.")
