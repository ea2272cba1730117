"""Databases with a city in them, loaded once in a run and copied for each module.

Loading hashes the passwords of its people and reads a gazetteer: seconds, where a copy takes a
fraction of one.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg
import pytest

from tests.harness.servers import DatabaseUrls, create_database, drop_database

# Called with the address of the application's role; what it returns (JSON) is told to each copy.
Load = Callable[[str], Awaitable[Any]]
# One test process loads, the others wait; any number that nobody else uses.
LOCK = 790_722


@contextmanager
def copied(
    urls: DatabaseUrls, city: str, name: str, load: Load
) -> Iterator[tuple[DatabaseUrls, Any]]:
    """Give a database of its own with the city that `load` makes, and what it told."""
    told = asyncio.run(_copy(urls, f"city_{city}", name, load))
    yield urls.named(name), told
    asyncio.run(drop_database(urls, name))


def database_with(city: str, load: Load) -> Any:
    """Return the fixture that gives each module a database with a city in it."""

    @pytest.fixture(scope="module", name="database_urls")
    def fixture(template_urls: DatabaseUrls, database_name: str) -> Iterator[DatabaseUrls]:
        with copied(template_urls, city, database_name, load) as (urls, _):
            yield urls

    return fixture


async def _copy(urls: DatabaseUrls, template: str, name: str, load: Load) -> Any:
    connection = await asyncpg.connect(urls.named("postgres").superuser)
    comment = "select shobj_description(oid, 'pg_database') from pg_database where datname = $1"
    try:
        await connection.execute("select pg_advisory_lock($1)", LOCK)
        told = await connection.fetchval(comment, template)
        if told is None:
            half = f"{template}_half"
            await drop_database(urls, half)
            await create_database(urls, half)
            told = json.dumps(await load(urls.named(half).app), default=str)
            await connection.execute(f'alter database "{half}" rename to "{template}"')
            words = await connection.fetchval("select quote_literal($1::text)", told)
            await connection.execute(f'comment on database "{template}" is {words}')
    finally:
        await connection.close()
    await create_database(urls, name, template=template)
    return json.loads(told)
