"""HTTP of lists, counts and the export of incidents."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from incidents.lifecycle.schemas import Incident
from incidents.search import service
from incidents.search.schemas import Counts, ExportFilters, IncidentFilters, Narrowing
from kernel.api import Page, Read, gives, gives_sheet

router = APIRouter(prefix="/api", tags=["incidents"])


@router.get("/incidents", **gives(Page[Incident]))
async def find_many(read: Read, filters: Annotated[IncidentFilters, Query()]) -> dict[str, Any]:
    """Return a page of incidents, latest first."""
    return await read(lambda tx: service.find_many(tx, filters))


@router.get("/incidents.csv", **gives_sheet())
async def exported(read: Read, filters: Annotated[ExportFilters, Query()]) -> Response:
    """Return incidents as CSV (UTF-8 with byte order mark), safe to open in office programs."""
    zone = read.runtime.city.zone
    content = await read(lambda tx: service.exported(tx, filters, zone))
    headers = {"Content-Disposition": 'attachment; filename="incidents.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/incidents/counts", **gives(Counts))
async def counts(read: Read, filters: Annotated[Narrowing, Query()]) -> dict[str, Any]:
    """Return how many incidents there are by state, grade, class and district."""
    return await read(lambda tx: service.counts(tx, filters))
