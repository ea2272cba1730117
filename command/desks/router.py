"""HTTP of saved layouts."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from command.desks import service
from kernel.api import Read, Write

router = APIRouter(prefix="/api/desks", tags=["desks"])
Name = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,40}$")]


class Layout(BaseModel):
    """What the screen wants to find again; its inside belongs to the front end."""

    model_config = ConfigDict(extra="forbid")

    layout: dict[str, Any]


@router.get("/{name}")
async def read_layout(name: Name, read: Read) -> dict[str, Any]:
    """Return one of the asker's own layouts."""
    return await read(lambda tx: service.layout(tx, name))


@router.put("/{name}")
async def save_layout(name: Name, body: Layout, write: Write) -> Response:
    """Save one of the asker's own layouts."""
    return await write(lambda tx: service.save(tx, name, body.layout))
