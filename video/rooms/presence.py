"""Who is in a room, as the media engine has it: looked at again and again, no edge counts."""

import asyncio
from uuid import UUID

import structlog

from kernel.api import Runtime, Unavailable, system
from video.engine.interface import MediaEngine, RoomStats
from video.engine.remote import engine_of
from video.rooms import media, pulling, queries, rules, service

log = structlog.get_logger()
ACTOR = "rooms"
# One room whose engine hangs must hold up no other: so many at once, so long each.
LOOKS_AT_ONCE = 8
LOOK_S, ANSWER_S = 5.0, 3.0


async def follow(runtime: Runtime) -> None:
    """Write down who is gone, and make the engine follow what the database says of each room."""
    async with runtime.db.reading(system(ACTOR)) as tx:
        rooms = await queries.alive(tx, tx.now - rules.TOLD_FOR)
    engine, gate = engine_of(runtime), asyncio.Semaphore(LOOKS_AT_ONCE)
    async with asyncio.TaskGroup() as looks:
        for room in rooms:
            looks.create_task(_looked(runtime, engine, room, gate))


async def _looked(
    runtime: Runtime, engine: MediaEngine, room: UUID, gate: asyncio.Semaphore
) -> None:
    """Look at one room; whatever goes wrong there stays there."""
    async with gate:
        try:
            async with asyncio.timeout(LOOK_S):
                await look(runtime, engine, room)
        except Exception as error:  # noqa: BLE001 - the other rooms are looked at all the same
            code = getattr(error, "code", type(error).__name__)
            log.warning("room_unseen", room=str(room), code=code)


async def look(runtime: Runtime, engine: MediaEngine, identity: UUID) -> RoomStats:
    """Look at one room once; return what the engine told. Raises `Unavailable`, `TimeoutError`."""
    stats = await _told(runtime, engine, identity)
    async with runtime.db.transaction(system(ACTOR)) as tx:
        room = await queries.lock(tx, identity)
        if room is None or room.state == "planned":
            return stats
        present = await queries.present(tx, identity)
        seen = media.seen(present, stats, tx.now)
        await queries.note_seen(tx, list(seen), list(seen.values()))
        for participant in rules.gone(present, seen, tx.now):
            await service.let_go(tx, room, participant, "lost")
        still = await queries.present(tx, identity)
        room = await queries.one(tx, identity) or room
    if room.state == "closed":
        await engine.close(identity)
    else:
        shown = await pulling.follow(runtime, engine, identity, stats)
        await media.align(engine, room, still, stats, brought=shown)
    return stats


async def _told(runtime: Runtime, engine: MediaEngine, room: UUID) -> RoomStats:
    """Return how a room stands.

    Unknown is not gone: while nothing is told whoever is there stays there, and has the time to
    come back once the engine answers again.
    """
    try:
        async with asyncio.timeout(ANSWER_S):
            return await engine.stats(room)
    except (Unavailable, TimeoutError):
        async with runtime.db.transaction(system(ACTOR)) as tx:
            asked = tx.now - rules.FIRST_MEDIA_WITHIN + rules.GONE_AFTER
            await queries.keep_seen(tx, room, asked)
        raise
