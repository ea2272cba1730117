"""`/api/dispatch`: who should go to an incident, and sending them."""

import orjson
from fastapi import APIRouter
from starlette.responses import Response

from command.dispatch import service
from command.dispatch.schemas import Asked, Dispatched, DispatchIn, Recommendation
from kernel.api import Read, Write, gives

router = APIRouter(prefix="/api/dispatch", tags=["dispatch"])


@router.post("/recommend", **gives(Recommendation))
async def recommend(body: Asked, read: Read) -> Response:
    """Return needs and who should go, by driving time; remembered for the asker, not a fact."""
    answer = await read.runtime.db.run(read.actor, lambda tx: service.recommend(tx, body))
    # Hundreds of units are written at once, not value by value; the driver has ids of its own.
    written = orjson.dumps(answer, default=str, option=orjson.OPT_UTC_Z)
    return Response(written, media_type="application/json")


@router.post("", **gives(Dispatched))
async def dispatch(body: DispatchIn, write: Write) -> Response:
    """Send units to an incident, all or none; other than recommended needs a reason."""
    return await write(lambda tx: service.dispatch(tx, body))
