"""`/api/phones`: live pictures of phones at incidents."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from command.phones import service
from command.phones.schemas import LivePhone, OwnPhone, PhoneIn
from kernel.api import Page, Read, RuntimeDep, SignedIn, gives

router = APIRouter(prefix="/api/phones", tags=["phones"])
Incident = Annotated[UUID | None, Query()]


@router.get("", **gives(Page[LivePhone]))
async def live(
    read: Read, incident_id: Incident = None, report_id: Annotated[UUID | None, Query()] = None
) -> dict[str, Any]:
    """List the phones that show an incident, or came of a report, now."""
    return await read(lambda tx: service.live(tx, incident_id, report_id))


@router.get("/mine", **gives(OwnPhone))
async def mine(
    runtime: RuntimeDep, actor: SignedIn, incident_id: Incident = None
) -> dict[str, Any]:
    """Return how one's own live picture stands, and who may watch it, also before it is shown."""
    return await service.mine(runtime, actor, incident_id)


@router.post("/mine", **gives(OwnPhone))
async def start(body: PhoneIn, runtime: RuntimeDep, actor: SignedIn) -> dict[str, Any]:
    """Show what one's phone sees: the offer goes to the WHIP door of `source_id`."""
    return await service.start(runtime, actor, body)


@router.delete("/mine", status_code=204)
async def stop(runtime: RuntimeDep, actor: SignedIn, incident_id: Incident = None) -> None:
    """Show no more."""
    await service.stop(runtime, actor, incident_id)


@router.post("/{source_id}/end", status_code=204)
async def end(source_id: UUID, runtime: RuntimeDep, actor: SignedIn) -> None:
    """End what somebody's phone shows; it begins again only when that person wants it."""
    await service.end(runtime, actor, source_id)
