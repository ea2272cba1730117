"""The real application on a real uvicorn in a thread of the test."""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self, TypeVar, cast

import httpx
import uvicorn
import uvloop
from websockets.sync.client import ClientConnection, connect

from kernel.api import Actor, Clock, Runtime, Settings, Tx, sessions, system
from kernel.live.service import Live
from server.app import create_app

T = TypeVar("T")
# A machine shared with other work may be ten times slower than this one alone.
START_TIMEOUT_S = 60
ANSWER_TIMEOUT_S = 60


class Running:
    """One server process, as far as HTTP and sockets can tell."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.app = create_app(settings, clock)
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._server = uvicorn.Server(
            uvicorn.Config(
                self.app,
                http="httptools",
                ws="kernel.live.transport:LiveProtocol",
                ws_max_size=65_536,
                lifespan="on",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=5,
            )
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="server", daemon=True)

    def __enter__(self) -> Self:
        """Start and wait until it serves."""
        self._thread.start()
        assert self._ready.wait(START_TIMEOUT_S), "the application did not start"
        assert self._server.started, "the application failed to start"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop in order."""
        self._server.should_exit = True
        self._thread.join(START_TIMEOUT_S)
        self._listener.close()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        serving = asyncio.create_task(self._server.serve(sockets=[self._listener]))
        while not self._server.started and not serving.done():  # noqa: ASYNC110 - no event for it
            await asyncio.sleep(0.005)
        self._ready.set()
        await serving

    @property
    def runtime(self) -> Runtime:
        """The record of the process."""
        return cast("Runtime", self.app.state.runtime)

    @property
    def live(self) -> Live:
        """The boards of the process."""
        return cast("Live", self.app.state.live)

    @property
    def origin(self) -> str:
        """Address of the server."""
        return f"http://127.0.0.1:{self.port}"

    def wait(self, work: Awaitable[T]) -> T:
        """Run something in the server's own loop and return what it gives."""
        assert self._loop is not None

        async def awaited() -> T:
            return await work

        return asyncio.run_coroutine_threadsafe(awaited(), self._loop).result(ANSWER_TIMEOUT_S)

    def do(self, step: Callable[[Tx], Awaitable[T]], actor: Actor | None = None) -> T:
        """Run a step in one transaction of the server, as the system unless said otherwise."""
        return self.wait(self.runtime.db.run(actor or system("test"), step))

    def client(self, **options: Any) -> httpx.Client:
        """Return a browser nobody signed in with."""
        return httpx.Client(
            base_url=self.origin, timeout=ANSWER_TIMEOUT_S, trust_env=False, **options
        )

    def socket(self, client: httpx.Client, **options: Any) -> ClientConnection:
        """Open the live socket with the cookies and token of a client."""
        headers = [("Cookie", "; ".join(f"{c.name}={c.value}" for c in client.cookies.jar))]
        if "authorization" in client.headers:
            headers = [("Authorization", client.headers["authorization"])]
        return connect(
            f"ws://127.0.0.1:{self.port}/api/live",
            additional_headers=headers,
            **{
                "origin": self.origin,
                "compression": None,
                "max_size": None,
                "proxy": None,
                **options,
            },
        )

    def caught_up(self) -> None:
        """Wait until every open socket was sent all that is committed."""

        async def head(tx: Tx) -> int:
            return int(await tx.value("select coalesce(max(seq), 0) from kernel.fact"))

        reached = self.do(head)
        self.wait(self._reached(reached))

    async def _reached(self, seq: int) -> None:
        await self.live.reader.reached(seq)


def sign_in(running: Running, username: str) -> httpx.Client:
    """Return a browser in which somebody is signed in."""

    async def opened(tx: Tx) -> sessions.Opened:
        account = await tx.value(
            "select id from registry.account where username = :name", name=username
        )
        return await sessions.open_session(
            tx, account, hours=1000, idle_minutes=None, address="test", agent="test"
        )

    session = running.do(opened)
    return running.client(
        cookies={"wanglou_session": session.secret}, headers={"X-CSRF-Token": session.csrf}
    )
