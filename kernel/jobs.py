"""Runs background steps of the features, each by one worker at a time, with an end."""

import asyncio
import random
from datetime import timedelta

import structlog
from prometheus_client import Counter, Histogram

from kernel.access.actor import system
from kernel.errors import Unavailable
from kernel.feature import Job
from kernel.runtime import Runtime
from kernel.tasks import ended

log = structlog.get_logger()
# The lock of a run is held by a transaction that waits; the database drops one that waits 60 s, so
# a run ends before that. A job that needs longer works in portions and comes again.
LONGEST_RUN_S = 50.0
# Each run takes two of the process's connections, one for its lock; the others are for reactions.
RUNS_AT_ONCE = 3
# First runs spread over this time after the start, later ones by a tenth of their interval.
SPREAD_S = 5.0

RUNS = Counter("wanglou_job_runs_total", "Runs of background jobs", ["job", "outcome"])
SECONDS = Histogram("wanglou_job_seconds", "Time of background jobs", ["job"])


class Jobs:
    """All jobs of the features."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._jobs = [job for feature in runtime.features for job in feature.jobs]
        self._gate = asyncio.Semaphore(RUNS_AT_ONCE)
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Start the timer of every job."""
        self._tasks = [
            asyncio.create_task(self._repeat(job), name=f"job-{job.name}") for job in self._jobs
        ]

    async def stop(self) -> None:
        """Stop; a run under way is cancelled and its transaction rolled back."""
        await ended(self._tasks)

    async def _repeat(self, job: Job) -> None:
        every = job.every / timedelta(seconds=1)
        await asyncio.sleep(random.uniform(0, min(SPREAD_S, every)))  # noqa: S311 - spreads load
        while True:
            async with self._gate:
                await self._run(job)
            await asyncio.sleep(every * random.uniform(0.9, 1.1))  # noqa: S311

    async def _run(self, job: Job) -> None:
        outcome = "done"
        with SECONDS.labels(job.name).time():
            try:
                async with asyncio.timeout(LONGEST_RUN_S):
                    if not await self._locked(job):
                        outcome = "elsewhere"
            except TimeoutError:
                outcome = "late"
                log.error("job_late", job=job.name, seconds=LONGEST_RUN_S)  # noqa: TRY400
            except Unavailable:
                outcome = "unavailable"
            except Exception:
                outcome = "failed"
                log.exception("job_failed", job=job.name)
        RUNS.labels(job.name, outcome).inc()

    async def _locked(self, job: Job) -> bool:
        """Run a job while holding its lock; say whether we got it."""
        async with self._runtime.db.reading(system("jobs")) as tx:
            if not await tx.value(
                "select pg_try_advisory_xact_lock(hashtextextended('job:' || :name, 0))",
                name=job.name,
            ):
                return False
            await job.step(self._runtime)
            return True
