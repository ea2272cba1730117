"""HTTP of the walls."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from command.walls import service
from kernel.api import Read, Write

router = APIRouter(prefix="/api/walls", tags=["walls"])
Code = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,40}$")]


class Scene(BaseModel):
    """The scene a wall is to show."""

    model_config = ConfigDict(extra="forbid")

    scene: Annotated[str, Field(min_length=1, max_length=40)]


@router.get("")
async def list_walls(read: Read) -> dict[str, Any]:
    """List the walls and their scenes."""
    return await read(service.walls)


@router.post("/{code}/scene")
async def show_scene(code: Code, body: Scene, write: Write) -> Response:
    """Switch a wall to a scene."""
    return await write(lambda tx: service.show(tx, code, body.scene))
