"""Fixtures of the file doors: four people of two districts and two links."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from kernel.api import Actor, Database, Runtime, Settings, new_id
from kernel.files.feature import feature
from tests.harness.clock import FakeClock
from tests.kernel.conftest import TwoOrganisations, person
from tests.kernel.doors import app_of, client_of, runtime_on


@dataclass(frozen=True)
class People:
    """Two in the east, one in the west, two one-time links."""

    anna: Actor
    bela: Actor
    carl: Actor
    link: Actor
    other_link: Actor
    east: UUID
    west: UUID


def link() -> Actor:
    return Actor(kind="link", name="link", organisations=None, credential_id=new_id())


@pytest.fixture
def people(two: TwoOrganisations) -> People:
    rights = ("files.upload", "personal.read")
    return People(
        anna=replace(person(two.east, *rights), name="anna"),
        bela=replace(person(two.east, *rights), name="bela"),
        carl=replace(person(two.west, *rights), name="carl"),
        link=link(),
        other_link=link(),
        east=two.east,
        west=two.west,
    )


@pytest.fixture
async def runtime(settings: Settings, clock: FakeClock, db: Database) -> AsyncIterator[Runtime]:
    async with runtime_on(settings, clock, db) as made:
        yield made


@pytest.fixture
def app(runtime: Runtime, people: People) -> FastAPI:
    actors = {
        "anna": people.anna,
        "bela": people.bela,
        "carl": people.carl,
        "link": people.link,
        "other_link": people.other_link,
        "guest": replace(people.anna, account_id=new_id(), permissions=frozenset()),
    }
    return app_of(runtime, feature, actors)


@pytest.fixture
async def anna(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app, "anna") as client:
        yield client


@pytest.fixture
async def bela(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app, "bela") as client:
        yield client


@pytest.fixture
async def carl(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app, "carl") as client:
        yield client
