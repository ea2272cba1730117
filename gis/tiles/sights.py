"""Who asks and what that one sees, remembered so briefly that a change acts within 1 s."""

import hashlib
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from starlette.requests import HTTPConnection
from starlette.types import Scope

from gis.tiles import queries
from gis.tiles.cache import Flights
from kernel.api import Actor, Runtime, asker_of, guest, system

T = TypeVar("T")
# Counted from before the reading: with the reading itself an ended session or a changed right acts
# within a second.
SIGHT_S = 0.8
# An edit shows in the next tile within a second.
LAYERS_S = 0.5
# More people than one process serves; the oldest are forgotten first.
MOST_SIGHTS = 10_000
READ = "layers.read"


@dataclass(frozen=True, slots=True)
class Layer:
    """What a tile needs to know of a layer."""

    id: UUID
    version: int
    public: bool
    minzoom: int
    maxzoom: int


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody sees: layers, and the arguments that stand for that one in the database."""

    layers: frozenset[UUID]
    asker: tuple[Sequence[UUID] | None, Sequence[UUID]]


class Recent(Generic[T]):
    """Values read again when they are older than `seconds`; whoever asks meanwhile waits too."""

    def __init__(self, seconds: float, most: int) -> None:
        self._seconds = seconds
        self._most = most
        self._kept: dict[bytes, tuple[float, T]] = {}
        self._flights: Flights[T] = Flights()

    async def get(self, key: bytes, read: Callable[[], Awaitable[T]]) -> T:
        """Return the value of a key, read with `read` when there is no recent one."""
        kept = self._kept.get(key)
        if kept is not None and kept[0] > time.monotonic():
            return kept[1]
        return await self._flights.run(key, lambda: self._read(key, read))

    async def _read(self, key: bytes, read: Callable[[], Awaitable[T]]) -> T:
        until = time.monotonic() + self._seconds
        self._kept.pop(key, None)
        value = await read()
        self._kept[key] = (until, value)
        while len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        return value

    async def stop(self) -> None:
        """End readings under way."""
        await self._flights.stop()


class Sights:
    """The layers there are, and who sees which."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._sights: Recent[Sight] = Recent(SIGHT_S, MOST_SIGHTS)
        self._layers: Recent[dict[str, Layer]] = Recent(LAYERS_S, 1)

    async def layers(self) -> dict[str, Layer]:
        """Return all layers by code."""
        return await self._layers.get(b"", self._read_layers)

    async def of(self, scope: Scope) -> Sight:
        """Return what the asker of a request sees. Raises `NotSignedIn` for a bad credential."""
        return await self._sights.get(_credential(scope), lambda: self._read_sight(scope))

    async def stop(self) -> None:
        """End readings under way."""
        await self._sights.stop()
        await self._layers.stop()

    async def _read_layers(self) -> dict[str, Layer]:
        async with self._runtime.db.reading(system("tiles")) as tx:
            rows = await queries.layers(tx)
        return {
            row.code: Layer(row.id, row.version, row.public, row.minzoom, row.maxzoom)
            for row in rows
        }

    async def _read_sight(self, scope: Scope) -> Sight:
        asker = await asker_of(HTTPConnection(scope), self._runtime)
        actor = asker if asker.may(READ) else guest()
        async with self._runtime.db.reading(actor) as tx:
            return Sight(frozenset(await queries.visible(tx)), _arguments(actor))


def _arguments(actor: Actor) -> tuple[Sequence[UUID] | None, Sequence[UUID]]:
    organisations = None if actor.organisations is None else list(actor.organisations)
    return organisations, list(actor.posts)


def _credential(scope: Scope) -> bytes:
    """Return what stands for the credentials of a request; empty when there are none."""
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    found: list[Any] = [pair for pair in headers if pair[0] in (b"authorization", b"cookie")]
    return hashlib.sha256(repr(found).encode()).digest() if found else b""
