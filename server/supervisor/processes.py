"""Child processes: started so that they die with us, restarted when they die before us."""

import math
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from server.supervisor.errors import Missing

# A child that dies is started again at once; one that keeps dying waits 0.1, 0.3, 0.7, … s. A call
# centre waits 2 s at most.
FIRST_BACKOFF_S = 0.1
LAST_BACKOFF_S = 2.0
# A start that fails fails sooner: whoever lived this long was healthy.
HEALTHY_AFTER_S = 4.0
# A log is cut when it reaches this size; one older piece is kept beside it.
LOG_BYTES = 20_000_000
TAIL_BYTES = 16_000
TAIL_LINES = 15


@dataclass(frozen=True)
class Account:
    """A user of this machine that children are started as."""

    name: str
    uid: int
    gid: int


def unprivileged_account() -> Account | None:
    """Return the account that database and Redis run as: None means our own (we are not root)."""
    if os.geteuid() != 0:
        return None
    for name in filter(None, (os.environ.get("WANGLOU_RUN_AS"), "postgres", "nobody")):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, found.pw_uid, found.pw_gid)
    raise Missing("PostgreSQL does not run as root and no user `postgres` or `nobody` exists.")


def command_line(
    argv: Sequence[str | Path], *, account: Account | None = None, death_signal: str = "KILL"
) -> list[str]:
    """Wrap a command so that it gets `death_signal` when we die, and runs as `account`.

    setpriv replaces itself by the command: the child's pid is the command's own.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise Missing("setpriv is missing.\nType: apt-get install util-linux")
    drop = []
    if account is not None:
        drop = [f"--reuid={account.uid}", f"--regid={account.gid}", "--clear-groups"]
    return [setpriv, f"--pdeathsig={death_signal}", *drop, "--", *map(str, argv)]


@dataclass
class Child:
    """One process that is kept alive until it is stopped."""

    name: str
    argv: Sequence[str | Path]
    log: Path
    environment: Mapping[str, str]
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    # What it gets when we are killed: nobody is left then to wait for an orderly end.
    death_signal: signal.Signals = signal.SIGKILL
    grace_s: float = 10.0
    pass_fds: tuple[int, ...] = ()
    before_start: Callable[[], None] | None = None
    cwd: str = "/"
    may_finish: bool = False  # exit code 0 means its work is over, not that it failed
    waits_for_orders: bool = False  # its standard input is a pipe from us, else it is empty
    substitute: Callable[[], subprocess.Popen[bytes] | None] | None = None  # quicker than a start
    process: subprocess.Popen[bytes] | None = None
    restarts: int = 0
    _failures: int = field(default=0, repr=False)
    _started_at: float = field(default=0.0, repr=False)
    _due_at: float = field(default=0.0, repr=False)

    def start(self) -> None:
        """Start the process; its output goes to its log."""
        if self.before_start is not None:
            self.before_start()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command_line(
                    self.argv,
                    account=self.account,
                    death_signal=self.death_signal.name.removeprefix("SIG"),
                ),
                stdin=subprocess.PIPE if self.waits_for_orders else subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(self.environment),
                cwd=self.cwd,
                pass_fds=self.pass_fds,
                # Its own group: Ctrl-C reaches only us, and we stop everybody in order.
                start_new_session=True,
                umask=0o077,  # state, logs and sockets are ours alone
            )
        self._started_at = time.monotonic()

    def running(self) -> bool:
        """Tell whether the process lives."""
        return self.process is not None and self.process.poll() is None

    def watch(self) -> str | None:
        """Start the process again when it died and its back-off is over; return news for people."""
        if self.running():
            self.shorten_log()
            return None
        now = time.monotonic()
        if self.process is not None:
            return self._plan_restart(now)
        if now < self._due_at:
            return None
        self.restarts += 1
        if self._replaced():
            return f"{self.name}: the spare process took over"
        self.start()
        return f"{self.name}: started{' again' if self._failures else ''}"

    def let_go(self, until: float) -> None:
        """Forget the process, which is somebody else's now; start another at a moment."""
        self.process, self._failures, self._due_at = None, 0, until

    def _replaced(self) -> bool:
        """Go on with a process that waits ready, if there is one."""
        self.process = self.substitute() if self.substitute is not None else None
        self._started_at = time.monotonic()
        return self.process is not None

    def _plan_restart(self, now: float) -> str:
        assert self.process is not None
        code = self.process.returncode
        self.process = None
        if code == 0 and self.may_finish:
            self._due_at = math.inf
            return f"{self.name}: finished"
        if now - self._started_at >= HEALTHY_AFTER_S:
            self._failures = 0
        wait = min(LAST_BACKOFF_S, FIRST_BACKOFF_S * (2.0 ** min(self._failures, 10) - 1))
        self._failures += 1
        self._due_at = now + wait
        return f"{self.name}: ended ({ending(code)}), next start in {wait:.1f} s"

    def ask_to_stop(self) -> None:
        """Send the signal that ends the process in order."""
        if self.process is not None and self.running():
            self.process.send_signal(self.stop_signal)

    def wait_stopped(self) -> None:
        """Wait for the end; after the grace kill the process with everything it started."""
        if self.process is None:
            return
        try:
            self.process.wait(self.grace_s)
        except subprocess.TimeoutExpired:
            pass
        finally:
            kill_group(self.process.pid)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """Stop the process in order."""
        self.ask_to_stop()
        self.wait_stopped()

    def shorten_log(self) -> None:
        """Cut a log that has grown too long; keep its last piece as `<name>.log.1`."""
        try:
            if self.log.stat().st_size < LOG_BYTES:
                return
        except FileNotFoundError:
            return
        shutil.copyfile(self.log, self.log.with_name(f"{self.log.name}.1"))
        os.truncate(self.log, 0)  # the writer appends, so it goes on at the new end

    def last_words(self) -> str:
        """Return the end of the log, for a message."""
        return tail(self.log)


def run_once(child: Child, *, timeout_s: float) -> int:
    """Run a child to its end and return its exit code; it dies when we are interrupted."""
    child.start()
    assert child.process is not None
    try:
        return child.process.wait(timeout_s)
    finally:
        kill_group(child.process.pid)
        child.process.wait()


def kill_group(pid: int) -> None:
    """Kill what is left of a child's process group."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def ending(code: int | None) -> str:
    """Return an exit code in words."""
    if code is not None and code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"


def tail(path: Path) -> str:
    """Return the last lines of a file."""
    try:
        with path.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - TAIL_BYTES))
            lines = file.read().decode(errors="replace").strip().splitlines()
    except FileNotFoundError:
        return ""
    return "\n".join([*(f"  {line}" for line in lines[-TAIL_LINES:]), f"  (whole log: {path})"])
