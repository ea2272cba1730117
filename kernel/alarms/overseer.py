"""The server's eye on the worker: it watches everything else and cannot report its own end."""

import asyncio

import structlog

from kernel.alarms import feeds, jobs, service
from kernel.errors import Problem
from kernel.runtime import Runtime
from kernel.tasks import ended

log = structlog.get_logger()
EVERY_S = 5.0


class Overseer:
    """Runs in each server process; raising the same alarm twice counts once."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._since = runtime.clock.now()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._run(), name="overseer")

    async def stop(self) -> None:
        """Stop looking."""
        await ended([self._task])

    async def look(self) -> None:
        """Raise an alarm when the worker fell silent; it clears that itself when it is back."""
        async with self._runtime.db.reading(jobs.ACTOR) as tx:
            beat = await feeds.last_beat(tx, jobs.WORKER)
            raised = await service.is_open(tx, "feed-dead", jobs.WORKER.name)
            silence = (tx.now - max(beat or self._since, self._since)).total_seconds()
        if raised or feeds.feed_state(silence, jobs.WORKER.dead_after_s) != "dead":
            return
        log.error("worker_silent", seconds=round(silence))
        async with self._runtime.db.transaction(jobs.ACTOR) as tx:
            await service.raise_alarm(tx, jobs.silent(jobs.WORKER, silence))

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            try:
                await self.look()
            except Problem as problem:
                log.warning("overseer_failed", problem=problem.detail)
            except Exception:
                log.exception("overseer_failed")
