"""`/api/video/rooms/{room}/whiteboard`: what people in a room draw together."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from kernel.api import Read, Write, gives
from video.rooms import whiteboard
from video.rooms.whiteboard_schemas import (
    SheetIn,
    Whiteboard,
    WhiteboardEraseIn,
    WhiteboardFilter,
    WhiteboardIn,
    WhiteboardObjectIn,
    WhiteboardView,
)

router = APIRouter(prefix="/api/video/rooms/{room}/whiteboard", tags=["video"])


@router.get("", **gives(WhiteboardView))
async def view(
    room: UUID, read: Read, wanted: Annotated[WhiteboardFilter, Query()]
) -> dict[str, Any]:
    """Return what stands on the whiteboard, or what changed since a revision."""
    return await read(lambda tx: whiteboard.view(tx, room, wanted.after))


@router.post("", **gives(Whiteboard, 201))
async def open_one(room: UUID, body: WhiteboardIn, write: Write) -> Response:
    """Open a whiteboard for everybody in the room."""
    return await write(lambda tx: whiteboard.open_one(tx, room, body), status=201)


@router.post("/objects", **gives(Whiteboard, 201))
async def draw(room: UUID, body: WhiteboardObjectIn, write: Write) -> Response:
    """Put a finished object on it."""
    return await write(lambda tx: whiteboard.draw(tx, room, body), status=201)


@router.post("/erase", **gives(Whiteboard))
async def erase(room: UUID, body: WhiteboardEraseIn, write: Write) -> Response:
    """Erase objects: one's own; the chair, and who opened it, any."""
    return await write(lambda tx: whiteboard.erase(tx, room, body))


@router.post("/wipe", **gives(Whiteboard))
async def wipe(room: UUID, body: SheetIn, write: Write) -> Response:
    """Erase everything; the chair, or who opened it."""
    return await write(lambda tx: whiteboard.wipe(tx, room, body))


@router.post("/close", **gives(Whiteboard))
async def close(room: UUID, body: SheetIn, write: Write) -> Response:
    """Close it for everybody; the chair, or who opened it."""
    return await write(lambda tx: whiteboard.close(tx, room, body))
