"""Two days of San Francisco's taxis (Cabspotting), sent as their terminals' backlog at full speed.

What happens when a network comes back: each terminal sends what it kept, 33 places to a message
(0x0704). The data set is for research and is not in this project: without it, by path, nothing is
measured. Piorkowski, Sarafijanovic-Djukic, Grossglauser 2009.
"""

import asyncio
import csv
import gzip
import itertools
import json
import sys
import tempfile
import time
from collections import deque
from typing import Any

import asyncpg
import uvloop

from gis.tracking.jt808 import frames, header, location, messages, times
from gis.tracking.jt808.header import Header
from gis.tracking.jt808.location import POSITIONED, WEST, Location
from gis.tracking.jt808.messages import Message
from gis.tracking.pipeline.report import EPOCH
from tests.bench.cpu import spent_ms
from tests.bench.positions import CODE, GOAL_MS, GOAL_SHARE, bare_copy, ingest, servers
from tests.bench.row import Row
from tests.bench.tiles_data import DATA
from tests.harness.fleet import Plan, enrol
from tests.harness.ports import free_port
from tests.harness.servers import DatabaseUrls

TRACES = DATA / "traces" / "sf_cabs_2008-05-30_2days.csv.gz"
DAY_S = 86_400
# As many places as the longest body holds.
MANY = 33
# Messages a terminal sends before it waits for an answer.
WINDOW = 4
LONGEST_S = 300.0


async def run() -> list[Row]:
    """Send everything, count what stands in the database."""
    if not TRACES.exists():
        print(f"  {TRACES} is not there: nothing to replay", flush=True)
        return []
    async with servers() as (urls, redis):
        return await driven(urls, redis, await bare_copy(urls))


async def driven(urls: DatabaseUrls, redis: str, bare: float) -> list[Row]:
    """Let all terminals send; measure until the last answer."""
    with tempfile.TemporaryDirectory() as folder:
        connection = await asyncpg.connect(urls.superuser)
        plan = Plan(free_port(), len(traces()), 0, 0, 0, "", code=CODE)
        await enrol(connection, plan)
        async with ingest(urls, redis, folder, plan.port) as pid:
            fleet = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.bench.san_francisco",
                str(plan.port),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
            assert fleet.stdout is not None
            assert fleet.stdin is not None
            sent = json.loads(await fleet.stdout.readline())["places"]
            before = spent_ms(pid)
            fleet.stdin.write(b"go\n")
            told = json.loads(await fleet.stdout.readline())
            used_us = (spent_ms(pid) - before) * 1000
            await fleet.wait()
        kept = await connection.fetchval("select count(*) from gis.position")
        refused = await connection.fetch(
            "select reason, sum(count)::int as count from gis.device_refusal group by reason"
        )
        await connection.close()
    print("  refused:", {row["reason"]: row["count"] for row in refused}, flush=True)
    lost = sent - kept - sum(row["count"] for row in refused)
    rate, each_us = sent / told["seconds"], used_us / sent
    return [
        Row("San Francisco's two days, stored and answered", rate, "/s", limit=bare),
        Row("  answered, and neither stored nor refused", lost, "places", "0", ok=lost == 0),
        Row(
            "  most one process could store, by processor time",
            1e6 / each_us,
            "/s",
            f"≥ {GOAL_SHARE:.0%} of bare COPY",
            limit=bare,
            ok=1e6 / each_us >= GOAL_SHARE * bare,
        ),
        Row("  processor time of ingest, each", each_us, "µs"),
        Row("  until the answer to a message, p99", told["p99"], "ms", f"(≤ {GOAL_MS} in step)"),
    ]


