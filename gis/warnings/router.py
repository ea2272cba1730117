"""`/api/warnings`: what passed a threshold."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from gis.warnings import service
from gis.warnings.schemas import Warning, WarningFilter  # noqa: A004 - the word of the domain
from kernel.api import Page, Read, Write, gives

router = APIRouter(prefix="/api/warnings", tags=["warnings"])


@router.get("", **gives(Page[Warning]))
async def find_many(read: Read, wanted: Annotated[WarningFilter, Query()]) -> dict[str, Any]:
    """List the warnings that stand, newest first; `lifted` lists those that are over."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.get("/{warning_id}", **gives(Warning))
async def find(warning_id: UUID, read: Read) -> dict[str, Any]:
    """Return one warning."""
    return await read(lambda tx: service.show(tx, warning_id))


@router.post("/{warning_id}/acknowledge", **gives(Warning, etag=True))
async def acknowledge(warning_id: UUID, write: Write) -> Response:
    """Take note of a warning; a warning that becomes worse asks again."""
    return await write(lambda tx: service.acknowledge(tx, warning_id))
