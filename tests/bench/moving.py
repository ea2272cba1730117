"""Positions on screens: what telling 200 walls of 2,000 moving units costs a server process.

The server is a process of its own; each second it hears of every unit, as the ingest tells it, and
tells every wall. Some walls of a second round do not read.
"""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
import uvloop
from redis.asyncio import Redis

from gis.api import Moving
from kernel.access import scopes
from kernel.access.actor import system
from kernel.ids import new_id
from kernel.settings import Settings
from tests.bench import cpu
from tests.bench.live import request
from tests.bench.row import Row
from tests.gis.tracking.moving.frames import message
from tests.harness.servers import Cluster, RedisServer
from tests.kernel.live.stage import staged

WALLS, UNITS = 200, 2_000
STALLED = 20
SECONDS = 20
GOAL_PERCENT = 20.0
OPEN = b'{"op":"open","id":"wall","topics":["positions"]}'
# Every device seen by everybody signed in.
_DEVICES = """
insert into gis.device (id, protocol, identifier, organisation_id, scope_id, state, registered_at,
    changed_at)
select gen_random_uuid(), 'api', 'bench ' || n, $1, $2, 'active', now(), now()
from generate_series(1, $3::int) n returning number
"""


class Wall(asyncio.Protocol):
    """A screen that counts the frames of positions and what they hold."""

    def __init__(self, port: int, cookie: str) -> None:
        self.frames = self.units = 0
        self._ask = request(port, "/api/live", cookie)
        self._rest = bytearray()
        self.transport: Any = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.write(self._ask)

    def data_received(self, data: bytes) -> None:
        rest = self._rest
        rest += data
        if rest.startswith(b"HTTP/"):
            end = rest.find(b"\r\n\r\n")
            if end < 0:
                return
            del rest[: end + 4]
            self._send(0x81, OPEN)
        while len(rest) >= 2:
            begin, size = 2, rest[1]
            if size >= 126:
                begin = 4 if size == 126 else 10
                size = int.from_bytes(rest[2:begin])
            if len(rest) < begin + size:
                return
            self._take(rest[0], rest[begin : begin + min(size, 128)])
            del rest[: begin + size]

    def _take(self, opcode: int, payload: bytearray) -> None:
        if opcode == 0x89:
            self._send(0x8A, bytes(payload))
        elif opcode == 0x82:
            self.frames += 1
            self.units += int.from_bytes(payload[4:8], "little")

    def _send(self, opcode: int, payload: bytes) -> None:
        self.transport.write(bytes([opcode, 0x80 | len(payload)]) + b"\0\0\0\0" + payload)


@asynccontextmanager
async def server() -> AsyncIterator[tuple[dict[str, Any], Redis, list[int]]]:
    """Run database, Redis and one server process; yield what it told, Redis, the devices."""
    cluster, redis_server = Cluster(), RedisServer()
    await asyncio.to_thread(cluster.start)
    url = await asyncio.to_thread(redis_server.start)
    settings = {"database_url": cluster.template.app, "redis_url": url}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.moving",
        json.dumps(settings | {"sockets_per_account": 1_000}),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    redis = Redis.from_url(url)
    try:
        assert process.stdout is not None
        assert process.stdin is not None
        told = json.loads(await process.stdout.readline())
        numbers = await _devices(cluster.template.superuser, UUID(told["scope"]))
        yield told | {"pid": process.pid}, redis, numbers
        process.stdin.close()
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
        await redis.aclose()
        await asyncio.to_thread(cluster.stop)
        await asyncio.to_thread(redis_server.stop)


async def _devices(url: str, scope: UUID) -> list[int]:
    connection = await asyncpg.connect(url)
    try:
        organisation = new_id()
        await connection.execute(
            "insert into registry.organisation (id, code, kind, zh, en, short) "
            "values ($1, 'bench', 'city', '市', 'City', '市')",
            organisation,
        )
        rows = await connection.fetch(_DEVICES, organisation, scope, UNITS)
        return [row["number"] for row in rows]
    finally:
        await connection.close()


async def drive(redis: Redis, numbers: list[int], seconds: int) -> None:
    """Move every unit once a second."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        now = time.time()
        step = (now % 1_000) * 1e-4
        rows = [(n, now, 116.5 + step + n * 1e-4, 23.3 + n % 50 * 2e-3) for n in numbers]
        await redis.publish("wanglou:positions", message(rows))
        await asyncio.sleep(min(1.0, left))


async def walls(told: dict[str, Any], many: int) -> list[Wall]:
    """Open so many walls."""
    loop = asyncio.get_running_loop()
    port, cookies = told["port"], told["cookies"]
    found = []
    for number in range(many):
        wall = Wall(port, cookies[number % len(cookies)])
        await loop.create_connection(lambda w=wall: w, "127.0.0.1", port)  # type: ignore[misc]
        found.append(wall)
    return found


async def run() -> list[Row]:
    """Measure with all walls reading, then with some that do not."""
    async with server() as (told, redis, numbers):
        pid = told["pid"]
        await drive(redis, numbers, 3)
        idle = await _percent(pid, redis, numbers)
        all_walls = await walls(told, WALLS)
        await drive(redis, numbers, 3)
        before = [wall.frames for wall in all_walls]
        units = sum(wall.units for wall in all_walls)
        busy = await _percent(pid, redis, numbers)
        least = min(wall.frames - was for wall, was in zip(all_walls, before, strict=True))
        told_units = sum(wall.units for wall in all_walls) - units
        stalled = await walls(told, STALLED)
        await drive(redis, numbers, 2)
        for wall in stalled:
            wall.transport.pause_reading()
        beside = await _percent(pid, redis, numbers)
        for wall in all_walls + stalled:
            wall.transport.abort()
    return [
        Row(
            f"{WALLS} walls, {UNITS} moving units told each second, of one core",
            busy, "%", f"≤ {GOAL_PERCENT:.0f} %", ok=busy <= GOAL_PERCENT,
        ),
        Row("of it without a wall", idle, "%"),
        Row(
            f"frames of {SECONDS} that reached the wall with the fewest", least, "",
            f"≥ {SECONDS - 1}", ok=least >= SECONDS - 1,
        ),
        Row("units told, of those that moved", 100 * told_units / (WALLS * UNITS * SECONDS), "%"),
        Row(f"beside {STALLED} more that do not read", beside, "%", limit=busy),
    ]  # fmt: skip


async def _percent(pid: int, redis: Redis, numbers: list[int]) -> float:
    before, began = cpu.seconds(pid), time.monotonic()
    await drive(redis, numbers, SECONDS)
    return 100 * (cpu.seconds(pid) - before) / (time.monotonic() - began)


async def _serve(settings: Settings) -> None:
    loop = asyncio.get_running_loop()
    async with staged(settings, moving=Moving) as stage:
        town = new_id()
        async with stage.db.transaction(system("bench")) as tx:
            await scopes.create(tx, [town], scope_id=town)
        cookies = [await stage.cookie(stage.people.add([town])) for _ in range(4)]
        told = {"port": stage.port, "cookies": cookies, "scope": str(town)}
        print(json.dumps(told), flush=True)
        await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    uvloop.run(_serve(Settings(**json.loads(sys.argv[1]))))
