"""The WebSocket end of a connection: uvicorn's own protocol with a door for finished bytes.

`uvicorn.Config(ws="kernel.live.transport:LiveProtocol")`. Frames for many receivers are built once
and written past the per-message path of the framework (9 µs instead of 45 µs per message). The
transport's own buffer is the bounded queue of the connection.
"""

import random
import socket
from asyncio import AbstractEventLoop, BaseTransport
from typing import Any, cast

from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import Frame
from websockets.server import ServerProtocol

from kernel.live.closing import SHUTTING_DOWN, TOO_MANY, TOO_SLOW
from kernel.live.metrics import CLOSED
from kernel.live.rate import Rate

EXTENSION = "wanglou.wire"
# A screen sends subscriptions and small messages; the promise names this limit.
LARGEST_MESSAGE = 262_144
# A map being dragged says some 5 messages/s, a page opens a dozen boards at once.
MESSAGES_PER_S = 20
MESSAGE_BURST = 60
# 512 KiB is four parts of a snapshot or some 350 facts: with the kernel's own buffer it stays below
# 1 MiB for each socket, and whoever is so far behind is better served by `since`.
MOST_WAITING = 524_288
# What the kernel buffers on top (it doubles the value), so that a stalled screen is noticed.
KERNEL_BUFFER = 65_536
# Every byte leaves within 5 s or the screen counts as stalled.
STALLED_S = 5.0
# A screen that reads nothing answers no ping: asked every 5 s, given 5 s, it is gone after 10 s.
PING_S = 5.0
# After the closing frame a screen has 2 s to read what is left; then the connection is dropped.
PARTING_S = 2.0
# After a flood the rest is thrown away unread so that the closing frame still arrives.
FLOOD_PARTING_S = 0.5
# All screens leave a stopping process within 2 s, spread so that they do not return at once.
DRAIN_S = 2.0


class Flood(Exception):
    """More messages than a screen may send."""


class _Frames(ServerProtocol):
    """Counts every incoming frame, also pings and empty pieces."""

    def __init__(self, clock: AbstractEventLoop, **options: Any) -> None:
        super().__init__(**options)
        self._clock = clock
        self._rate = Rate(MESSAGES_PER_S, MESSAGE_BURST, clock.time())

    def recv_frame(self, frame: Frame) -> None:
        if not self._rate.take(self._clock.time()):
            self.fail(TOO_MANY, "too many messages")
            self.parser_exc = Flood()
            return
        super().recv_frame(frame)


class LiveProtocol(WebSocketsSansIOProtocol):
    """One connection; its `Wire` travels to the application in the ASGI scope."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        # No extensions: compression costs 50 KiB for each socket and joins secrets with guesses.
        self.conn = _Frames(self.loop, max_size=LARGEST_MESSAGE, logger=self.logger)
        self.ping_interval = self.ping_timeout = PING_S

    def connection_made(self, transport: BaseTransport) -> None:
        """Keep the kernel's buffer small: what waits there is out of our sight."""
        super().connection_made(transport)
        raw = transport.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BUFFER)

    async def run_asgi(self) -> None:
        """Hand the wire to the application."""
        extensions = cast(dict[str, Any], self.scope["extensions"])
        extensions[EXTENSION] = Wire(self)
        await super().run_asgi()

    def data_received(self, data: bytes) -> None:
        """Read on, also after our closing frame, so that it is not lost in a reset."""
        if self.close_sent and self.conn.parser_exc is not None:
            return
        super().data_received(data)

    def handle_parser_exception(self) -> None:
        """Say why the connection ends, then throw away what still comes."""
        close = self.conn.close_sent
        if close is None:
            self.transport.abort()
            return
        self._leave(close.code, close.reason, FLOOD_PARTING_S)

    def keepalive_timeout(self) -> None:
        """Cut a screen that reads nothing and so answers no ping."""
        self.pong_timer = None
        self.leave(TOO_SLOW, "no answer to a ping")

    def shutdown(self) -> None:
        """Leave within `DRAIN_S`, each connection at its own moment."""
        if not self.handshake_complete or self.close_sent:
            super().shutdown()
            return
        self.loop.call_later(
            random.uniform(0, DRAIN_S),  # noqa: S311 - spreads load, guards nothing
            self.leave,
            SHUTTING_DOWN,
            "the server is stopping",
        )

    def leave(self, code: int, reason: str) -> None:
        """Send the closing frame behind what waits; drop the connection if it cannot leave."""
        if self.close_sent or self.transport.is_closing():
            return
        self.conn.send_close(code, reason)
        self._leave(code, reason, PARTING_S)

    def _leave(self, code: int, reason: str, patience: float) -> None:
        self.stop_keepalive()
        self.close_sent = True
        CLOSED.labels(code).inc()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.transport.write(b"".join(self.conn.data_to_send()))
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(patience, self.transport.abort)


class Wire:
    """Writes finished frames to one connection and knows how far it is behind."""

    __slots__ = ("_mark", "_marked_at", "_protocol", "_transport", "_written")

    def __init__(self, protocol: LiveProtocol) -> None:
        self._protocol = protocol
        self._transport = protocol.transport
        self._written = 0
        self._mark = 0
        self._marked_at = protocol.loop.time()

    @property
    def open(self) -> bool:
        """Say whether frames may still be written."""
        return not (self._protocol.close_sent or self._transport.is_closing())

    def buffered(self) -> int:
        """Return how many bytes still wait for the network."""
        return self._transport.get_write_buffer_size()

    def write(self, frame: bytes) -> None:
        """Write one frame; cut the connection that is too far behind. Never waits."""
        if not self.open:
            return
        self._transport.write(frame)
        self._written += len(frame)
        if self._transport.get_write_buffer_size() > MOST_WAITING:
            self.close(TOO_SLOW, "too far behind")

    def check(self, now: float) -> None:
        """Cut the connection when bytes written `STALLED_S` ago have still not left."""
        waiting = self.buffered()
        if waiting == 0 or self._written - waiting >= self._mark:
            self._mark, self._marked_at = self._written, now
        elif now - self._marked_at > STALLED_S:
            self.close(TOO_SLOW, "not reading")

    async def drained(self) -> None:
        """Wait until little is left in the buffer, or the connection is gone."""
        await self._protocol.writable.wait()

    def close(self, code: int, reason: str) -> None:
        """Close with a code; what cannot leave within `PARTING_S` is dropped."""
        self._protocol.leave(code, reason)
