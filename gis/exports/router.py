"""`/api/exports`: features of a layer as a file."""

from contextlib import AbstractAsyncContextManager
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from gis.exports import service, writer
from gis.exports.answering import FILE, answered
from gis.exports.schemas import Export, ExportFilter, ExportIn, ExportQuery
from kernel.api import Page, Read, Tx, Write, gives

router = APIRouter(prefix="/api/exports", tags=["exports"])


@router.get("", **gives(Page[Export]))
async def find_many(read: Read, wanted: Annotated[ExportFilter, Query()]) -> dict[str, Any]:
    """List one's own exports, latest first."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.post("", **gives(Export, 201))
async def begin(body: ExportIn, write: Write) -> Response:
    """Have a file written in the background; done, `file_id` is at `/api/files` for a day."""
    return await write(lambda tx: service.begin(tx, body), status=201)


@router.get("/file", responses=FILE, response_class=Response)
async def at_once(read: Read, query: Annotated[ExportQuery, Query()]) -> Response:
    """Return up to 5,000 features as a file, at once."""
    layer, selection = await read(lambda tx: service.at_once(tx, query))

    def reading() -> AbstractAsyncContextManager[Tx]:
        return read.runtime.db.reading(read.actor)

    file = writer.written(read.runtime, layer, selection, reading=reading, heard=_on)
    return await answered(file, layer.code, selection.format)


async def _on(_: int) -> bool:
    return True


@router.get("/{export_id}", **gives(Export))
async def find(export_id: UUID, read: Read) -> dict[str, Any]:
    """Return one export: its state and progress."""
    return await read(lambda tx: service.show(tx, export_id))


@router.post("/{export_id}/cancel", **gives(Export))
async def cancel(export_id: UUID, write: Write) -> Response:
    """Give an export up before it is done."""
    return await write(lambda tx: service.cancel(tx, export_id))
