"""Fixtures of floor 1: an open database door and two organisations with their standing scopes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import asyncpg
import pytest

from kernel.api import Actor, Database, Settings, new_id, scopes, system
from tests.harness.clock import FakeClock
from tests.harness.servers import DatabaseUrls


@dataclass(frozen=True)
class TwoOrganisations:
    """Two districts that do not see each other, and one person in each."""

    east: UUID
    west: UUID
    east_actor: Actor
    west_actor: Actor


def person(organisation: UUID, *permissions: str, posts: frozenset[UUID] = frozenset()) -> Actor:
    """Return an account of one organisation."""
    return Actor(
        kind="account",
        name="somebody",
        account_id=new_id(),
        organisation_id=organisation,
        organisations=frozenset({organisation}),
        posts=posts,
        permissions=frozenset(permissions),
    )


@pytest.fixture
async def db(settings: Settings, clock: FakeClock) -> AsyncIterator[Database]:
    """The application role's door to this module's database."""
    database = Database(settings.database_url, clock)
    yield database
    await database.close()


@pytest.fixture
async def two(db: Database) -> TwoOrganisations:
    """Two fresh organisations with standing scopes."""
    east, west = new_id(), new_id()
    async with db.transaction(system("test")) as tx:
        await scopes.create(tx, [east], scope_id=east)
        await scopes.create(tx, [west], scope_id=west)
    return TwoOrganisations(east, west, person(east), person(west))


@pytest.fixture
async def owner(database_urls: DatabaseUrls) -> AsyncIterator[asyncpg.Connection]:
    """A bare connection of the superuser, to do what nobody should."""
    connection = await asyncpg.connect(database_urls.superuser)
    yield connection
    await connection.close()
