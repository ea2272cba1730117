"""HTTP of incidents."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Path
from starlette.responses import Response

from incidents.lifecycle import merging, opening, service, sharing
from incidents.lifecycle.rules import Verb
from incidents.lifecycle.schemas import (
    AssignIn,
    Incident,
    IncidentIn,
    IncidentPatch,
    LabelIn,
    MergeIn,
    MoveIn,
    NoteIn,
    ReasonIn,
    StepIn,
)
from kernel.api import Read, Write, changes, gives

router = APIRouter(prefix="/api/incidents", tags=["incidents"])
StepBody = Annotated[StepIn | None, Body()]
INCIDENT = gives(Incident, etag=True)


@router.post("", **gives(Incident, 201, etag=True))
async def open_incident(body: IncidentIn, write: Write) -> Response:
    """Open an incident, usually from reports."""
    zone = write.runtime.city.zone
    return await write(lambda tx: opening.open_incident(tx, body, zone), status=201)


@router.get("/{incident}", **INCIDENT)
async def find(incident: UUID, read: Read, response: Response) -> dict[str, Any]:
    """Return one incident."""
    found = await read(lambda tx: service.find(tx, incident))
    response.headers["ETag"] = f'"{found["version"]}"'
    return found


@router.patch("/{incident}", **changes(Incident))
async def change(incident: UUID, body: IncidentPatch, write: Write) -> Response:
    """Change fields one by one; needs If-Match with the version seen."""
    return await write(lambda tx: service.change(tx, incident, body, write.if_match))


@router.post("/{incident}/merge", **INCIDENT)
async def merge(incident: UUID, body: MergeIn, write: Write) -> Response:
    """Merge an incident into another."""
    return await write(lambda tx: merging.merge(tx, incident, body))


@router.post("/{incident}/unmerge", **INCIDENT)
async def unmerge(incident: UUID, body: ReasonIn, write: Write) -> Response:
    """Take a merged incident out again."""
    return await write(lambda tx: merging.unmerge(tx, incident, body.reason))


@router.post("/{incident}/move", **INCIDENT)
async def move(incident: UUID, body: MoveIn, write: Write) -> Response:
    """Give an incident to another organisation."""
    return await write(lambda tx: sharing.move(tx, incident, body))


@router.post("/{incident}/assign", **INCIDENT)
async def assign(incident: UUID, body: AssignIn, write: Write) -> Response:
    """Call organisations in or release them."""
    return await write(lambda tx: sharing.assign(tx, incident, body))


@router.post("/{incident}/label", **INCIDENT)
async def label(incident: UUID, body: LabelIn, write: Write) -> Response:
    """Say who may see an incident."""
    return await write(lambda tx: sharing.label(tx, incident, body))


@router.post("/{incident}/notes", **INCIDENT)
async def note(incident: UUID, body: NoteIn, write: Write) -> Response:
    """Write a line into the log of an incident."""
    return await write(lambda tx: service.note(tx, incident, body.text))


@router.post("/{incident}/clocks/{code}/done", **INCIDENT)
async def stop_clock(
    incident: UUID,
    code: Annotated[str, Path(max_length=40)],
    write: Write,
    body: StepBody = None,
) -> Response:
    """Say that what a clock asks for was done outside the system."""
    return await write(lambda tx: service.stop_clock(tx, incident, code, body or StepIn()))


@router.post("/{incident}/{verb}", **INCIDENT)
async def step(incident: UUID, verb: Verb, write: Write, body: StepBody = None) -> Response:
    """Take one step of the life cycle: confirm, respond, control, close, reopen."""
    return await write(
        lambda tx: service.step(tx, incident, verb, body or StepIn(), seen=write.if_match)
    )
