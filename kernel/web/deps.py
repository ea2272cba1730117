"""Typed dependencies of every router: who asks, one write, one read.

A write is one transaction, committed before the answer leaves:
`return await write(lambda tx: service.receive(tx, body), status=201)`.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar, cast

import orjson
from fastapi import Depends, Header, Request
from starlette.responses import Response

from kernel.access import credentials
from kernel.access.actor import Actor
from kernel.db import Tx
from kernel.jsonio import to_json
from kernel.runtime import Runtime
from kernel.web import idempotency
from kernel.web.answers import KEY_MEANING, KEY_SCHEMA
from kernel.web.etag import etag, version_from

T = TypeVar("T")


# Dependencies are coroutines: FastAPI would send plain functions through a thread, at 0.3 ms each.
async def runtime_of(request: Request) -> Runtime:
    """Return the record of this process."""
    return cast("Runtime", request.app.state.runtime)


RuntimeDep = Annotated[Runtime, Depends(runtime_of)]


async def signed_in(request: Request, runtime: RuntimeDep) -> Actor:
    """Return who asks, by session cookie (writes need X-CSRF-Token), Bearer token or link cookie.

    Raises `NotSignedIn`.
    """
    actor = await credentials.actor_of(request, runtime)
    request.state.actor = actor
    return actor


SignedIn = Annotated[Actor, Depends(signed_in)]


class ReadTx:
    """Runs one reading use case."""

    def __init__(self, runtime: Runtime, actor: Actor) -> None:
        self.runtime = runtime
        self.actor = actor

    async def __call__(self, step: Callable[[Tx], Awaitable[T]]) -> T:
        """Run `step` in one read-only transaction."""
        async with self.runtime.db.reading(self.actor) as tx:
            return await step(tx)


class WriteTx:
    """Runs one writing use case, idempotent under the request's Idempotency-Key."""

    def __init__(
        self, runtime: Runtime, actor: Actor, request: Request, *, key: str | None
    ) -> None:
        self.runtime = runtime
        self.actor = actor
        self._request = request
        self._key = key

    @property
    def if_match(self) -> int | None:
        """The version the client has seen, from If-Match."""
        return version_from(self._request.headers.get("if-match"))

    async def __call__(
        self,
        step: Callable[[Tx], Awaitable[Any]],
        *,
        status: int = 200,
        secret: tuple[str, ...] = (),
        momentary: str = "",
    ) -> Response:
        """Run `step` in one transaction, commit, answer with its JSON.

        A dict answer with a `version` sets the ETag. Without a key the write is simply run.
        Some fields are shown in the first answer only: `secret` names those nobody may keep,
        `momentary` one about other subjects, which may be out of sight when the key is repeated.
        """

        async def answering(tx: Tx) -> idempotency.Answer:
            return idempotency.Answer(status, plain(await step(tx)))

        key = self._key
        async with self.runtime.db.transaction(self.actor) as tx:
            answer = await (
                self._once(tx, key, answering, (*secret, momentary)) if key else answering(tx)
            )
        return rendered(answer)

    async def before(self) -> Response | None:
        """Return what this key was answered before: for writes that take long to prepare."""
        if self._key is None:
            return None
        key, digest = idempotency.checked(self._key), await self._digest()
        async with self.runtime.db.reading(self.actor) as tx:
            answer = await idempotency.before(tx, key, digest)
        return None if answer is None else rendered(answer)

    async def _digest(self) -> bytes:
        body = await self._request.body()
        return idempotency.request_hash(self._request.method, self._request.url.path, body)

    async def _once(
        self,
        tx: Tx,
        key: str,
        answering: Callable[[Tx], Awaitable[idempotency.Answer]],
        once: tuple[str, ...],
    ) -> idempotency.Answer:
        kept = await idempotency.claim(tx, idempotency.checked(key), await self._digest())
        if kept is not None:
            return kept
        answer = await answering(tx)
        await tx.session.flush()
        await idempotency.keep(tx, key, answer.without(*once))
        return answer


# What a key may be is checked where it is claimed: a refusal of ours, not of a parser.
IdempotencyKey = Annotated[
    str | None,
    Header(alias="Idempotency-Key", description=KEY_MEANING, json_schema_extra=KEY_SCHEMA),
]


async def read_tx(runtime: RuntimeDep, actor: SignedIn) -> ReadTx:
    """Give a router its reader."""
    return ReadTx(runtime, actor)


async def write_tx(
    runtime: RuntimeDep, actor: SignedIn, request: Request, key: IdempotencyKey = None
) -> WriteTx:
    """Give a router its writer."""
    return WriteTx(runtime, actor, request, key=key)


Read = Annotated[ReadTx, Depends(read_tx)]
Write = Annotated[WriteTx, Depends(write_tx)]


def plain(answer: Any) -> Any:
    """Return an answer as plain JSON values."""
    return None if answer is None else orjson.loads(to_json(answer))


def rendered(answer: idempotency.Answer) -> Response:
    """Return the HTTP answer; 204 when there is no body."""
    if answer.body is None:
        return Response(status_code=204)
    headers = {"Idempotent-Replayed": "true"} if answer.replayed else {}
    if isinstance(answer.body, dict) and isinstance(answer.body.get("version"), int):
        headers["ETag"] = etag(answer.body["version"])
    return Response(
        orjson.dumps(answer.body), answer.status, headers, media_type="application/json"
    )
