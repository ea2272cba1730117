"""Databases with a city in them, loaded once in a run and copied for each module.

Loading hashes the passwords of its people and reads a gazetteer: seconds, where a copy takes a
fraction of one.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg

from tests.harness.servers import DatabaseUrls, create_database, drop_database

# One test process loads, the others wait; any number that nobody else uses.
LOCK = 790_722


@dataclass(frozen=True)
class TestCity:
    """A city under its name in the cluster.

    `load` is called with the address of the application's role; what it returns (JSON) is told to
    each copy.
    """

    __test__ = False
    name: str
    load: Callable[[str], Awaitable[Any]]


@contextmanager
def copied(urls: DatabaseUrls, city: TestCity, name: str) -> Iterator[tuple[DatabaseUrls, Any]]:
    """Give a database with a city, and what loading it told."""
    told = asyncio.run(_copy(urls, f"city_{city.name}", name, city))
    yield urls.named(name), told
    asyncio.run(drop_database(urls, name))


async def _copy(urls: DatabaseUrls, template: str, name: str, city: TestCity) -> Any:
    connection = await asyncpg.connect(urls.named("postgres").superuser)
    comment = "select shobj_description(oid, 'pg_database') from pg_database where datname = $1"
    try:
        await connection.execute("select pg_advisory_lock($1)", LOCK)
        told = await connection.fetchval(comment, template)
        if told is None:
            half = f"{template}_half"
            await drop_database(urls, half)
            await create_database(urls, half)
            told = json.dumps(await city.load(urls.named(half).app), default=str)
            await connection.execute(f'alter database "{half}" rename to "{template}"')
            words = await connection.fetchval("select quote_literal($1::text)", told)
            await connection.execute(f'comment on database "{template}" is {words}')
    finally:
        await connection.close()
    await create_database(urls, name, template=template)
    return json.loads(told)
