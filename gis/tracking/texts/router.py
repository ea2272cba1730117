"""`/api/devices/{id}/text`: texts to the screen in the vehicle."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from gis.tracking.texts import service
from gis.tracking.texts.schemas import Text, TextFilter, TextIn
from kernel.api import Page, Read, Write, gives

router = APIRouter(prefix="/api/devices/{device_id}", tags=["devices"])


@router.post("/text", **gives(Text, 201))
async def send(device_id: UUID, body: TextIn, write: Write) -> Response:
    """Send a text to a device; it is kept until the device answers or its time is over."""
    return await write(lambda tx: service.write(tx, device_id, body), status=201)


@router.get("/texts", **gives(Page[Text]))
async def find_many(
    device_id: UUID, read: Read, wanted: Annotated[TextFilter, Query()]
) -> dict[str, Any]:
    """List the texts to a device, the newest first, with what became of them."""
    return await read(lambda tx: service.find_many(tx, device_id, wanted))
