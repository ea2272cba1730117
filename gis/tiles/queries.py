"""All SQL of tiles, and the connections it runs on."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg

from kernel.api import Tx, Unavailable, translated

# Two processors serve two queries at once; two more keep them busy while answers travel.
CONNECTIONS = 4
# A map asks for some twenty tiles at once. What would wait behind this many is refused: in the time
# it takes to draw them the map has moved on.
MOST_WAITING = 200
WAIT_S = 4.0
# No tile is meant to take 50 ms; whatever takes this long is a stalled database.
STATEMENT_TIMEOUT_MS = 4_000
CONNECT_TIMEOUT_S = 5

_TILE = "select version, mvt from gis.tile($1, $2, $3, $4, $5, $6)"


async def visible(tx: Tx) -> list[UUID]:
    """Return the ids of the layers within sight."""
    rows = await tx.rows("select id from gis.layer where removed_at is null")
    return [row.id for row in rows]


async def layers(tx: Tx) -> list[Any]:
    """Return what a tile needs to know of each layer."""
    return await tx.rows(
        "select id, code, version, public, minzoom, maxzoom from gis.layer where removed_at is null"
    )


class Reader:
    """The few connections tiles are read on; a tile is one round trip.

    Every statement stands alone, so a connection is handed on as it is: the driver's own pool would
    cost as much again as asking does. After a cancelled statement the driver itself waits for its
    end before the next.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._free: list[asyncpg.Connection] = []
        self._gate = asyncio.Semaphore(CONNECTIONS)
        self._waiting = 0

    async def start(self) -> None:
        """Open the first connection."""
        self._free.append(await self._connected())

    async def stop(self) -> None:
        """Close all connections; nothing may be under way any more."""
        for connection in self._free:
            connection.terminate()
        self._free.clear()

    async def tile(
        self,
        layer: UUID,
        spot: tuple[int, int, int],
        sight: tuple[Sequence[UUID] | None, Sequence[UUID]],
    ) -> tuple[int, bytes] | None:
        """Return version and tile of a layer for whom `sight` (organisations, posts) stands.

        None when that one does not see it. Cancelling this cancels the statement. Raises
        `Unavailable`.
        """
        if self._waiting >= MOST_WAITING:
            raise _busy()
        self._waiting += 1
        try:
            row = await self._fetched(layer, *spot, *sight)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            raise translated(error) from error
        finally:
            self._waiting -= 1
        return None if row is None else (row["version"], row["mvt"] or b"")

    async def _fetched(self, *parameters: Any) -> Any:
        await self._entered()
        try:
            connection = await self._open()
            try:
                return await connection.fetchrow(_TILE, *parameters)
            finally:
                self._free.append(connection)
        finally:
            self._gate.release()

    async def _entered(self) -> None:
        if not self._gate.locked():
            await self._gate.acquire()
            return
        try:
            async with asyncio.timeout(WAIT_S):
                await self._gate.acquire()
        except TimeoutError as error:
            raise _busy() from error

    async def _open(self) -> asyncpg.Connection:
        """Return a connection that is alive, a new one when none is."""
        while self._free:
            connection = self._free.pop()
            if not connection.is_closed():
                return connection
        return await self._connected()

    async def _connected(self) -> asyncpg.Connection:
        return await asyncpg.connect(
            self._url,
            timeout=CONNECT_TIMEOUT_S,
            server_settings={
                "application_name": "wanglou-tiles",
                "timezone": "UTC",
                "statement_timeout": str(STATEMENT_TIMEOUT_MS),
                "jit": "off",
            },
        )


def _busy() -> Unavailable:
    return Unavailable("Too many tiles are asked for at the moment.", headers={"Retry-After": "1"})
