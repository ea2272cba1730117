"""`/osmand` for phones, `/api/positions` for programs: both answer after the commit."""

from typing import Annotated, Any, cast

import orjson
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from gis.tracking import osmand
from gis.tracking.fix import Fix
from gis.tracking.links.http import PositionDoor
from gis.tracking.links.schemas import Positions, ReportedPosition, TakenPositions
from gis.tracking.numbers import BadReport
from kernel.api import IdempotencyKey, Malformed, RuntimeDep, SignedIn, gives

router = APIRouter(tags=["tracking"])
# The longest report of a phone is some 2 KB.
MOST_BYTES = 64 * 1024
PLAIN: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/plain": {"schema": {"type": "string"}}}}
}


async def position_door(request: Request) -> PositionDoor:
    """Return the door of this process."""
    return cast("PositionDoor", request.app.state.positions)


DoorDep = Annotated[PositionDoor, Depends(position_door)]


@router.get("/osmand", responses=PLAIN, response_class=Response)
async def osmand_query(request: Request, door: DoorDep, runtime: RuntimeDep) -> Response:
    """Take a report of a phone from the query; the id is its secret."""
    try:
        found = osmand.of_query(dict(request.query_params), runtime.clock.now())
    except BadReport as error:
        raise Malformed(str(error)) from error
    return await _answered(door, found)


@router.post("/osmand", responses=PLAIN, response_class=Response)
async def osmand_body(request: Request, door: DoorDep, runtime: RuntimeDep) -> Response:
    """Take a report of a phone: as JSON, as a form, or in the query."""
    body = await request.body()
    try:
        if request.headers.get("content-type", "").startswith("application/json"):
            found = osmand.of_json(orjson.loads(body[:MOST_BYTES]))
        else:
            form = dict(await request.form()) if body else {}
            told = {name: value for name, value in form.items() if isinstance(value, str)}
            query = dict(request.query_params) | told
            found = osmand.of_query(query, runtime.clock.now())
    except (BadReport, orjson.JSONDecodeError) as error:
        raise Malformed(str(error)) from error
    return await _answered(door, found)


async def _answered(door: PositionDoor, found: tuple[str, Fix | None]) -> Response:
    identifier, fix = found
    device = await door.met("osmand", identifier)
    if fix is not None:
        await door.take([(device, fix)])
    return Response("OK", media_type="text/plain")


@router.post("/api/positions", **gives(TakenPositions))
async def positions(
    body: ReportedPosition | Positions, door: DoorDep, actor: SignedIn, _: IdempotencyKey = None
) -> dict[str, Any]:
    """Take one position or a batch; answered after commit. The same (device, time) counts once."""
    sent = [body] if isinstance(body, ReportedPosition) else body
    return await door.take_batch(actor, sent)
