"""A small server on a real uvicorn, and a client that keeps boards as the contract asks."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
import uvicorn
from fastapi import FastAPI
from redis.asyncio import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from websockets.asyncio.client import ClientConnection, connect

from kernel.access import sessions
from kernel.access.actor import Actor, system
from kernel.access.directory import Login
from kernel.city import City
from kernel.clock import SystemClock
from kernel.db import Database, Tx
from kernel.feature import Feature, Topic
from kernel.ids import new_id
from kernel.live.feature import feature as live
from kernel.live.motion import Source
from kernel.live.service import Live
from kernel.runtime import Runtime
from kernel.settings import Settings
from kernel.web import problems

THINGS = Feature(
    name="things",
    topics=(
        Topic("things", "things.read"),
        Topic("places", "things.read"),
        Topic("positions", "things.read"),
        Topic("secrets", "secrets.read"),
    ),
)


class People:
    """A directory of accounts kept in memory."""

    def __init__(self) -> None:
        self.accounts: dict[UUID, Actor] = {}

    def add(self, organisations: Sequence[UUID], *more: str, posts: Sequence[UUID] = ()) -> Actor:
        actor = Actor(
            kind="account",
            name="somebody",
            account_id=new_id(),
            organisation_id=organisations[0],
            organisations=frozenset(organisations),
            posts=frozenset(posts),
            permissions=frozenset({"things.read", "replay.read", *more}),
        )
        assert actor.account_id is not None
        self.accounts[actor.account_id] = actor
        return actor

    async def actor(self, tx: Tx, account_id: UUID) -> Actor | None:
        return self.accounts.get(account_id)

    async def login(self, tx: Tx, username: str) -> Login | None:
        return None

    async def card(self, tx: Tx, actor: Actor) -> dict[str, Any]:
        return {}

    async def signed_in(self, tx: Tx, account_id: UUID) -> None:
        return None

    async def accept_totp(self, tx: Tx, account_id: UUID, code: str) -> bool:
        return False

    async def first_administrator(self, tx: Tx, username: str, password: str, name: str) -> UUID:
        return new_id()

    async def set_up(self, tx: Tx) -> bool:
        return True

    async def holders(self, tx: Tx, post_ids: Sequence[UUID]) -> list[UUID]:
        return []

    async def posts(
        self, tx: Tx, organisation_id: UUID | None, name: str, *, above: bool = False
    ) -> list[dict[str, Any]]:
        return []


class NoLinks:
    """Nobody has a link."""

    async def actor(self, tx: Tx, secret_hash: bytes) -> Actor | None:
        return None


@dataclass
class Stage:
    """One server process (as far as its sockets can tell) and the people who use it."""

    runtime: Runtime
    live: Live
    people: People
    port: int
    server: uvicorn.Server
    cookies: dict[UUID, str] = field(default_factory=dict)

    @property
    def db(self) -> Database:
        return self.runtime.db

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def cookie(self, actor: Actor) -> str:
        """Sign an account in; return its Cookie header."""
        assert actor.account_id is not None
        async with self.db.transaction(system("test")) as tx:
            opened = await sessions.open_session(
                tx, actor.account_id, hours=1, idle_minutes=30, address="", agent=""
            )
        self.cookies[actor.account_id] = opened.csrf
        return f"wanglou_session={opened.secret}"

    @asynccontextmanager
    async def screen(self, actor: Actor) -> AsyncIterator["Client"]:
        """Open a socket as an account."""
        async with self.socket(await self.cookie(actor)) as socket_:
            yield Client(socket_, self)

    async def read_all(self) -> None:
        """Wait until the reader has passed on everything that is committed."""
        async with self.db.reading(system("test")) as tx:
            head = await tx.value("select coalesce(max(seq), 0) from kernel.fact")
        await self.live.reader.reached(head)

    def socket(self, cookie: str | None, **options: Any) -> connect:
        """Open a bare socket."""
        headers = {} if cookie is None else {"Cookie": cookie}
        return connect(
            f"ws://127.0.0.1:{self.port}/api/live",
            additional_headers=headers,
            **{"origin": self.origin, "compression": None, "max_size": None, **options},
        )


class Client:
    """A screen: keeps `state` by (drill, subject) as the contract tells every client to."""

    def __init__(self, socket_: ClientConnection, stage: Stage) -> None:
        self.socket = socket_
        self.stage = stage
        self.frames: list[dict[str, Any]] = []
        self.boards: dict[str, dict[str, dict[str, Any]]] = {}
        self.seq: dict[str, int] = {}

    async def send(self, op: str, **fields: Any) -> None:
        await self.socket.send(orjson.dumps({"op": op, **fields}).decode())

    async def open(self, board: str = "b1", *, wait: bool = True, **fields: Any) -> None:
        """Open a board and wait until its snapshot is complete."""
        if fields.get("since") is None:
            self.boards[board] = {}
        await self.send("open", id=board, **{"topics": ["things", "places"], **fields})
        if wait:
            await self.until(
                lambda f: (
                    f["op"] in ("snapshot", "resync", "problem")
                    and f.get("id") == board
                    and not f.get("more")
                )
            )

    async def next(self, within: float = 5) -> dict[str, Any]:
        """Take in one frame."""
        async with asyncio.timeout(within):
            frame: dict[str, Any] = orjson.loads(await self.socket.recv())
        self._take(frame)
        return frame

    async def until(self, fits: Any, within: float = 5) -> dict[str, Any]:
        """Take in frames until one fits."""
        async with asyncio.timeout(within):
            while not fits(frame := await self.next(within)):
                pass
        return frame

    async def settle(self) -> None:
        """Take in all that is on its way: what was committed before comes before the pong."""
        await self.stage.read_all()
        number = len(self.frames)
        await self.send("ping", n=number)
        await self.until(lambda f: f["op"] == "pong" and f["n"] == number)

    def _take(self, frame: dict[str, Any]) -> None:
        self.frames.append(frame)
        board = self.boards.setdefault(frame.get("id", ""), {})
        if frame["op"] == "snapshot":
            if not frame.get("more"):
                self.seq[frame["id"]] = frame["seq"]
            if frame.get("view"):
                _drop_outside(board, frame["view"])
            for fact in frame["facts"]:
                self._keep(board, fact)
        elif frame["op"] == "fact":
            self.seq[frame["id"]] = max(self.seq.get(frame["id"], 0), frame["fact"]["seq"])
            self._keep(board, frame["fact"])

    def _keep(self, board: dict[str, dict[str, Any]], fact: dict[str, Any]) -> None:
        if fact["state"] is None:
            board.pop(fact["subject"], None)
        else:
            board[fact["subject"]] = fact


def _drop_outside(board: dict[str, dict[str, Any]], area: list[float]) -> None:
    west, south, east, north = area
    for subject, fact in list(board.items()):
        place = fact["state"].get("place")
        if place and not (west <= place["lon"] <= east and south <= place["lat"] <= north):
            del board[subject]


@asynccontextmanager
async def staged(
    settings: Settings,
    people: People | None = None,
    moving: Callable[[Runtime], Source] | None = None,
) -> AsyncIterator[Stage]:
    """Run one server on a free port; `moving` makes what it tells boards besides facts."""
    people = people or People()
    clock = SystemClock()
    runtime = Runtime(
        settings=settings,
        clock=clock,
        db=Database(settings.database_url, clock),
        redis=Redis.from_url(
            settings.redis_url,
            socket_timeout=1,
            socket_connect_timeout=1,
            retry=Retry(NoBackoff(), 1),
        ),
        directory=people,
        links=NoLinks(),
        city=City(settings.city),
        features=(THINGS, live),
    )
    app = FastAPI()
    problems.install(app)
    app.include_router(live.routers[0])
    app.state.runtime = runtime
    app.state.live = Live(runtime)
    if moving is not None:
        app.state.live.follow(moving(runtime))
    await app.state.live.start()
    config = uvicorn.Config(
        app,
        host="127.0.0.1",
        port=0,
        ws="kernel.live.transport:LiveProtocol",
        lifespan="off",
        log_config=None,
        timeout_graceful_shutdown=5,
    )
    server = uvicorn.Server(config)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.005)
    stage = Stage(runtime, app.state.live, people, listener.getsockname()[1], server)
    try:
        yield stage
    finally:
        server.should_exit = True
        await serving
        await stage.live.stop()
        await runtime.redis.aclose()
        await runtime.db.close()
