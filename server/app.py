"""The composition root: builds everything in the lifespan and holds it in one typed record."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import structlog
from fastapi import FastAPI
from redis.asyncio import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from starlette.routing import BaseRoute

from gis.api import Moving, PositionDoor, TileDoor, Tiles
from kernel.access.actor import system
from kernel.alarms.overseer import Overseer
from kernel.city import City
from kernel.clock import Clock, SystemClock
from kernel.db import Database
from kernel.feature import Feature
from kernel.live.service import Live
from kernel.migrate import newest_revision, present_revision
from kernel.runtime import Runtime
from kernel.settings import Settings
from kernel.web import problems
from server import documents, guard, logs, openapi, screens, vitals
from server.features import FEATURES
from server.wiring import LinkBooks, People

log = structlog.get_logger()
# Redis is a doorbell and a cache: a request never waits longer for it than this.
REDIS_TIMEOUT_S = 1.0


class WrongSchema(RuntimeError):
    """The database stands at another revision than this code: run `wanglou migrate`."""


class UnsafeRole(RuntimeError):
    """The application role could see past row security: use a plain role that owns nothing."""


def create_app(settings: Settings | None = None, clock: Clock | None = None) -> FastAPI:
    """Build the application; nothing is opened before its lifespan starts."""
    settings = settings or Settings.load()
    logs.configure(settings)
    app = FastAPI(
        title="Wanglou",
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        routes=_routes(),
    )
    app.state.settings = settings
    app.state.clock = clock or SystemClock()
    problems.install(app)
    openapi.install(app)
    screens.mount(app, settings)
    guard.install(app, settings)
    app.add_middleware(TileDoor, headers=list(guard.HEADERS), told=guard.told)
    return app


def _routes() -> list[BaseRoute]:
    """Return every route as its package made it.

    An included router makes each of its routes once more at the first request, half a second in
    all, and looks for the one that fits twice in each.
    """
    routers = [router for feature in FEATURES for router in feature.routers]
    routers += [vitals.router, documents.router]
    return [route for router in routers for route in router.routes]


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with opened(app.state.settings, app.state.clock) as runtime:
        await warm(runtime)
        app.state.runtime = runtime
        app.state.live = Live(runtime)
        app.state.live.follow(Moving(runtime))
        app.state.tiles = Tiles(runtime)
        app.state.positions = PositionDoor(runtime)
        overseer = Overseer(runtime)
        async with AsyncExitStack() as stack:
            for part in (app.state.live, app.state.tiles, app.state.positions, overseer):
                await part.start()
                stack.push_async_callback(part.stop)
            yield


@asynccontextmanager
async def opened(
    settings: Settings, clock: Clock, features: tuple[Feature, ...] = FEATURES
) -> AsyncIterator[Runtime]:
    """Open database and Redis for a server, a worker or a command; close them in reverse order.

    Raises `WrongSchema` and `UnsafeRole`.
    """
    await check_schema(settings.database_url)
    db = Database(settings.database_url, clock, connections=settings.database_connections)
    redis = Redis.from_url(
        settings.redis_url,
        socket_timeout=REDIS_TIMEOUT_S,
        socket_connect_timeout=REDIS_TIMEOUT_S,
        retry=Retry(NoBackoff(), 1),
        protocol=3,
    )
    runtime = Runtime(
        settings=settings,
        clock=clock,
        db=db,
        redis=redis,
        directory=People(settings.password_profile),
        links=LinkBooks(),
        city=City(settings.city),
        features=features,
    )
    try:
        await check_role(runtime)
        yield runtime
    finally:
        await redis.aclose()
        await db.close()


async def warm(runtime: Runtime) -> None:
    """Load what the first requests need."""
    async with runtime.db.reading(system("start")) as tx:
        for feature in runtime.features:
            for load in feature.warm:
                await load(tx)


async def check_schema(url: str) -> None:
    """Refuse a database this code was not written for."""
    present, newest = await present_revision(url), newest_revision()
    if present != newest:
        raise WrongSchema(
            f"database at revision {present}, code at {newest}: run `wanglou migrate`"
        )


async def check_role(runtime: Runtime) -> None:
    """Refuse to serve as a role that row security does not bind."""
    async with runtime.db.reading(system("start")) as tx:
        unsafe = await tx.value(
            "select rolsuper or rolbypassrls or exists (select 1 from pg_tables "
            "where schemaname = 'kernel' and tableowner = current_user) "
            "from pg_roles where rolname = current_user"
        )
    if unsafe:
        raise UnsafeRole("WANGLOU_DATABASE_URL names a superuser, BYPASSRLS role or table owner")
