"""`/api/messages`: talk about any subject."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from kernel.api import Page, Read, Write, gives
from messages.talks import service
from messages.talks.schemas import MessageFilter, MessageIn, TalkMessage

router = APIRouter(prefix="/api/messages", tags=["messages"])


@router.get("", **gives(Page[TalkMessage]))
async def find_many(read: Read, wanted: Annotated[MessageFilter, Query()]) -> dict[str, Any]:
    """List what was said about a subject, newest first; `after` what is new, oldest first."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.post("", **gives(TalkMessage, 201))
async def say(body: MessageIn, write: Write) -> Response:
    """Send words and files about a subject."""
    return await write(lambda tx: service.say(tx, body), status=201)
