"""The control door of a media process: orders of servers that know its secret."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import orjson
from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kernel.api import Malformed, NotFound, NotSignedIn, Problem, TooLarge
from video.engine import wire
from video.engine.interface import MediaEngine

Order = Callable[[MediaEngine, UUID, Any], Awaitable[dict[str, Any] | None]]


async def _publish(engine: MediaEngine, room: UUID, order: wire.Publish) -> dict[str, Any]:
    answer = await engine.publish(
        room, order.source, order.offer, role=order.role, holder=order.holder
    )
    return {"answer": answer}


async def _subscribe(engine: MediaEngine, room: UUID, order: wire.Subscribe) -> dict[str, Any]:
    answer = await engine.subscribe(
        room, order.viewer, order.offer, follows=order.follows, own=order.own, holder=order.holder
    )
    return {"answer": answer}


async def _bind(engine: MediaEngine, room: UUID, order: wire.Bind) -> None:
    await engine.bind(room, order.viewer, order.slot, order.source, layer=order.layer)


async def _record(engine: MediaEngine, room: UUID, order: wire.Record) -> dict[str, Any]:
    told = await engine.record(room, order.recording, without=order.without)
    return {"recording": wire.RECORDING.dump_python(told, mode="json")}


async def _feature(engine: MediaEngine, room: UUID, order: wire.Feature) -> None:
    await engine.feature(room, order.source)


async def _mute(engine: MediaEngine, room: UUID, order: wire.Mute) -> None:
    await engine.mute(room, order.source, order.kind, muted=order.muted)


async def _keyframe(engine: MediaEngine, room: UUID, order: wire.Keyframe) -> None:
    await engine.keyframe(room, order.source, order.layer)


async def _pull(engine: MediaEngine, room: UUID, order: wire.Pull) -> None:
    await engine.pull(room, order.source, order.url)


async def _close(engine: MediaEngine, room: UUID, order: wire.Close) -> None:
    await engine.close(room, order.peer, holder=order.holder)


ORDERS: dict[str, tuple[type[BaseModel], Order]] = {
    "publish": (wire.Publish, _publish),
    "subscribe": (wire.Subscribe, _subscribe),
    "bind": (wire.Bind, _bind),
    "feature": (wire.Feature, _feature),
    "mute": (wire.Mute, _mute),
    "keyframe": (wire.Keyframe, _keyframe),
    "pull": (wire.Pull, _pull),
    "record": (wire.Record, _record),
    "close": (wire.Close, _close),
}


class ControlDoor:
    """The HTTP application; `secret` is made anew with each process."""

    def __init__(self, engine: MediaEngine) -> None:
        self.secret = secrets.token_urlsafe(32)
        self._engine = engine
        self.app = Starlette(
            routes=[
                Route("/rooms/{room}/{name}", self._ordered, methods=["POST"]),
                Route("/peers", self._peers, methods=["POST"]),
            ]
        )

    async def _ordered(self, request: Request) -> Response:
        try:
            self._check(request)
            return _json(200, await self._do(request))
        except Problem as problem:
            return _json(problem.status, wire.refused(problem))

    async def _peers(self, request: Request) -> Response:
        try:
            self._check(request)
        except Problem as problem:
            return _json(problem.status, wire.refused(problem))
        told = wire.PEERS.dump_python(await self._engine.peers(), mode="json")
        return _json(200, {"peers": told})

    def _check(self, request: Request) -> None:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not secrets.compare_digest(given.encode(), self.secret.encode()):
            raise NotSignedIn("this door opens to servers of the same installation")

    async def _do(self, request: Request) -> dict[str, Any]:
        try:
            room, name = UUID(request.path_params["room"]), request.path_params["name"]
            body = await _body(request)
            if name == "stats":
                stats = await self._engine.stats(room)
                found: dict[str, Any] = wire.STATS.dump_python(stats, mode="json")
                return found
            if name not in ORDERS:
                raise NotFound(f"no order {name}")
            form, order = ORDERS[name]
            given = form.model_validate_json(body)
        except (ValidationError, ValueError) as error:
            raise Malformed(str(error)) from error
        return await order(self._engine, room, given) or {}


async def _body(request: Request) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > wire.LARGEST_BODY:
            raise TooLarge(f"more than {wire.LARGEST_BODY} bytes")
        parts.append(part)
    return b"".join(parts)


def _json(status: int, document: dict[str, Any]) -> Response:
    return Response(orjson.dumps(document), status, media_type="application/json")
