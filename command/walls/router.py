"""HTTP of the walls."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from command.walls import service
from command.walls.schemas import Layers, Pictures, Scene, Wall
from kernel.api import Page, Read, Write, gives

router = APIRouter(prefix="/api/walls", tags=["walls"])
Code = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,40}$")]


@router.get("", **gives(Page[Wall]))
async def list_walls(read: Read) -> dict[str, Any]:
    """List the walls and their scenes."""
    return await read(service.walls)


@router.post("/{code}/scene", **gives(Wall, etag=True))
async def show_scene(code: Code, body: Scene, write: Write) -> Response:
    """Switch a wall to a scene."""
    return await write(lambda tx: service.show(tx, code, body.scene))


@router.post("/{code}/layers", **gives(Wall, etag=True))
async def lay(code: Code, body: Layers, write: Write) -> Response:
    """Choose the map layers a wall shows, the topmost first."""
    return await write(lambda tx: service.lay(tx, code, body.layers))


@router.post("/{code}/pictures", **gives(Wall, etag=True))
async def hang(code: Code, body: Pictures, write: Write) -> Response:
    """Choose the cameras and meetings a wall shows, in their order."""
    pictures = body.model_dump(mode="json")["pictures"]
    return await write(lambda tx: service.hang(tx, code, pictures))
