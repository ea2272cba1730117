"""`/api/dispatch`: who should go to an incident, and sending them."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from command.dispatch import service
from command.dispatch.schemas import Asked, Dispatched, DispatchIn, Recommendation
from kernel.api import Read, Write, gives

router = APIRouter(prefix="/api/dispatch", tags=["dispatch"])


@router.post("/recommend", **gives(Recommendation))
async def recommend(body: Asked, read: Read) -> dict[str, Any]:
    """Return needs and who should go, by driving time; remembered for the asker, not a fact."""
    return await read.runtime.db.run(read.actor, lambda tx: service.recommend(tx, body))


@router.post("", **gives(Dispatched))
async def dispatch(body: DispatchIn, write: Write) -> Response:
    """Send units to an incident, all or none; other than recommended needs a reason."""
    return await write(lambda tx: service.dispatch(tx, body))
