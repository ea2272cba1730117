"""`/api/tracks`: where units were."""

from typing import Annotated, Any

import anyio
from fastapi import APIRouter, Query
from starlette.responses import Response

from gis.tracking.devices import service as devices
from gis.tracking.history import answers, service, upload
from gis.tracking.history.film import film
from gis.tracking.history.points import WHOLE
from gis.tracking.history.schemas import (
    AtQuery,
    FilmQuery,
    Then,
    TrackFile,
    TrackQuery,
    Tracks,
    Uploaded,
    UploadIn,
)
from gis.tracking.links.router import DoorDep
from kernel.api import Read, Tx, Write, gives

router = APIRouter(prefix="/api/tracks", tags=["tracking"])


@router.get("", **gives(Tracks), response_class=Response)
async def tracks(read: Read, wanted: Annotated[TrackQuery, Query()]) -> Response:
    """Return the track of a unit or device: thinned line, stops, gaps, speeds; up to seven days."""
    told = await read(lambda tx: service.told(tx, wanted))
    span = service.bounds(wanted, read.runtime.clock.now())
    return await anyio.to_thread.run_sync(answers.tracks, wanted, span, told)


@router.get("/file", responses=answers.BYTES, response_class=Response)
async def file(read: Read, wanted: Annotated[TrackFile, Query()]) -> Response:
    """Return every position of a track as GPX 1.1, GeoJSON or CSV."""
    told = await read(lambda tx: service.told(tx, wanted, WHOLE))
    name = await read(lambda tx: service.called(tx, wanted, told))
    return answers.file(wanted, name, told)


@router.get("/at", **gives(Then))
async def at(read: Read, wanted: Annotated[AtQuery, Query()]) -> dict[str, Any]:
    """Return where all units within sight were at a past moment."""
    those = await read(lambda tx: service.stood(tx, wanted.at))
    look_back = round(service.LOOK_BACK.total_seconds())
    return {"at": wanted.at, "look_back_s": look_back, "units": service.newest(those)}


@router.get("/film", responses=answers.BYTES, response_class=Response)
async def played(read: Read, wanted: Annotated[FilmQuery, Query()]) -> Response:
    """Return positions to be played, as frames of `/api/live`, each after its length."""
    those, later = await read(lambda tx: service.filmed(tx, wanted))
    content = await anyio.to_thread.run_sync(film, wanted.from_, wanted.step_s, those, later)
    return Response(content, 200, answers.HEADERS, "application/octet-stream")


@router.post("", **gives(Uploaded, 201))
async def upload_file(body: UploadIn, read: Read, door: DoorDep, write: Write) -> Response:
    """Store a GPX file as history of a device; answered after commit, however often it is sent."""
    wanted = await read(lambda tx: upload.checked(tx, body))
    told = await upload.stored(read.runtime, door, wanted)

    async def noted(tx: Tx) -> dict[str, Any]:
        if told["stored"]:
            await devices.track_added(tx, wanted.device.id)
        return told

    return await write(noted, status=201)
