"""Background steps of exports: write the next one, forget old ones."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import anyio

from gis.exports import queries, writer
from gis.exports.schemas import Selection
from gis.imports.errors import FileRead
from gis.imports.publishing import as_owner
from gis.layers import service as layers
from gis.tasks.refusals import trouble
from kernel.api import Problem, Runtime, Tx, files, new_id, system

ACTOR = system("exports")
MOST_AT_ONCE = 5
# A background step may take 50 s (kernel/jobs.py); all features we publish are written in 20.
WRITE_S = 45.0
# Whoever asked fetches it the same day.
KEEP = timedelta(days=1)
PIECE = 1024 * 1024


async def run(runtime: Runtime) -> None:
    """Write the export that waits longest."""
    async with runtime.db.reading(ACTOR) as tx:
        waiting = await queries.TASKS.due(tx, MOST_AT_ONCE, *queries.UNFINISHED)
    for row in waiting:
        async with runtime.db.reading(ACTOR) as lock:
            if await queries.TASKS.hold(lock, row.id):
                await step(runtime, row)
                return


async def step(runtime: Runtime, row: Any) -> None:
    """Write one export from its beginning; one that was interrupted begins anew."""
    try:
        async with asyncio.timeout(WRITE_S):
            await _write(runtime, row)
    except TimeoutError:
        await _failed(runtime, row, "too-slow", "Writing takes too long; select less.")
    except writer.Stopped:
        return
    except FileRead as refused:
        await _failed(runtime, row, refused.reason, refused.detail)
    except Problem as refused:
        if refused.status >= 500:
            raise
        await _failed(runtime, row, refused.code, refused.detail)


async def _write(runtime: Runtime, row: Any) -> None:
    selection = Selection.model_validate(row.choices)
    async with as_owner(runtime, row) as tx:
        layer = await layers.find(tx, row.layer_id)

    async def heard(count: int) -> bool:
        async with runtime.db.transaction(ACTOR) as tx:
            return await queries.change(tx, row.id, state="running", done=count)

    def reading() -> AbstractAsyncContextManager[Tx]:
        return _reading(runtime, row)

    async with writer.written(runtime, layer, selection, reading=reading, heard=heard) as made:
        await _keep(runtime, row, made, layer)


@asynccontextmanager
async def _reading(runtime: Runtime, row: Any) -> AsyncIterator[Tx]:
    """Open a page's transaction with the present rights of whoever asked; raise when they end."""
    async with as_owner(runtime, row) as tx:
        await layers.find(tx, row.layer_id)
        yield tx


async def _keep(runtime: Runtime, row: Any, made: writer.Written, layer: Any) -> None:
    """Take the file over as one of its owner's own files."""
    ending, media_type = writer.ENDINGS[row.choices["format"]]
    name = f"{layer.code}.{ending}"
    with files.store_of(runtime).draft() as draft:
        await anyio.to_thread.run_sync(copied, made.path, draft)
        received = await anyio.to_thread.run_sync(draft.finish)
        kept = await files.keep_own(runtime, received, name, media_type)
        async with as_owner(runtime, row) as tx:
            file = await files.record(tx, kept, received, new_id())
            await queries.change(
                tx, row.id, state="done", done=made.rows, file_id=file.id, notes=made.notes
            )


def copied(source: Path, draft: Any) -> None:
    """Write the content of a file into a draft of the store, piece by piece."""
    with source.open("rb") as content:
        while piece := content.read(PIECE):
            draft.write(piece)


async def _failed(runtime: Runtime, row: Any, code: str, detail: str) -> None:
    async with runtime.db.transaction(ACTOR) as tx:
        problem = trouble(code, detail)
        await queries.change(tx, row.id, state="failed", problem=problem)


async def tidy(runtime: Runtime) -> None:
    """Forget exports of yesterday and erase their files."""
    async with runtime.db.transaction(ACTOR) as tx:
        for row in await queries.ended_before(tx, tx.now - KEEP):
            if row.file_id is not None:
                await files.erase(tx, row.file_id)
