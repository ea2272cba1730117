"""The private PostgreSQL cluster: made once, listening on a Unix socket only, with two roles."""

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import asyncpg

from server.supervisor.binaries import PostgresBinaries, find_postgres
from server.supervisor.errors import StartFailed
from server.supervisor.home import Home
from server.supervisor.processes import Account, Child, command_line

DATABASE = "wanglou"
SUPERUSER = "wanglou_superuser"
OWNER = "wanglou_owner"
APP = "wanglou_app"
BOOTSTRAP = Path(__file__).resolve().parents[2] / "data" / "migrations" / "bootstrap.sql"
# Where root's cluster goes when the unprivileged user cannot enter a folder above the home.
FALLBACK_ROOT = Path("/var/lib/wanglou")
INITDB_TIMEOUT_S = 120
# Replaying the log after a crash takes seconds; two minutes leave room for slow disks.
READY_TIMEOUT_S = 120
# A postmaster whose supervisor was killed is already shutting down; give it a moment.
ORPHAN_GRACE_S = 5
RETRY_S = 0.05

SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",  # 8 processes of 10 connections, workers, tests and room for a human
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "max_locks_per_transaction": "256",  # partitions by day and by month take a lock each
    "random_page_cost": "1.1",
    "jit": "off",  # compiling costs more than our short statements take
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_duration_statement": "1000",
    "log_line_prefix": "%m [%p] %q%u ",
    "track_io_timing": "on",
}


