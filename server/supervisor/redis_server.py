"""The private Redis: a doorbell and a cache on a Unix socket, keeping nothing on disk."""

import os
import socket
import time
from pathlib import Path

from server.supervisor.binaries import find_redis
from server.supervisor.errors import StartFailed
from server.supervisor.home import Home
from server.supervisor.processes import Account, Child

READY_TIMEOUT_S = 30
RETRY_S = 0.02
ANSWER_TIMEOUT_S = 1.0
# Doorbells, presence and rate limits of a city fit in a few MB; the cap only bounds a mistake.
MAX_MEMORY = "256mb"


class Redis:
    """One private Redis or Valkey server."""

    def __init__(self, home: Home, *, sockets: Path, account: Account | None) -> None:
        self._socket = sockets / "redis.sock"
        options = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "save": "",
            "appendonly": "no",
            "daemonize": "no",
            "maxmemory": MAX_MEMORY,
            "maxmemory-policy": "noeviction",
            "dir": str(sockets),
        }
        flags = [part for name, value in options.items() for part in (f"--{name}", value)]
        self.child = Child(
            name="redis",
            argv=[find_redis(), *flags],
            log=home.logs / "redis.log",
            environment={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8"},
            account=account,
        )

    @property
    def url(self) -> str:
        """Return the address."""
        return f"unix://{self._socket}"

    def wait_ready(self) -> None:
        """Wait until it answers PING."""
        deadline = time.monotonic() + READY_TIMEOUT_S
        while not self._answers():
            if not self.child.running() or time.monotonic() > deadline:
                raise StartFailed(f"Redis did not start.\n{self.child.last_words()}")
            time.sleep(RETRY_S)

    def _answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(ANSWER_TIMEOUT_S)
                connection.connect(str(self._socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False
