"""`/api/imports`: from a file to a layer."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from gis.imports import service
from gis.imports.schemas import Faults, Import, ImportChoices, ImportFilter, ImportIn
from kernel.api import Page, Read, Write, gives, gives_sheet

router = APIRouter(prefix="/api/imports", tags=["imports"])


@router.get("", **gives(Page[Import]))
async def find_many(read: Read, wanted: Annotated[ImportFilter, Query()]) -> dict[str, Any]:
    """List one's own imports, latest first."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.post("", **gives(Import, 201))
async def begin(body: ImportIn, write: Write) -> Response:
    """Take up a file sent to `/api/files`; `inspecting` ends with a preview, or the reason not."""
    return await write(lambda tx: service.begin(tx, body), status=201)


@router.get("/{import_id}", **gives(Import))
async def find(import_id: UUID, read: Read) -> dict[str, Any]:
    """Return one import: its state, preview and progress."""
    return await read(lambda tx: service.show(tx, import_id))


@router.put("/{import_id}/choices", **gives(Import))
async def choose(import_id: UUID, body: ImportChoices, write: Write) -> Response:
    """Say how the file is read and what becomes of it; replaces the choices made before."""
    return await write(lambda tx: service.choose(tx, import_id, body))


@router.post("/{import_id}/start", **gives(Import))
async def start(import_id: UUID, write: Write) -> Response:
    """Begin the run: all rows come in, or none."""
    return await write(lambda tx: service.start(tx, import_id))


@router.post("/{import_id}/cancel", **gives(Import))
async def cancel(import_id: UUID, write: Write) -> Response:
    """Give an import up before it is done; nothing of it is left."""
    return await write(lambda tx: service.cancel(tx, import_id))


@router.post("/{import_id}/undo", **gives(Import))
async def undo(import_id: UUID, write: Write) -> Response:
    """Bring back what was before a done import, until `undo_until`."""
    return await write(lambda tx: service.undo(tx, import_id))


@router.get("/{import_id}/faults", **gives(Faults))
async def faults(import_id: UUID, read: Read) -> dict[str, Any]:
    """Return the rows that cannot be taken, and what to do about each."""
    return await read(lambda tx: service.report(tx, import_id))


@router.get("/{import_id}/faults.csv", **gives_sheet())
async def fault_sheet(import_id: UUID, read: Read) -> Response:
    """Return the report as CSV (UTF-8 with byte order mark)."""
    content = await read(lambda tx: service.report_sheet(tx, import_id))
    headers = {"Content-Disposition": 'attachment; filename="faults.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)
