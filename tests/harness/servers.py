"""PostgreSQL and Redis of one test run: started on first use, gone with the run however it ends."""

import asyncio
import fcntl
import os
import shutil
import tempfile
import time
import traceback
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import asyncpg
from sqlalchemy import make_url

from kernel.migrate import migrate
from server.supervisor.home import Home
from server.supervisor.postgres import APP, BOOTSTRAP, DATABASE, OWNER
from server.supervisor.services import Services

PREFIX = "wanglou-test-"
TEMPLATE = "wanglou_template"
# A younger folder without a holder may belong to another run, between two starts of a test.
LEFT_AFTER_S = 3600
# Tests kill processes, never the machine: the operating system's cache is safe enough.
TEST_SETTINGS = {"fsync": "off", "full_page_writes": "off", "shared_buffers": "128MB"}


@dataclass(frozen=True)
class DatabaseUrls:
    """One database under its three roles."""

    app: str
    owner: str
    superuser: str

    def named(self, database: str) -> "DatabaseUrls":
        """Return the same roles in another database of the cluster."""
        return replace(self, **{role: _named(url, database) for role, url in asdict(self).items()})


class Cluster:
    """A private cluster with one migrated template database; `durable` as an installation is."""

    template: DatabaseUrls

    def __init__(self, *, durable: bool = False) -> None:
        self.fault = ""
        self._folder = make_folder()
        self._services = Services(
            Home(self._folder / "home"),
            {"WANGLOU_REDIS_URL": "unix:///nonexistent"},  # each test process has its own Redis
            postgres_settings={} if durable else TEST_SETTINGS,
        )

    def start(self) -> None:
        """Start, and migrate the template; a broken migration is kept in `fault` for the tests."""
        self._services.__enter__()
        connections = self._services.connections
        urls = DatabaseUrls(
            connections.database_url,
            connections.owner_database_url,
            self._services.superuser_url(DATABASE),
        )
        self.template = urls.named(TEMPLATE)
        asyncio.run(create_database(urls, TEMPLATE, template=DATABASE))
        try:
            asyncio.run(migrate(self.template.owner, APP))
        except Exception:  # noqa: BLE001 - shown by every test that needs the database
            self.fault = traceback.format_exc(limit=-5)

    @property
    def homes(self) -> Path:
        """A folder that is gone with the cluster, for homes that are copied."""
        folder = self._folder / "homes"
        folder.mkdir(mode=0o711, exist_ok=True)
        return folder

    def stop(self) -> None:
        """Stop and remove everything."""
        self._services.__exit__(None, None, None)
        shutil.rmtree(self._folder, ignore_errors=True)


class RedisServer:
    """A private Redis of one test process: subscribers of other processes must not hear us."""

    def __init__(self) -> None:
        self._folder = make_folder()
        self._services = Services(
            Home(self._folder / "home"), {"WANGLOU_DATABASE_URL": "postgresql:///unused"}
        )

    def start(self) -> str:
        """Start and return the address."""
        self._services.__enter__()
        return self._services.connections.redis_url

    def stop(self) -> None:
        """Stop and remove everything."""
        self._services.__exit__(None, None, None)
        shutil.rmtree(self._folder, ignore_errors=True)


async def create_database(urls: DatabaseUrls, name: str, *, template: str = TEMPLATE) -> None:
    """Create a database from a template, owned by the owner role, closed to everybody else."""
    connection = await asyncpg.connect(urls.named("postgres").superuser)
    try:
        await connection.execute(f'create database "{name}" template {template} owner {OWNER}')
        await connection.execute(f'revoke all on database "{name}" from public')
        await connection.execute(f'grant connect on database "{name}" to {APP}')
    finally:
        await connection.close()


async def create_empty_database(urls: DatabaseUrls, name: str) -> None:
    """Create a database that is only bootstrapped (extensions), not migrated."""
    await create_database(urls, name, template="template0")
    connection = await asyncpg.connect(urls.named(name).superuser)
    try:
        await connection.execute(BOOTSTRAP.read_text(encoding="utf-8"))
    finally:
        await connection.close()


async def drop_database(urls: DatabaseUrls, name: str) -> None:
    """Drop a database with whoever is still connected."""
    connection = await asyncpg.connect(urls.named("postgres").superuser)
    try:
        await connection.execute(f'drop database if exists "{name}" with (force)')
    finally:
        await connection.close()


def make_folder() -> Path:
    """Make a temporary folder that the database's user can pass through."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir="/tmp"))
    folder.chmod(0o711)
    return folder


def sweep() -> None:
    """Remove folders left by test runs that were killed."""
    for folder in Path("/tmp").glob(f"{PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime < LEFT_AFTER_S:
                continue
            lock = os.open(folder / "home" / "lock", os.O_RDWR)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(lock)


def _named(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)
