"""The database as it is made: migrations, row security and rights of the application role."""

import asyncio
from collections.abc import Iterator
from typing import Any

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from kernel.db import Base
from kernel.migrate import async_url, migrate, newest_revision
from server.features import FEATURES
from server.supervisor.postgres import APP, OWNER
from tests.harness.servers import DatabaseUrls

SCHEMAS = ("kernel", "registry", "messages", "gis", "video", "incidents", "command")
# Tables without row security, each with its reason.
OPEN_TABLES = {
    "kernel.epoch": "one id, the same for everybody",
    "kernel.cursor": "how far reactions have read: numbers",
    "kernel.parked": "numbers of facts that background steps failed on; no door reads it",
    "kernel.session": "asked by the hash of a secret before anybody is known",
    "kernel.token": "asked by the hash of a secret before anybody is known; lists go by account",
    "kernel.lockout": "counts failed sign-ins of hashed names before anybody is known",
    "kernel.setup": "the one-time token before there is any account",
    "kernel.watch": "one moment",
    "command.desk": "layouts by account; its queries name the asker's own account alone",
    "command.dispatch_needs": "public reference data of the city",
    "gis.area": "public reference data",
    "gis.place": "public reference data",
    "gis.edition": "digests of public reference data",
    "gis.road_network": "public reference data",
    "gis.road_edge": "public reference data",
    "gis.heavy_tile": "made of features; the application reaches it through gis.tile alone",
    "gis.overview": "made of features; the application reaches it through gis.tile alone",
    "gis.piece": "made of features; the application reaches it through gis.tile alone",
    "gis.touched_feature": "written by triggers, read by gis.refresh_overview",
    "incidents.number_day": "counters; the application reaches it through a function alone",
}
# What the application may not do, though it may read.
READ_ONLY = {
    "kernel.epoch": "changes with a restore, by the owner",
    "kernel.fact": "the journal is written through kernel.append_facts alone",
    "kernel.fact_restricted": "written with the fact, erased by kernel.erase_restricted",
    "kernel.subject_state": "written with the fact",
    "kernel.subject_span": "written with the fact",
    "video.source_secret": "written through video.keep_secret, read by the server alone",
}
NO_DELETE = {
    "kernel.scope": "things hang on it",
    "kernel.file": "that a file was there stays known",
    "kernel.alarm": "history of alarms",
    "kernel.watch": "one row for ever",
    "command.wall": "walls are taken down by the owner",
    "command.task": "what was ordered stays known",
    "messages.talk": "what was said stays known",
    "video.source": "what it showed stays known",
    "video.phone": "that it showed, and why it ended, stays known",
    "video.room": "what happened in it stays known",
    "video.participant": "attendance hangs on it",
    "video.attendance": "who was there stays known",
    "video.guest": "who was let in stays known",
    "video.room_source": "what was shown stays known",
    "video.whiteboard": "what was drawn stays known",
    "video.whiteboard_object": "recordings show what was erased since",
    "video.recording": "that it was recorded, and why it went, stays known",
    "video.recorded_segment": "what was recorded stays known by its hash",
    "video.roll_call": "who answered stays known",
    "video.roll_entry": "who answered stays known",
    "video.meeting": "that it was booked stays known",
    "gis.device": "positions hang on it",
    "gis.geofence": "events hang on it",
    "gis.geofence_rule": "events hang on it",
    "gis.last_position": "one row a device for ever",
    "gis.device_refusal": "counted for ever",
    "gis.device_contact": "one row a device for ever",
}
INSERT_ONLY = {
    "kernel.scope": "changed through kernel.change_scope alone",
    "gis.position": "what a device told stays; retention drops whole days",
    "video.recorded_track": "whose track it is stays",
    "messages.message": "what was said stays",
    "video.decision": "what was decided stays",
}
UNREACHED = {
    "incidents.number_day", "incidents.number", "gis.heavy_tile", "gis.overview", "gis.piece",
    "gis.touched_feature",
}  # fmt: skip

