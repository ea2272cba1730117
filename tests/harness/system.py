"""A whole system as users run it: `wanglou run` in a folder of its own on a free port."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import psutil

from tests.harness.servers import make_folder

START_TIMEOUT_S = 90
STOP_TIMEOUT_S = 60
EVERY_S = 0.05


class System:
    """One `wanglou run`; use as a context manager, everything is gone afterwards."""

    def __init__(
        self, home: Path | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        self._folder = make_folder() if home is None else None
        self.home = home or self._folder / "home"  # type: ignore[operator]
        self._environment = {
            **{
                name: value for name, value in os.environ.items() if not name.startswith("WANGLOU_")
            },
            "WANGLOU_HOME": str(self.home),
            "WANGLOU_PORT": "0",
            "WANGLOU_DEMO": "0",
            **dict.fromkeys(("WANGLOU_JT808_PORT", "WANGLOU_COT_PORT", "WANGLOU_NMEA_PORT"), "0"),
            **(environment or {}),
        }
        self.process: subprocess.Popen[str] | None = None
        self._said = ""

    def __enter__(self) -> Self:
        """Start and wait until it is ready."""
        self.start()
        self.wait_ready()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop and remove the folder."""
        self.close()

    def start(self) -> None:
        """Start without waiting."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "run"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self._environment,
        )

    def wait_ready(self) -> None:
        """Wait until `/readyz` says 200, or fail with what the supervisor printed."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while self.status("/readyz") != 200:
            assert self.process is not None
            ended = self.process.poll() is not None
            if ended or time.monotonic() > deadline:
                self.close()
                complaint = "ended" if ended else f"not ready after {START_TIMEOUT_S} s"
                raise AssertionError(f"wanglou run: {complaint}\n{self.output()}")
            time.sleep(EVERY_S)

    @property
    def address(self) -> str:
        """The HTTP address, e.g. http://127.0.0.1:41234."""
        return str(self.announced()["address"])

    def announced(self) -> dict[str, Any]:
        """Return what the running instance leaves in its home: URLs, address, pid."""
        told: dict[str, Any] = json.loads((self.home / "running.json").read_text(encoding="utf-8"))
        return told

    def status(self, path: str) -> int:
        """Return the HTTP status of a path, 0 when nobody answers."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"{self.address}{path}", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except (OSError, KeyError, json.JSONDecodeError):
            return 0

    def processes(self) -> dict[int, str]:
        """Return pid and command line of everything the supervisor started."""
        assert self.process is not None
        found = {}
        with suppress(psutil.NoSuchProcess):
            for child in psutil.Process(self.process.pid).children(recursive=True):
                with suppress(psutil.NoSuchProcess):
                    found[child.pid] = " ".join(child.cmdline())
        return found

    def pid(self, part: str) -> int:
        """Return the pid of a direct child: postgres, redis, spare, or a command of ours."""
        assert self.process is not None
        for child in psutil.Process(self.process.pid).children():
            with suppress(psutil.NoSuchProcess):  # also what is a zombie just now
                # A spare process that took over has the name of what it runs, not its words.
                named = child.name().removeprefix("wanglou-").startswith(part)
                if named and child.status() != psutil.STATUS_ZOMBIE:
                    return child.pid
        raise AssertionError(f"no child {part}: {self.processes()}")

    def kill(self, part: str) -> int:
        """Kill a direct child with SIGKILL; return the pid it had."""
        pid = self.pid(part)
        os.kill(pid, signal.SIGKILL)
        return pid

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Send the stop signal and return the exit code."""
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(STOP_TIMEOUT_S)

    def output(self) -> str:
        """Return everything the supervisor printed (after its end)."""
        assert self.process is not None
        if self.process.stdout is not None and not self.process.stdout.closed:
            with self.process.stdout as pipe:
                self._said += pipe.read()
        return self._said

    def close(self) -> None:
        """Stop whatever still runs and remove the folder."""
        if self.process is not None and self.process.poll() is None:
            try:
                self.stop()
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.process is not None:
            self.output()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def gone(pids: Mapping[int, str], within_s: float = 30.0) -> dict[int, str]:
    """Wait for processes to end; return those that still run."""
    deadline = time.monotonic() + within_s
    left = dict(pids)
    while left and time.monotonic() < deadline:
        left = {pid: line for pid, line in left.items() if _same(pid, line)}
        time.sleep(EVERY_S)
    return left


def _same(pid: int, line: str) -> bool:
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and " ".join(process.cmdline()) == line
    except psutil.NoSuchProcess:
        return False
