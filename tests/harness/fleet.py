"""A fleet of JT/T 808 terminals in one process, which keeps what it sent until it is answered.

`python -m tests.harness.fleet <json of Plan>` prints a line when all are signed in and one at the
end; a word on standard input ends it early. Each answered report is written to the ledger: terminal
and second of Unix time, as two unsigned 32-bit numbers.
"""

import asyncio
import json
import math
import struct
import sys
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

import asyncpg
import uvloop

from gis.tracking.jt808 import frames, header, messages
from gis.tracking.jt808.header import Header
from gis.tracking.jt808.messages import Message

TICK_S = 0.02
AGAIN_S = 0.2
# What a terminal keeps unanswered; older ones wait in its memory until there is room.
WINDOW = 40
# Terminals send again what was not answered in time.
PATIENCE_S = 10.0
# For the last answers; who is killed just before the end comes again meanwhile.
LAST_S = 60.0
PLACE = struct.Struct(">HH6sHIIIIHHH6s")
BEIJING_S = 8 * 3600
ENTRY = struct.Struct("<II")


@dataclass(frozen=True)
class Plan:
    """How many terminals, how many reports each a second, for how long; where and from when."""

    port: int
    links: int
    per_s: float
    seconds: float
    since: int
    ledger: str
    host: str = "127.0.0.1"
    # What their codes begin with, their number follows; without one they register.
    code: str = ""


class Terminal(asyncio.Protocol):
    """One vehicle and its connection, which comes again when it is lost."""

    def __init__(self, fleet: "Fleet", number: int) -> None:
        self.fleet, self.number = fleet, number
        self.digits = f"1{number:011d}"
        self.packed = bytes.fromhex(self.digits)
        self.at = fleet.plan.since
        self.serial = 0
        self.code = f"{fleet.plan.code}{number}" if fleet.plan.code else ""
        self.transport: asyncio.Transport | None = None
        self.signed_in = False
        self.waiting: OrderedDict[int, tuple[int, float]] = OrderedDict()
        self.splitter = frames.Splitter()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        while not self.fleet.over:
            if self.transport is None:
                with suppress(OSError):
                    await loop.create_connection(
                        lambda: self, self.fleet.plan.host, self.fleet.plan.port
                    )
            await asyncio.sleep(AGAIN_S)

    def connection_made(self, transport: Any) -> None:
        self.transport, self.splitter = transport, frames.Splitter()
        if self.code:
            self._say(0x0102, {"code": self.code})
        else:
            about = {"province": 44, "city": 500, "maker": "TEST", "model": "T", "device": "1"}
            self._say(0x0100, about | {"plate_colour": 1, "plate": f"粤D{self.number:05d}"})

    def connection_lost(self, _: Exception | None) -> None:
        self.transport = None
        if self.signed_in:
            self.signed_in = False
            self.fleet.signed_in -= 1
            self.fleet.lost += 1

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        for frame in self.splitter.feed(data):
            message = frames.opened(frame)
            kind, serial = message[:2], int.from_bytes(message[12:14], "big")
            if kind == b"\x80\x01" and message[14:16] == b"\x02\x00":
                self._answered(serial, message[16], now)
            elif kind == b"\x81\x00":
                assert message[14] == 0, message
                self.code = message[15:].decode()
                self._say(0x0102, {"code": self.code})
            elif kind == b"\x80\x01" and message[14:16] == b"\x01\x02":
                if message[16] != 0:
                    return  # the other side closes, and we come again
                self.signed_in = True
                self.fleet.signed_in += 1
                for old, (at, sent) in list(self.waiting.items()):
                    self._send(old, at, sent)

    def _answered(self, serial: int, result: int, now: float) -> None:
        found = self.waiting.pop(serial, None)
        if found is not None and result == 0:
            at, sent = found
            self.fleet.ledger.write(ENTRY.pack(self.number, at))
            self.fleet.acked += 1
            self.fleet.waits.append(now - sent)

    def drive(self, now: float) -> None:
        """Send the next report, if there is room for it; an old one again if it is late."""
        if not self.signed_in:
            return
        if self.waiting:
            serial, (at, sent) = next(iter(self.waiting.items()))
            if now - sent > PATIENCE_S:
                self.waiting[serial] = (at, now)
                self.waiting.move_to_end(serial)
                self._send(serial, at, now)
        if len(self.waiting) >= WINDOW:
            self.fleet.held += 1
            return
        self.at += 1
        self.serial = (self.serial + 1) & 0xFFFF
        self.waiting[self.serial] = (self.at, now)
        self._send(self.serial, self.at, now)
        self.fleet.sent += 1

    def _send(self, serial: int, at: int, _: float) -> None:
        assert self.transport is not None
        lat = 23_360_000 + self.number * 7 % 9_000 + abs(at % 2_000 - 1_000) * 40
        body = PLACE.pack(
            0x0200, 28, self.packed, serial, 0, 3, lat, 116_740_000, 12, 360, 45, self._time(at)
        )
        self.transport.write(frames.closed(body))

    def _time(self, at: int) -> bytes:
        day, second = divmod(at + BEIJING_S, 86_400)
        hour, rest = divmod(second, 3_600)
        minute, second = divmod(rest, 60)
        return self.fleet.date(day) + bytes((_BCD[hour], _BCD[minute], _BCD[second]))

    def _say(self, kind: int, values: dict[str, Any]) -> None:
        assert self.transport is not None
        self.serial = (self.serial + 1) & 0xFFFF
        body = messages.written(Message(kind, values, 2013))
        head = Header(kind, self.digits, self.serial)
        self.transport.write(frames.closed(header.written(head, body)))


