"""What really happened: read from the database as the owner, past every right."""

import asyncio
import time
from contextlib import suppress
from datetime import datetime
from typing import Any

import asyncpg
import httpx

from tests.harness.system import System


async def back(running: System, within_s: float = 20.0) -> None:
    """Wait until the whole system is ready again."""
    deadline = time.monotonic() + within_s
    async with httpx.AsyncClient(base_url=running.address, trust_env=False, timeout=2) as http:
        while time.monotonic() < deadline:
            with suppress(httpx.HTTPError):
                answer = await http.get("/readyz")
                if answer.status_code == 200 and answer.json()["checks"]["redis"]["ok"]:
                    return
            await asyncio.sleep(0.05)
    raise AssertionError("not ready again")


async def head_at(running: System) -> datetime:
    """Return the moment of the journal's head."""
    moment: datetime = (await owned(running, "select max(at) as value from kernel.fact"))[0][
        "value"
    ]
    return moment


async def newest_seq(running: System) -> int:
    """Return the number of the newest fact of the watched topics."""
    rows = await owned(
        running,
        "select max(seq) as value from kernel.fact where topic in ('reports', 'incidents') "
        "and drill = '00000000-0000-0000-0000-000000000000'",
    )
    return int(rows[0]["value"])


async def owned(running: System, sql: str) -> list[Any]:
    connection = await asyncpg.connect(running.announced()["owner_database_url"])
    try:
        rows: list[Any] = await connection.fetch(sql)
    finally:
        await connection.close()
    return rows
