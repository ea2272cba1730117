"""What recordings do by themselves: small pictures are made, old ones go, ended leave boards."""

import asyncio
from datetime import timedelta
from typing import Any

import structlog

from kernel.api import Job, NewFact, Runtime
from video.film.cut import NoFrame
from video.recordings import contents, film_queries, queries, rules, service, shelf
from video.recordings.following import ACTOR
from video.recordings.state import TOPIC

log = structlog.get_logger()
# 60 venues make 60 films a minute; one picture takes some 20 ms.
LOOKS_A_ROUND = 12
# Whoever watches an hour of H.264 comes back to it within a day.
COPIES_STAY = timedelta(days=1)
# What the record says of a recording whose time was over.
EXPIRED = "保存期满 / kept long enough"


async def look(runtime: Runtime) -> None:
    """Make the small pictures that are due."""
    async with runtime.db.reading(ACTOR) as tx:
        due = await film_queries.unlooked(tx, LOOKS_A_ROUND)
    for row in due:
        look = await contents.apart(lambda row=row: _looked(runtime, row))  # type: ignore[misc]
        if look is None:
            return  # what the disk refuses now it may give later
        async with runtime.db.transaction(ACTOR) as tx:
            await film_queries.set_look(tx, row.recording_id, row.n, look)


def _looked(runtime: Runtime, row: Any) -> str | None:
    settings = runtime.settings
    film = shelf.folder(settings, row.recording_id) / row.file
    target = shelf.look_of(settings, row.recording_id, row.n)
    try:
        shelf.make_look(film, target, contents.LOOK_WIDTH)
    except (NoFrame, FileNotFoundError) as error:
        log.info("film_without_look", film=row.file, error=str(error))
        return "none"
    except OSError as error:
        log.warning("look_unwritten", film=row.file, error=str(error))
        return None
    return "made"


async def keep(runtime: Runtime) -> None:
    """Erase recordings past their time, remove the files of erased ones, clear the boards."""
    settings = runtime.settings
    days = timedelta(days=settings.recordings_days)
    async with runtime.db.reading(ACTOR) as tx:
        due = await queries.past_keeping(tx, tx.now - days)
    for recording in due:
        async with runtime.db.transaction(ACTOR) as tx:
            row = await queries.one(tx, recording, lock=True)
            if row is not None and _past(row, settings.recordings_days, tx.now):
                await service.let_go(tx, row, EXPIRED)
    async with runtime.db.reading(ACTOR) as tx:
        gone = await queries.to_remove(tx)
    for recording in gone:
        if await asyncio.to_thread(shelf.remove, settings, recording):
            async with runtime.db.transaction(ACTOR) as tx:
                await queries.set_fields(tx, recording, {"removed_at": tx.now})
    async with runtime.db.transaction(ACTOR) as tx:
        for row in await queries.leaving(tx, tx.now - rules.STAYS_ON_BOARDS):
            tx.record(NewFact("recording.cleared", TOPIC, row.id, None, row.scope_id))
            await queries.set_fields(tx, row.id, {"cleared_at": tx.now})
    before = (runtime.clock.now() - COPIES_STAY).timestamp()
    await asyncio.to_thread(shelf.forget_copies, settings, before)


def _past(row: Any, days: int, now: Any) -> bool:
    until = rules.keep_until(row, days=days, incident_open=row.incident_open)
    return until is not None and until < now


recordings_look = Job("video.recordings-look", timedelta(seconds=5), look)
recordings_keep = Job("video.recordings-keep", timedelta(seconds=60), keep)
