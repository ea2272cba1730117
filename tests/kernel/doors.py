"""The HTTP doors of floor 1 alone: real routers, database, guard; a header says who asks."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast
from uuid import UUID

import httpx
from fastapi import FastAPI, Request
from redis.asyncio import Redis

from kernel.access.directory import Directory
from kernel.api import Actor, Clock, Database, Feature, LinkBook, NotSignedIn, Runtime, Settings
from kernel.city import City
from kernel.web import problems
from kernel.web.deps import signed_in
from server import guard

WHO = "x-test-actor"


class Roster:
    """A directory at the edge of floor 1: posts by (organisation, name, above), holders by post."""

    def __init__(self) -> None:
        self.by_name: dict[tuple[UUID | None, str, bool], list[dict[str, Any]]] = {}
        self.held: dict[UUID, list[UUID]] = {}

    async def posts(
        self, _tx: object, organisation_id: UUID | None, name: str, *, above: bool = False
    ) -> list[dict[str, Any]]:
        return self.by_name.get((organisation_id, name, above), [])

    async def holders(self, _tx: object, post_ids: Sequence[UUID]) -> list[UUID]:
        return [holder for post in post_ids for holder in self.held.get(post, [])]


@asynccontextmanager
async def runtime_on(
    settings: Settings, clock: Clock, db: Database, roster: Roster | None = None
) -> AsyncIterator[Runtime]:
    """A runtime of floor 1 on an open database."""
    redis = Redis.from_url(settings.redis_url, protocol=3)
    try:
        yield Runtime(
            settings=settings,
            clock=clock,
            db=db,
            redis=redis,
            directory=cast(Directory, roster or Roster()),
            links=cast(LinkBook, None),
            city=City(settings.city),
            features=(),
        )
    finally:
        await redis.aclose()


def app_of(runtime: Runtime, feature: Feature, actors: Mapping[str, Actor]) -> FastAPI:
    """An application with the routers of one feature."""
    app = FastAPI(redirect_slashes=False)
    app.state.runtime = runtime
    problems.install(app)
    for router in feature.routers:
        app.include_router(router)
    guard.install(app, runtime.settings)

    async def who(request: Request) -> Actor:
        if request.headers.get(WHO) not in actors:
            raise NotSignedIn
        return actors[request.headers[WHO]]

    app.dependency_overrides[signed_in] = who
    return app


@asynccontextmanager
async def client_of(app: FastAPI, who: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client that asks as one of the actors."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://test", headers={WHO: who}
    ) as client:
        yield client
