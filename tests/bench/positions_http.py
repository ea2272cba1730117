"""Phones by HTTP: reports (`/osmand`) stored and answered by one server process.

Each phone keeps its connection and sends its next report when the last one was answered.
"""

import asyncio
import time

import asyncpg

from tests.bench import cpu
from tests.bench import tiles_servers as servers
from tests.bench.journal import cluster
from tests.bench.row import Row
from tests.harness.fleet import Plan, enrol
from tests.harness.servers import RedisServer

PHONES, SECONDS = 500, 20.0
DEGREE_LATER = 1e-4


async def run() -> list[Row]:
    """Let phones report for some seconds; judge what each report costs."""
    redis = RedisServer()
    address = await asyncio.to_thread(redis.start)
    try:
        async with cluster() as urls:
            connection = await asyncpg.connect(urls.superuser)
            await enrol(connection, Plan(0, PHONES, 0, 0, 0, "", code="bench-"))
            await connection.execute("update gis.device set protocol = 'osmand'")
            async with servers.ours(urls, address, cache=0) as (port, pid):
                before = cpu.seconds(pid)
                began = time.perf_counter()
                answered = sum(
                    await asyncio.gather(*(_phone(port, 1 + each) for each in range(PHONES)))
                )
                took, used = time.perf_counter() - began, cpu.seconds(pid) - before
            kept = await connection.fetchval("select count(*) from gis.position")
            await connection.close()
    finally:
        await asyncio.to_thread(redis.stop)
    return [
        Row(f"reports of {PHONES} phones by HTTP, stored and answered", answered / took, "/s"),
        Row(
            "  answered and not in the database",
            answered - kept,
            "reports",
            "0",
            ok=kept >= answered,
        ),
        Row("  processor time of the server, each", used / answered * 1e6, "µs"),
    ]


async def _phone(port: int, number: int) -> int:
    """Report until the time is over; return how often it was answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    since = int(time.time()) - 86_400
    until, answered = time.perf_counter() + SECONDS, 0
    while time.perf_counter() < until:
        lat = 23.36 + answered * DEGREE_LATER
        query = f"id=1{number:011d}&timestamp={since + 10 * answered}&lat={lat:.6f}&lon=116.74"
        writer.write(f"GET /osmand?{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        (length,) = (
            int(line.split(b":")[1])
            for line in head.lower().splitlines()
            if line.startswith(b"content-length")
        )
        await reader.readexactly(length)
        answered += 1
    writer.close()
    return answered
