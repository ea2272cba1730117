"""What really happened: read from the database as its superuser, past every right."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any

import asyncpg
import httpx

from server.supervisor.postgres import SUPERUSER
from tests.harness.system import System

# A start beside other heavy work takes its time; how long is told, never judged, by a test.
PATIENCE_S = 60.0
LOOK_EVERY_S = 0.05


async def until(holds: Callable[[], Awaitable[bool]], complaint: str) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE_S
    while not await holds():
        assert time.monotonic() < deadline, complaint
        await asyncio.sleep(LOOK_EVERY_S)


async def back(running: System) -> float:
    """Wait until the whole system is ready again; return the seconds it took."""
    began = time.monotonic()
    async with httpx.AsyncClient(base_url=running.address, trust_env=False, timeout=2) as http:

        async def ready() -> bool:
            with suppress(httpx.HTTPError):
                answer = await http.get("/readyz")
                return answer.status_code == 200 and answer.json()["checks"]["redis"]["ok"]
            return False

        await until(ready, "not ready again")
    return time.monotonic() - began


@asynccontextmanager
async def superuser(running: System) -> AsyncIterator[asyncpg.Connection]:
    """Open a connection that no right binds, once the database accepts one."""
    secrets = json.loads((running.home / "secrets.json").read_bytes())
    connection = None

    async def connected() -> bool:
        nonlocal connection
        with suppress(OSError, asyncpg.CannotConnectNowError, asyncpg.PostgresConnectionError):
            connection = await asyncpg.connect(
                running.announced()["owner_database_url"],
                user=SUPERUSER,
                password=secrets["superuser"],
            )
        return connection is not None

    await until(connected, "the database accepts nobody")
    assert connection is not None
    try:
        yield connection
    finally:
        connection.terminate()


async def column(running: System, sql: str, *values: Any) -> list[Any]:
    """Return the first column of what a query finds."""
    async with superuser(running) as connection:
        return [row[0] for row in await connection.fetch(sql, *values)]


async def head_at(running: System) -> datetime:
    """Return the moment of the journal's head."""
    moment: datetime = (await column(running, "select max(at) from kernel.fact"))[0]
    return moment
