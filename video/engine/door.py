"""The engine as routers reach it: a typed dependency."""

from typing import Annotated

from fastapi import Depends

from kernel.api import RuntimeDep
from video.engine.interface import MediaEngine
from video.engine.remote import engine_of


async def reached(runtime: RuntimeDep) -> MediaEngine:
    """Return the engine of this installation."""
    return engine_of(runtime)


EngineDep = Annotated[MediaEngine, Depends(reached)]
