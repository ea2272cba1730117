"""Tiles under load: what is given up is cancelled, too much is refused, memory is bounded."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID

import asyncpg
import pytest
import shapely
from fastapi import FastAPI

from gis.tiles import queries
from gis.tiles.cache import ENTRY_BYTES, Flights, TileCache
from kernel.api import Database, new_id
from tests.gis.conftest import Client
from tests.gis.test_tiles import SPOT, address, planted, root
from tests.harness.servers import DatabaseUrls
from tests.registry.answers import problem

__all__ = ["root"]
PATIENCE_S = 5.0
RUNNING = (
    "select count(*) from pg_stat_activity where application_name = 'wanglou-tiles' "
    "and state = 'active' and datname = current_database()"
)


class Stall:
    """Holds a lock that every uncached tile waits for."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def begin(self) -> None:
        """Hold up every query from now on."""
        await self._connection.execute("begin; lock table gis.heavy_tile in access exclusive mode")

    async def running(self, number: int) -> None:
        """Wait until so many statements of tiles run."""
        since = time.monotonic()
        while await self._connection.fetchval(RUNNING) != number:
            assert time.monotonic() - since < PATIENCE_S
            await asyncio.sleep(0.02)
            await self._connection.execute("select pg_stat_clear_snapshot()")

    async def end(self) -> None:
        """Let them go on."""
        await self._connection.execute("rollback")


@pytest.fixture
async def stall(database_urls: DatabaseUrls) -> AsyncIterator[Stall]:
    connection = await asyncpg.connect(database_urls.superuser)
    yield Stall(connection)
    await connection.close()


class Caller:
    """A raw request that can hang up."""

    def __init__(self, app: FastAPI, path: str) -> None:
        self.sent: list[Any] = []
        self.left = asyncio.Event()
        self._first = True
        bare, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": "GET",
            "path": bare,
            "query_string": query.encode(),
            "headers": [],
        }
        self.task = asyncio.create_task(app(scope, self._receive, self._send))

    async def _receive(self) -> Any:
        if self._first:
            self._first = False
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        self.sent.append(message)

    async def hang_up(self) -> None:
        """Leave, and wait until the server has noticed."""
        self.left.set()
        async with asyncio.timeout(PATIENCE_S):
            await self.task


async def test_an_abandoned_request_cancels_its_query(
    gis_app: FastAPI, door: Database, root: UUID, stall: Stall
) -> None:
    await planted(door, [shapely.Point(SPOT)], root, public=True, code="left")
    await stall.begin()
    caller = Caller(gis_app, address("left"))
    await stall.running(1)
    await caller.hang_up()
    await stall.running(0)
    assert caller.sent == []


async def test_a_query_others_wait_for_goes_on(
    gis_app: FastAPI, door: Database, root: UUID, stall: Stall
) -> None:
    await planted(door, [shapely.Point(SPOT)], root, public=True, code="shared")
    await stall.begin()
    first, second = Caller(gis_app, address("shared")), Caller(gis_app, address("shared"))
    await stall.running(1)
    await first.hang_up()
    await stall.running(1)
    await stall.end()
    await second.task
    assert first.sent == []
    assert second.sent[0]["status"] == 200


async def test_what_is_too_much_is_refused_at_once(
    gis_app: FastAPI,
    nobody: Client,
    door: Database,
    root: UUID,
    stall: Stall,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queries, "MOST_WAITING", queries.CONNECTIONS + 1)
    await planted(door, [shapely.Point(SPOT)], root, public=True, code="busy")
    await stall.begin()
    callers = [
        Caller(gis_app, address("busy", zoom=zoom)) for zoom in range(queries.CONNECTIONS + 1)
    ]
    await stall.running(queries.CONNECTIONS)
    refused = await nobody.get(address("busy", zoom=20))
    problem(refused, 503, "unavailable")
    assert refused.headers["retry-after"] == "1"
    await stall.end()
    await asyncio.gather(*(caller.task for caller in callers))
    assert {caller.sent[0]["status"] for caller in callers} == {200}
    assert (await nobody.get(address("busy", zoom=20))).status_code == 200


