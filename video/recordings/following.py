"""The media engine records what the database says is recorded; what it wrote is registered.

Told at once and looked at again every two seconds: a call that failed, a media process that died, a
worker that was away are made up for by the next look.
"""

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

import orjson
import structlog
from fastapi import Depends
from starlette.responses import Response

from kernel.api import Job, Problem, Runtime, RuntimeDep, Unavailable
from video.engine.door import EngineDep
from video.engine.interface import MediaEngine, RecordingStats
from video.engine.remote import engine_of
from video.recordings import faults, queries, rules, service
from video.recordings.putting_away import ACTOR, put_away
from video.recordings.state import record
from video.rooms import brought
from video.sources import queries as source_queries
from video.sources.origin import url_of

log = structlog.get_logger()
# One recording whose engine hangs must hold up no other: so many at once, so long each.
LOOKS_AT_ONCE = 8
LOOK_S, ANSWER_S = 30.0, 3.0
# What the engine still had to write when it ended is written by then.
WRITTEN_WITHIN = timedelta(seconds=3)


async def follow(runtime: Runtime) -> None:
    """Look at all recordings that run or are being put away."""
    async with runtime.db.transaction(ACTOR) as tx:
        for each in await queries.astray(tx):
            names = ("scope_id", "organisation_id", "incident_id")
            await queries.set_fields(tx, each.id, {name: getattr(each, name) for name in names})
            await record(tx, "recording.changed", each.id)
    async with runtime.db.reading(ACTOR) as tx:
        busy = await queries.busy(tx)
    engine, gate = engine_of(runtime), asyncio.Semaphore(LOOKS_AT_ONCE)
    async with asyncio.TaskGroup() as looks:
        for row in busy:
            looks.create_task(_looked(runtime, engine, row.id, gate))


async def _looked(
    runtime: Runtime, engine: MediaEngine, recording: UUID, gate: asyncio.Semaphore
) -> None:
    async with gate:
        try:
            async with asyncio.timeout(LOOK_S):
                await look(runtime, engine, recording)
        except Exception:  # the other recordings are looked at all the same
            log.exception("recording_unseen", recording=str(recording))


async def look(runtime: Runtime, engine: MediaEngine, recording: UUID) -> None:
    """Make the engine follow one recording, note how it goes, register what is written."""
    row, confirmed = await tell(runtime, engine, recording)
    whole = await put_away(runtime, row) and confirmed
    if row.state == "closing" and whole and runtime.clock.now() - row.ended_at > WRITTEN_WITHIN:
        async with runtime.db.transaction(ACTOR) as tx:
            now = await queries.one(tx, recording, lock=True)
            if now is not None and now.state == "closing":
                await queries.set_fields(tx, recording, {"state": "kept"})
                await record(tx, "recording.kept", recording)


async def tell(runtime: Runtime, engine: MediaEngine, recording: UUID) -> tuple[Any, bool]:
    """Make the engine follow one recording and note how it goes.

    Return it as it stands then, and whether it is certain that nothing more is recorded.
    """
    row: Any
    confirmed = False
    async with runtime.db.transaction(ACTOR) as tx:
        row = await queries.one(tx, recording, lock=True)
        assert row is not None
        room = await queries.room_of(tx, row.room_id) if row.room_id is not None else None
        closed = room is not None and room.state == "closed"
        why = rules.why_over(row, room_closed=closed, now=tx.now)
        if row.state == "running" and why is not None:
            await service.end(tx, row, why)
            row = await queries.one(tx, recording)
    if row.state == "running":
        stats, told = await _recorded(runtime, engine, row)
        async with runtime.db.transaction(ACTOR) as tx:
            row = await queries.one(tx, recording, lock=True)
            if row.state == "running":
                writing = stats.writing if stats is not None else 0
                await faults.note(tx, row, rules.fault_of(row, told, writing, tx.now))
    if row.state != "running":
        with suppress(Unavailable, TimeoutError):
            async with asyncio.timeout(ANSWER_S):
                await _end(runtime, engine, row)
                confirmed = True
        async with runtime.db.transaction(ACTOR) as tx:
            await faults.cleared(tx, row)
    return row, confirmed


async def _end(runtime: Runtime, engine: MediaEngine, row: Any) -> None:
    """Have the engine record no more, unless another recording of the same has begun since."""
    async with runtime.db.reading(ACTOR) as tx:
        another = await queries.running_of(tx, rules.engine_room(row))
    if another is None:
        await engine.record(rules.engine_room(row), None)


async def _recorded(
    runtime: Runtime, engine: MediaEngine, row: Any
) -> tuple[RecordingStats | None, str | None]:
    """Have a recording go on; return how it goes, or why it does not."""
    try:
        async with asyncio.timeout(ANSWER_S):
            room = rules.engine_room(row)
            if row.source_id is not None and not await _pulled(runtime, engine, row.source_id):
                await engine.record(room, None)
                await engine.close(room)
                return None, "no-media"
            without = await _withheld(runtime, room) if row.source_id is None else frozenset()
            stats = await engine.record(room, row.id, without=without)
            return stats, stats.fault if stats is not None else None
    except (Unavailable, TimeoutError):
        return None, "media-down"


async def _withheld(runtime: Runtime, room: UUID) -> frozenset[UUID]:
    """Return what is restricted among a room's sources: shown there, and nowhere else."""
    async with runtime.db.reading(ACTOR) as tx:
        return frozenset(await brought.of_restricted(tx, room))


async def _pulled(runtime: Runtime, engine: MediaEngine, source: UUID) -> bool:
    """Have the engine bring a source; say False of one that is out of service or paused."""
    async with runtime.db.reading(ACTOR) as tx:
        row = await source_queries.one(tx, source)
    if row is None or row.removed_at is not None or row.paused:
        return False
    if row.kind == "whip":
        return True
    # One whose address cannot be asked brings nothing, which is noted as such.
    try:
        url = await url_of(runtime, row)
    except Problem:
        return True
    await engine.pull(source, source, url)
    return True


class Following:
    """Makes the engine follow a recording, once the change stands."""

    def __init__(self, runtime: Runtime, engine: MediaEngine) -> None:
        self._runtime = runtime
        self._engine = engine

    async def __call__(self, answer: Response) -> Response:
        """Have a recording followed, then give the answer; an engine that is away follows later."""
        with suppress(Problem, TimeoutError):
            await tell(self._runtime, self._engine, UUID(orjson.loads(answer.body)["id"]))
        return answer


async def _following(runtime: RuntimeDep, engine: EngineDep) -> Following:
    return Following(runtime, engine)


Follow = Annotated[Following, Depends(_following)]
recordings_follow = Job("video.recordings-follow", timedelta(seconds=2), follow)