CATALOGUE = """
select 'column' as kind, format('%s.%s.%s', n.nspname, c.relname, a.attname) as name,
       format('%s %s %s %s', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated,
              pg_get_expr(d.adbin, d.adrelid)) as text
from pg_class c join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where n.nspname = any($1) and c.relkind in ('r', 'p', 'v')
union all
select 'table', format('%s.%s', n.nspname, c.relname),
       format('%s %s %s %s %s', c.relkind, c.relrowsecurity, c.relforcerowsecurity,
              c.relowner::regrole, c.relacl)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'S')
union all
select 'constraint', format('%s %s', conrelid::regclass, conname), pg_get_constraintdef(c.oid)
from pg_constraint c join pg_namespace n on n.oid = c.connamespace where n.nspname = any($1)
union all
select 'index', format('%s.%s', schemaname, indexname), indexdef
from pg_indexes where schemaname = any($1)
union all
select 'policy', format('%s.%s %s', schemaname, tablename, policyname),
       format('%s %s %s %s', cmd, roles, qual, with_check)
from pg_policies where schemaname = any($1)
union all
select 'function', format('%s.%s', n.nspname, p.proname),
       format('%s %s %s', pg_get_functiondef(p.oid), p.proowner::regrole, p.proacl)
from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = any($1)
union all
select 'schema', nspname, format('%s %s', nspowner::regrole, nspacl)
from pg_namespace where nspname = any($1)
"""


def asked(url: str, sql: str, *parameters: Any) -> list[Any]:
    async def ask() -> list[Any]:
        connection = await asyncpg.connect(url)
        try:
            rows: list[Any] = await connection.fetch(sql, *parameters)
            return rows
        finally:
            await connection.close()

    return asyncio.run(ask())


def catalogue(urls: DatabaseUrls) -> dict[tuple[str, str], str]:
    rows = asked(urls.superuser, CATALOGUE, list(SCHEMAS))
    return {(row["kind"], row["name"]): row["text"] for row in rows}


@pytest.fixture(scope="module")
def test_city() -> None:
    """None: migrations alone are looked at."""


@pytest.fixture(scope="module")
def tables(database_urls: DatabaseUrls) -> dict[str, Any]:
    rows = asked(
        database_urls.superuser,
        "select format('%s.%s', n.nspname, c.relname) as name, c.relrowsecurity as secured, "
        "c.relforcerowsecurity as forced, c.relispartition as part, "
        "array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0) "
        "as columns from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        "where n.nspname = any($1) and c.relkind in ('r', 'p')",
        list(SCHEMAS),
    )
    return {row["name"]: row for row in rows}


def test_migrations_on_an_empty_database_make_what_the_tests_run_on(
    database_urls: DatabaseUrls, empty_database_urls: DatabaseUrls
) -> None:
    made = asyncio.run(migrate(empty_database_urls.owner, APP))
    assert made == newest_revision()
    assert catalogue(empty_database_urls) == catalogue(database_urls)
    again = asyncio.run(migrate(empty_database_urls.owner, APP))
    assert again == made
    assert catalogue(empty_database_urls) == catalogue(database_urls)


def test_models_equal_the_migrations(database_urls: DatabaseUrls) -> None:
    """Models are optional; where a package has some they are what the migration made."""
    assert FEATURES
    known = {f"{table.schema}.{table.name}" for table in Base.metadata.tables.values()}

    async def compared() -> list[Any]:
        engine = create_async_engine(async_url(database_urls.owner), poolclass=NullPool)

        def compare(connection: Any) -> list[Any]:
            options = {
                "include_schemas": True,
                "include_object": lambda item, name, kind, *_: (
                    kind != "table" or f"{item.schema}.{name}" in known
                ),
            }
            context = MigrationContext.configure(connection, opts=options)
            return list(compare_metadata(context, Base.metadata)) if known else []

        try:
            async with engine.connect() as connection:
                return await connection.run_sync(compare)
        finally:
            await engine.dispose()

    assert asyncio.run(compared()) == []


