"""What was written about a room is told to the media engine before the answer leaves."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from starlette.responses import Response

from kernel.api import Runtime, RuntimeDep, Unavailable, system
from video.engine.door import EngineDep
from video.engine.interface import MediaEngine
from video.rooms import media, pulling, queries


class Following:
    """Makes the engine follow the database, once the change stands."""

    def __init__(self, runtime: Runtime, engine: MediaEngine) -> None:
        self._runtime = runtime
        self._engine = engine

    async def __call__(self, room: UUID, answer: Response) -> Response:
        """Have a room followed, then give the answer; an engine that is away follows later."""
        try:
            await self._follow(room)
        except Unavailable:
            return answer
        return answer

    async def _follow(self, identity: UUID) -> None:
        # First: who connects after it is nobody strange to those who are read then.
        stats = await self._engine.stats(identity)
        async with self._runtime.db.reading(system("rooms")) as tx:
            room = await queries.one(tx, identity)
            present = await queries.present(tx, identity)
        if room is None:
            return
        if room.state == "closed":
            await self._engine.close(identity)
            return
        shown = await pulling.follow(self._runtime, self._engine, identity, stats)
        await media.align(self._engine, room, present, stats, brought=shown)


async def _following(runtime: RuntimeDep, engine: EngineDep) -> Following:
    return Following(runtime, engine)


Follow = Annotated[Following, Depends(_following)]
