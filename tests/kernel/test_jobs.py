"""Jobs: one at a time, whatever happens the next run comes."""

import asyncio
from datetime import timedelta
from pathlib import Path

from redis.asyncio import Redis

from kernel.api import Database, Feature, Job, Runtime, Settings
from kernel.city import City
from kernel.jobs import Jobs
from tests.harness.clock import FakeClock
from tests.kernel.live.stage import NoLinks, People


def runtime(db: Database, settings: Settings, job: Job) -> Runtime:
    return Runtime(
        settings=settings,
        clock=FakeClock(),
        db=db,
        redis=Redis.from_url(settings.redis_url),
        directory=People(),
        links=NoLinks(),
        city=City(Path("none")),
        features=(Feature("test", jobs=(job,)),),
    )


async def test_two_workers_never_run_a_job_together(db: Database, settings: Settings) -> None:
    running = most = runs = 0

    async def step(_: Runtime) -> None:
        nonlocal running, most, runs
        running, runs = running + 1, runs + 1
        most = max(most, running)
        await asyncio.sleep(0.03)
        running -= 1

    job = Job("slow", timedelta(milliseconds=10), step)
    workers = [Jobs(runtime(db, settings, job)) for _ in range(2)]
    for worker in workers:
        await worker.start()
    async with asyncio.timeout(5):
        while runs < 6:  # noqa: ASYNC110 - the test looks from outside
            await asyncio.sleep(0.01)
    for worker in workers:
        await worker.stop()
    assert most == 1


async def test_a_failing_job_runs_again(db: Database, settings: Settings) -> None:
    runs = 0

    async def step(_: Runtime) -> None:
        nonlocal runs
        runs += 1
        raise ValueError("no")

    worker = Jobs(runtime(db, settings, Job("bad", timedelta(milliseconds=10), step)))
    await worker.start()
    async with asyncio.timeout(5):
        while runs < 3:  # noqa: ASYNC110 - the test looks from outside
            await asyncio.sleep(0.01)
    await worker.stop()
