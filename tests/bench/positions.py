"""Positions: stored and answered a second over 2,000 links, what each costs, against bare COPY.

Terminals, ingest process, database and Redis run on this machine; the database is durable, as an
installation's. `BENCH_LINKS`, `BENCH_POSITIONS_PER_S`, `BENCH_SECONDS` say how many.
"""

import asyncio
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg

from gis.tracking.devices.model import Device
from gis.tracking.fix import Fix
from gis.tracking.pipeline import rows, steps
from gis.tracking.pipeline.report import Report, micros
from gis.tracking.pipeline.store import part_of
from kernel.ids import new_id
from tests.bench.cpu import spent_ms
from tests.bench.row import Row
from tests.harness.fleet import Plan, enrol, ledger
from tests.harness.ports import free_port
from tests.harness.servers import Cluster, DatabaseUrls, RedisServer

LINKS = int(os.environ.get("BENCH_LINKS", "2000"))
PER_S = int(os.environ.get("BENCH_POSITIONS_PER_S", "10500"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "60"))
GOAL_PER_S, GOAL_US, GOAL_MS, GOAL_SHARE = 10_000, 60, 500, 0.25
# Bare COPY in batches as the pipeline stores them, long enough to be steady.
BATCH, BATCHES = 2_000, 100
DAY_S = 86_400
CODE = "bench-"
START_TIMEOUT_S = 60


async def run() -> list[Row]:
    """Measure bare COPY, then the whole way from the sockets to the answers."""
    async with servers() as (urls, redis):
        bare = await bare_copy(urls)
        return await driven(urls, redis, bare)


@asynccontextmanager
async def servers() -> AsyncIterator[tuple[DatabaseUrls, str]]:
    """Run database and Redis."""
    cluster, redis = Cluster(durable=True), RedisServer()
    await asyncio.to_thread(cluster.start)
    try:
        yield cluster.template, await asyncio.to_thread(redis.start)
    finally:
        await asyncio.to_thread(redis.stop)
        await asyncio.to_thread(cluster.stop)


async def bare_copy(urls: DatabaseUrls) -> float:
    """Return rows a second of nothing but COPY into a part with its indexes, a commit a batch."""
    connection = await asyncpg.connect(urls.superuser)
    today = datetime.now(UTC).date()
    await connection.execute("select gis.make_position_day($1)", today)
    began = datetime(today.year, today.month, today.day, tzinfo=UTC)
    files = [rows.packed(_reports(began, number)) for number in range(BATCHES)]
    started = time.perf_counter()
    for file in files:
        await connection.copy_to_table(
            part_of(today),
            schema_name="gis",
            source=io.BytesIO(file),
            columns=rows.COLUMNS,
            format="binary",
        )
    took = time.perf_counter() - started
    await connection.execute("truncate gis.position")
    await connection.close()
    return BATCH * BATCHES / took


def _reports(began: datetime, number: int) -> list[Report]:
    second = micros(began) + number * steps.SECOND
    fix = Fix(None, 0, 0, altitude_m=12.0, extras={"alarms": 0, "status": 3})
    return [
        Report(
            Device(new_id(), device, "jt808", str(device), "active"),
            fix,
            second,
            at=second,
            lon=116.74,
            lat=23.36,
            speed_mps=10.0,
            course_deg=45.0,
        )
        for device in range(BATCH)
    ]


async def driven(urls: DatabaseUrls, redis: str, bare: float) -> list[Row]:
    """Let the fleet drive; count what was answered and what stands in the database."""
    with tempfile.TemporaryDirectory() as folder:
        since = int(time.time()) - 5 * DAY_S
        path = str(Path(folder) / "ledger")
        plan = Plan(free_port(), LINKS, PER_S / LINKS, SECONDS, since, path, code=CODE)
        connection = await asyncpg.connect(urls.superuser)
        await enrol(connection, plan)
        async with ingest(urls, redis, folder, plan.port) as pid:
            fleet = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.harness.fleet",
                json.dumps(asdict(plan)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
            await _told(fleet)
            before = spent_ms(pid)
            told = await _told(fleet)
            used_us = (spent_ms(pid) - before) * 1000
            await fleet.wait()
        kept = await connection.fetch(
            "select substr(d.identifier, 2)::int, extract(epoch from p.at)::bigint "
            "from gis.position p join gis.device d on d.number = p.device"
        )
        await connection.close()
        lost = len(set(ledger(Path(path))) - {tuple(row) for row in kept})
    rate, waits = told["acked"] / told["seconds"], told["waits"]
    each_us = used_us / told["acked"]
    return [
        Row(
            f"positions stored and answered over {LINKS:,} links",
            rate,
            "/s",
            f"≥ {GOAL_PER_S:,}",
            limit=bare,
            ok=rate >= GOAL_PER_S,
        ),
        Row("  answered and not in the database", lost, "positions", "0", ok=lost == 0),
        Row(
            "  processor time of ingest, each",
            each_us,
            "µs",
            f"≤ {GOAL_US}",
            ok=each_us <= GOAL_US,
        ),
        Row(
            "  most one process could store, by processor time",
            1e6 / each_us,
            "/s",
            f"≥ {GOAL_SHARE:.0%} of bare COPY",
            limit=bare,
            ok=1e6 / each_us >= GOAL_SHARE * bare,
        ),
        Row("  until the answer, p50", waits["p50"], "ms"),
        Row(
            "  until the answer, p99",
            waits["p99"],
            "ms",
            f"≤ {GOAL_MS}",
            ok=waits["p99"] <= GOAL_MS,
        ),
    ]


@asynccontextmanager
async def ingest(urls: DatabaseUrls, redis: str, home: str, port: int) -> AsyncIterator[int]:
    """Run one ingest process; yield its pid once its port is open."""
    environment = os.environ | {
        "WANGLOU_HOME": home,
        "WANGLOU_DATABASE_URL": urls.app,
        "WANGLOU_REDIS_URL": redis,
        "WANGLOU_JT808_PORT": str(port),
        "WANGLOU_COT_PORT": "0",
        "WANGLOU_NMEA_PORT": "0",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "server.cli",
        "ingest",
        env=environment,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(START_TIMEOUT_S):
            while True:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                    writer.close()
                    break
                except OSError:
                    await asyncio.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


async def _told(fleet: asyncio.subprocess.Process) -> dict[str, Any]:
    assert fleet.stdout is not None
    told: dict[str, Any] = json.loads(await fleet.stdout.readline())
    return told
