"""A worker that is killed in the middle of an import: nothing half-published, the next goes on."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import orjson
import pytest
from fastapi import FastAPI

from kernel.api import Settings, SystemClock, system
from server.app import create_app
from tests.gis.conftest import As, Client, Json
from tests.gis.importing import PATH, found, runtime_of, sent

ROWS = 60_000
PATIENCE_S = 90.0

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.fixture
async def gis_app(settings: Settings) -> AsyncIterator[FastAPI]:
    """The application by the real clock: the worker is a process of its own."""
    application = create_app(settings, SystemClock())
    async with application.router.lifespan_context(application):
        yield application


@contextmanager
def worker(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker process of this database; it is killed at the end."""
    given = {"WANGLOU_DATABASE_URL": settings.database_url, "WANGLOU_REDIS_URL": settings.redis_url}
    given |= {"WANGLOU_HOME": str(settings.home), "WANGLOU_CITY": str(settings.city)}
    running = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "worker"],
        env=os.environ | given,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def table() -> bytes:
    """Return so many points that staging them takes a while."""
    return orjson.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [116 + n / 100_000, 23.4]},
                    "properties": {"n": n},
                }
                for n in range(ROWS)
            ],
        }
    )


async def until(client: Client, import_id: str, *states: str, done: int = 0) -> Json:
    """Wait for a state, or for so many staged rows."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            state = await found(client, import_id)
            if state["state"] in states and state["progress"]["done"] >= done:
                return state
            assert state["state"] != "failed", state["problem"]
            await asyncio.sleep(0.02)


async def count(app: FastAPI, sql: str) -> int:
    """Return a number of the database."""
    async with runtime_of(app).db.reading(system("test")) as tx:
        number: int = await tx.value(sql)
    return number


async def test_a_worker_killed_while_staging_and_another_goes_on(
    who: As, gis_app: FastAPI, settings: Settings
) -> None:
    east = await who("east")
    made = await east.post(PATH, json={"file": await sent(east, table(), "many.geojson")})
    import_id = made.json()["id"]
    with worker(settings) as first:
        await until(east, import_id, "ready")
        await east.post(f"{PATH}/{import_id}/start")
        await until(east, import_id, "running", "done", done=5_000)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    state = await found(east, import_id)
    assert state["state"] == "running", "killed too late to tell anything"
    assert 5_000 <= state["progress"]["done"] < ROWS
    assert await count(gis_app, "select count(*) from gis.feature") == 0
    assert await count(gis_app, "select count(*) from gis.layer") == 0
    with worker(settings):
        state = await until(east, import_id, "done")
    assert state["progress"] == {"done": ROWS, "total": ROWS}
    assert await count(gis_app, "select count(*) from gis.feature") == ROWS
    distinct = "select count(distinct properties ->> 'n') from gis.feature"
    assert await count(gis_app, distinct) == ROWS
    assert await count(gis_app, "select count(*) from gis.import_row") == 0
