"""Background steps of imports: look through, run, forget; each safe to be killed and repeated."""

import shutil
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import anyio

from gis.imports import queries, running
from kernel.api import Runtime, system

ACTOR = system("imports")
# Imports taken up by one step; the step itself has an end (kernel/jobs.py).
MOST_AT_ONCE = 5
# A preview nobody came back to, and the record of an import that ended.
KEEP_UNFINISHED, KEEP_ENDED = timedelta(days=7), timedelta(days=90)
# No child lives longer; a folder that is older was left by a kill.
FOLDER_S = 3_600


async def inspect(runtime: Runtime) -> None:
    """Look through the file that waits longest."""
    await advance(runtime, "inspecting")


async def run(runtime: Runtime) -> None:
    """Do a portion of the run that waits longest."""
    await advance(runtime, "running")


async def advance(runtime: Runtime, state: str) -> bool:
    """Take one import in a state a step further; say whether there was one to take."""
    async with runtime.db.reading(ACTOR) as tx:
        waiting = await queries.TASKS.due(tx, MOST_AT_ONCE, state)
    for row in waiting:
        if await step(runtime, row):
            return True
    return False


async def step(runtime: Runtime, row: Any) -> bool:
    """Take one import a step further; say False when another process is at it."""
    async with runtime.db.reading(ACTOR) as lock:
        if not await queries.TASKS.hold(lock, row.id):
            return False
        async with runtime.db.reading(ACTOR) as tx:
            present = await queries.TASKS.one(tx, row.id)
        if present is None or present.state != row.state:
            return True
        await (running.inspect if present.state == "inspecting" else running.run)(runtime, present)
        return True


async def tidy(runtime: Runtime) -> None:
    """Forget what can no longer be undone or continued, and folders that kills left behind."""
    async with runtime.db.transaction(ACTOR) as tx:
        now = tx.now
        await queries.forget(
            tx, unfinished_before=now - KEEP_UNFINISHED, ended_before=now - KEEP_ENDED
        )
    await anyio.to_thread.run_sync(_sweep, runtime.settings.home / running.FOLDER)


def _sweep(folder: Path) -> None:
    for left in folder.glob("wanglou-child-*"):
        if time.time() - left.stat().st_mtime > FOLDER_S:
            shutil.rmtree(left, ignore_errors=True)
