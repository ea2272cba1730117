"""The door of tiles: bare ASGI before the framework, for it opens thousands of times a second."""

import asyncio
import time
from collections.abc import Callable
from typing import cast

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from gis.tiles.rules import Address, address_of
from gis.tiles.service import Answer, Asked, Headers, Tiles
from kernel.api import MethodNotAllowed, Problem, render_problem

METHODS = frozenset({"GET", "HEAD"})
# Method, door, status, seconds to the first byte.
Told = Callable[[str, str, int, float], None]


class TileDoor:
    """Answers requests for tiles and passes all others on.

    `headers` are sent with every answer; `told` hears of each.
    """

    def __init__(self, app: ASGIApp, headers: Headers, told: Told) -> None:
        self._app = app
        self._headers = headers
        self._told = told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer when the path is a tile's."""
        path = scope["path"] if scope["type"] == "http" else ""
        address = address_of(path) if path.startswith("/ogc/") else None
        if address is None:
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        try:
            answer = await self._answer(address, scope, receive)
        except Problem as problem:
            answer = _refusal(problem, scope)
        if answer is None:  # nobody waits for it any more
            return
        seconds = time.perf_counter() - started
        self._told(scope["method"], address.door, answer.status, seconds)
        body = b"" if scope["method"] == "HEAD" else answer.body
        headers = [*answer.headers, *self._headers]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _answer(self, address: Address, scope: Scope, receive: Receive) -> Answer | None:
        if scope["method"] not in METHODS:
            raise MethodNotAllowed("A tile can only be read.", headers={"Allow": "GET, HEAD"})
        tiles = cast("Tiles", scope["app"].state.tiles)
        asked = await tiles.asked(address, scope)
        kept = tiles.kept(asked, _header(scope, b"if-none-match"))
        return kept if kept is not None else await _unless_gone(tiles, asked, receive)


async def _unless_gone(tiles: Tiles, asked: Asked, receive: Receive) -> Answer | None:
    """Read a tile; None when the asker hangs up first, which cancels the query."""
    reading = asyncio.create_task(tiles.read(asked))
    leaving = asyncio.create_task(_left(receive))
    try:
        await asyncio.wait((reading, leaving), return_when=asyncio.FIRST_COMPLETED)
        return await reading if reading.done() else None
    finally:
        reading.cancel()
        leaving.cancel()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _header(scope: Scope, name: bytes) -> bytes | None:
    return next((value for key, value in scope["headers"] if key == name), None)


def _refusal(problem: Problem, scope: Scope) -> Answer:
    response = render_problem(problem, Request(scope))
    return Answer(response.status_code, response.raw_headers, bytes(response.body))