class Postgres:
    """One private cluster in a home folder."""

    def __init__(
        self,
        home: Home,
        *,
        sockets: Path,
        account: Account | None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self._home = home
        self._sockets = sockets
        self._account = account
        self._binaries: PostgresBinaries = find_postgres()
        self._folder = _cluster_folder(home.root / "postgres", account)
        self._data = self._folder / "data"
        self._passwords = home.passwords(cluster_exists=self.exists)
        self._settings = {**SETTINGS, **(settings or {}), "unix_socket_directories": str(sockets)}
        self.child = Child(
            name="postgres",
            argv=self._server_command(),
            log=home.logs / "postgres.log",
            environment=_environment(),
            account=account,
            stop_signal=signal.SIGINT,  # "fast": clients are disconnected, nothing is lost
            death_signal=signal.SIGINT,  # it ends by itself, and quicker than by recovery
            grace_s=30.0,
            before_start=lambda: end_orphan(self._data),
        )

    @property
    def exists(self) -> bool:
        """Tell whether the cluster was made before."""
        return (self._data / "PG_VERSION").exists()

    @property
    def description(self) -> str:
        """Return which PostgreSQL this is, for people."""
        return f"PostgreSQL {self._binaries.version}"

    def create(self) -> None:
        """Make the cluster beside its final place and move it there once it is whole."""
        fresh = self._folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        password_file = self._private_file(self._passwords.superuser)
        try:
            done = subprocess.run(
                command_line(
                    [
                        self._binaries.initdb,
                        f"--pgdata={fresh}",
                        f"--username={SUPERUSER}",
                        f"--pwfile={password_file}",
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C.UTF-8",
                        "--data-checksums",
                        "--no-instructions",
                        # Whoever gave up safety for speed does not wait for the disk here either.
                        *(["--no-sync"] if self._settings.get("fsync") == "off" else []),
                    ],
                    account=self._account,
                ),
                capture_output=True,
                text=True,
                check=False,
                cwd="/",
                env=_environment(),
                timeout=INITDB_TIMEOUT_S,
            )
        finally:
            password_file.unlink()
        if done.returncode != 0:
            raise StartFailed(f"initdb failed:\n{done.stderr.strip()}")
        fresh.rename(self._data)

    def wait_ready(self) -> None:
        """Wait until the cluster accepts connections; see that roles and database are there."""
        asyncio.run(self._prepare())

    def url(self, role: str, database: str = DATABASE) -> str:
        """Return the address for a role."""
        password = {
            SUPERUSER: self._passwords.superuser,
            OWNER: self._passwords.owner,
            APP: self._passwords.app,
        }[role]
        host = quote(str(self._sockets), safe="")
        return f"postgresql://{role}:{quote(password, safe='')}@/{database}?host={host}"

    async def _prepare(self) -> None:
        connection = await self._connect_when_ready()
        try:
            await self._ensure_role(connection, OWNER, self._passwords.owner)
            await self._ensure_role(connection, APP, self._passwords.app)
            known = "select 1 from pg_database where datname = $1"
            if not await connection.fetchval(known, DATABASE):
                await connection.execute(f"create database {DATABASE} owner {OWNER}")
                await connection.execute(f"revoke all on database {DATABASE} from public")
            await connection.execute(f"grant connect on database {DATABASE} to {APP}")
        finally:
            await connection.close()
        inside = await asyncpg.connect(self.url(SUPERUSER), timeout=READY_TIMEOUT_S)
        try:
            await inside.execute(BOOTSTRAP.read_text(encoding="utf-8"))
        finally:
            await inside.close()

    async def _connect_when_ready(self) -> asyncpg.Connection:
        deadline = time.monotonic() + READY_TIMEOUT_S
        while True:
            try:
                return await asyncpg.connect(self.url(SUPERUSER, "postgres"), timeout=5)
            except (OSError, asyncpg.CannotConnectNowError, TimeoutError) as error:
                if not self.child.running() or time.monotonic() > deadline:
                    raise StartFailed(
                        f"PostgreSQL did not start ({error}).\n{self.child.last_words()}"
                    ) from error
            await asyncio.sleep(RETRY_S)

    async def _ensure_role(self, connection: asyncpg.Connection, role: str, password: str) -> None:
        if not await connection.fetchval("select 1 from pg_roles where rolname = $1", role):
            await connection.execute(f"create role {role}")
        # The password is made of URL-safe letters, so it needs no quoting.
        await connection.execute(
            f"alter role {role} login nosuperuser nobypassrls nocreatedb nocreaterole "
            f"noreplication password '{password}'"
        )

    def _server_command(self) -> list[str | Path]:
        options = [part for item in self._settings.items() for part in ("-c", "=".join(item))]
        return [self._binaries.postgres, "-D", self._data, *options]

    def _private_file(self, text: str) -> Path:
        handle, name = tempfile.mkstemp(dir=self._folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
        if self._account is not None:
            os.chown(name, self._account.uid, self._account.gid)
        return Path(name)


def end_orphan(data: Path, *, grace_s: float = ORPHAN_GRACE_S) -> None:
    """End a postmaster that outlived its supervisor, and forget a `postmaster.pid` nobody owns.

    We hold the home's lock: whatever still runs on this data folder has no supervisor any more.
    A pid that meanwhile means another program would make PostgreSQL refuse to start.
    """
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text(encoding="ascii").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return
    for stop in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        deadline = time.monotonic() + grace_s
        if not _runs_on(pid, data):
            break
        with suppress(ProcessLookupError):
            os.kill(pid, stop)
            os.kill(pid, signal.SIGCONT)  # one that was stopped cannot end
        while _runs_on(pid, data) and time.monotonic() < deadline:
            time.sleep(RETRY_S)
    if not _runs_on(pid, data):
        pid_file.unlink(missing_ok=True)


def _runs_on(pid: int, data: Path) -> bool:
    """Tell whether the process is a postmaster of this data folder (that is its working folder)."""
    try:
        return Path(f"/proc/{pid}/cwd").resolve() == data.resolve()
    except OSError:
        return False


def _cluster_folder(wanted: Path, account: Account | None) -> Path:
    """Return the folder that holds the cluster, made and owned so that its account can use it."""
    if account is None:
        wanted.mkdir(mode=0o700, exist_ok=True)
        return wanted
    if wanted.is_symlink():
        return wanted.resolve()
    _give(wanted, account)
    if _reaches(account, wanted):
        return wanted
    if any(wanted.iterdir()):
        raise StartFailed(
            f"the user {account.name}, who runs PostgreSQL, can no longer enter {wanted}.\n"
            f"Type: chmod o+x on each folder above it"
        )
    wanted.rmdir()
    FALLBACK_ROOT.mkdir(parents=True, exist_ok=True)
    FALLBACK_ROOT.chmod(0o711)  # to be passed through, not listed
    elsewhere = Path(tempfile.mkdtemp(prefix="cluster-", dir=FALLBACK_ROOT))
    _give(elsewhere, account)
    wanted.symlink_to(elsewhere)
    return elsewhere


def _give(folder: Path, account: Account) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    os.chown(folder, account.uid, account.gid)


def _reaches(account: Account, folder: Path) -> bool:
    tried = subprocess.run(
        command_line(["test", "-w", folder], account=account), check=False, cwd="/"
    )
    return tried.returncode == 0


def _environment() -> dict[str, str]:
    """Return what the server needs of our environment (a relocated PostgreSQL needs its paths)."""
    kept = {
        name: os.environ[name] for name in ("LD_LIBRARY_PATH", "PROJ_DATA") if name in os.environ
    }
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8", "TZ": "UTC", **kept}