_BCD = [int(f"{number:02d}", 16) for number in range(100)]


class Fleet:
    """All terminals and what came of their reports."""

    def __init__(self, plan: Plan, ledger: BinaryIO) -> None:
        self.plan, self.ledger = plan, ledger
        self.sent = self.acked = self.held = self.lost = self.signed_in = 0
        self.waits: list[float] = []
        self.over = False
        self._days: dict[int, bytes] = {}
        self.terminals = [Terminal(self, number + 1) for number in range(plan.links)]

    def date(self, day: int) -> bytes:
        """Return a day as six digits."""
        if day not in self._days:
            self._days[day] = bytes.fromhex(time.strftime("%y%m%d", time.gmtime(day * 86_400)))
        return self._days[day]

    async def run(self) -> None:
        """Sign in, drive, wait for the last answers."""
        told = asyncio.Event()
        asyncio.get_running_loop().add_reader(sys.stdin, told.set)
        tasks = [asyncio.create_task(terminal.run()) for terminal in self.terminals]
        await self._until(lambda: self.signed_in == self.plan.links, math.inf)
        self._tell("ready")
        began = time.perf_counter()
        await self._drive(told)
        seconds = time.perf_counter() - began
        await self._until(lambda: not any(each.waiting for each in self.terminals), LAST_S)
        self.over = True
        self.ledger.flush()
        self._tell("done", seconds=seconds, waits=self._percentiles())
        for task in tasks:
            task.cancel()

    async def _until(self, there: Callable[[], bool], longest_s: float) -> None:
        end = time.perf_counter() + longest_s
        while True:
            if there() or time.perf_counter() > end:
                return
            await asyncio.sleep(TICK_S)

    async def _drive(self, told: asyncio.Event) -> None:
        """Send evenly over all terminals and over the time."""
        began, due = time.perf_counter(), 0
        terminals, rate = self.terminals, self.plan.per_s * self.plan.links
        while (passed := time.perf_counter() - began) < self.plan.seconds and not told.is_set():
            wanted = int(passed * rate)
            # What could not be sent in time is not made up for in one burst.
            due = max(due, wanted - len(terminals))
            now = time.perf_counter()
            for number in range(due, wanted):
                terminals[number % len(terminals)].drive(now)
            due = wanted
            await asyncio.sleep(TICK_S)

    def _tell(self, what: str, **more: Any) -> None:
        names = ("sent", "acked", "held", "lost", "signed_in")
        document = {name: getattr(self, name) for name in names} | {"what": what} | more
        print(json.dumps(document), flush=True)

    def _percentiles(self) -> dict[str, float]:
        waits = sorted(self.waits)
        if not waits:
            return {}
        return {
            f"p{part}": waits[min(len(waits) - 1, len(waits) * part // 100)] * 1000
            for part in (50, 90, 99)
        }


async def enrol(connection: asyncpg.Connection, plan: Plan) -> None:
    """Register the fleet of a plan past the application, under an organisation of its own."""
    root = await connection.fetchval("select id from registry.organisation where parent_id is null")
    if root is None:
        root = uuid4()
        await connection.execute(
            "insert into registry.organisation (id, code, kind, zh, en, short) "
            "values ($1, 'fleet', 'city', '市', 'City', '市')",
            root,
        )
        await connection.execute(
            "insert into kernel.scope (id, sight) values ($1, array[$1::uuid])", root
        )
    await connection.execute(
        "insert into gis.device (id, protocol, identifier, secret_hash, organisation_id, "
        "scope_id, state, registered_at, changed_at) select gen_random_uuid(), 'jt808', "
        "'1' || lpad(n::text, 11, '0'), sha256(($3::text || n)::bytea), $1, $1, 'active', now(), "
        "now() from generate_series(1, $2::int) n",
        root,
        plan.links,
        plan.code,
    )


def ledger(path: Path) -> list[tuple[int, int]]:
    """Return what was answered: (terminal, second of Unix time)."""
    return list(ENTRY.iter_unpack(path.read_bytes()))


def main() -> None:
    """Enter from the command line."""
    plan = Plan(**json.loads(sys.argv[1]))
    with Path(plan.ledger).open("wb") as file:
        uvloop.run(Fleet(plan, file).run())


if __name__ == "__main__":
    main()
