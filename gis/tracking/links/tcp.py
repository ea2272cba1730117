"""Doors for devices that hold a connection: who may come, how many, how long they may be silent."""

import asyncio
import ipaddress
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from typing import Any, cast

import structlog

from gis.tracking.devices.register import Register
from gis.tracking.links.networks import Network
from gis.tracking.pipeline import metrics
from gis.tracking.pipeline.service import Pipeline
from kernel.api import Clock, Unavailable, ended

log = structlog.get_logger()
# Terminals send a heartbeat every minute or few; beyond that the network lost the connection.
IDLE_S = 600.0
# Whoever was not understood by then is no device of this port.
STRANGER_S = 60.0
LOOK_EVERY_S = 5.0
# Twice what a city has in vehicles; each connection takes a file and some 20 KB.
MOST_LINKS = 20_000
# A device that does not read its answers: a hundred of them wait at the most.
MOST_UNREAD = 64 * 1024
# Noise on a line is a frame here and there; so many in a row are another language.
MOST_BAD = 100
# A port that is taken may be free soon: the process before us is still ending.
BIND_AGAIN_S, BIND_SELDOM_S = 1.0, 30.0
BACKLOG = 4_096


class Link(asyncio.Protocol, ABC):
    """One connection. Bytes are taken at once; a step that has to wait stops the reading."""

    def __init__(self, door: "Door") -> None:
        self.door = door
        self.pipeline, self.register, self.clock = door.pipeline, door.register, door.clock
        self.transport: asyncio.Transport | None = None
        self.heard_at = self.began_at = time.monotonic()
        self.understood = False
        self._bad = 0
        self._waiting: asyncio.Task[None] | None = None

    @abstractmethod
    def took(self, data: bytes) -> None:
        """Take bytes; `later` for what has to wait."""

    @abstractmethod
    def go_on(self) -> None:
        """Go on with what was taken, after something that had to wait."""

    def is_over(self, now: float) -> bool:
        """Say whether nothing is to be waited for any more."""
        stranger = not self.understood and now - self.began_at > STRANGER_S
        return stranger or now - self.heard_at > IDLE_S

    def look(self, now: float) -> None:
        """Do what is due, every few seconds."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See `asyncio.Protocol`."""
        self.transport = cast("asyncio.Transport", transport)
        if not self.door.lets_in(self.transport):
            self.transport.abort()
            return
        self.door.links.add(self)
        if self.pipeline.full:
            self.transport.pause_reading()
            self.door.hold()

    def connection_lost(self, error: Exception | None) -> None:
        """See `asyncio.Protocol`."""
        self.transport = None
        self.door.links.discard(self)
        if self._waiting is not None:
            self._waiting.cancel()

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol`."""
        self.heard_at = time.monotonic()
        self.took(data)
        if self.pipeline.full:
            self.door.hold()

    @property
    def waits(self) -> bool:
        """Whether a step has to end before more is read."""
        return self._waiting is not None

    def later(self, step: Coroutine[Any, Any, None]) -> None:
        """Run a step that waits for the database, and nothing else of this link meanwhile."""
        if self.transport is None:
            step.close()
            return
        self.transport.pause_reading()
        self._waiting = asyncio.create_task(self._run(step))

    def send(self, data: bytes) -> None:
        """Send bytes; cut off a device that does not read."""
        if self.transport is None or self.transport.is_closing():
            return
        self.transport.write(data)
        if self.transport.get_write_buffer_size() > MOST_UNREAD:
            self.transport.abort()

    def close(self) -> None:
        """Close after what was sent."""
        if self.transport is not None:
            self.transport.close()

    def refused(self, why: str) -> None:
        """Count a frame that could not be read; end a link that has nothing else."""
        metrics.FRAMES.labels(self.door.name, why).inc()
        self._bad += 1
        if self._bad >= MOST_BAD:
            self.close()

    def read_well(self) -> None:
        """Note that a frame could be read."""
        self.understood = True
        self._bad = 0

    def resume(self) -> None:
        """Read again, unless a step waits."""
        if self.transport is not None and not self.waits and not self.transport.is_closing():
            self.transport.resume_reading()

    async def _run(self, step: Coroutine[Any, Any, None]) -> None:
        try:
            await step
        except Unavailable:
            self.close()  # it comes again, and so does what it sent
        except Exception:
            log.exception("link_failed", link=self.door.name)
            self.close()
        self._waiting = None
        if self.transport is None or self.transport.is_closing():
            return
        self.go_on()
        if self.pipeline.full:
            self.door.hold()
        else:
            self.resume()


class Door:
    """One port and its connections."""

    def __init__(
        self,
        name: str,
        address: tuple[str, int],
        allowed: tuple[Network, ...],
        *,
        make: Callable[["Door"], Link],
        shared: tuple[Pipeline, Register, Clock],
    ) -> None:
        self.name = name
        self.pipeline, self.register, self.clock = shared
        self.links: set[Link] = set()
        self.port = address[1]
        self._address = address
        self._allowed = allowed
        self._make = make
        self._held = False
        self._server: asyncio.Server | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Open the port; one that is taken is tried again until it is free."""
        if not await self._bound():
            self._tasks.append(asyncio.create_task(self._bind(), name=f"{self.name}-bind"))
        self._tasks.append(asyncio.create_task(self._look(), name=f"{self.name}-look"))

    async def stop(self) -> None:
        """Close the port and every connection."""
        await ended(self._tasks)
        if self._server is not None:
            self._server.close()
        for link in list(self.links):
            link.close()

    def lets_in(self, transport: asyncio.Transport) -> bool:
        """Say whether a connection may stay: its network, and how many there are."""
        peer = ipaddress.ip_address(str(transport.get_extra_info("peername")[0]).partition("%")[0])
        if not any(peer in network for network in self._allowed):
            metrics.FRAMES.labels(self.name, "network").inc()
            return False
        if len(self.links) >= MOST_LINKS:
            metrics.FRAMES.labels(self.name, "too-many").inc()
            return False
        return True

    def hold(self) -> None:
        """Read no socket until the pipeline has room."""
        if self._held:
            return
        self._held = True
        log.warning("links_held", link=self.name, links=len(self.links))
        for link in self.links:
            if link.transport is not None:
                link.transport.pause_reading()
        self.pipeline.on_room(self._go_on)

    def _go_on(self) -> None:
        self._held = False
        for link in self.links:
            link.resume()

    async def _bound(self) -> bool:
        loop = asyncio.get_running_loop()
        try:
            self._server = await loop.create_server(
                lambda: self._make(self), *self._address, backlog=BACKLOG
            )
        except OSError as error:
            log.error("port_taken", link=self.name, port=self._address[1], why=str(error))  # noqa: TRY400
            return False
        self.port = self._server.sockets[0].getsockname()[1]
        return True

    async def _bind(self) -> None:
        wait = BIND_AGAIN_S
        while True:
            await asyncio.sleep(wait)
            if await self._bound():
                return
            wait = min(BIND_SELDOM_S, 2 * wait)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            now = time.monotonic()
            metrics.LINKS.labels(self.name).set(len(self.links))
            for link in list(self.links):
                if link.is_over(now) and not self._held:
                    link.close()
                else:
                    link.look(now)
