"""Finished tiles in memory, and work that many wait for but is done once."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, Generic, TypeVar
from uuid import UUID

T = TypeVar("T")
# Layer, its version, zoom, column, row. Whoever sees a layer sees all of it, so rights are no part.
Key = tuple[UUID, int, int, int, int]
# What an entry costs beside its bytes: key, links, counts.
ENTRY_BYTES = 400


class TileCache:
    """The tiles used last, up to so many bytes."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._held = 0
        self._tiles: OrderedDict[Key, bytes] = OrderedDict()

    @property
    def held_bytes(self) -> int:
        """What the cache holds now."""
        return self._held

    def get(self, key: Key) -> bytes | None:
        """Return a tile and note that it was used."""
        tile = self._tiles.get(key)
        if tile is not None:
            self._tiles.move_to_end(key)
        return tile

    def put(self, key: Key, tile: bytes) -> None:
        """Keep a tile; the ones used longest ago make room."""
        known = self._tiles.pop(key, None)
        if known is not None:
            self._held -= len(known) + ENTRY_BYTES
        self._tiles[key] = tile
        self._held += len(tile) + ENTRY_BYTES
        while self._held > self._most:
            _, oldest = self._tiles.popitem(last=False)
            self._held -= len(oldest) + ENTRY_BYTES


class _Flight(Generic[T]):
    """One piece of work under way and how many wait for it."""

    def __init__(self, task: asyncio.Task[T]) -> None:
        self.task = task
        self.waiting = 0


class Flights(Generic[T]):
    """Does the same work once for all who ask meanwhile; work nobody waits for is cancelled."""

    def __init__(self) -> None:
        self._under_way: dict[Hashable, _Flight[T]] = {}

    async def run(self, key: Hashable, work: Callable[[], Awaitable[T]]) -> T:
        """Return what `work` gives, started now or by somebody before."""
        flight = self._under_way.get(key)
        if flight is None:
            flight = self._under_way[key] = _Flight(asyncio.create_task(_awaited(work)))
            flight.task.add_done_callback(lambda task: self._landed(key, task))
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if flight.waiting == 0 and not flight.task.done():
                self._landed(key, flight.task)
                flight.task.cancel()

    async def stop(self) -> None:
        """Cancel what is under way and wait until it has ended."""
        tasks = [flight.task for flight in self._under_way.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _landed(self, key: Hashable, task: asyncio.Task[Any]) -> None:
        flight = self._under_way.get(key)
        if flight is not None and flight.task is task:
            del self._under_way[key]


async def _awaited(work: Callable[[], Awaitable[T]]) -> T:
    return await work()
