"""`/api/drawings`: plotting, and the symbols points may carry."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from gis.drawings import export, service, symbols
from gis.drawings.schemas import (
    Drawing,
    DrawingFilter,
    DrawingIn,
    DrawingPatch,
    ExportQuery,
    PutBackIn,
    SymbolSet,
)
from gis.exports.answering import FILE, answered
from kernel.api import Page, Read, Tx, Write, changes, gives

router = APIRouter(prefix="/api/drawings", tags=["drawings"])


@router.get("", **gives(Page[Drawing]))
async def find_many(read: Read, wanted: Annotated[DrawingFilter, Query()]) -> dict[str, Any]:
    """List the drawings within sight, newest first; `removed` those that left the boards."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.get("/symbols", **gives(SymbolSet))
async def symbol_set(read: Read) -> dict[str, Any]:
    """Return the Chinese symbol set; MIL-STD-2525 codes are drawn by the client."""

    async def known(tx: Tx) -> dict[str, Any]:
        tx.actor.require(service.READ)
        return symbols.reference()

    return await read(known)


@router.get("/export", responses=FILE, response_class=Response)
async def as_file(read: Read, query: Annotated[ExportQuery, Query()]) -> Response:
    """Return the drawings within sight as a file: symbols, style, owner, measures as attributes."""
    found = await read(lambda tx: export.chosen(tx, query))
    return await answered(export.file_of(read.runtime, found, query), "drawings", query.format)


@router.get("/{drawing_id}", **gives(Drawing))
async def find(drawing_id: UUID, read: Read) -> dict[str, Any]:
    """Return one drawing."""
    return await read(lambda tx: service.show(tx, drawing_id))


@router.post("", **gives(Drawing, 201, etag=True))
async def draw(body: DrawingIn, write: Write) -> Response:
    """Draw on the shared map; every board that may see it shows it at once."""
    return await write(lambda tx: service.draw(tx, body), status=201)


@router.patch("/{drawing_id}", **changes(Drawing))
async def change(drawing_id: UUID, body: DrawingPatch, write: Write) -> Response:
    """Change a drawing; needs If-Match."""
    return await write(lambda tx: service.change(tx, drawing_id, body, write.if_match))


@router.delete("/{drawing_id}", status_code=204)
async def remove(drawing_id: UUID, write: Write) -> Response:
    """Take a drawing off the boards; `restore` undoes it."""
    return await write(lambda tx: service.remove(tx, drawing_id))


@router.post("/{drawing_id}/restore", **gives(Drawing, etag=True))
async def restore(drawing_id: UUID, write: Write, body: PutBackIn | None = None) -> Response:
    """Put back a drawing that was removed; `until` gives it a new end, null none."""
    return await write(lambda tx: service.restore(tx, drawing_id, body))
