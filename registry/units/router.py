"""`/api/units`: what can be dispatched."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from kernel.api import Page, Read, Write, changes, gives
from registry.units import crew, service
from registry.units.schemas import (
    HelpCall,
    HelpIn,
    PositionIn,
    StatusIn,
    Unit,
    UnitFilter,
    UnitIn,
    UnitPatch,
)

router = APIRouter(prefix="/api/units", tags=["units"])


@router.get("", **gives(Page[Unit]))
async def find_many(read: Read, wanted: Annotated[UnitFilter, Query()]) -> dict[str, Any]:
    """List the units within sight by call sign."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.get("/{unit_id}", **gives(Unit))
async def find(unit_id: UUID, read: Read) -> dict[str, Any]:
    """Return one unit with its version."""
    return await read(lambda tx: service.find(tx, unit_id))


@router.post("", **gives(Unit, 201, etag=True))
async def register(body: UnitIn, write: Write) -> Response:
    """Add a unit to an organisation."""
    return await write(lambda tx: service.register(tx, body), status=201)


@router.patch("/{unit_id}", **changes(Unit))
async def change(unit_id: UUID, body: UnitPatch, write: Write) -> Response:
    """Change what a unit is; needs If-Match."""
    return await write(lambda tx: service.change(tx, unit_id, body, write.if_match))


@router.post("/{unit_id}/status", **gives(Unit, etag=True))
async def report_status(unit_id: UUID, body: StatusIn, write: Write) -> Response:
    """Set what a unit does now."""
    return await write(lambda tx: service.report_status(tx, unit_id, body))


@router.post("/{unit_id}/position", **gives(Unit, etag=True))
async def report_position(unit_id: UUID, body: PositionIn, write: Write) -> Response:
    """Say where a unit is; a measurement older than the last one changes nothing."""
    return await write(lambda tx: crew.report_position(tx, unit_id, body))


@router.post("/{unit_id}/help", **gives(HelpCall, 201))
async def call_help(unit_id: UUID, body: HelpIn, write: Write) -> Response:
    """Call for help: a red alarm at the unit's dispatcher at once."""
    return await write(lambda tx: crew.call_help(tx, unit_id, body), status=201)