def traces() -> dict[int, list[tuple[int, float, float]]]:
    """Return (Unix second, lon, lat) by vehicle without repeats; the last day is yesterday."""
    found: dict[int, dict[int, tuple[int, float, float]]] = {}
    with gzip.open(TRACES, "rt") as file:
        for row in csv.DictReader(file):
            second = int(row["t"])
            places = found.setdefault(int(row["veh"]), {})
            places.setdefault(second, (second, float(row["lon"]), float(row["lat"])))
    last = max(max(places) for places in found.values())
    later = (int(time.time()) // DAY_S - 1) * DAY_S - last // DAY_S * DAY_S
    return {
        vehicle: [(second + later, lon, lat) for second, lon, lat in places.values()]
        for vehicle, places in found.items()
    }


class Terminal(asyncio.Protocol):
    """One taxi; sends what it kept and waits for the answers."""

    def __init__(self, number: int, places: list[tuple[int, float, float]]) -> None:
        self.digits = f"1{number:011d}"
        self.code = f"{CODE}{number}"
        self.messages = deque(
            self._message(serial + 2, list(places[start : start + MANY]))
            for serial, start in enumerate(range(0, len(places), MANY))
        )
        self.splitter = frames.Splitter()
        self.sent: dict[int, float] = {}
        self.waits: list[float] = []
        self.signed_in: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def _message(self, serial: int, places: list[tuple[int, float, float]]) -> tuple[int, bytes]:
        reports = [
            location.written(
                Location(
                    0,
                    POSITIONED | (WEST if lon < 0 else 0),
                    round(abs(lat) * location.DEGREE),
                    round(abs(lon) * location.DEGREE),
                    0,
                    0xFFFF,
                    0xFFFF,
                    times.written(EPOCH.fromtimestamp(second, EPOCH.tzinfo)),
                    [],
                )
            )
            for second, lon, lat in places
        ]
        body = len(reports).to_bytes(2, "big") + b"\0"
        body += b"".join(len(report).to_bytes(2, "big") + report for report in reports)
        told = Header(0x0704, self.digits, serial & 0xFFFF)
        return serial & 0xFFFF, frames.closed(header.written(told, body))

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        body = messages.written(Message(0x0102, {"code": self.code}, 2013))
        transport.write(frames.closed(header.written(Header(0x0102, self.digits, 1), body)))

    def connection_lost(self, _: Exception | None) -> None:
        if not self.over.done():
            self.over.set_exception(ConnectionError(self.digits))

    def data_received(self, data: bytes) -> None:
        for frame in self.splitter.feed(data):
            answered, kind = frames.opened(frame)[12:14], frames.opened(frame)[14:16]
            if kind == b"\x01\x02":
                self.signed_in.set_result(None)
                continue
            self.waits.append(time.perf_counter() - self.sent.pop(int.from_bytes(answered, "big")))
            self.go_on()

    def go_on(self) -> None:
        """Send as far as the window goes."""
        while self.messages and len(self.sent) < WINDOW:
            serial, frame = self.messages.popleft()
            self.sent[serial] = time.perf_counter()
            self.transport.write(frame)
        if not self.sent and not self.over.done():
            self.over.set_result(None)


async def send(port: int) -> None:
    """Sign all in, say how much there is; at a word send it, and say how long it took."""
    found = traces()
    terminals = [Terminal(number + 1, places) for number, places in enumerate(found.values())]
    loop = asyncio.get_running_loop()
    for terminal in terminals:
        await loop.create_connection(lambda it=terminal: it, "127.0.0.1", port)
        await terminal.signed_in
    print(json.dumps({"places": sum(map(len, found.values()))}), flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    began = time.perf_counter()
    for terminal in terminals:
        terminal.go_on()
    async with asyncio.timeout(LONGEST_S):
        await asyncio.gather(*(terminal.over for terminal in terminals))
    seconds = time.perf_counter() - began
    waits = sorted(itertools.chain.from_iterable(each.waits for each in terminals))
    print(json.dumps({"seconds": seconds, "p99": waits[len(waits) * 99 // 100] * 1000}), flush=True)


if __name__ == "__main__":
    uvloop.run(send(int(sys.argv[1])))
