"""Keeps the fleet of one process up to date: what is told at once, the register and sights soon."""

import asyncio
import time
from typing import Any

import numpy as np
import structlog

from gis.tracking.moving.fleet import DEGREE, ROW, Fleet, Known, Rows
from gis.tracking.pipeline.tell import CHANNEL, hundredths
from kernel.api import Area, Problem, Runtime, Sight, ended, system

log = structlog.get_logger()
TOPIC = "positions"
ACTOR = system("positions")
# A device bound to another unit, or a unit given to another organisation, shows so soon.
REGISTER_S = 2.0
# A sight that was asked for, or a device nobody knows yet, does not wait that long.
SOON_S = 0.2
# A reading that hangs ends here and is tried again: screens would show no new device until then.
READ_S = 10.0
# What Redis lost is right again after this long; while nothing is heard the database is asked.
WHOLE_S = 30.0
SILENT_S = 2.0
_DEVICES = """
select d.number, d.unit_id, coalesce(u.scope_id, d.scope_id) as scope
from gis.device d left join registry.unit u on u.id = d.unit_id where d.state = 'active'
"""
_SEES = """
select s.id from kernel.scope s where s.id = any($1)
and kernel.visible(s.label, s.sight, s.named, $2, $3)
"""
_LAST = """
select device, (extract(epoch from at) * 1000000)::bigint as at, lon, lat, speed_mps, course_deg,
    moving
from gis.last_position
"""


class Moving:
    """The positions of one server process, as a source for boards."""

    topic = TOPIC
    channel = CHANNEL

    def __init__(self, runtime: Runtime) -> None:
        self.fleet = Fleet()
        self._runtime = runtime
        self._heard_at = 0.0
        self._read_at = float("-inf")
        self._task: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()

    async def start(self) -> None:
        """Begin to keep up to date."""
        self._task = asyncio.create_task(self._run(), name="positions-register")

    async def stop(self) -> None:
        """Stop."""
        await ended([self._task])

    def heard(self, message: bytes) -> None:
        """Take in a batch that was stored by any process."""
        self._heard_at = time.monotonic()
        self.fleet.heard(message)
        if self.fleet.strangers:
            self._wake.set()

    def turn(self) -> bool:
        """Begin a turn; say whether every board has to be told the whole."""
        return self.fleet.turn()

    def frame(self, board: bytes, sight: Sight, area: Area | None, *, whole: bool) -> bytes | None:
        """Return what a board is told now."""
        at_ms = self._runtime.clock.now().timestamp() * 1000
        payload = self.fleet.frame(board, sight, area, whole=whole, at_ms=at_ms)
        if self.fleet.asked:
            self._wake.set()
        return payload

    async def _run(self) -> None:
        while True:
            try:
                async with asyncio.timeout(READ_S):
                    await self._refresh()
            except Problem as problem:
                log.info("positions_not_read", problem=problem.detail)
            except Exception:
                log.exception("positions_not_read")
            await asyncio.sleep(SOON_S)
            try:
                async with asyncio.timeout(REGISTER_S):
                    await self._wake.wait()
            except TimeoutError:
                continue
            finally:
                self._wake.clear()

    async def _refresh(self) -> None:
        fleet = self.fleet
        wanted = set(fleet.sees) | fleet.asked
        async with self._runtime.db.reading(ACTOR) as tx:
            connection = await tx.driver()
            devices = await connection.fetch(_DEVICES)
            fleet.know([Known(row[0], row[1], row[2]) for row in devices])
            scopes = fleet.scopes
            seen = {sight: await _seen(connection, scopes, sight) for sight in wanted}
            fleet.see(seen)
            now = time.monotonic()
            silent = now - self._heard_at > SILENT_S
            if now - self._read_at >= (SILENT_S if silent else WHOLE_S):
                fleet.take(_rows(await connection.fetch(_LAST)))
                self._read_at = now


async def _seen(connection: Any, scopes: list[Any], sight: Sight) -> frozenset[Any]:
    organisations = None if sight.organisations is None else list(sight.organisations)
    rows = await connection.fetch(_SEES, scopes, organisations, list(sight.posts))
    return frozenset(row[0] for row in rows)


def _rows(records: list[Any]) -> Rows:
    rows = np.zeros(len(records), ROW)
    for index, record in enumerate(records):
        number, at, lon, lat, speed, course, moving = record
        rows[index] = (
            number, at, round(lon * DEGREE), round(lat * DEGREE), hundredths(speed),
            hundredths(course), moving, b"",
        )  # fmt: skip
    return rows
