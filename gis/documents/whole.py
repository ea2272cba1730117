"""A whole map picture in one call, for what puts maps into documents of its own."""

from contextlib import AbstractAsyncContextManager

import anyio

from gis.documents.making import made
from gis.documents.schemas import MapIn
from gis.layers.policies import READ
from kernel.api import Actor, Runtime, Tx


async def map_png(runtime: Runtime, actor: Actor, wish: MapIn) -> bytes:
    """Return a map as PNG with what the actor sees now.

    Takes a child process for some seconds: for background steps and small numbers. Raises
    `Forbidden`, `Invalid` for layers, incident or kinds that are not there for the actor,
    `TooLarge`, `FileRead` when it cannot be drawn.
    """
    actor.require(READ)
    picture = wish.model_copy(update={"form": "png"})

    def reading() -> AbstractAsyncContextManager[Tx]:
        return runtime.db.reading(actor)

    async with made(runtime, picture, reading=reading, heard=_on) as (path, _):
        return await anyio.Path(path).read_bytes()


async def _on(_: int) -> None:
    return
