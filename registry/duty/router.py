"""`/api/duty`: who sits at which post."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from kernel.api import Page, Read, RuntimeDep, Write, gives
from registry.duty import service
from registry.duty.schemas import Duty, DutyFilter, DutyIn, HandOver, TakeOver

router = APIRouter(prefix="/api/duty", tags=["duty"])


@router.get("", **gives(Page[Duty]))
async def find_many(
    read: Read, runtime: RuntimeDep, wanted: Annotated[DutyFilter, Query()]
) -> dict[str, Any]:
    """List duties by post: of the moment `at` (default now), or those touching `from`–`until`."""
    now = runtime.clock.now()
    return await read(lambda tx: service.find_many(tx, wanted, now))


@router.post("", **gives(Duty, 201, etag=True))
async def plan(body: DutyIn, write: Write) -> Response:
    """Put a holder of a post on its roster."""
    return await write(lambda tx: service.plan(tx, body), status=201)


@router.delete("/{duty_id}", status_code=204)
async def cancel(duty_id: UUID, write: Write) -> Response:
    """Take an entry off the roster; one that stands now ends now."""
    return await write(lambda tx: service.cancel(tx, duty_id))


@router.post("/{duty_id}/hand-over", **gives(Duty, etag=True))
async def hand_over(duty_id: UUID, body: HandOver, write: Write) -> Response:
    """Hand the own duty to another holder of the post."""
    return await write(lambda tx: service.hand_over(tx, duty_id, body))


@router.post("/{duty_id}/take-over", **gives(Duty, etag=True))
async def take_over(duty_id: UUID, body: TakeOver, write: Write) -> Response:
    """Take a duty of a post that you hold."""
    return await write(lambda tx: service.take_over(tx, duty_id, body))
