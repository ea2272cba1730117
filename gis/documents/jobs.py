"""Background steps of map documents: draw the next one, forget old ones."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import anyio

from gis.documents import making, queries
from gis.documents.scene import Scene
from gis.documents.schemas import MapIn
from gis.exports.jobs import copied
from gis.exports.writer import Stopped
from gis.imports.errors import FileRead
from gis.imports.publishing import as_owner
from gis.tasks.refusals import trouble
from kernel.api import Problem, Runtime, Tx, files, new_id, system

ACTOR = system("maps")
MOST_AT_ONCE = 5
# A background step may take 50 s (kernel/jobs.py); the largest map we draw takes 15.
DRAW_S = 45.0
# Starts of a drawing that did not end, until it is given up.
MOST_ATTEMPTS = 3
# Long enough for the report it was made for.
KEEP = timedelta(days=7)
MEDIA = {"png": "image/png", "pdf": "application/pdf", "html": "text/html"}


async def run(runtime: Runtime) -> None:
    """Draw the map that waits longest; of one person one at a time."""
    async with runtime.db.reading(ACTOR) as tx:
        waiting = await queries.TASKS.due(tx, MOST_AT_ONCE, *queries.UNFINISHED)
    for row in waiting:
        async with runtime.db.reading(ACTOR) as lock:
            if await queries.TASKS.hold(lock, uuid5(NAMESPACE_OID, row.owner)):
                await step(runtime, row)
                return


async def step(runtime: Runtime, row: Any) -> None:
    """Draw one map from its beginning; one that was interrupted begins anew."""
    async with runtime.db.transaction(ACTOR) as tx:
        attempts = await queries.begun(tx, row.id)
    if attempts is None:
        return
    try:
        if attempts > MOST_ATTEMPTS:
            raise FileRead("interrupted", "Drawing was interrupted too often.")
        async with asyncio.timeout(DRAW_S):
            await _draw(runtime, row)
    except TimeoutError:
        await _failed(runtime, row, "too-slow", "Drawing takes too long; choose less.")
    except Stopped:
        return
    except FileRead as refused:
        await _failed(runtime, row, refused.reason, refused.detail)
    except Problem as refused:
        if refused.status >= 500:
            raise
        await _failed(runtime, row, refused.code, refused.detail)


async def _draw(runtime: Runtime, row: Any) -> None:
    body = MapIn.model_validate(row.choices)

    def reading() -> AbstractAsyncContextManager[Tx]:
        return as_owner(runtime, row)

    async with making.made(runtime, body, reading=reading, heard=_heard(runtime, row)) as drawn:
        await _keep(runtime, row, body, drawn)


def _heard(runtime: Runtime, row: Any) -> Callable[[int], Awaitable[None]]:
    async def heard(done: int) -> None:
        async with runtime.db.transaction(ACTOR) as tx:
            if not await queries.change(tx, row.id, done=done):
                raise Stopped

    return heard


async def _keep(runtime: Runtime, row: Any, body: MapIn, drawn: tuple[Path, Scene]) -> None:
    """Take the file over as one of its owner's own files."""
    path, scene = drawn
    with files.store_of(runtime).draft() as draft:
        await anyio.to_thread.run_sync(copied, path, draft)
        received = await anyio.to_thread.run_sync(draft.finish)
        name = f"{body.title}.{body.form}"
        kept = await files.keep_own(runtime, received, name, MEDIA[body.form])
        async with as_owner(runtime, row) as tx:
            file = await files.record(tx, kept, received, new_id())
            ended = {"state": "done", "done": row.total, "notes": scene.notes()}
            if not await queries.change(tx, row.id, file_id=file.id, **ended):
                raise Stopped  # given up in the last moment: the file goes with the transaction


async def _failed(runtime: Runtime, row: Any, code: str, detail: str) -> None:
    async with runtime.db.transaction(ACTOR) as tx:
        problem = trouble(code, detail)
        await queries.change(tx, row.id, state="failed", problem=problem)


async def tidy(runtime: Runtime) -> None:
    """Forget maps of last week and erase their files."""
    async with runtime.db.transaction(ACTOR) as tx:
        for row in await queries.ended_before(tx, tx.now - KEEP):
            if row.file_id is not None:
                await files.erase(tx, row.file_id)
