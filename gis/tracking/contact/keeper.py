"""Keep-alives of one ingest process: kept in memory, written together every few seconds."""

import asyncio
from datetime import datetime

import structlog

from gis.tracking.contact import queries
from gis.tracking.devices.model import Device
from kernel.api import Problem, Runtime, ended, system

log = structlog.get_logger()
ACTOR = system("devices")
# Silence is judged by minutes; a fleet of thousands is one statement each time.
EVERY_S = 10.0


class Keeper:
    """Hears keep-alives, never waits for the database."""

    def __init__(self, runtime: Runtime) -> None:
        self._db, self._clock = runtime.db, runtime.clock
        self._heard: dict[int, datetime] = {}
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to write."""
        self._task = asyncio.create_task(self._run(), name="keep-alives")

    async def stop(self) -> None:
        """Stop; the next keep-alives say more than those not written."""
        await ended([self._task])

    def heard(self, device: Device) -> None:
        """Hear a keep-alive."""
        self._heard[device.number] = self._clock.now()

    async def write(self) -> None:
        """Write what was heard. Raises `Unavailable`."""
        heard, self._heard = self._heard, {}
        if not heard:
            return
        try:
            async with self._db.transaction(ACTOR) as tx:
                await queries.keep(tx, heard)
        except Problem:
            self._heard = heard | self._heard
            raise

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            try:
                await self.write()
            except Problem as problem:
                log.warning("contact_not_written", problem=problem.detail)
            except Exception:
                log.exception("contact_not_written")
