"""Tells without loading the application whether a database needs `wanglou migrate`."""

import asyncio
from pathlib import Path

import asyncpg

VERSIONS = Path(__file__).resolve().parents[2] / "data" / "migrations" / "versions"
CONNECT_TIMEOUT_S = 10


def newest_revision() -> str:
    """Return the revision of the newest migration: files are named `<revision>_<what>.py`."""
    return max(path.name.split("_", 1)[0] for path in VERSIONS.glob("[0-9]*_*.py"))


def is_current(url: str) -> bool:
    """Tell whether the database stands at the newest revision; in doubt it does not."""
    return asyncio.run(_present(url)) == newest_revision()


async def _present(url: str) -> str | None:
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
