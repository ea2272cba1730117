"""`/api/devices`: what tells positions."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from gis.tracking.devices import service
from gis.tracking.devices.schemas import Device, DeviceFilter, DeviceIn, DevicePatch
from kernel.api import Page, Read, Write, changes, gives

router = APIRouter(prefix="/api/devices", tags=["devices"])


@router.get("", **gives(Page[Device]))
async def find_many(read: Read, wanted: Annotated[DeviceFilter, Query()]) -> dict[str, Any]:
    """List the devices within sight, the newest first."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.get("/{device_id}", **gives(Device))
async def find(device_id: UUID, read: Read) -> dict[str, Any]:
    """Return one device."""
    return await read(lambda tx: service.find(tx, device_id))


@router.post("", **gives(Device, 201, etag=True))
async def register(body: DeviceIn, write: Write) -> Response:
    """Register a device; a secret that is made for it is in this answer alone."""
    return await write(lambda tx: service.register(tx, body), status=201, secret=("secret",))


@router.post("/{device_id}/secret", **gives(Device, etag=True))
async def renew(device_id: UUID, write: Write) -> Response:
    """Give a device a new secret, which is in this answer alone; the old one is void."""
    return await write(lambda tx: service.renew(tx, device_id), secret=("secret",))


@router.patch("/{device_id}", **changes(Device))
async def change(device_id: UUID, body: DevicePatch, write: Write) -> Response:
    """Change a device; needs If-Match."""
    return await write(lambda tx: service.change(tx, device_id, body, write.if_match))