def test_every_package_keeps_to_its_schema(database_urls: DatabaseUrls) -> None:
    found = asked(
        database_urls.superuser,
        "select distinct n.nspname as name from pg_class c "
        "join pg_namespace n on n.oid = c.relnamespace where c.relowner = $1::regrole",
        OWNER,
    )
    assert {row["name"] for row in found} - {"pg_toast"} <= {*SCHEMAS, "public"}
    public = asked(
        database_urls.superuser,
        "select relname from pg_class where relowner = $1::regrole "
        "and relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')",
        OWNER,
    )
    assert [row["relname"] for row in public] == ["alembic_version"]


def test_every_table_is_under_row_security_or_says_why_not(tables: dict[str, Any]) -> None:
    secured = {name for name, row in tables.items() if row["secured"]}
    # Parts of the journal are reached through the journal alone: nobody holds a right on them.
    parts = {name for name, row in tables.items() if row["part"]}
    assert tables.keys() - secured - parts == OPEN_TABLES.keys()
    assert {name for name in secured if not tables[name]["forced"]} == set()


def test_no_table_of_somebody_is_open(tables: dict[str, Any]) -> None:
    for name, row in tables.items():
        belongs = {"scope_id", "organisation_id", "sight"} & set(row["columns"])
        if belongs and not row["part"]:
            assert row["secured"], name
            assert row["forced"], name


def test_every_secured_table_has_a_policy_for_the_application(
    database_urls: DatabaseUrls, tables: dict[str, Any]
) -> None:
    rows = asked(
        database_urls.superuser,
        "select format('%s.%s', schemaname, tablename) as name, roles, qual, with_check, cmd "
        "from pg_policies where schemaname = any($1)",
        list(SCHEMAS),
    )
    held = {row["name"] for row in rows if row["roles"] == [APP]}
    assert held == {name for name, row in tables.items() if row["secured"]}
    for row in rows:
        assert row["roles"] in ([APP], [OWNER]), "a policy for everybody"
        if row["roles"] == [APP] and row["cmd"] in ("SELECT", "ALL", "UPDATE", "DELETE"):
            assert row["qual"] not in (None, "true"), (
                f"{row['name']}: a policy that lets all through"
            )


def test_the_application_role_is_nobody(database_urls: DatabaseUrls) -> None:
    (role,) = asked(database_urls.superuser, "select * from pg_roles where rolname = $1", APP)
    for right in ("rolsuper", "rolbypassrls", "rolcreaterole", "rolcreatedb", "rolreplication"):
        assert not role[right], right
    member = asked(
        database_urls.superuser,
        "select 1 from pg_auth_members where member = $1::regrole",
        APP,
    )
    assert member == []
    owned = asked(
        database_urls.superuser,
        "select relname::text as name from pg_class where relowner = $1::regrole "
        "union all select proname::text from pg_proc where proowner = $1::regrole "
        "union all select nspname::text from pg_namespace where nspowner = $1::regrole "
        "union all select datname::text from pg_database where datdba = $1::regrole",
        APP,
    )
    assert [row["name"] for row in owned] == []


def rights(urls: DatabaseUrls) -> Iterator[tuple[str, set[str]]]:
    """Yield what the application may do with each table and sequence, by any way."""
    rows = asked(
        urls.superuser,
        "select format('%s.%s', n.nspname, c.relname) as name, array(select r from "
        "unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', "
        "'TRIGGER']) r where c.relkind <> 'S' and has_table_privilege($2, c.oid, r)) || "
        "array(select r from unnest(array['USAGE', 'UPDATE']) r "
        "where c.relkind = 'S' and has_sequence_privilege($2, c.oid, r)) as rights "
        "from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        "where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'S')",
        list(SCHEMAS),
        APP,
    )
    for row in rows:
        yield row["name"], set(row["rights"])


