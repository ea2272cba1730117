"""HTTP of saved layouts."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from command.desks import service
from command.desks.schemas import Layout, SavedLayout
from kernel.api import Read, Write, gives

router = APIRouter(prefix="/api/desks", tags=["desks"])
Name = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,40}$")]


@router.get("/{name}", **gives(SavedLayout))
async def read_layout(name: Name, read: Read) -> dict[str, Any]:
    """Return one of the asker's own layouts."""
    return await read(lambda tx: service.layout(tx, name))


@router.put("/{name}", **gives(SavedLayout))
async def save_layout(name: Name, body: Layout, write: Write) -> Response:
    """Save one of the asker's own layouts."""
    return await write(lambda tx: service.save(tx, name, body.layout))
