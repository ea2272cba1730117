"""The media engine is told to bring the cameras of a room, as long as they are shown there."""

from typing import Any
from uuid import UUID

import structlog

from kernel.api import Problem, Runtime, Unavailable
from video.engine.interface import MediaEngine, RoomStats
from video.rooms import brought_queries
from video.sources import queries as sources
from video.sources.origin import ACTOR, url_of

log = structlog.get_logger()


async def follow(runtime: Runtime, engine: MediaEngine, room: UUID, stats: RoomStats) -> set[UUID]:
    """Have the engine bring what it has not yet; return what is shown, by its ids in the room.

    A camera whose address cannot be asked is tried again at the next look. Raises `Unavailable`.
    """
    async with runtime.db.reading(ACTOR) as tx:
        shown = await brought_queries.shown(tx, room)
        there = {each.source for each in stats.sources}
        missing = [
            (row, await sources.one(tx, row.source_id)) for row in shown if row.id not in there
        ]
    for row, source in missing:
        await _bring(runtime, engine, row, source)
    return {row.id for row in shown}


async def _bring(runtime: Runtime, engine: MediaEngine, row: Any, source: Any) -> None:
    try:
        if source is not None:
            await engine.pull(row.room_id, row.id, await url_of(runtime, source))
    except Unavailable:
        raise
    except Problem as refusal:
        log.info("room_source_refused", room=str(row.room_id), code=refusal.code)
