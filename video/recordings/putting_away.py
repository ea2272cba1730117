"""Films that are whole are registered; those nobody writes any more are made whole first."""

import asyncio
from typing import Any

import structlog

from kernel.api import Runtime, Tx, Unavailable, new_id, system
from video.recordings import film_queries, queries, shelf
from video.recordings.state import record

log = structlog.get_logger()
ACTOR = system("recordings")


async def put_away(runtime: Runtime, row: Any) -> bool:
    """Finish films nobody writes any more and register the new ones; say whether all are."""
    settings = runtime.settings
    now = runtime.clock.now().timestamp()
    whole = await asyncio.to_thread(shelf.recover, settings, row.id, now)
    async with runtime.db.reading(ACTOR) as tx:
        known = await film_queries.known_files(tx, row.id)
    found = await asyncio.to_thread(shelf.finished, settings, row.id, known)
    if found.films:
        await _registered(runtime, row, found.films)
    return whole and found.every


async def _registered(runtime: Runtime, row: Any, films: list[shelf.Found]) -> None:
    """Register films together; where one cannot be, each alone, and that one is set aside."""
    try:
        async with runtime.db.transaction(ACTOR) as tx:
            await queries.one(tx, row.id, lock=True)
            for film in films:
                await register(tx, row, film)
            await record(tx, "recording.changed", row.id)
    except Unavailable:
        raise
    except Exception:
        if len(films) > 1:
            for film in films:
                await _registered(runtime, row, [film])
            return
        log.exception("film_unregistered", film=films[0].file)
        path = shelf.folder(runtime.settings, row.id) / films[0].file
        await asyncio.to_thread(shelf.set_aside, path)


async def register(tx: Tx, row: Any, film: shelf.Found) -> None:
    """Note a finished film of a locked recording."""
    name, screen = await film_queries.name_of(tx, row, film.source) or (row.title, False)
    track = await film_queries.track(
        tx,
        {
            "id": new_id(),
            "recording_id": row.id,
            "source_id": film.source,
            "kind": film.kind.value,
            "name": name,
            "screen": screen,
        },
    )
    contents = film.contents
    await film_queries.add_segment(
        tx,
        {
            "recording_id": row.id,
            "track_id": track,
            "file": film.file,
            "codec": contents.codec,
            "started_at": contents.started_at,
            "ended_at": contents.ended_at,
            "bytes": film.bytes,
            "frames": contents.frames,
            "width": contents.width,
            "height": contents.height,
            "sha256": film.sha256,
            "look": "none" if contents.codec == "opus" else "due",
        },
    )
