"""The live part of one process: takes in sockets, keeps everything running, ends in order."""

import asyncio
import time
from collections.abc import Collection
from uuid import UUID

import structlog
from starlette.requests import HTTPConnection
from starlette.websockets import WebSocket

from kernel.access import credentials
from kernel.access.actor import Actor, system
from kernel.alarms import feeds as watched
from kernel.errors import Forbidden, NotSignedIn, Problem, RateLimited, Unavailable
from kernel.live import frames, protocol, tickets
from kernel.live.classes import SightClasses
from kernel.live.closing import FORBIDDEN, NOT_SIGNED_IN, SHUTTING_DOWN, TOO_MANY
from kernel.live.doorbell import FACTS_CHANNEL, Doorbell
from kernel.live.ephemeral import Ephemeral
from kernel.live.fanout import Fanout
from kernel.live.health import Feeds, Outside
from kernel.live.holdings import Holdings
from kernel.live.hub import Hub
from kernel.live.motion import Motion, Source
from kernel.live.parts import Parts
from kernel.live.reader import Reader
from kernel.live.readings import Readings
from kernel.live.rights import Rights
from kernel.live.screen import Screen
from kernel.live.transport import EXTENSION, Wire
from kernel.runtime import Runtime

log = structlog.get_logger()
# A program that connects without a cookie has its ticket at hand.
TICKET_WAIT_S = 5.0
SUBPROTOCOL = "wanglou.live"
TICKET_PROTOCOL = "wanglou.ticket."
HEALTH_S = 2.0
# Feeds from outside speak every minute at best; their ages are counted here in between.
OUTSIDE_S = 5.0
# How often it is looked who does not read.
CHECK_S = 0.5


