"""The doors of devices that come by HTTP, on a pipeline of each server process."""

import asyncio
from collections.abc import Sequence
from typing import Any

from gis.tracking.devices import queries
from gis.tracking.devices.model import Device, Protocol
from gis.tracking.devices.register import Register
from gis.tracking.fix import Fix
from gis.tracking.links.schemas import ReportedPosition
from gis.tracking.pipeline.report import Report, micros
from gis.tracking.pipeline.service import Pipeline
from kernel.api import Actor, Forbidden, Runtime, Unavailable

SEND = "positions.send"
# Longer than a slow commit, shorter than any client waits.
PATIENCE_S = 8.0
AWAY = "Positions cannot be stored at the moment; send them again."


class UnknownDevice(Forbidden):
    """The device is not registered, waits to be let in, or was turned away."""

    code = "unknown-device"
    title = "This device is not let in"


class Stored:
    """Lets a request wait for its commit."""

    def __init__(self) -> None:
        self._done = asyncio.get_running_loop().create_future()

    def stored(self) -> None:
        """See `Receipt`."""
        if not self._done.done():
            self._done.set_result(None)

    async def wait(self) -> None:
        """Wait for the commit. Raises `Unavailable`."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._done
        except TimeoutError as error:
            raise Unavailable(AWAY, headers={"Retry-After": "5"}) from error


class PositionDoor:
    """Register and pipeline of a server process."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self.register = Register(runtime)
        self.pipeline = Pipeline(runtime)

    async def start(self) -> None:
        """Begin to take positions."""
        await self.pipeline.start()

    async def stop(self) -> None:
        """Stop; what was not answered is sent again."""
        await self.pipeline.stop()

    async def met(self, protocol: Protocol, identifier: str) -> Device:
        """Return the device that knocks. Raises `UnknownDevice`."""
        await self.register.refresh()
        device = await self.register.met(protocol, identifier)
        if device is None or device.state != "active":
            raise UnknownDevice
        return device

    async def take(self, found: Sequence[tuple[Device, Fix]]) -> list[Report]:
        """Store fixes; return what became of them, once committed. Raises `Unavailable`."""
        if self.pipeline.full:
            raise Unavailable(AWAY, headers={"Retry-After": "5"})
        received, stored = micros(self._runtime.clock.now()), Stored()
        reports: list[Report] = []
        for device, fix in found:
            reports += self.pipeline.offer(device, [fix], received, None)
        self.pipeline.promise(stored)
        await stored.wait()
        return reports

    async def take_batch(self, actor: Actor, sent: Sequence[ReportedPosition]) -> dict[str, Any]:
        """Store what a program sends for devices within its sight."""
        actor.require(SEND)
        await self.register.refresh()
        names = {each.device for each in sent}
        async with self._runtime.db.reading(actor) as tx:
            known = await queries.seen(tx, "api", sorted(names))
        devices: dict[str, Device] = {}
        for name in known:
            device = await self.register.met("api", name)
            if device is not None and device.state == "active":
                devices[name] = device
        at_hand = [(index, each) for index, each in enumerate(sent) if each.device in devices]
        refused = [
            {"index": index, "reason": "unknown-device"}
            for index, each in enumerate(sent)
            if each.device not in devices
        ]
        if at_hand:
            reports = await self.take([(devices[each.device], _fix(each)) for _, each in at_hand])
            refused += [
                {"index": index, "reason": report.refused}
                for (index, _), report in zip(at_hand, reports, strict=True)
                if report.refused is not None
            ]
        return {
            "taken": len(sent) - len(refused),
            "refused": sorted(refused, key=lambda each: int(str(each["index"]))),
            "received_at": self._runtime.clock.now(),
        }


def _fix(sent: ReportedPosition) -> Fix:
    fix = Fix(sent.at, sent.lon, sent.lat)
    fix.altitude_m, fix.speed_mps = sent.altitude_m, sent.speed_mps
    fix.course_deg, fix.accuracy_m = sent.course_deg, sent.accuracy_m
    fix.battery = sent.battery
    return fix
