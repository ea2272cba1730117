"""`/api/analysis/results`: answers that were kept."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from gis.analysis.result import Shapes
from gis.analysis.saved import service
from gis.analysis.saved.schemas import Saved, SavedCard, SavedFilter, SaveIn
from kernel.api import Page, Read, Write, gives, gives_sheet

router = APIRouter(prefix="/api/analysis/results", tags=["analysis"])


@router.get("", **gives(Page[SavedCard]))
async def find_many(read: Read, wanted: Annotated[SavedFilter, Query()]) -> dict[str, Any]:
    """List saved answers within sight, newest first, without their shapes."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.post("", **gives(SavedCard, 201, etag=True))
async def save(body: SaveIn, write: Write) -> Response:
    """Answer a question now and keep the answer; about an incident it stands in its timeline."""
    return await write(lambda tx: service.save(tx, body), status=201)


@router.get("/{analysis_id}", **gives(Saved))
async def find(analysis_id: UUID, read: Read) -> dict[str, Any]:
    """Return a saved answer in full."""
    return await read(lambda tx: service.show(tx, analysis_id))


@router.get("/{analysis_id}/geojson", **gives(Shapes))
async def geojson(analysis_id: UUID, read: Read) -> dict[str, Any]:
    """Return the shapes of a saved answer as GeoJSON."""
    return await read(lambda tx: service.geojson(tx, analysis_id))


@router.get("/{analysis_id}/csv", **gives_sheet())
async def csv(analysis_id: UUID, read: Read) -> Response:
    """Return the table of a saved answer as CSV, safe to open in office programs."""
    content = await read(lambda tx: service.csv(tx, analysis_id))
    headers = {"Content-Disposition": 'attachment; filename="analysis.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.delete("/{analysis_id}", status_code=204)
async def remove(analysis_id: UUID, write: Write) -> Response:
    """Take a saved answer away; `restore` undoes it."""
    return await write(lambda tx: service.remove(tx, analysis_id))


@router.post("/{analysis_id}/restore", **gives(SavedCard, etag=True))
async def restore(analysis_id: UUID, write: Write) -> Response:
    """Bring back a saved answer."""
    return await write(lambda tx: service.restore(tx, analysis_id))
