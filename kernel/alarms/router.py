"""HTTP doors of the alarm centre."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from kernel.alarms import service
from kernel.alarms.schemas import Alarm, AlarmList, ShelveIn
from kernel.web.answers import Page, gives
from kernel.web.deps import Read, Write

router = APIRouter(prefix="/api/alarms", tags=["alarms"])


@router.get("", **gives(Page[Alarm]))
async def listed(
    read: Read,
    *,
    state: AlarmList = "open",
    about: UUID | None = None,
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> dict[str, Any]:
    """List alarms, newest first."""
    return await read(lambda tx: service.listed(tx, state, about=about, before=cursor, limit=limit))


@router.get("/{alarm_id}", **gives(Alarm))
async def find(alarm_id: UUID, read: Read) -> dict[str, Any]:
    """Show one alarm."""
    return await read(lambda tx: service.find(tx, alarm_id))


@router.post("/{alarm_id}/acknowledge", **gives(Alarm, etag=True))
async def acknowledge(alarm_id: UUID, write: Write) -> Response:
    """Take an alarm on: it stops calling posts."""
    return await write(lambda tx: service.acknowledge(tx, alarm_id))


@router.post("/{alarm_id}/shelve", **gives(Alarm, etag=True))
async def shelve(alarm_id: UUID, body: ShelveIn, write: Write) -> Response:
    """Pause an alarm for at most four hours, with a reason; it comes back by itself."""
    return await write(lambda tx: service.shelve(tx, alarm_id, body.minutes, body.reason))


@router.post("/{alarm_id}/unshelve", **gives(Alarm, etag=True))
async def unshelve(alarm_id: UUID, write: Write) -> Response:
    """Bring a shelved alarm back now."""
    return await write(lambda tx: service.unshelve(tx, alarm_id))


@router.post("/{alarm_id}/clear", **gives(Alarm, etag=True))
async def clear(alarm_id: UUID, write: Write) -> Response:
    """Clear an alarm by hand."""
    return await write(lambda tx: service.clear(tx, alarm_id))
