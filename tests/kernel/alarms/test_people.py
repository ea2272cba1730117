"""Alarms with the real directory: the roster of a small city, sessions by cookie."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from kernel.alarms import jobs, service
from kernel.alarms.feature import feature
from kernel.alarms.rules import cause_of
from kernel.api import Database, Runtime, Settings, sessions, system
from registry.api import People
from tests.harness.cities import TestCity
from tests.harness.clock import FakeClock
from tests.kernel.alarms.test_service import facts, kinds
from tests.kernel.doors import app_of, runtime_on
from tests.registry import town


@pytest.fixture(scope="module")
def test_city() -> TestCity:
    """The small city."""
    return town.CITY


@pytest.fixture
async def runtime(settings: Settings, clock: FakeClock, db: Database) -> AsyncIterator[Runtime]:
    async with runtime_on(settings, clock, db) as made:
        yield replace(made, directory=People(settings.password_profile))


@pytest.fixture
def app(runtime: Runtime) -> FastAPI:
    app = app_of(runtime, feature, {})
    app.dependency_overrides.clear()
    return app


async def signed_in(app: FastAPI, db: Database, username: str) -> httpx.AsyncClient:
    async with db.transaction(system("test")) as tx:
        account = await tx.value(
            "select id from registry.account where username = :name", name=username
        )
        opened = await sessions.open_session(
            tx, account, hours=1, idle_minutes=30, address="test", agent="test"
        )
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://test",
        cookies={"wanglou_session": opened.secret},
        headers={"X-CSRF-Token": opened.csrf},
    )


async def organisation(db: Database, code: str) -> Any:
    async with db.reading(system("test")) as tx:
        return await tx.value("select id from registry.organisation where code = :code", code=code)


async def test_the_call_climbs_the_real_roster(
    runtime: Runtime, db: Database, clock: FakeClock
) -> None:
    """The town has no posts: its district's operator, nobody as dispatcher, the city commander."""
    place = await organisation(db, town.TOWN)
    made = replace(
        cause_of("report-unacknowledged", "town", number="R-1", minutes=1),
        organisation_id=place,
        scope_id=place,
    )
    alarm = await db.run(system("test"), lambda tx: service.raise_alarm(tx, made))
    for _ in range(65):
        await jobs.attend(runtime)
        clock.advance(seconds=1)
    found = await facts(db, alarm)
    assert found[1].state["owner_post"]["code"] == f"{town.EAST}.operator"
    called = [fact.state["escalation"]["to"] for fact in found[2:]]
    assert [post["held"] for post in called] == [False, True]
    assert called[1]["code"] == f"{town.ROOT}.commander"


async def test_sight_follows_the_organisation(app: FastAPI, db: Database) -> None:
    place = await organisation(db, town.EAST)
    made = replace(
        cause_of("report-unacknowledged", "east", number="R-2", minutes=1),
        organisation_id=place,
        scope_id=place,
    )
    alarm = await db.run(system("test"), lambda tx: service.raise_alarm(tx, made))
    for username, status in (("west", 404), ("secadmin", 403), ("east", 200), ("operator", 200)):
        async with await signed_in(app, db, username) as client:
            answer = await client.post(f"/api/alarms/{alarm}/acknowledge")
            assert answer.status_code == status, (username, answer.text)
            listed = await client.get("/api/alarms")
            assert (str(alarm) in listed.text) is (status == 200), username
    async with await signed_in(app, db, "east") as client:
        del client.headers["X-CSRF-Token"]
        answer = await client.post(f"/api/alarms/{alarm}/clear")
        assert (answer.status_code, answer.json()["code"]) == (403, "csrf")
    assert await kinds(db, alarm) == ["raised", "acknowledged"]
