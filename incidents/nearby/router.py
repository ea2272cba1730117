"""HTTP of what stands near an incident."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from incidents.nearby import service
from incidents.nearby.schemas import NearCamera, NearUnit
from kernel.api import Page, Read, gives
from registry.api import Resource

router = APIRouter(prefix="/api/incidents", tags=["incidents"])


@router.get("/{incident}/nearby", **gives(Page[NearUnit] | Page[NearCamera] | Page[Resource]))
async def near_incident(
    incident: UUID,
    read: Read,
    what: Annotated[service.What, Query()],
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> dict[str, Any]:
    """Return units, cameras or resources near an incident, nearest first.

    Cameras whose field of view holds the incident come before all others.
    """
    return await read(lambda tx: service.near_incident(tx, incident, what, limit))
