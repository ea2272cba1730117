"""Brings a database to the newest schema, as the owner role.

The SQL of each migration lies in `data/migrations/sql`; `:app` in it stands for the application
role. Extensions and leakproof marks need a superuser and lie in `data/migrations/bootstrap.sql`.
Alembic is loaded by whoever migrates: a server process that starts again does without.
"""

from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import Connection, make_url, pool
from sqlalchemy.ext.asyncio import create_async_engine

ROOT = Path(__file__).resolve().parent.parent
MIGRATIONS = ROOT / "data" / "migrations"
CONNECT_TIMEOUT_S = 5


def run_sql(name: str) -> None:
    """Run one file of `data/migrations/sql` inside the running migration."""
    from alembic import context  # noqa: PLC0415

    app: str = context.config.attributes["app_role"]
    text = (MIGRATIONS / "sql" / name).read_text(encoding="utf-8").replace(":app", f'"{app}"')
    dbapi: Any = context.get_bind().connection.dbapi_connection
    dbapi.run_async(lambda driver: driver.execute(text))


def newest_revision() -> str:
    """Return the revision this code is written for: files are named `<revision>_<what>.py`."""
    return max(path.name.split("_", 1)[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


async def migrate(owner_url: str, app_role: str) -> str:
    """Bring the database behind `owner_url` to `newest_revision()` and return it."""
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    engine = create_async_engine(async_url(owner_url), poolclass=pool.NullPool)

    def upgrade(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        config.attributes["app_role"] = app_role
        command.upgrade(config, "head")

    async with engine.begin() as connection:
        await connection.run_sync(upgrade)
    await engine.dispose()
    return newest_revision()


async def present_revision(url: str) -> str | None:
    """Return the revision the database stands at, None when it was never migrated."""
    connection = await asyncpg.connect(url, timeout=CONNECT_TIMEOUT_S)
    try:
        present: str | None = await connection.fetchval(
            "select version_num from public.alembic_version"
        )
    except asyncpg.UndefinedTableError:
        return None
    finally:
        await connection.close()
    return present


def async_url(url: str) -> str:
    """Return the SQLAlchemy form (asyncpg) of a plain `postgresql://` address."""
    return make_url(url).set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)
