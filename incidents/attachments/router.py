"""HTTP of attachments."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from incidents.attachments import service
from incidents.attachments.schemas import Attachment, AttachmentIn
from kernel.api import Page, Read, Write, gives

router = APIRouter(prefix="/api/incidents/{incident}/attachments", tags=["incidents"])


@router.get("", **gives(Page[Attachment]))
async def of_incident(incident: UUID, read: Read) -> dict[str, Any]:
    """Return the files of an incident and of its reports."""
    return {"items": await read(lambda tx: service.of_incident(tx, incident)), "next": None}


@router.post("", **gives(Attachment, 201))
async def add(incident: UUID, body: AttachmentIn, write: Write) -> Response:
    """Hang a file that was uploaded before on an incident."""
    return await write(lambda tx: service.add_to_incident(tx, incident, body), status=201)
