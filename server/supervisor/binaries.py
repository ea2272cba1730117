"""Finds the installed PostgreSQL with PostGIS and the Redis (or Valkey) server."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from server.supervisor.errors import Missing

DEBIAN_ROOT = Path("/usr/lib/postgresql")
OTHER_BINDIRS = (
    Path("/usr/pgsql-17/bin"),
    Path("/usr/pgsql-16/bin"),
    Path("/usr/pgsql-15/bin"),
    Path("/usr/local/pgsql/bin"),
    Path("/usr/local/bin"),
    Path("/usr/bin"),
)
REDIS_NAMES = ("redis-server", "valkey-server")
# pg_config answers at once; a minute means a broken installation.
PG_CONFIG_TIMEOUT_S = 60


@dataclass(frozen=True)
class PostgresBinaries:
    """One PostgreSQL installation that has PostGIS."""

    bindir: Path
    version: int

    @property
    def initdb(self) -> Path:
        """The program that makes a cluster."""
        return self.bindir / "initdb"

    @property
    def postgres(self) -> Path:
        """The server program."""
        return self.bindir / "postgres"


def find_postgres() -> PostgresBinaries:
    """Return the first installation that has initdb, postgres and PostGIS, or raise `Missing`."""
    looked: list[str] = []
    for bindir in _bindirs():
        fault = _fault(bindir)
        if fault is None:
            return PostgresBinaries(bindir, _version(bindir))
        looked.append(f"{bindir}: {fault}")
    details = "\n  ".join(looked) or "no PostgreSQL found"
    raise Missing(
        "PostgreSQL with PostGIS is missing.\n"
        f"  {details}\n"
        "Type: apt-get install postgresql-postgis   (or set PG_BINDIR to its bin folder)"
    )


def find_redis() -> Path:
    """Return the Redis or Valkey server program, or raise `Missing`."""
    for name in REDIS_NAMES:
        found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
        if found:
            return Path(found)
    raise Missing("Redis is missing.\nType: apt-get install redis-server")


def _bindirs() -> list[Path]:
    chosen = os.environ.get("PG_BINDIR")
    if chosen:
        return [Path(chosen)]
    debian = sorted(DEBIAN_ROOT.glob("*/bin"), key=_release, reverse=True)
    configured = _pg_config("pg_config", "--bindir")
    more = [Path(configured)] if configured else []
    candidates = [*debian, *more, *OTHER_BINDIRS]
    return [path for path in dict.fromkeys(candidates) if path.is_dir()]


def _release(bindir: Path) -> float:
    name = bindir.parent.name
    return float(name) if re.fullmatch(r"\d+(\.\d+)?", name) else 0.0


def _fault(bindir: Path) -> str | None:
    for program in ("initdb", "postgres"):
        if not os.access(bindir / program, os.X_OK):
            return f"no {program}"
    if not (_sharedir(bindir) / "extension" / "postgis.control").exists():
        return "no PostGIS"
    return None


def _sharedir(bindir: Path) -> Path:
    told = _pg_config(str(bindir / "pg_config"), "--sharedir")
    if told:
        return Path(told)
    # Debian keeps pg_config in the -dev package for older releases; its share folder is regular.
    return Path("/usr/share/postgresql") / bindir.parent.name


def _version(bindir: Path) -> int:
    done = subprocess.run(
        [bindir / "postgres", "--version"],
        capture_output=True,
        text=True,
        check=True,
        timeout=PG_CONFIG_TIMEOUT_S,
    )
    found = re.search(r"(\d+)", done.stdout)
    return int(found.group(1)) if found else 0


def _pg_config(program: str, option: str) -> str | None:
    try:
        done = subprocess.run(
            [program, option],
            capture_output=True,
            text=True,
            check=True,
            timeout=PG_CONFIG_TIMEOUT_S,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() or None
