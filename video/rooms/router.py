"""`/api/video/rooms`: rooms, their stage, their record."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from kernel.api import Page, Read, Tx, Write, gives
from messages.api import TalkMessage
from video.rooms import brought, records, rolls, service
from video.rooms.following import Follow
from video.rooms.schemas import (
    Attendance,
    BringIn,
    ChatFilter,
    ChatIn,
    Decision,
    DecisionIn,
    InviteIn,
    RollCall,
    Room,
    RoomFilter,
    RoomIn,
    RoomSource,
    RoomView,
    StageIn,
)

router = APIRouter(prefix="/api/video/rooms", tags=["video"])


@router.get("", **gives(Page[Room]))
async def find_many(read: Read, wanted: Annotated[RoomFilter, Query()]) -> dict[str, Any]:
    """List the rooms within sight, newest first."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.post("", **gives(Room, 201))
async def make(body: RoomIn, write: Write) -> Response:
    """Make a room and open it."""
    return await write(lambda tx: service.make(tx, body), status=201)


@router.get("/{room}", **gives(RoomView))
async def view(room: UUID, read: Read) -> dict[str, Any]:
    """Return a room, who is in it, and as whom one is there oneself."""
    return await read(lambda tx: service.view(tx, room))


@router.post("/{room}/stage", **gives(Room))
async def set_stage(room: UUID, body: StageIn, write: Write, then: Follow) -> Response:
    """Lock, lay out, put somebody on the big screen; the chair, for everybody."""
    return await then(room, await write(lambda tx: service.set_stage(tx, room, body)))


@router.post("/{room}/venues", **gives(Room))
async def invite(room: UUID, body: InviteIn, write: Write) -> Response:
    """Invite venues; they see the room from now on."""
    return await write(lambda tx: service.invite(tx, room, body))


@router.post("/{room}/sources", **gives(RoomSource, 201))
async def bring(room: UUID, body: BringIn, write: Write, then: Follow) -> Response:
    """Show a camera or another source one may watch to everybody in the room."""
    return await then(room, await write(lambda tx: brought.bring(tx, room, body), status=201))


@router.delete("/{room}/sources/{source}", **gives(RoomSource))
async def take_out(room: UUID, source: UUID, write: Write, then: Follow) -> Response:
    """Show a source of the room no longer."""
    return await then(room, await write(lambda tx: brought.take_out(tx, room, source)))


@router.post("/{room}/close", **gives(Room))
async def close(room: UUID, write: Write, then: Follow) -> Response:
    """Close a room: everybody is out."""
    return await then(room, await write(lambda tx: service.close(tx, room)))


@router.get("/{room}/roll-calls", **gives(Page[RollCall]))
async def roll_calls(room: UUID, read: Read) -> dict[str, Any]:
    """List the roll calls of a room, newest first."""
    return await read(lambda tx: rolls.find_many(tx, room))


@router.post("/{room}/roll-calls", **gives(RollCall, 201))
async def call(room: UUID, write: Write) -> Response:
    """Call the venues."""

    async def started(tx: Tx) -> dict[str, Any]:
        return await rolls.start(tx, await service.chaired(tx, room))

    return await write(started, status=201)


@router.post("/{room}/roll-calls/finish", **gives(RollCall))
async def finish(room: UUID, write: Write) -> Response:
    """End the roll call: who has not answered is absent."""

    async def finished(tx: Tx) -> dict[str, Any]:
        return await rolls.finish(tx, await service.chaired(tx, room))

    return await write(finished)


@router.get("/{room}/decisions", **gives(Page[Decision]))
async def decisions(room: UUID, read: Read) -> dict[str, Any]:
    """List what the meeting decided, in its order."""
    return await read(lambda tx: records.decisions(tx, room))


@router.post("/{room}/decisions", **gives(Decision, 201))
async def decide(room: UUID, body: DecisionIn, write: Write) -> Response:
    """Write a decision down; chair or recorder."""
    return await write(lambda tx: records.decide(tx, room, body), status=201)


@router.get("/{room}/attendance", **gives(Page[Attendance]))
async def attendance(room: UUID, read: Read) -> dict[str, Any]:
    """List who was in the room, and when."""
    return await read(lambda tx: records.attendance(tx, room))


@router.get("/{room}/messages", **gives(Page[TalkMessage]))
async def said(room: UUID, read: Read, wanted: Annotated[ChatFilter, Query()]) -> dict[str, Any]:
    """List what was written in the room, newest first; `after` what is new, oldest first."""
    return await read(lambda tx: records.said(tx, room, wanted))


@router.post("/{room}/messages", **gives(TalkMessage, 201))
async def say(room: UUID, body: ChatIn, write: Write) -> Response:
    """Write to everybody in the room."""
    return await write(lambda tx: records.say(tx, room, body), status=201)
