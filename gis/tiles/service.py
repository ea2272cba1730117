"""Answers requests for tiles: from the cache, or with a query for each layer not in it."""

import asyncio
from dataclasses import dataclass
from itertools import islice

from starlette.types import Scope

from gis.tiles.cache import Flights, Key, TileCache
from gis.tiles.queries import Reader
from gis.tiles.rules import (
    MEDIA_TYPE,
    MOST_LAYERS,
    Address,
    Spot,
    Wanted,
    etag,
    unchanged,
    wanted,
)
from gis.tiles.sights import Layer, Sight, Sights
from kernel.api import NotFound, Runtime

# A city's screens look at the same few hundred tiles; 20 KB is a usual one.
CACHE_BYTES = 64 * 1024 * 1024
OK, EMPTY, NOT_MODIFIED = 200, 204, 304
Headers = list[tuple[bytes, bytes]]
Shown = list[tuple[Layer, int]]
_TYPE = (b"content-type", MEDIA_TYPE.encode())
# Every copy is asked about again, so that an edit shows at once; one that not everybody may see
# belongs to a single browser.
_PUBLIC: Headers = [(b"cache-control", b"public, no-cache")]
_PRIVATE: Headers = [
    (b"cache-control", b"private, no-cache"),
    (b"vary", b"cookie, authorization"),
]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    status: int
    headers: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """A tile somebody may have: its layers as they stand, and who asks.

    `shared` says that everybody is told the same.
    """

    spot: Spot
    layers: tuple[Layer, ...]
    sight: Sight
    shared: bool


class Tiles:
    """The tiles of one server process."""

    def __init__(self, runtime: Runtime) -> None:
        self.cache = TileCache(CACHE_BYTES)
        self._sights = Sights(runtime)
        self._reader = Reader(runtime.settings.database_url)
        self._flights: Flights[tuple[int, bytes]] = Flights()

    async def start(self) -> None:
        """Open the connections."""
        await self._reader.start()

    async def stop(self) -> None:
        """End what is under way, then close the connections."""
        await self._flights.stop()
        await self._sights.stop()
        await self._reader.stop()

    async def asked(self, address: Address, scope: Scope) -> Asked:
        """Return what a request may have. Raises `Malformed`, `NotFound`, `NotSignedIn`."""
        tile = wanted(address, scope["query_string"])
        sight = await self._sights.of(scope)
        layers = _seen(tile, await self._sights.layers(), sight)
        shared = bool(tile.codes) and all(layer.public for layer in layers)
        return Asked(tile.spot, layers, sight, shared)

    def kept(self, asked: Asked, if_none_match: bytes | None) -> Answer | None:
        """Return the answer as far as no query is needed: unchanged, or all of it in the cache."""
        tag = etag((layer.id, layer.version) for layer in asked.layers)
        if if_none_match is not None and unchanged(if_none_match, tag):
            return Answer(NOT_MODIFIED, [*_sharing(asked), (b"etag", tag)], b"")
        parts = []
        for layer in asked.layers:
            part = self._cached(layer, asked.spot)
            if part is None:
                return None
            parts.append(part)
        return _answer(asked, tag, b"".join(parts))

    async def read(self, asked: Asked) -> Answer:
        """Return the answer, reading what is missing. Raises `NotFound`, `Unavailable`."""
        if len(asked.layers) == 1:
            read = [await self._part(asked.layers[0], asked)]
        else:
            read = await asyncio.gather(*(self._part(layer, asked) for layer in asked.layers))
        tag = etag(
            (layer.id, version) for layer, (version, _) in zip(asked.layers, read, strict=True)
        )
        return _answer(asked, tag, b"".join(part for _, part in read))

    def _cached(self, layer: Layer, spot: Spot) -> bytes | None:
        if not layer.minzoom <= spot[0] <= layer.maxzoom:
            return b""
        return self.cache.get(_key(layer, layer.version, spot))

    async def _part(self, layer: Layer, asked: Asked) -> tuple[int, bytes]:
        kept = self._cached(layer, asked.spot)
        if kept is not None:
            return layer.version, kept
        # Who sees a layer is decided in the query, so only askers of one sight share its answer.
        who = asked.sight.asker
        key = (_key(layer, layer.version, asked.spot), repr(who))
        return await self._flights.run(key, lambda: self._drawn(layer, asked))

    async def _drawn(self, layer: Layer, asked: Asked) -> tuple[int, bytes]:
        drawn = await self._reader.tile(layer.id, asked.spot, asked.sight.asker)
        if drawn is None:
            raise NotFound
        version, part = drawn
        self.cache.put(_key(layer, version, asked.spot), part)
        return drawn


def _key(layer: Layer, version: int, spot: Spot) -> Key:
    return (layer.id, version, *spot)


def _seen(tile: Wanted, layers: dict[str, Layer], sight: Sight) -> tuple[Layer, ...]:
    """Return the layers of a tile; one out of sight is refused like one that is not there."""
    if not tile.codes:
        every = (layers[code] for code in sorted(layers) if layers[code].id in sight.layers)
        return tuple(islice(every, MOST_LAYERS))
    found = []
    for code in tile.codes:
        layer = layers.get(code)
        if layer is None or layer.id not in sight.layers:
            raise NotFound
        found.append(layer)
    return tuple(found)


def _sharing(asked: Asked) -> Headers:
    return _PUBLIC if asked.shared else _PRIVATE


def _answer(asked: Asked, tag: bytes, body: bytes) -> Answer:
    """Return a tile; one without anything in it is 204, which clients draw without decoding."""
    headers = [*_sharing(asked), (b"etag", tag)]
    if not body:
        return Answer(EMPTY, headers, b"")
    length = (b"content-length", str(len(body)).encode())
    return Answer(OK, [_TYPE, length, *headers], body)
