"""`/api/video/meetings`: booked meetings."""

from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from kernel.api import Page, Read, Write, changes, gives
from video.meetings import service
from video.meetings.calendar import MEDIA_TYPE, calendar_file
from video.meetings.schemas import Meeting, MeetingFilter, MeetingIn, MeetingPatch
from video.rooms.following import Follow

router = APIRouter(prefix="/api/video/meetings", tags=["video"])
FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "iCalendar (RFC 5545)",
        "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
    }
}


@router.get("", **gives(Page[Meeting]))
async def find_many(read: Read, wanted: Annotated[MeetingFilter, Query()]) -> dict[str, Any]:
    """List the meetings within sight that are not over, as they begin."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.post("", **gives(Meeting, 201, etag=True))
async def book(body: MeetingIn, write: Write) -> Response:
    """Book a meeting."""
    return await write(lambda tx: service.book(tx, body), status=201)


@router.get("/{meeting}", **gives(Meeting))
async def find(meeting: UUID, read: Read) -> dict[str, Any]:
    """Return one meeting."""
    return await read(lambda tx: service.find(tx, meeting))


@router.patch("/{meeting}", **changes(Meeting))
async def change(meeting: UUID, body: MeetingPatch, write: Write) -> Response:
    """Change a meeting; needs If-Match."""
    return await write(lambda tx: service.change(tx, meeting, body, write.if_match))


@router.post("/{meeting}/cancel", **gives(Meeting, etag=True))
async def cancel(meeting: UUID, write: Write, then: Follow) -> Response:
    """Cancel a meeting; its room closes."""
    answer = await write(lambda tx: service.cancel(tx, meeting))
    return await then(UUID(orjson.loads(answer.body)["room_id"]), answer)


@router.get("/{meeting}/calendar", responses=FILE, response_class=Response)
async def calendar(meeting: UUID, read: Read, request: Request) -> Response:
    """Return a meeting as a calendar file."""
    row = await read(lambda tx: service.seen(tx, meeting))
    base = read.runtime.settings.public_url or str(request.base_url)
    address = f"{base.rstrip('/')}/meet/{row.room_id}"
    body = calendar_file(row, address, read.runtime.clock.now())
    name = {"Content-Disposition": 'attachment; filename="meeting.ics"'}
    return Response(body, headers=name, media_type=MEDIA_TYPE)
