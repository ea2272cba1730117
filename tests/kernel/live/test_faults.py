"""Slow screens, lost Redis, lost database, stopping: each hurts only what it must."""

import asyncio
import base64
import os
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from websockets.exceptions import ConnectionClosed

from kernel.access.actor import system
from kernel.ids import new_id
from kernel.journal.fact import NewFact
from kernel.settings import Settings
from tests.harness.servers import DatabaseUrls
from tests.kernel.live.conftest import Town, town
from tests.kernel.live.stage import staged
from tests.kernel.live.test_boards import numbers, shown
from tests.kernel.live.test_doors import closing


async def stalled(two_towns: Town) -> socket.socket:
    """Open a board on a socket and never read again."""
    cookie = await two_towns.stage.cookie(two_towns.eastern)
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    raw.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(raw, ("127.0.0.1", two_towns.stage.port))
    key = base64.b64encode(os.urandom(16)).decode()
    await loop.sock_sendall(
        raw,
        (
            f"GET /api/live HTTP/1.1\r\nHost: 127.0.0.1:{two_towns.stage.port}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            f"Sec-WebSocket-Version: 13\r\nCookie: {cookie}\r\n\r\n"
        ).encode(),
    )
    await loop.sock_recv(raw, 4096)
    text = b'{"op":"open","id":"b1","topics":["things"]}'
    await loop.sock_sendall(raw, bytes([0x81, 0x80 | len(text)]) + b"\0\0\0\0" + text)
    return raw


async def cut_off(two_towns: Town, people: int) -> float:
    """Return how long it takes until only so many screens are left."""
    started = time.monotonic()
    async with asyncio.timeout(20):
        while len(two_towns.stage.live.parts.hub.screens) > people:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    return time.monotonic() - started


async def test_a_stalled_screen_is_cut_off_and_others_do_not_notice(two_towns: Town) -> None:
    async with two_towns.stage.screen(two_towns.city) as reader:
        await reader.open()
        raw = [await stalled(two_towns) for _ in range(5)]
        async with asyncio.timeout(5):
            while len(two_towns.stage.live.parts.hub.screens) < 6:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        slowest = 0.0
        for number in range(200):
            thing = new_id()
            started = time.monotonic()
            await two_towns.write(thing, two_towns.east, n=number, text="x" * 12_000)
            await shown(reader, thing)
            slowest = max(slowest, time.monotonic() - started)
            buffers = [s.wire.buffered() for s in two_towns.stage.live.parts.hub.screens]
            assert max(buffers, default=0) < 700_000
        assert await cut_off(two_towns, 1) < 10
        assert slowest < 2
        await reader.settle()
        for one in raw:
            one.close()


async def test_a_screen_that_stops_answering_is_gone_within_ten_seconds(two_towns: Town) -> None:
    raw = await stalled(two_towns)
    async with asyncio.timeout(5):
        while not two_towns.stage.live.parts.hub.screens:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert await cut_off(two_towns, 0) < 13
    raw.close()


async def test_a_burst_reaches_a_healthy_screen_whole(two_towns: Town) -> None:
    things = [new_id() for _ in range(600)]
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        await screen.open()
        async with two_towns.stage.db.transaction(system("test")) as tx:
            for thing in things:
                tx.record(
                    NewFact("thing.made", "things", thing, {"text": "x" * 4000}, two_towns.east)
                )
        async with asyncio.timeout(20):
            while len(screen.boards["b1"]) < len(things):
                await screen.next()


@pytest.fixture
def redis_socket(tmp_path: Path) -> Iterator["OwnRedis"]:
    own = OwnRedis()
    own.start()
    yield own
    own.stop()


class OwnRedis:
    """A Redis the test may stop and start."""

    def __init__(self) -> None:
        self.path = f"/tmp/wanglou-live-{os.getpid()}-{time.monotonic_ns()}.sock"
        self.url = f"unix://{self.path}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            ["redis-server", "--port", "0", "--unixsocket", self.path, "--save", ""],
            stdout=subprocess.DEVNULL,
            cwd="/tmp",
        )
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with suppress(OSError), socket.socket(socket.AF_UNIX) as probe:
                probe.connect(self.path)
                return
            time.sleep(0.02)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        Path(self.path).unlink(missing_ok=True)


@pytest.fixture
async def pair(settings: Settings, redis_socket: OwnRedis) -> AsyncIterator[tuple[Town, Town]]:
    """Two server processes on one database and a Redis that can be stopped."""
    own = settings.model_copy(update={"redis_url": redis_socket.url})
    async with staged(own) as first, staged(own, first.people) as second:
        one = await town(first)
        yield one, Town(**{**vars(one), "stage": second})


def redis_state(frame: dict[str, Any]) -> str:
    return next(str(feed["state"]) for feed in frame["feeds"] if feed["name"] == "redis")


async def heard(screen: Any, speaker: Any, about: Any) -> dict[str, Any]:
    """Say something until it is heard (subscriptions come back within a second)."""
    async with asyncio.timeout(5):
        while True:
            await speaker.send("say", about=str(about), what="typing", data={"on": True})
            with suppress(TimeoutError):
                frame: dict[str, Any] = await screen.until(lambda f: f["op"] == "said", 0.4)
                return frame


