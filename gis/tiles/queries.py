"""All SQL of tiles, and the connections it runs on."""

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


class Connection(asyncpg.Connection):  # type: ignore[misc]
    """A connection on which every statement stands alone: there is nothing to reset after one."""

    def get_reset_query(self) -> str:
        """Return no statement, so that handing a connection back costs no round trip."""
        return ""


class Reader:
    """The few connections tiles are read on; a tile is one round trip."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._pool: asyncpg.Pool | None = None
        self._waiting = 0

    async def start(self) -> None:
        """Open the first connection."""
        self._pool = await asyncpg.create_pool(
            self._url,
            min_size=1,
            max_size=CONNECTIONS,
            connection_class=Connection,
            timeout=CONNECT_TIMEOUT_S,
            server_settings={
                "application_name": "wanglou-tiles",
                "timezone": "UTC",
                "statement_timeout": str(STATEMENT_TIMEOUT_MS),
                "jit": "off",
            },
        )

    async def stop(self) -> None:
        """Close all connections."""
        if self._pool is not None:
            self._pool.terminate()

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
        except TimeoutError as error:
            raise _busy() from error
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            raise translated(error) from error
        finally:
            self._waiting -= 1
        return None if row is None else (row["version"], row["mvt"] or b"")

    async def _fetched(self, *parameters: Any) -> Any:
        assert self._pool is not None
        connection = await self._pool.acquire(timeout=WAIT_S)
        try:
            return await connection.fetchrow(_TILE, *parameters)
        finally:
            await self._pool.release(connection)


def _busy() -> Unavailable:
    return Unavailable("Too many tiles are asked for at the moment.", headers={"Retry-After": "1"})
