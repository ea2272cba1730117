"""What recordings do by themselves: small pictures are made, old ones go, ended leave boards."""

import asyncio
from datetime import timedelta
from typing import Any

import structlog

from kernel.api import Job, NewFact, Runtime
from video.film.cut import NoFrame
from video.recordings import contents, film_queries, queries, rules, service, shelf
from video.recordings.putting_away import ACTOR
from video.recordings.state import topic_of

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
    except NoFrame as error:
        log.info("film_without_look", film=row.file, error=str(error))
        return "none"
    except OSError as error:
        if isinstance(error, FileNotFoundError) and shelf.marked(settings):
            return "none"  # it is lost; where the disk is away it comes back
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
    await _remove(runtime)
    async with runtime.db.transaction(ACTOR) as tx:
        for row in await queries.leaving(tx, tx.now - rules.STAYS_ON_BOARDS):
            tx.record(NewFact("recording.cleared", topic_of(row), row.id, None, row.scope_id))
            await queries.set_fields(tx, row.id, {"cleared_at": tx.now})
    before = (runtime.clock.now() - COPIES_STAY).timestamp()
    await asyncio.to_thread(shelf.forget_copies, settings, before)


async def _remove(runtime: Runtime) -> None:
    """Remove the files of erased recordings, all that are there on a disk that is not marked."""
    settings = runtime.settings
    among = None if await _is_ours(runtime) else await asyncio.to_thread(shelf.there, settings)
    async with runtime.db.reading(ACTOR) as tx:
        gone = await queries.to_remove(tx, among)
    for recording in gone:
        if await asyncio.to_thread(shelf.remove, settings, recording):
            async with runtime.db.transaction(ACTOR) as tx:
                await queries.set_fields(tx, recording, {"removed_at": tx.now})


async def _is_ours(runtime: Runtime) -> bool:
    """Say whether the disk of the recordings is there; it is marked by what lies on it."""
    settings = runtime.settings
    if await asyncio.to_thread(shelf.marked, settings):
        return True
    async with runtime.db.reading(ACTOR) as tx:
        oldest = await queries.oldest(tx)
    if oldest is None:
        return False
    ours = await asyncio.to_thread(shelf.mark, settings, oldest)
    if not ours:
        log.warning("recordings_away", folder=str(shelf.root_of(settings)), misses=str(oldest))
    return ours


def _past(row: Any, days: int, now: Any) -> bool:
    until = rules.keep_until(row, days=days, incident_open=row.incident_open)
    return until is not None and until < now


recordings_look = Job("video.recordings-look", timedelta(seconds=5), look)
recordings_keep = Job("video.recordings-keep", timedelta(seconds=60), keep)
