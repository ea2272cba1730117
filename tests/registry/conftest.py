"""Fixtures: the small city in each module's database, and real HTTP as any of its people."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from redis.asyncio import Redis

from kernel.access.feature import feature as access
from kernel.api import Database, LinkBook, Runtime, Settings, sessions, system
from kernel.city import City
from kernel.web import problems
from registry.api import People
from registry.feature import feature as registry
from server import guard
from tests.harness.cities import TestCity
from tests.harness.clock import FakeClock
from tests.harness.servers import DatabaseUrls
from tests.registry import town

Client = httpx.AsyncClient
As = Callable[[str], Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small city."""
    return town.write(tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="module")
def test_city() -> TestCity:
    """The small city."""
    return town.CITY


@pytest.fixture(scope="module")
def credentials(loaded_database: tuple[DatabaseUrls, Any]) -> dict[str, dict[str, Any]]:
    """What loading the city gave: username → account with its password."""
    return {each["username"]: each for each in loaded_database[1]}


@pytest.fixture
async def db(settings: Settings, clock: FakeClock) -> AsyncIterator[Database]:
    """The application role's door to this module's database."""
    database = Database(settings.database_url, clock)
    yield database
    await database.close()


@pytest.fixture
async def runtime(settings: Settings, clock: FakeClock, db: Database) -> AsyncIterator[Runtime]:
    """A runtime with the real directory."""
    redis = Redis.from_url(settings.redis_url, protocol=3)
    yield Runtime(
        settings=settings,
        clock=clock,
        db=db,
        redis=redis,
        directory=People(settings.password_profile),
        links=cast(LinkBook, None),
        city=City(settings.city),
        features=(access, registry),
    )
    await redis.aclose()


@pytest.fixture
def app(runtime: Runtime) -> FastAPI:
    """Sign-in and registry behind the guard."""
    routers = [router for feature in (access, registry) for router in feature.routers]
    routes = [route for router in routers for route in router.routes]
    application = FastAPI(redirect_slashes=False, routes=routes)
    application.state.runtime = runtime
    problems.install(application)
    guard.install(application, runtime.settings)
    return application


@pytest.fixture
async def as_(
    app: FastAPI, db: Database, credentials: dict[str, dict[str, Any]]
) -> AsyncIterator[As]:
    """Sign in as anybody of the city: `client = await as_("operator")`."""
    assert credentials
    async with AsyncExitStack() as stack:

        async def client(username: str) -> Client:
            async with db.transaction(system("test")) as tx:
                account = await tx.value(
                    "select id from registry.account where username = :name", name=username
                )
                opened = await sessions.open_session(
                    tx, account, hours=1, idle_minutes=30, address="test", agent="test"
                )
            return await stack.enter_async_context(
                Client(
                    transport=httpx.ASGITransport(app),
                    base_url="http://test",
                    cookies={"wanglou_session": opened.secret},
                    headers={"X-CSRF-Token": opened.csrf},
                )
            )

        yield client


@pytest.fixture
async def ids(db: Database, credentials: dict[str, dict[str, Any]]) -> dict[str, UUID]:
    """Ids by code: organisations, posts, units, resources; accounts by `@username`."""
    assert credentials
    async with db.reading(system("test")) as tx:
        rows = await tx.rows(
            "select code, id from registry.organisation "
            "union all select code, id from registry.post "
            "union all select code, id from registry.unit "
            "union all select code, id from registry.resource "
            "union all select '@' || username, id from registry.account"
        )
    return {row.code: UUID(str(row.id)) for row in rows}
