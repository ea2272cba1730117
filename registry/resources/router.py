"""`/api/resources`: hospitals, shelters, depots, hazard sources, cameras and the like."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from kernel.api import Page, Read, Write, changes, gives
from registry.resources import service
from registry.resources.schemas import Resource, ResourceFilter, ResourceIn, ResourcePatch

router = APIRouter(prefix="/api/resources", tags=["resources"])


@router.get("", **gives(Page[Resource]))
async def find_many(read: Read, wanted: Annotated[ResourceFilter, Query()]) -> dict[str, Any]:
    """List resources within sight by id; with `near` the nearest first with `distance_m`."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.get("/{resource_id}", **gives(Resource))
async def find(resource_id: UUID, read: Read) -> dict[str, Any]:
    """Return one resource with its version."""
    return await read(lambda tx: service.find(tx, resource_id))


@router.post("", **gives(Resource, 201, etag=True))
async def register(body: ResourceIn, write: Write) -> Response:
    """Add a resource to an organisation."""
    return await write(lambda tx: service.register(tx, body), status=201)


@router.patch("/{resource_id}", **changes(Resource))
async def change(resource_id: UUID, body: ResourcePatch, write: Write) -> Response:
    """Change a resource; needs If-Match."""
    return await write(lambda tx: service.change(tx, resource_id, body, write.if_match))
