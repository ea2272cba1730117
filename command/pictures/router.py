"""`/api/incidents/{id}/pictures`: what cameras show of an incident."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from command.pictures import service
from command.pictures.schemas import IncidentPicture
from kernel.api import Page, Read, gives

router = APIRouter(prefix="/api/incidents", tags=["incidents"])


@router.get("/{incident}/pictures", **gives(Page[IncidentPicture]))
async def pictures(
    incident: UUID, read: Read, limit: Annotated[int, Query(ge=1, le=16)] = 4
) -> dict[str, Any]:
    """List sources near an incident: those whose field of view holds it first."""
    return await read(lambda tx: service.pictures(tx, incident, limit))
