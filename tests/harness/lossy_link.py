"""A network that breaks where a test says: a TCP relay between a browser and a server."""

import asyncio
import threading
from dataclasses import dataclass, field
from typing import Self

PIECE = 65_536
ANSWER_S = 10


@dataclass
class Cut:
    """The `nth` request that contains `mark` is cut.

    `after_bytes` None: the server gets it all and its answer is lost; else the server gets that
    many bytes counted from the mark. The link is down afterwards.
    """

    mark: bytes
    nth: int
    after_bytes: int | None = None
    seen: int = 0
    done: threading.Event = field(default_factory=threading.Event)


class LossyLink:
    """Relays to one server; use as a context manager."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._browsers: set[asyncio.StreamWriter] = set()
        self._servers: set[asyncio.StreamWriter] = set()
        self._relays: set[asyncio.Task[None]] = set()
        self._cut: Cut | None = None
        self._down = False
        self.heads: list[bytes] = []
        self.port = 0

    @property
    def address(self) -> str:
        """The HTTP address browsers use."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(ANSWER_S)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(ANSWER_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(ANSWER_S)
        self._loop.close()

    def cut(self, mark: bytes, nth: int, after_bytes: int | None = None) -> Cut:
        """Break at a request; wait for it with `.done.wait(seconds)`."""
        self._cut = Cut(mark, nth, after_bytes)
        return self._cut

    def restore(self) -> None:
        """Let everything through again."""
        self._cut, self._down = None, False

    def up(self) -> None:
        """Let through what comes until the next cut."""
        self._down = False

    async def _start(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        self._server.close()
        self._drop_all()
        for relay in self._relays:
            relay.cancel()
        await asyncio.gather(*self._relays, return_exceptions=True)

    def _drop_all(self) -> None:
        """Cut both sides; what was let through before still reaches the server."""
        for writer in list(self._browsers):
            writer.transport.abort()
        for writer in list(self._servers):
            writer.close()

    def _break(self, cut: Cut) -> None:
        self._down = True
        self._drop_all()
        cut.done.set()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._down:
            writer.transport.abort()
            return
        upstream_reader, upstream = await asyncio.open_connection(*self._target)
        self._browsers.add(writer)
        self._servers.add(upstream)
        relay = _Relay(self, reader, writer, upstream_reader, upstream)
        task = asyncio.ensure_future(relay.run())
        self._relays.add(task)
        task.add_done_callback(self._relays.discard)
        await asyncio.gather(task, return_exceptions=True)
        self._browsers.discard(writer)
        self._servers.discard(upstream)


class _Relay:
    """One connection; a request's head arrives in one piece, as browsers send it."""

    def __init__(
        self,
        link: LossyLink,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        upstream_reader: asyncio.StreamReader,
        upstream: asyncio.StreamWriter,
    ) -> None:
        self._link = link
        self._browser = (reader, writer)
        self._server = (upstream_reader, upstream)
        self._swallow: Cut | None = None
        self._budget: tuple[Cut, int] | None = None

    async def run(self) -> None:
        ways = (self._requests(), self._answers())
        await asyncio.gather(*ways, return_exceptions=True)
        self._browser[1].transport.abort()
        self._server[1].close()

    async def _requests(self) -> None:
        while data := await self._browser[0].read(PIECE):
            self._look(data)
            if self._budget is not None:
                cut, left = self._budget
                self._server[1].write(data[:left])
                await self._server[1].drain()
                if len(data) >= left:
                    self._link._break(cut)
                    return
                self._budget = (cut, left - len(data))
            else:
                self._server[1].write(data)
                await self._server[1].drain()
        self._server[1].close()

    def _look(self, data: bytes) -> None:
        if self._budget is not None:
            return
        if data.split(b" ", 1)[0] in (b"POST", b"PATCH", b"GET", b"DELETE", b"HEAD"):
            self._link.heads.append(data.split(b"\r\n\r\n", 1)[0])
        cut = self._link._cut
        if cut is None or cut.mark not in data:
            return
        cut.seen += 1
        if cut.seen != cut.nth:
            return
        if cut.after_bytes is None:
            self._swallow = cut
        else:
            self._budget = (cut, cut.after_bytes)

    async def _answers(self) -> None:
        while data := await self._server[0].read(PIECE):
            if self._swallow is not None:
                self._link._break(self._swallow)
                return
            self._browser[1].write(data)
            await self._browser[1].drain()
        self._browser[1].transport.abort()
