"""`/api/layers`: the registry of map layers."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from gis.layers import service
from gis.layers.schemas import Layer, LayerFilter, LayerIn, LayerPatch
from kernel.api import Page, Read, Write, changes, gives

router = APIRouter(prefix="/api/layers", tags=["layers"])


@router.get("", **gives(Page[Layer]))
async def find_many(read: Read, wanted: Annotated[LayerFilter, Query()]) -> dict[str, Any]:
    """List the layers within sight in the order of the tree; `removed` lists the removed ones."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.get("/{layer_id}", **gives(Layer))
async def find(layer_id: UUID, read: Read) -> dict[str, Any]:
    """Return one layer."""
    return await read(lambda tx: service.show(tx, layer_id))


@router.post("", **gives(Layer, 201, etag=True))
async def publish(body: LayerIn, write: Write) -> Response:
    """Make a layer without features; they come by import or through `/ogc`."""
    return await write(lambda tx: service.publish(tx, body), status=201)


@router.patch("/{layer_id}", **changes(Layer))
async def change(layer_id: UUID, body: LayerPatch, write: Write) -> Response:
    """Change what a layer says, how it looks, who sees it; needs If-Match."""
    return await write(lambda tx: service.change(tx, layer_id, body, write.if_match))


@router.delete("/{layer_id}", status_code=204)
async def remove(layer_id: UUID, write: Write) -> Response:
    """Take a layer off all maps; `restore` brings it back with all features."""
    return await write(lambda tx: service.remove(tx, layer_id, write.if_match))


@router.post("/{layer_id}/restore", **gives(Layer, etag=True))
async def restore(layer_id: UUID, write: Write) -> Response:
    """Bring a removed layer back."""
    return await write(lambda tx: service.restore(tx, layer_id))
