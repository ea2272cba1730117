"""Fixtures: the demo city, the whole application, HTTP as any of its people."""

import itertools
import json
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from gis.api import load_gazetteer
from kernel.api import Database, Settings, new_id, sessions, system
from registry.api import load_city
from server.app import create_app
from tests.harness.cities import TestCity
from tests.harness.clock import FakeClock

CITY = Path("data/cities/shantou")
Client = httpx.AsyncClient
As = Callable[[str], Awaitable[Client]]
# A market in Jinping and a temple in Longhu, from the gazetteer.
JINPING_SPOT = {"lon": 116.66117, "lat": 23.40455}
LONGHU_SPOT = {"lon": 116.74449, "lat": 23.36097}
_sent = itertools.count(1)


PEOPLE = {
    "operator", "operator2", "commander", "wall", "jinping", "longhu", "fire", "field01",
    "sysadmin", "secadmin", "auditor",
}  # fmt: skip


def small_city(folder: Path) -> Path:
    """Write the demo city with a few of its accounts and units: passwords take time to hash."""
    for name in ("city.json", "districts.geojson", "gazetteer.csv.gz", "roles.json", "posts.json"):
        (folder / name).symlink_to((CITY / name).resolve())
    (folder / "organisations.json").symlink_to((CITY / "organisations.json").resolve())
    accounts = json.loads((CITY / "accounts.json").read_text())
    accounts["accounts"] = [row for row in accounts["accounts"] if row["username"] in PEOPLE]
    (folder / "accounts.json").write_text(json.dumps(accounts))
    units = json.loads((CITY / "units.json").read_text())
    named = {row.get("unit") for row in accounts["accounts"]}
    units["units"] = [
        row for number, row in enumerate(units["units"]) if number < 20 or row["code"] in named
    ]
    (folder / "units.json").write_text(json.dumps(units))
    resources = json.loads((CITY / "resources.json").read_text())
    resources["resources"] = resources["resources"][:20]
    (folder / "resources.json").write_text(json.dumps(resources))
    return folder


async def load_small_city(url: str) -> None:
    """Load the small city and its gazetteer as the application's role."""
    db = Database(url, FakeClock())
    with tempfile.TemporaryDirectory() as folder:
        try:
            await load_city(db, small_city(Path(folder)), FakeClock(), demo=True)
            async with db.transaction(system("test")) as tx:
                await load_gazetteer(tx, CITY)
        finally:
            await db.close()


@pytest.fixture(scope="module")
def test_city() -> TestCity:
    """The small city."""
    return TestCity("small", load_small_city)


@pytest.fixture
async def app(settings: Settings, clock: FakeClock) -> AsyncIterator[FastAPI]:
    """The application as it is served."""
    application = create_app(settings, clock)
    async with application.router.lifespan_context(application):
        yield application


@pytest.fixture
def db(app: FastAPI) -> Database:
    """The application's own door to the database."""
    return app.state.runtime.db


@pytest.fixture
async def as_(app: FastAPI, db: Database) -> AsyncIterator[As]:
    """Sign in as anybody of the city: `client = await as_("operator")`."""
    async with AsyncExitStack() as stack:

        async def client(username: str) -> Client:
            async with db.transaction(system("test")) as tx:
                account = await tx.value(
                    "select id from registry.account where username = :name", name=username
                )
                await sessions.end_all(tx, account)
                opened = await sessions.open_session(
                    tx, account, hours=1000, idle_minutes=None, address="test", agent="test"
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
async def stranger(app: FastAPI) -> AsyncIterator[Client]:
    """A browser nobody signed in with."""
    async with Client(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        yield client


@pytest.fixture
async def organisations(db: Database) -> dict[str, UUID]:
    """Organisation ids by code."""
    async with db.reading(system("test")) as tx:
        rows = await tx.rows("select code, id from registry.organisation")
    return {row.code: row.id for row in rows}


def call(**fields: Any) -> dict[str, Any]:
    """Return the body of a report in Jinping, no two alike."""
    text = f"东方农贸市场旁边二楼着火，有浓烟，第{next(_sent)}个电话"
    return {"channel": "phone", "text": text, "location": JINPING_SPOT, **fields}


async def received(client: Client, **fields: Any) -> dict[str, Any]:
    """Send a report and return it."""
    answer = await client.post("/api/reports", json=call(**fields))
    assert answer.status_code == 201, answer.text
    return answer.json()["report"]


async def opened(client: Client, **fields: Any) -> dict[str, Any]:
    """Open an incident in Jinping and return it."""
    body = {"title": "市场二楼着火", "location": JINPING_SPOT, "kind": "20201", **fields}
    answer = await client.post("/api/incidents", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def done(client: Client, path: str, body: dict[str, Any] | None = None, **more: Any) -> Any:
    """Post, expect success, return the answer."""
    answer = await client.post(path, json=body if body is not None else {}, **more)
    assert answer.is_success, answer.text
    return answer.json()


def fresh() -> str:
    """Return a new id as clients make them."""
    return str(new_id())
