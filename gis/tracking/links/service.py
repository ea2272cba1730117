"""All doors of devices that hold connections, on one pipeline: what the ingest process runs."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial

from gis.tracking.contact.keeper import Keeper
from gis.tracking.devices.register import Register
from gis.tracking.links.beside import Beside
from gis.tracking.links.cot import CotLink
from gis.tracking.links.jt808 import Jt808Link
from gis.tracking.links.networks import may_listen, networks
from gis.tracking.links.nmea import NmeaLink
from gis.tracking.links.tcp import Door, Link
from gis.tracking.links.watch import Watch
from gis.tracking.pipeline.service import Pipeline
from gis.tracking.texts.sender import Sender
from kernel.api import Runtime


class OpenToAll(ValueError):
    """Device ports beyond this machine open only with a list of networks."""


class Intake:
    """Everything of one ingest process; `ports` by name once it has started."""

    def __init__(self, runtime: Runtime) -> None:
        settings = runtime.settings
        if not may_listen(settings.device_host, settings.device_networks):
            raise OpenToAll(
                f"WANGLOU_DEVICE_HOST={settings.device_host} needs WANGLOU_DEVICE_NETWORKS, "
                "e.g. 10.0.0.0/8"
            )
        self.register = Register(runtime)
        self.pipeline = Pipeline(runtime)
        self.contact = Keeper(runtime)
        self._beside = Beside(runtime, Sender(runtime), self.contact)
        self._watch = Watch(runtime, self.register, self.pipeline)
        self._stack = AsyncExitStack()
        shared = (self.pipeline, self.register, runtime.clock)
        allowed = networks(settings.device_networks)
        kinds: tuple[tuple[str, int, Callable[[Door], Link]], ...] = (
            ("jt808", settings.jt808_port, partial(Jt808Link, beside=self._beside)),
            ("cot", settings.cot_port, partial(CotLink, runtime=runtime)),
            ("nmea", settings.nmea_port, NmeaLink),
        )
        self.doors = [
            Door(name, (settings.device_host, port), allowed, make=make, shared=shared)
            for name, port, make in kinds
        ]

    async def start(self) -> None:
        """Learn the devices, then open the doors."""
        await self.register.refresh()
        parts: list[Pipeline | Watch | Sender | Keeper | Door] = [
            self.pipeline,
            self._watch,
            self._beside.texts,
            self.contact,
            *self.doors,
        ]
        for part in parts:
            await part.start()
            self._stack.push_async_callback(part.stop)

    async def stop(self) -> None:
        """Close the doors, then end what stands behind them."""
        await self._stack.aclose()

    @property
    def ports(self) -> dict[str, int]:
        """The port of each door."""
        return {door.name: door.port for door in self.doors}
