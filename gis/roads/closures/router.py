"""`/api/roads`: networks, and closures that count from the next request on."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from gis.roads import service as roads
from gis.roads.closures import service
from gis.roads.closures.schemas import (
    Closure,
    ClosureFilter,
    ClosureIn,
    ClosurePatch,
    Network,
)
from kernel.api import Page, Read, Write, changes, gives

router = APIRouter(prefix="/api/roads", tags=["roads"])


@router.get("/networks", **gives(Page[Network]))
async def networks(read: Read) -> dict[str, Any]:
    """List the road networks that are loaded, those of every street first."""
    items = await read(roads.networks)
    return {"items": items, "next": None}


@router.get("/closures", **gives(Page[Closure]))
async def find_many(read: Read, wanted: Annotated[ClosureFilter, Query()]) -> dict[str, Any]:
    """List the closures within sight that stand or will; `ended` lists those that are over."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.get("/closures/{closure_id}", **gives(Closure))
async def find(closure_id: UUID, read: Read) -> dict[str, Any]:
    """Return one closure."""
    return await read(lambda tx: service.show(tx, closure_id))


@router.post("/closures", **gives(Closure, 201, etag=True))
async def close(body: ClosureIn, write: Write) -> Response:
    """Close a road as drawn; routes and reach go round it from the next request on."""
    return await write(lambda tx: service.close(tx, body), status=201)


@router.patch("/closures/{closure_id}", **changes(Closure))
async def change(closure_id: UUID, body: ClosurePatch, write: Write) -> Response:
    """Change what is closed, why, or until when; needs If-Match."""
    return await write(lambda tx: service.change(tx, closure_id, body, write.if_match))


@router.delete("/closures/{closure_id}", status_code=204)
async def reopen(closure_id: UUID, write: Write) -> Response:
    """Open the road again; `restore` undoes it."""
    return await write(lambda tx: service.reopen(tx, closure_id))


@router.post("/closures/{closure_id}/restore", **gives(Closure, etag=True))
async def restore(closure_id: UUID, write: Write) -> Response:
    """Close a road again that was opened by mistake."""
    return await write(lambda tx: service.restore(tx, closure_id))
