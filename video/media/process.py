"""One media process: opens its doors, registers itself, holds its rooms, ends in order."""

import asyncio
import socket
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import structlog
import uvicorn
from prometheus_client import Gauge
from redis.asyncio import Redis
from redis.exceptions import RedisError

from kernel.api import Clock, Settings, ended, new_id, say_from_system
from video.engine.embedded.doors import Doors, own_addresses, port_range
from video.engine.embedded.engine import EmbeddedEngine
from video.engine.placement import RENEW_S, RETURN, WHAT, Entry, Placement
from video.film.writer import FilmWriter
from video.media.door import ControlDoor
from video.media.pulls import Pulls

log = structlog.get_logger()
# Pages hear that they are to come back before their connections end.
DRAIN_S = 0.5
# What pages are told about rooms waits here; voices and layers of thirty rooms.
MOST_SAID = 200
ANYWHERE = ("0.0.0.0", "::")  # noqa: S104

PEERS = Gauge("wanglou_media_peers", "People and cameras connected, each direction on its own")
FORWARDS = Gauge("wanglou_media_forwards", "Streams passed on to viewers")
LATE = Gauge("wanglou_media_late_seconds", "How late the loop came at the worst of a second")
REFUSED = Gauge("wanglou_media_refused_packets", "Packets that were not for us", ["reason"])


class _Server(uvicorn.Server):
    """The HTTP server of a process that ends by its own signals."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Leave signals alone."""
        yield


class MediaProcess:
    """An engine that servers find and order about."""

    def __init__(self, settings: Settings, redis: Redis, clock: Clock) -> None:
        self.id = new_id().hex
        doors = Doors(port_range(settings.media_ports), settings.media_address)
        self._films = FilmWriter(settings.home / "recordings", settings.recordings_min_free)
        self.engine = EmbeddedEngine(
            doors, clock, tell=self._tell, puller=Pulls(), recorder=self._films
        )
        self._settings, self._redis = settings, redis
        self._placement = Placement(redis)
        self._door = ControlDoor(self.engine)
        self._server = _Server(
            uvicorn.Config(
                self._door.app,
                lifespan="off",
                server_header=False,
                access_log=False,
                log_config=None,
            )
        )
        self._listener: socket.socket | None = None
        self._said: asyncio.Queue[tuple[UUID, dict[str, Any]]] = asyncio.Queue(MOST_SAID)
        self._tasks: list[asyncio.Task[None]] = []
        self._serving: asyncio.Task[None] | None = None
        self._registered = False

    @property
    def url(self) -> str:
        """Where orders are taken."""
        assert self._listener is not None
        host, port = self._listener.getsockname()[:2]
        if host in ANYWHERE:
            host = own_addresses()[0]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    async def start(self) -> None:
        """Open the doors and register. Raises `NoPort` and `OSError`."""
        host = self._settings.media_control_host
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, 0), family=family)
        await self.engine.start()
        self._films.start()
        self._serving = asyncio.create_task(self._server.serve([self._listener]), name="media-door")
        await self._beat()
        self._tasks = [
            asyncio.create_task(self._beating(), name="media-beat"),
            asyncio.create_task(self._saying(), name="media-say"),
        ]

    async def drain(self) -> None:
        """Take nobody in any more and send all who are here elsewhere."""
        self.engine.draining = True
        try:
            await self._placement.leave(self.id)
            for room in self.engine.rooms:
                await self._placement.give_up(room, self.id)
        except (RedisError, OSError):
            log.warning("media_left_without_redis")
        for room in self.engine.rooms:
            await say_from_system(self._redis, room, WHAT, RETURN)
        if self.engine.rooms:
            await asyncio.sleep(DRAIN_S)

    async def stop(self) -> None:
        """Let all go and close the doors."""
        await ended(self._tasks)
        self._server.should_exit = True
        if self._serving is not None:
            await self._serving
        await self.engine.stop()
        await asyncio.to_thread(self._films.stop)

    def _tell(self, room: UUID, data: dict[str, Any]) -> None:
        if not self._said.full():
            self._said.put_nowait((room, data))

    async def _saying(self) -> None:
        while True:
            room, data = await self._said.get()
            await say_from_system(self._redis, room, WHAT, data)

    async def _beating(self) -> None:
        while True:
            await asyncio.sleep(RENEW_S)
            try:
                await self._beat()
            except (RedisError, OSError):
                log.warning("media_silent_redis")
            except Exception:  # a process that nobody finds any more is worse than a line in a log
                log.exception("media_beat_failed")

    async def _beat(self) -> None:
        """Renew what Redis says of us; a room that another process took over ends here."""
        load, counters = self.engine.load, self.engine.doors.counters
        PEERS.set(load.peers)
        FORWARDS.set(load.forwards)
        LATE.set(load.late_s)
        for reason in ("strangers", "giants", "forged"):
            REFUSED.labels(reason).set(getattr(counters, reason))
        if self._registered:
            await self._placement.note_emptied()
        for room in self.engine.rooms:
            if not await self._placement.hold(room, self.id):
                log.warning("media_room_moved", room=str(room))
                await self.engine.close(room)
        # Last: whoever finds us finds our rooms with us.
        await self._placement.register(
            Entry(self.id, self.url, self._door.secret, load.peers, self.engine.draining)
        )
        self._registered = True