async def test_without_redis_screens_go_on_by_polling(
    pair: tuple[Town, Town], redis_socket: OwnRedis
) -> None:
    here, there = pair
    thing = new_id()
    await here.write(thing, here.east, n=1)
    async with here.stage.screen(here.eastern) as one, there.stage.screen(here.city) as two:
        await one.open()
        await two.open()
        said = await heard(two, one, thing)
        assert (said["what"], said["data"]) == ("typing", {"on": True})
        assert said["from"]["id"] == str(here.eastern.account_id)
        redis_socket.stop()
        await here.write(thing, here.east, n=2)
        async with asyncio.timeout(2):
            await shown(two, thing)
        await one.send("say", about=str(thing), what="typing")
        await one.settle()
        assert one.frames[-1]["op"] == "pong"
        await two.until(lambda f: f["op"] == "health" and redis_state(f) == "dead", 20)
        redis_socket.start()
        await two.until(lambda f: f["op"] == "health" and redis_state(f) == "live", 20)
        await heard(two, one, thing)


async def test_what_is_said_is_heard_only_by_who_sees_the_subject(pair: tuple[Town, Town]) -> None:
    here, there = pair
    thing = new_id()
    await here.write(thing, here.east, n=1)
    async with (
        here.stage.screen(here.eastern) as one,
        there.stage.screen(here.city) as two,
        there.stage.screen(here.western) as west,
    ):
        for screen in (one, two, west):
            await screen.open()
        await heard(two, one, thing)
        for _ in range(20):
            await one.send("say", about=str(thing), what="cursor", data={"x": 1})
        await one.settle()
        await asyncio.sleep(0.3)
        await two.settle()
        assert sum(f["op"] == "said" and f["what"] == "cursor" for f in two.frames) <= 6
        assert not any(f["op"] == "said" for f in one.frames)
        await west.send("say", about=str(thing), what="typing")
        refusal = await west.until(lambda f: f["op"] == "problem")
        assert refusal["code"] == "not-found"
        assert not any(f["op"] == "said" for f in west.frames)


async def test_the_doorbell_brings_facts_of_another_process_at_once(
    pair: tuple[Town, Town],
) -> None:
    here, there = pair
    async with there.stage.screen(here.eastern) as screen:
        await screen.open()
        await heard_once(here, screen)
        waits = []
        for number in range(5):
            thing = new_id()
            await here.write(thing, here.east, n=number)
            started = time.monotonic()
            await shown(screen, thing)
            waits.append(time.monotonic() - started)
        assert sorted(waits)[2] < 0.4


async def heard_once(here: Town, screen: Any) -> None:
    """Wait until the subscription stands."""
    thing = new_id()
    await here.write(thing, here.east, n=0)
    await shown(screen, thing)


async def test_sockets_outlive_the_database(two_towns: Town, database_urls: DatabaseUrls) -> None:
    name = database_urls.app.rsplit("/", 1)[-1].split("?")[0]
    thing = new_id()
    await two_towns.write(thing, two_towns.east, n=1)
    admin = await asyncpg.connect(database_urls.named("postgres").superuser)
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        await screen.open()
        await admin.execute(f'alter database "{name}" connection limit 0')
        await admin.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", name
        )
        try:
            dead = await screen.until(
                lambda f: (
                    f["op"] == "health"
                    and any(c["name"] == "database" and c["state"] == "dead" for c in f["feeds"])
                ),
                15,
            )
            assert dead["now"]
            await screen.send("open", id="b2", topics=["things"])
            refused = await screen.until(lambda f: f["op"] == "problem", 15)
            assert refused["code"] == "unavailable"
        finally:
            await admin.execute(f'alter database "{name}" connection limit -1')
            await admin.close()
        async with asyncio.timeout(5):
            while True:
                with suppress(Exception):
                    await two_towns.write(thing, two_towns.east, n=2)
                    break
                await asyncio.sleep(0.1)
        await shown(screen, thing)
        assert numbers(screen) == {thing: 2}


async def test_a_stopping_server_sends_its_screens_away(settings: Settings) -> None:
    async with staged(settings) as stage:
        place = await town(stage)
        sockets = [
            await stage.socket(await stage.cookie(place.eastern)).__aenter__() for _ in range(15)
        ]
        async with asyncio.timeout(5):
            while len(stage.live.parts.hub.screens) < 15:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        stage.server.should_exit = True
        started = time.monotonic()
        moments = []

        async def gone(one: Any) -> None:
            assert (await closing(one))[0] == 4503
            moments.append(time.monotonic() - started)

        await asyncio.gather(*(gone(one) for one in sockets))
        assert max(moments) < 4
        assert max(moments) - min(moments) > 0.5
        for one in sockets:
            with suppress(ConnectionClosed):
                await one.close()


async def test_health_tells_how_old_each_feed_is(two_towns: Town) -> None:
    two_towns.stage.live.feeds.add("calls", lambda: 42.04, stale_after_s=30, dead_after_s=60)
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        frame = await screen.until(lambda f: f["op"] == "health")
        feeds = {feed.pop("name"): feed for feed in frame["feeds"]}
        assert feeds["calls"] == {"age_s": 42.0, "state": "stale"}
        assert set(feeds) == {"calls", "database", "journal", "redis", "clock"}
        assert feeds["database"]["state"] == "live"


async def test_another_journal_sends_every_screen_back_to_the_start(
    two_towns: Town, database_urls: DatabaseUrls
) -> None:
    owner = await asyncpg.connect(database_urls.superuser)
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        await screen.open()
        epoch = screen.frames[-1]["epoch"]
        await owner.execute(
            "insert into kernel.epoch (id, started_at) values ($1, now())", new_id()
        )
        assert (await closing(screen.socket))[0] == 4409
    await owner.close()
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        await screen.open(since=0, epoch=epoch)
        assert screen.frames[-1]["reason"] == "epoch"
        await screen.open()
        thing = new_id()
        await two_towns.write(thing, two_towns.east, n=1)
        await shown(screen, thing)
