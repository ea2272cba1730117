"""HTTP of one-time links."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from incidents.links import service
from incidents.links.schemas import (
    ExchangeIn,
    Link,
    LinkIn,
    NewLink,
    OpenedLink,
    PhonePositionIn,
    ReceivedPosition,
)
from kernel.api import (
    LINK_COOKIE,
    Page,
    Read,
    RuntimeDep,
    Write,
    check_origin,
    gives,
    link_answer,
    system,
)

router = APIRouter(prefix="/api/links", tags=["links"])


@router.post("", **gives(NewLink, 201))
async def make(body: LinkIn, write: Write) -> Response:
    """Make a one-time link; its address is shown once."""
    return await write(lambda tx: service.make(tx, body), status=201)


@router.post("/exchange", status_code=204)
async def exchange(body: ExchangeIn, request: Request, runtime: RuntimeDep) -> Response:
    """Exchange the secret of the address for a cookie that is bound to this phone."""
    check_origin(request, runtime)
    held = request.cookies.get(LINK_COOKIE)
    async with runtime.db.transaction(system("link")) as tx:
        opened = await service.exchange(tx, body.token, held)
    return link_answer(opened, secure=runtime.settings.secure_cookies)


@router.get("/current", **gives(OpenedLink))
async def current(read: Read) -> dict[str, Any]:
    """Return what the page of this link may do."""
    return await read(service.current)


@router.post("/current/position", **gives(ReceivedPosition))
async def position(body: PhonePositionIn, write: Write) -> Response:
    """Send where the phone is."""
    return await write(lambda tx: service.position(tx, body))


@router.get("", **gives(Page[Link]))
async def listed(
    read: Read, report_id: UUID | None = None, incident_id: UUID | None = None
) -> dict[str, Any]:
    """Return the links of a report or an incident."""
    items = await read(lambda tx: service.listed(tx, report=report_id, incident=incident_id))
    return {"items": items, "next": None}


@router.delete("/{link}", **gives(Link))
async def withdraw(link: UUID, write: Write) -> Response:
    """End a link before its time."""
    return await write(lambda tx: service.withdraw(tx, link))
