"""HTTP of timelines."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter

from incidents.timeline import service
from incidents.timeline.schemas import TimelineFact
from kernel.api import Page, Read, gives, paging

router = APIRouter(prefix="/api", tags=["timeline"])


@router.get("/incidents/{incident}/timeline", **gives(Page[TimelineFact]))
async def of_incident(
    incident: UUID,
    read: Read,
    cursor: paging.Cursor = None,
    limit: paging.Limit = paging.DEFAULT_ITEMS,
) -> dict[str, Any]:
    """Return everything that happened to an incident, newest first."""
    return await read(lambda tx: service.of_incident(tx, incident, cursor, limit))


@router.get("/reports/{report}/timeline", **gives(Page[TimelineFact]))
async def of_report(
    report: UUID,
    read: Read,
    cursor: paging.Cursor = None,
    limit: paging.Limit = paging.DEFAULT_ITEMS,
) -> dict[str, Any]:
    """Return everything that happened to a report, newest first."""
    return await read(lambda tx: service.of_report(tx, report, cursor, limit))
