"""`/api/video/recordings`: recordings, their tracks and files, what happened meanwhile."""

from typing import Annotated, Any
from uuid import UUID

import anyio.to_thread
from fastapi import APIRouter, Query
from starlette.responses import Response

from kernel.api import Page, Read, RuntimeDep, Tx, Write, gives
from video.recordings import service, shelf, story
from video.recordings.following import Follow
from video.recordings.schemas import (
    EraseIn,
    HoldIn,
    RecordedWhiteboard,
    Recording,
    RecordingFilter,
    RecordingIn,
    RecordingView,
)

router = APIRouter(prefix="/api/video/recordings", tags=["video"])


@router.get("", **gives(Page[Recording]))
async def find_many(read: Read, wanted: Annotated[RecordingFilter, Query()]) -> dict[str, Any]:
    """List the recordings within sight, newest first."""
    settings = read.runtime.settings
    return await read(lambda tx: service.find_many(tx, wanted, settings))


@router.post("", **gives(Recording, 201))
async def start(body: RecordingIn, write: Write, runtime: RuntimeDep, then: Follow) -> Response:
    """Record a room, or a source for so many minutes."""
    await anyio.to_thread.run_sync(shelf.check_room, runtime.settings)
    return await then(await write(lambda tx: service.start(tx, body), status=201))


@router.get("/{recording}", **gives(RecordingView))
async def view(recording: UUID, read: Read) -> dict[str, Any]:
    """Return a recording with its tracks, files and chapters."""
    return await read(lambda tx: service.view(tx, recording, read.runtime.settings))


@router.get("/{recording}/whiteboards", **gives(Page[RecordedWhiteboard]))
async def whiteboards(recording: UUID, read: Read) -> dict[str, Any]:
    """List the whiteboards of the room meanwhile, with the moments of each thing on them."""

    async def found(tx: Tx) -> dict[str, Any]:
        row = await service.kept(tx, recording)
        return {"items": await story.whiteboards_of(tx, row), "next": None}

    return await read(found)


@router.post("/{recording}/stop", **gives(Recording))
async def stop(recording: UUID, write: Write, then: Follow) -> Response:
    """End a recording."""
    return await then(await write(lambda tx: service.stop(tx, recording)))


@router.post("/{recording}/hold", **gives(Recording))
async def hold(recording: UUID, body: HoldIn, write: Write) -> Response:
    """Keep a recording whatever its age, or let it go its way again."""
    return await write(lambda tx: service.hold(tx, recording, body))


@router.post("/{recording}/erase", **gives(Recording))
async def erase(recording: UUID, body: EraseIn, write: Write) -> Response:
    """Erase the files of a recording; that it was there, and why it went, stays."""
    return await write(lambda tx: service.erase(tx, recording, body))
