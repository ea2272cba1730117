"""`/api/maps`: the map as a file."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from gis.documents import service
from gis.documents.schemas import MapDocument, MapFilter, MapIn
from kernel.api import Page, Read, Write, gives

router = APIRouter(prefix="/api/maps", tags=["maps"])


@router.get("", **gives(Page[MapDocument]))
async def find_many(read: Read, wanted: Annotated[MapFilter, Query()]) -> dict[str, Any]:
    """List one's own map documents, latest first."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.post("", **gives(MapDocument, 202))
async def begin(body: MapIn, write: Write) -> Response:
    """Have a map drawn in the background; done, `file_id` is at `/api/files` for a week."""
    return await write(lambda tx: service.begin(tx, body), status=202)


@router.get("/{document_id}", **gives(MapDocument))
async def find(document_id: UUID, read: Read) -> dict[str, Any]:
    """Return one map document: its state and progress."""
    return await read(lambda tx: service.show(tx, document_id))


@router.post("/{document_id}/cancel", **gives(MapDocument))
async def cancel(document_id: UUID, write: Write) -> Response:
    """Give a map document up before it is done."""
    return await write(lambda tx: service.cancel(tx, document_id))


@router.delete("/{document_id}", status_code=204)
async def remove(document_id: UUID, write: Write) -> Response:
    """Throw a map document and its file away."""
    return await write(lambda tx: service.remove(tx, document_id))
