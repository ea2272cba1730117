"""`/api/units/{id}/account`: a crew on scene is well."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from command.accountability import service
from kernel.api import Write, gives
from registry.api import CheckIn, Unit

router = APIRouter(prefix="/api/units", tags=["units"])


@router.post("/{unit_id}/account", **gives(Unit, etag=True))
async def account(unit_id: UUID, body: CheckIn, write: Write) -> Response:
    """Say that the crew of a unit on scene is well; its clock begins anew."""
    return await write(lambda tx: service.account(tx, unit_id, body))