async def test_who_waits_too_long_is_told_to_come_back(
    nobody: Client, door: Database, root: UUID, stall: Stall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "WAIT_S", 0.1)
    await planted(door, [shapely.Point(SPOT)], root, public=True, code="slow")
    await stall.begin()
    paths = [address("slow", zoom=zoom) for zoom in range(queries.CONNECTIONS + 1)]
    waiting = [asyncio.create_task(nobody.get(path)) for path in paths]
    done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    problem(done.pop().result(), 503, "unavailable")
    await stall.end()
    await asyncio.gather(*waiting)


async def test_a_stalled_query_ends_and_is_no_fault_of_ours(
    nobody: Client, gis_app: FastAPI, door: Database, root: UUID, stall: Stall
) -> None:
    """The database ends it by its own limit; the next tile is served as if nothing had been."""
    await planted(door, [shapely.Point(SPOT)], root, public=True, code="stalled")
    await stall.begin()
    (connection,) = gis_app.state.tiles._reader._free
    await connection.execute("set statement_timeout = 100")
    problem(await nobody.get(address("stalled")), 503, "unavailable")
    await stall.end()
    assert (await nobody.get(address("stalled"))).status_code == 200


async def test_a_lost_connection_is_replaced(
    nobody: Client, door: Database, root: UUID, database_urls: DatabaseUrls
) -> None:
    await planted(door, [shapely.Point(SPOT)], root, public=True, code="lost")
    assert (await nobody.get(address("lost"))).status_code == 200
    connection = await asyncpg.connect(database_urls.superuser)
    await connection.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity "
        "where application_name = 'wanglou-tiles' and datname = current_database()"
    )
    await connection.close()
    await asyncio.sleep(0.1)
    assert (await nobody.get(address("lost", zoom=12))).status_code == 200


def test_the_cache_holds_no_more_than_it_may() -> None:
    cache = TileCache(10 * (1_000 + ENTRY_BYTES))
    layer = new_id()
    for number in range(100):
        cache.put((layer, 1, 20, number, 0), b"x" * 1_000)
        assert cache.get((layer, 1, 20, 0, 0)) is not None, "what is used stays"
        assert cache.held_bytes <= 10 * (1_000 + ENTRY_BYTES)
    assert cache.get((layer, 1, 20, 98, 0)) is not None
    assert cache.get((layer, 1, 20, 50, 0)) is None
    cache.put((layer, 1, 20, 0, 0), b"")
    assert cache.held_bytes == 9 * 1_000 + 10 * ENTRY_BYTES
    cache.put((layer, 1, 20, 200, 0), b"x" * 20_000)
    assert cache.held_bytes == 0, "one that is larger than all is not kept"


async def test_work_that_fails_fails_for_all_and_is_done_again() -> None:
    flights: Flights[int] = Flights()
    tries = 0

    async def work() -> int:
        nonlocal tries
        tries += 1
        await asyncio.sleep(0)
        if tries == 1:
            raise ValueError("first")
        return tries

    async def asked(step: Callable[[], Awaitable[int]]) -> int | str:
        try:
            return await flights.run("key", step)
        except ValueError as error:
            return str(error)

    assert await asyncio.gather(*(asked(work) for _ in range(3))) == ["first"] * 3
    assert await asked(work) == 2
    assert tries == 2


async def test_stopping_ends_what_is_under_way() -> None:
    flights: Flights[int] = Flights()

    async def work() -> int:
        await asyncio.sleep(PATIENCE_S)
        return 1

    waiting = asyncio.create_task(flights.run("key", work))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await flights.stop()
    with pytest.raises(asyncio.CancelledError):
        await waiting