def test_the_application_role_has_no_more_rights_than_it_needs(
    database_urls: DatabaseUrls, tables: dict[str, Any]
) -> None:
    parts = {name for name, row in tables.items() if row["part"]}
    every = {"SELECT", "INSERT", "UPDATE", "DELETE"}
    for name, held in rights(database_urls):
        # A sequence behind an identity column needs no right of its own.
        if name in parts or name in UNREACHED or name.endswith("_seq"):
            expected: set[str] = set()
        elif name in READ_ONLY:
            expected = {"SELECT"}
        elif name in INSERT_ONLY:
            expected = {"SELECT", "INSERT"}
        elif name in NO_DELETE:
            expected = every - {"DELETE"}
        else:
            expected = every
        assert held == expected, name


def test_the_application_makes_nothing_in_any_schema(database_urls: DatabaseUrls) -> None:
    rows = asked(
        database_urls.superuser,
        "select nspname as name, has_schema_privilege($2, oid, 'CREATE') as makes, "
        "has_schema_privilege($2, oid, 'USAGE') as uses from pg_namespace "
        "where nspname = any($1) or nspname = 'public'",
        list(SCHEMAS),
        APP,
    )
    assert [row["name"] for row in rows if row["makes"]] == []
    assert {row["name"] for row in rows if row["uses"]} == {*SCHEMAS, "public"}


def test_functions_that_pass_row_security_are_known_and_closed_to_injection(
    database_urls: DatabaseUrls,
) -> None:
    """Each of these decides itself what it tells; a new one has to be thought about here."""
    rows = asked(
        database_urls.superuser,
        "select format('%s.%s', n.nspname, p.proname) as name, p.proconfig as settings, "
        "p.proowner::regrole::text as owner from pg_proc p "
        "join pg_namespace n on n.oid = p.pronamespace "
        "where n.nspname = any($1) and p.prosecdef",
        list(SCHEMAS),
    )
    assert {row["name"] for row in rows} == {
        "kernel.append_facts",
        "kernel.change_scope",
        "kernel.erase_restricted",
        "kernel.extend_journal",
        "kernel.file_taken",
        "kernel.head",
        "kernel.move_file",
        "kernel.scope_answer",
        "gis.cut",
        "gis.drop_position_days",
        "gis.make_position_day",
        "gis.note_touched",
        "gis.rebuild_overview",
        "gis.refresh_overview",
        "gis.tile",
        "incidents.merged_family",
        "incidents.next_number",
        "incidents.others_near",
        "incidents.private_of",
        "incidents.survivor",
        "incidents.tally",
        "video.keep_secret",
    }
    for row in rows:
        assert row["owner"] == OWNER, row["name"]
        path = next(each for each in row["settings"] if each.startswith("search_path="))
        assert path.endswith("pg_temp"), row["name"]


def test_the_application_sees_nothing_before_it_says_who_asks(
    database_urls: DatabaseUrls, tables: dict[str, Any]
) -> None:
    """A query that forgot the subject finds nothing, whatever is there."""

    async def look() -> dict[str, int]:
        connection = await asyncpg.connect(database_urls.app)
        try:
            await connection.execute("begin")
            return {
                name: await connection.fetchval(f"select count(*) from {name}")
                for name, row in tables.items()
                if row["secured"]
            }
        finally:
            await connection.close()

    async def fill() -> None:
        connection = await asyncpg.connect(database_urls.superuser)
        try:
            await connection.execute(
                "insert into kernel.scope (id, sight) values "
                "('00000000-0000-7000-8000-00000000000a', "
                "array['00000000-0000-7000-8000-00000000000a'::uuid]), "
                "('00000000-0000-7000-8000-00000000000b', '{}')"
            )
            await connection.execute(
                "insert into registry.role (code, id, kind, zh, en, permissions) "
                "values ('some', gen_random_uuid(), 'business', 'x', 'x', '{}')"
            )
        finally:
            await connection.close()

    asyncio.run(fill())
    assert {name: count for name, count in asyncio.run(look()).items() if count} == {}