class Live:
    """Boards of one server process."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        self.feeds = Feeds()
        self.outside = Outside()
        self.doorbell = Doorbell(runtime.redis, runtime.db)
        hub, classes, holdings = Hub(), SightClasses(), Holdings()
        self.rights = Rights(runtime, hub)
        self.motion = Motion(hub)
        self.reader = Reader(
            runtime,
            classes,
            holdings,
            Fanout(hub, holdings),
            on_rights=self.rights.noted,
            on_restart=hub.start_over,
        )
        self.parts = Parts(
            runtime=runtime,
            hub=hub,
            classes=classes,
            holdings=holdings,
            reader=self.reader,
            readings=Readings(runtime.db),
            ephemeral=Ephemeral(hub, holdings, self.doorbell),
            permissions={t.name: t.permission for f in runtime.features for t in f.topics},
        )
        self._tasks: list[asyncio.Task[None]] = []
        runtime.db.on_commit(lambda _: self.reader.wake())
        self.doorbell.listen(FACTS_CHANNEL, lambda _: self.reader.wake())
        self._add_feeds()

    async def start(self) -> None:
        """Begin to read and to watch."""
        for part in (self.doorbell, self.reader, self.rights, self.motion):
            await part.start()
        self._tasks = [
            asyncio.create_task(self._tell_health(), name="live-health"),
            asyncio.create_task(self._look_outside(), name="live-outside"),
            asyncio.create_task(self._check_wires(), name="live-wires"),
        ]

    async def stop(self) -> None:
        """Stop; the sockets have been sent away by their transports before."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for part in (self.motion, self.rights, self.reader, self.parts.readings, self.doorbell):
            await part.stop()

    def follow(self, source: Source) -> None:
        """Tell boards of something that moves; before `start`."""
        self.motion.sources.append(source)
        self.doorbell.listen(source.channel, source.heard)

    def rights_changed(self, accounts: Collection[UUID] | None) -> None:
        """Close the sockets of these accounts (None = of all) whose rights are others now."""
        self.rights.changed(accounts)

    async def serve(self, websocket: WebSocket) -> None:
        """Take in one socket and answer it until it goes."""
        wire: Wire | None = websocket.scope.get("extensions", {}).get(EXTENSION)
        if wire is None:
            raise RuntimeError('start uvicorn with ws="kernel.live.transport:LiveProtocol"')
        offered = websocket.scope.get("subprotocols", [])
        await websocket.accept(subprotocol=SUBPROTOCOL if SUBPROTOCOL in offered else None)
        try:
            screen = await self._entered(websocket, wire)
        except Problem as refusal:
            wire.write(frames.problem(refusal))
            wire.close(_code(refusal), refusal.title)
            return
        if screen is not None:
            await self._serve(screen, websocket)

    async def _serve(self, screen: Screen, websocket: WebSocket) -> None:
        hub = self.parts.hub
        hub.add(screen)
        if screen.actor.account_id is not None:
            self.rights.joined(screen.actor.account_id)
        try:
            await screen.run(websocket)
        finally:
            hub.remove(screen)
            self.parts.classes.leave(screen.sight)

    async def _entered(self, websocket: WebSocket, wire: Wire) -> Screen | None:
        """Return the screen of a socket that may come in, None when it left before.

        Raises `NotSignedIn`, `Forbidden`, `RateLimited`, `Unavailable`.
        """
        actor = await self._who(websocket)
        if actor is None:
            return None
        if actor.account_id is None:
            raise Forbidden("Boards are for accounts; a link opens none.")
        if self.parts.hub.held_by(actor.account_id) >= self.runtime.settings.sockets_per_account:
            raise RateLimited("This account has too many screens open.")
        sight = self.parts.classes.join(actor)
        self.reader.wake()
        return Screen(self.parts, wire, actor, sight)

    async def _who(self, websocket: WebSocket) -> Actor | None:
        credentials.check_origin(websocket, self.runtime)
        for name in websocket.scope.get("subprotocols", []):
            if name.startswith(TICKET_PROTOCOL):
                return await tickets.redeem(self.runtime, name.removeprefix(TICKET_PROTOCOL))
        if _brings_credentials(websocket):
            return await credentials.actor_of(websocket, self.runtime)
        try:
            async with asyncio.timeout(TICKET_WAIT_S):
                message = await websocket.receive()
        except TimeoutError:
            raise NotSignedIn("No ticket came within 5 s.") from None
        if message["type"] == "websocket.disconnect":
            return None
        ticket = protocol.parsed_ticket(message.get("text") or "")
        return await tickets.redeem(self.runtime, ticket)

    async def _tell_health(self) -> None:
        while True:
            await asyncio.sleep(HEALTH_S)
            now = self.runtime.clock.now()
            cards = self.feeds.cards() + self.outside.cards(now)
            self.parts.hub.broadcast(frames.message("health", now=now, feeds=cards))

    async def _look_outside(self) -> None:
        while True:
            try:
                async with self.runtime.db.reading(system("live")) as tx:
                    self.outside.note(await watched.health(tx))
            except Problem as problem:
                log.info("feeds_not_seen", problem=problem.detail)
            await asyncio.sleep(OUTSIDE_S)

    async def _check_wires(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(CHECK_S)
            self.parts.hub.check(loop.time())

    def _add_feeds(self) -> None:
        reader, doorbell = self.reader, self.doorbell
        add = self.feeds.add
        # The reader looks twice a second: three missed looks are worth a word, five seconds a
        # warning (the promise for screens).
        add("database", lambda: _since(reader.polled_at), stale_after_s=1.5, dead_after_s=5)
        add("journal", lambda: _since(reader.caught_up_at), stale_after_s=1.5, dead_after_s=5)
        add("redis", lambda: _since(doorbell.heard_at), stale_after_s=3, dead_after_s=10)
        # Screens compute ages from the server's clock; a second off is already misleading.
        offset = lambda: abs(reader.clock_offset.total_seconds())  # noqa: E731
        add("clock", offset, stale_after_s=1, dead_after_s=30)


def _since(moment: float | None) -> float | None:
    return None if moment is None else time.monotonic() - moment


def _brings_credentials(connection: HTTPConnection) -> bool:
    cookies = {credentials.SESSION_COOKIE, credentials.LINK_COOKIE}
    return "authorization" in connection.headers or bool(cookies & connection.cookies.keys())


def _code(refusal: Problem) -> int:
    if isinstance(refusal, Forbidden):
        return FORBIDDEN
    if isinstance(refusal, RateLimited):
        return TOO_MANY
    return SHUTTING_DOWN if isinstance(refusal, Unavailable) else NOT_SIGNED_IN
