"""Fixtures of alarms: a runtime with a roster of posts, three people."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from kernel.alarms.feature import feature
from kernel.api import Actor, Database, Runtime, Settings, new_id
from tests.harness.clock import FakeClock
from tests.kernel.conftest import TwoOrganisations, person
from tests.kernel.doors import Roster, app_of, client_of, runtime_on


@dataclass(frozen=True)
class Hall:
    """Posts of the east, who holds them, and people."""

    east: UUID
    roster: Roster
    posts: dict[str, dict[str, Any]]
    anna: Actor
    carl: Actor

    def hold(self, name: str) -> None:
        """Let somebody hold a post."""
        self.roster.held[UUID(str(self.posts[name]["id"]))] = [new_id()]

    def leave(self, name: str) -> None:
        """Let nobody hold a post."""
        self.roster.held.pop(UUID(str(self.posts[name]["id"])), None)


@pytest.fixture
def hall(two: TwoOrganisations) -> Hall:
    roster = Roster()
    posts = {
        name: {"id": str(new_id()), "code": f"east.{name}", "zh": name, "en": name}
        for name in ("operator", "dispatcher", "commander", "sysadmin")
    }
    for name, post in posts.items():
        roster.by_name[two.east, name, False] = [post]
        roster.by_name[None, name, False] = [post]
    rights = ("alarms.read", "alarms.acknowledge")
    made = Hall(
        two.east,
        roster,
        posts,
        replace(person(two.east, *rights), name="anna"),
        replace(person(two.west, *rights), name="carl"),
    )
    for name in posts:
        made.hold(name)
    return made


@pytest.fixture
async def runtime(
    settings: Settings, clock: FakeClock, db: Database, hall: Hall
) -> AsyncIterator[Runtime]:
    async with runtime_on(settings, clock, db, hall.roster) as made:
        yield made


@pytest.fixture
def app(runtime: Runtime, hall: Hall) -> FastAPI:
    actors = {
        "anna": hall.anna,
        "carl": hall.carl,
        "wall": replace(hall.anna, permissions=frozenset({"alarms.read"})),
        "guest": replace(hall.anna, permissions=frozenset()),
        "link": Actor(kind="link", name="link", organisations=None, credential_id=new_id()),
    }
    return app_of(runtime, feature, actors)


@pytest.fixture
async def anna(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app, "anna") as client:
        yield client
