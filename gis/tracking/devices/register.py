"""The devices one process knows: looked up for every report, brought up to date in passing."""

import asyncio
import time
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog

from gis.tracking.devices import queries, service
from gis.tracking.devices.model import Device, DeviceState, Protocol, Spot
from gis.tracking.pipeline import metrics
from gis.tracking.pipeline.report import micros
from kernel.api import Conflict, Rate, Runtime, secrets, system

log = structlog.get_logger()
ACTOR = system("devices")
# A device that was let in or turned away is so within this time.
FRESH_S = 2.0
# After a stop a whole fleet registers at once: some at a time, so that storing positions and
# everything else of the process keeps its connections to the database.
MOST_WRITING = 3
# A fleet of some thousands is met within minutes after set-up; whoever makes numbers up does not
# fill list and journal before somebody looks.
STRANGERS_PER_S, STRANGERS_AT_ONCE = 20.0, 500.0
# Changes that were under way at the last look are found by looking back so far.
OVERLAP = timedelta(seconds=30)


class Register:
    """Devices by protocol and identifier; nothing of a device is asked of the database twice."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._unknown = runtime.settings.unknown_devices
        self._devices: dict[tuple[Protocol, str], Device] = {}
        self._names: dict[UUID, tuple[Protocol, str]] = {}
        self._looked: datetime | None = None
        self._looked_at = 0.0
        self._strangers = Rate(STRANGERS_PER_S, STRANGERS_AT_ONCE, time.monotonic())
        self._looking = asyncio.Lock()
        self._writing = asyncio.Semaphore(MOST_WRITING)

    def find(self, protocol: Protocol, identifier: str) -> Device | None:
        """Return a device by the identifier it is kept under, whatever its state."""
        return self._devices.get((protocol, identifier))

    async def refresh(self) -> None:
        """Learn what changed, if the last look is old. Raises `Unavailable`."""
        if not self._fresh:
            async with self._looking:
                if not self._fresh:
                    await self._look()

    @property
    def _fresh(self) -> bool:
        return time.monotonic() - self._looked_at < FRESH_S

    async def met(
        self, protocol: Protocol, identifier: str, **told_of: str | None
    ) -> Device | None:
        """Return the device that knocks; one nobody knows is dealt with as the settings say.

        Raises `Unavailable`.
        """
        found = self.find(protocol, identifier) or await self.fetched(protocol, identifier)
        if found is None:
            metrics.UNKNOWN.labels(protocol).inc()
            if self._unknown != "refuse" and self._strangers.take(time.monotonic()):
                await self._register(protocol, identifier, told_of)
                found = await self.fetched(protocol, identifier)
        return found

    async def give_code(self, device: Device, code: str, **told_of: str | None) -> None:
        """Give a terminal a new authentication code. Raises `Unavailable`."""
        async with self._writing, self._runtime.db.transaction(ACTOR) as tx:
            await service.give_code(tx, device.id, code, **told_of)
        device.secret_hash, device.changed_at = secrets.digest(code), tx.now

    async def _register(
        self, protocol: Protocol, identifier: str, told_of: dict[str, str | None]
    ) -> None:
        state: DeviceState = "active" if self._unknown == "register" else "quarantined"
        try:
            async with self._writing, self._runtime.db.transaction(ACTOR) as tx:
                await service.meet(tx, protocol, identifier, state, **told_of)
        except Conflict as problem:
            log.warning("device_not_registered", protocol=protocol, problem=problem.detail)

    async def fetched(self, protocol: Protocol, identifier: str) -> Device | None:
        """Return a device as the database has it now. Raises `Unavailable`."""
        async with self._writing, self._runtime.db.reading(ACTOR) as tx:
            row = await queries.of_identity(tx, protocol, identifier)
        if row is not None:
            self._keep(row)
        return self.find(protocol, identifier)

    async def _look(self) -> None:
        now = self._runtime.clock.now()
        async with self._runtime.db.reading(ACTOR) as tx:
            rows = await queries.changed_since(tx, self._looked and self._looked - OVERLAP)
        for row in rows:
            self._keep(row)
        self._looked, self._looked_at = now, time.monotonic()

    def _keep(self, row: Any) -> None:
        key = (row.protocol, row.identifier)
        was = self._names.get(row.id, key)
        self._names[row.id] = key
        if was != key:
            self._devices.pop(was).state = "refused"  # it has a new secret; the old one is void
        device = self._devices.get(key)
        if device is None:
            device = self._devices[key] = Device(
                row.id, row.number, row.protocol, row.identifier, row.state
            )
            self._names[row.id] = key
            if row.last_at is not None:
                device.last = Spot(micros(row.last_at), row.last_lon, row.last_lat)
                device.moving, device.since = row.last_moving, micros(row.last_since)
        if device.changed_at is None or row.changed_at >= device.changed_at:
            device.state, device.datum, device.secret_hash = row.state, row.datum, row.secret_hash
            device.changed_at = row.changed_at


def problem_of(device: Device | None) -> str | None:
    """Return why a device may not speak, None when it may."""
    if device is None:
        return "unknown"
    return None if device.state == "active" else device.state
