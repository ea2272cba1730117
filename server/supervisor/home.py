"""The home folder: who holds it, its passwords, its logs, and where an instance listens."""

import fcntl
import json
import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from server.supervisor.errors import HomeBusy, SupervisorError
from server.supervisor.processes import Account

PASSWORD_BYTES = 24
# A Unix socket path may have 107 bytes; the server adds its file name to this folder.
SOCKETS_PREFIX = "wanglou-"


@dataclass(frozen=True)
class Passwords:
    """Passwords of the private cluster, made once and kept in `secrets.json` (0600)."""

    superuser: str
    owner: str
    app: str


@dataclass(frozen=True)
class Connections:
    """Where the database and Redis of an instance are reached."""

    database_url: str
    owner_database_url: str
    redis_url: str

    def environment(self) -> dict[str, str]:
        """Return them as the variables every process of the application reads."""
        return {
            "WANGLOU_DATABASE_URL": self.database_url,
            "WANGLOU_OWNER_DATABASE_URL": self.owner_database_url,
            "WANGLOU_REDIS_URL": self.redis_url,
        }


class Home:
    """One home folder, held by at most one instance at a time."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._lock: int | None = None

    @property
    def logs(self) -> Path:
        """Folder of the logs, one file per process."""
        return self.root / "log"

    @property
    def demo_credentials(self) -> Path:
        """File with the demo accounts; it exists once the demo city is loaded."""
        return self.root / "demo-credentials.json"

    @property
    def _running(self) -> Path:
        return self.root / "running.json"

    @property
    def _sockets(self) -> Path:
        return self.root / "sockets"

    def __enter__(self) -> Self:
        """Take the folder, or raise `HomeBusy` naming the process that holds it."""
        self._make()
        lock = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(lock, 32).decode(errors="replace").strip() or "unknown"
            os.close(lock)
            raise HomeBusy(
                f"another wanglou (process {holder}) already runs on {self.root}.\n"
                f"Stop it (kill {holder}), or start this one elsewhere: WANGLOU_HOME=<folder>"
            ) from None
        os.ftruncate(lock, 0)
        os.write(lock, f"{os.getpid()}\n".encode())
        self._lock = lock
        self._clear_traces()
        return self

    def __exit__(self, *_: object) -> None:
        """Give the folder back and remove what only a running instance has."""
        self._clear_traces()
        if self._lock is not None:
            os.ftruncate(self._lock, 0)
            os.close(self._lock)
            self._lock = None

    @property
    def ours(self) -> bool:
        """Tell whether this process holds the folder."""
        return self._lock is not None

    def held(self) -> bool:
        """Tell whether an instance (any process) holds this folder now."""
        try:
            probe = os.open(self.root / "lock", os.O_RDWR)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(probe)
        return False

    def passwords(self, *, cluster_exists: bool) -> Passwords:
        """Return the cluster's passwords; make them when there is no cluster yet."""
        path = self.root / "secrets.json"
        if path.exists():
            return Passwords(**json.loads(path.read_text(encoding="utf-8")))
        if cluster_exists:
            raise SupervisorError(
                f"{path} is gone, but the database beside it needs its passwords.\n"
                f"Put the file back from a backup, or start empty with another WANGLOU_HOME."
            )
        made = {
            name: secrets.token_urlsafe(PASSWORD_BYTES) for name in ("superuser", "owner", "app")
        }
        write_private(path, json.dumps(made))
        return Passwords(**made)

    def make_sockets_folder(self, account: Account | None) -> Path:
        """Make the short private folder of the Unix sockets, owned by the account that listens."""
        folder = Path(tempfile.mkdtemp(prefix=SOCKETS_PREFIX, dir="/tmp"))
        if account is not None:
            os.chown(folder, account.uid, account.gid)
        self._sockets.write_text(str(folder), encoding="utf-8")
        return folder

    def announce(self, connections: Connections, address: str) -> None:
        """Leave word where the running instance is reached, for commands of the same user."""
        content = {**connections.__dict__, "address": address, "pid": os.getpid()}
        write_private(self._running, json.dumps(content))

    def announced(self) -> tuple[Connections, str] | None:
        """Return where a running instance and its HTTP server are reached; None: none runs."""
        if not self.held():
            return None
        try:
            told = json.loads(self._running.read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return None
        names = ("database_url", "owner_database_url", "redis_url")
        return Connections(*(told[name] for name in names)), told["address"]

    def _make(self) -> None:
        if not self.root.exists():
            self.root.mkdir(parents=True)
            # As root the database runs as another user, who must be able to pass through.
            self.root.chmod(0o711 if os.geteuid() == 0 else 0o700)
        self.logs.mkdir(mode=0o700, exist_ok=True)

    def _clear_traces(self) -> None:
        """Remove the sockets and the announcement of an instance that no longer runs."""
        self._running.unlink(missing_ok=True)
        if self._sockets.exists():
            folder = Path(self._sockets.read_text(encoding="utf-8").strip())
            if folder.name.startswith(SOCKETS_PREFIX):
                shutil.rmtree(folder, ignore_errors=True)
            self._sockets.unlink()


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, in one step."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # 0600
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(path)
