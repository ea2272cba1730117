"""A GPX file becomes history of a device: read in the sandbox, stored by the pipeline as backfill.

Backfill moves no marker. The file may be brought again: what is there stays as it is.
"""

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from gis.formats.gpx_points import POINT
from gis.imports.running import ordered, reader, received
from gis.tracking.devices import service as devices
from gis.tracking.devices.model import Device
from gis.tracking.fix import Fix
from gis.tracking.history import queries
from gis.tracking.history.points import moment
from gis.tracking.history.schemas import UploadIn
from gis.tracking.links.http import SEND, PositionDoor, UnknownDevice
from kernel.api import Actor, Conflict, FieldError, Invalid, NotFound, Runtime, Tx, files, system

# One transaction of the pipeline; the next piece is offered when it has been committed.
PIECE = 5_000
ACTOR = system("positions")


class NoDevice(Conflict):
    """The unit has no device that positions could be of."""

    code = "no-device"
    title = "This unit has no device"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that may be stored, and for which device."""

    file_id: UUID
    device: Device


async def checked(tx: Tx, body: UploadIn) -> Upload:
    """Return what is to be stored. Raises `Forbidden`, `NotFound`, `Invalid`, `NoDevice`."""
    _check_sender(tx.actor)
    row = await _device(tx, body)
    if row.state != "active":
        raise UnknownDevice
    try:
        file = await files.shown(tx, body.file)
    except NotFound as error:
        raise Invalid(
            "There is no such file that you may see.",
            errors=[FieldError("/file", "unknown", "no such file")],
        ) from error
    # The datum is that of the file, whatever the device itself sends.
    device = Device(row.id, row.number, row.protocol, row.identifier, row.state, body.datum)
    return Upload(file.id, device)


def _check_sender(actor: Actor) -> None:
    if not actor.may(devices.MANAGE):
        actor.require(SEND)


async def _device(tx: Tx, body: UploadIn) -> Any:
    if body.device is not None:
        row = await queries.device(tx, body.device)
        if row is None:
            raise NotFound
        return row
    assert body.unit is not None
    if not await queries.visible(tx, [body.unit]):
        raise NotFound
    row = await queries.newest_of(tx, body.unit)
    if row is None:
        raise NoDevice("Register a device of the unit first; one of protocol `api` will do.")
    return row


async def stored(runtime: Runtime, door: PositionDoor, upload: Upload) -> dict[str, Any]:
    """Store the points of a file; return what became of them. Raises `FileRead`, `Unavailable`."""
    async with reader(runtime, upload) as running:
        await ordered(running, {"do": "points"})
        document, blob = await received(running)
    points = np.frombuffer(blob, POINT)
    refused, known, taken = Counter(document["done"]["left_out"]), 0, 0
    for start in range(0, len(points), PIECE):
        fixes = [_fix(*point) for point in points[start : start + PIECE].tolist()]
        moments = list({fix.at for fix in fixes if fix.at is not None})
        async with runtime.db.reading(ACTOR) as tx:
            known += await queries.known(tx, upload.device.number, moments)
        known += len(fixes) - len(moments)
        reports = await door.take([(upload.device, fix) for fix in fixes])
        refused.update(report.refused for report in reports if report.refused is not None)
        taken += sum(report.refused is None for report in reports)
    return {
        "device": upload.device.id,
        "from": moment(points["at"].min()),
        "to": moment(points["at"].max()),
        "points": len(points) + sum(document["done"]["left_out"].values()),
        "stored": max(0, taken - known),
        "known": min(known, taken),
        "refused": dict(refused),
    }


def _fix(at: int, lon: float, lat: float, *more: float) -> Fix:
    altitude, speed, course = (None if math.isnan(each) else each for each in more)
    return Fix(
        moment(at),
        lon,
        lat,
        altitude_m=altitude,
        speed_mps=speed,
        course_deg=course,
        backfill=True,
    )
