"""The harness itself: what every other test relies on."""

import asyncpg
import redis.asyncio

from kernel.api import Settings
from tests.harness.servers import DatabaseUrls


async def test_a_module_has_a_migrated_database_of_its_own(database_urls: DatabaseUrls) -> None:
    connection = await asyncpg.connect(database_urls.owner)
    try:
        assert await connection.fetchval("select count(*) from alembic_version") == 1
        assert "template" not in await connection.fetchval("select current_database()")
    finally:
        await connection.close()


async def test_the_application_role_has_no_special_rights(database_urls: DatabaseUrls) -> None:
    connection = await asyncpg.connect(database_urls.app)
    try:
        role = await connection.fetchrow(
            "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication "
            "from pg_roles where rolname = current_user"
        )
        assert not any(role.values())
    finally:
        await connection.close()


async def test_an_empty_database_has_extensions_and_no_schema(
    empty_database_urls: DatabaseUrls,
) -> None:
    connection = await asyncpg.connect(empty_database_urls.owner)
    try:
        assert await connection.fetchval("select postgis_lib_version()")
        assert await connection.fetchval("select to_regclass('alembic_version')") is None
    finally:
        await connection.close()


async def test_redis_is_empty_and_answers(settings: Settings) -> None:
    async with redis.asyncio.from_url(settings.redis_url) as client:
        assert await client.dbsize() == 0
