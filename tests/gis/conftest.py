"""Fixtures: the small city of the registry's tests, the whole application, HTTP as its people."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any, cast
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from kernel.api import Database, Runtime, Settings, sessions, system
from server.app import create_app
from tests.harness.cities import TestCity
from tests.harness.clock import FakeClock
from tests.registry import town

Client = httpx.AsyncClient
As = Callable[[str], Awaitable[Client]]
Json = dict[str, Any]


@pytest.fixture(scope="module")
def test_city() -> TestCity:
    """The small city."""
    return town.CITY


@pytest.fixture
async def gis_app(settings: Settings, clock: FakeClock) -> AsyncIterator[FastAPI]:
    """The application as it is served."""
    application = create_app(settings, clock)
    async with application.router.lifespan_context(application):
        yield application


@pytest.fixture
def door(gis_app: FastAPI) -> Database:
    """The application role's door to this module's database."""
    return cast("Runtime", gis_app.state.runtime).db


@pytest.fixture
async def nobody(gis_app: FastAPI) -> AsyncIterator[Client]:
    """A client that is not signed in."""
    async with Client(transport=httpx.ASGITransport(gis_app), base_url="http://test") as client:
        yield client


@pytest.fixture
async def who(gis_app: FastAPI, door: Database) -> AsyncIterator[As]:
    """Sign in as anybody of the city: `client = await who("operator")`."""
    async with AsyncExitStack() as stack:

        async def client(username: str) -> Client:
            async with door.transaction(system("test")) as tx:
                account = await tx.value(
                    "select id from registry.account where username = :name", name=username
                )
                opened = await sessions.open_session(
                    tx, account, hours=1, idle_minutes=30, address="test", agent="test"
                )
            return await stack.enter_async_context(
                Client(
                    transport=httpx.ASGITransport(gis_app),
                    base_url="http://test",
                    cookies={"wanglou_session": opened.secret},
                    headers={"X-CSRF-Token": opened.csrf},
                )
            )

        yield client


@pytest.fixture
async def codes(door: Database) -> dict[str, UUID]:
    """Ids by code: organisations and posts."""
    async with door.reading(system("test")) as tx:
        rows = await tx.rows(
            "select code, id from registry.organisation "
            "union all select code, id from registry.post"
        )
    return {row.code: UUID(str(row.id)) for row in rows}


def layer_form(**fields: Any) -> Json:
    """Return the form of a layer of points."""
    return {
        "zh": "积水点",
        "en": "Flooded spots",
        "group": "hazards",
        "geometry": "point",
        "attributes": [{"name": "名称", "type": "string", "zh": "名称", "en": "Name"}],
    } | fields
