"""Asks servers for tiles, and bare PostgreSQL by pgbench; counts tiles and processor time."""

import asyncio
import math
import os
import random
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from server.supervisor.binaries import find_postgres
from tests.bench import cpu
from tests.bench.tiles_data import Box

CLIENTS = 4
SECONDS = 4.0
Spot = tuple[int, int, int]


@dataclass(frozen=True)
class Rate:
    """Tiles and what they cost; `cpu_s` leaves out whoever asked."""

    tiles: int
    seconds: float
    cpu_s: float

    @property
    def ceiling(self) -> float:
        """Tiles a second when all processors do nothing else."""
        return self.tiles / self.cpu_s * (os.cpu_count() or 1)

    @property
    def per_second(self) -> float:
        """Tiles a second on this machine as it was."""
        return self.tiles / self.seconds

    @property
    def cpu_us(self) -> float:
        """Processor time of one tile."""
        return self.cpu_s / self.tiles * 1e6


def best(rates: list[Rate]) -> Rate:
    """Return the one that the rest of the machine slowed least."""
    return max(rates, key=lambda rate: rate.ceiling)


def spots_of(box: Box, zoom: int) -> tuple[int, int, int, int]:
    """Return the columns and rows of the tiles that cover a box: first and last of each."""
    west, north = spot_at(box[0], box[3], zoom)[1:]
    east, south = spot_at(box[2], box[1], zoom)[1:]
    return west, east, north, south


def spot_at(lon: float, lat: float, zoom: int) -> Spot:
    """Return zoom, column, row of the tile a place lies in."""
    many = 1 << zoom
    row = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return zoom, int((lon + 180) / 360 * many), int(row * many)


def inner(box: Box) -> Box:
    """Return a box without its margin, so that its tiles are full ones."""
    dx, dy = (box[2] - box[0]) * 0.08, (box[3] - box[1]) * 0.08
    return box[0] + dx, box[1] + dy, box[2] - dx, box[3] - dy


def pgbench(url: str, sql: str, box: Box, zoom: int, *, database: int) -> Rate:
    """Run a query for random tiles of a box; `database` is the pid of PostgreSQL."""
    west, east, north, south = spots_of(box, zoom)
    script = f"\\set x random({west}, {east})\n\\set y random({north}, {south})\n{sql};\n"
    parts = urlsplit(url)
    environment = os.environ | {
        "PGUSER": parts.username or "",
        "PGPASSWORD": unquote(parts.password or ""),
        "PGHOST": parse_qs(parts.query)["host"][0],
        "PGDATABASE": parts.path.lstrip("/"),
    }
    binary = Path(find_postgres().postgres).with_name("pgbench")
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        command = [str(binary), "-n", "-M", "prepared", "-c", "2", "-T", str(int(SECONDS))]
        before = cpu.seconds(database)
        done = subprocess.run(
            [*command, "-f", file.name], env=environment, capture_output=True, text=True, check=True
        )
        used = cpu.seconds(database) - before
    words = next(line for line in done.stdout.splitlines() if "actually processed" in line)
    tiles = int(words.rpartition(" ")[2].split("/")[0])
    return Rate(tiles, SECONDS, used)


async def ask(
    port: int, path: Callable[[Spot], str], box: Box, zoom: int, *, processes: list[int]
) -> Rate:
    """Ask a server for random tiles of a box; `processes` do the work."""
    west, east, north, south = spots_of(box, zoom)
    chance = random.Random(7)
    until = time.perf_counter() + SECONDS
    started = time.perf_counter()
    before = sum(cpu.seconds(pid) for pid in processes)

    async def client() -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        tiles = 0
        while time.perf_counter() < until:
            spot = (zoom, chance.randint(west, east), chance.randint(north, south))
            writer.write(f"GET {path(spot)} HTTP/1.1\r\nHost: bench\r\n\r\n".encode())
            await answered(reader)
            tiles += 1
        writer.close()
        return tiles

    tiles = sum(await asyncio.gather(*(client() for _ in range(CLIENTS))))
    used = sum(cpu.seconds(pid) for pid in processes) - before
    return Rate(tiles, time.perf_counter() - started, used)


async def answered(reader: asyncio.StreamReader) -> int:
    """Read one answer; return how large its body was."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head[9:12])
    if status not in (200, 204):
        raise RuntimeError(head.decode())
    if b"transfer-encoding: chunked" in head:
        size = 0
        while part := int(await reader.readuntil(b"\r\n"), 16):
            await reader.readexactly(part + 2)
            size += part
        await reader.readexactly(2)
        return size
    length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
    await reader.readexactly(int(length or 0))
    return int(length or 0)
