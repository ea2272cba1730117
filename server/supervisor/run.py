"""Runs the whole system in the foreground: services, migrations, all processes, demo."""

import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from server.supervisor.errors import StartFailed, StopRequested, SupervisorError
from server.supervisor.home import Connections, Home
from server.supervisor.processes import Child, ending, run_once
from server.supervisor.schema import is_current
from server.supervisor.services import Say, Services
from server.supervisor.signals import StopSignals
from server.supervisor.spare import Spare

# A burst of reconnecting screens waits here while a server process is started again.
BACKLOG = 4096
WATCH_EVERY_S = 0.5
# A start beside other heavy work takes a minute on two cores.
READY_TIMEOUT_S = 180
READY_EVERY_S = 0.1
# Sockets are drained before a server process ends.
SERVER_GRACE_S = 15.0
# The first migration and the demo city take seconds; a stuck one must not hang the start for ever.
PREPARE_TIMEOUT_S = 600


@dataclass(frozen=True)
class Plan:
    """What to run."""

    home: Path
    host: str
    port: int
    processes: int
    media_processes: int
    demo: bool
    command: Sequence[str]

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Plan":
        """Read the variables that concern the supervisor itself."""
        try:
            return cls(
                home=Path(environment.get("WANGLOU_HOME") or "var"),
                host=environment.get("WANGLOU_HOST") or "127.0.0.1",
                port=int(environment.get("WANGLOU_PORT") or 8000),
                processes=max(1, int(environment.get("WANGLOU_PROCESSES") or 1)),
                media_processes=max(1, int(environment.get("WANGLOU_MEDIA_PROCESSES") or 1)),
                demo=environment.get("WANGLOU_DEMO", "0").lower() in ("1", "true", "yes", "on"),
                command=(sys.executable, "-m", "server.cli"),
            )
        except ValueError as error:
            raise SupervisorError(
                "WANGLOU_PORT, WANGLOU_PROCESSES and WANGLOU_MEDIA_PROCESSES must be numbers "
                f"({error})"
            ) from error


class Supervisor:
    """Keeps everything of one plan running until a stop signal arrives."""

    def __init__(self, plan: Plan, environment: Mapping[str, str], say: Say) -> None:
        self._plan = plan
        self._environment = dict(environment)
        self._say = say
        self._home = Home(plan.home)
        self._children: list[Child] = []

    def run(self) -> None:
        """Start, watch, stop. Raises `SupervisorError` when the start is refused."""
        with StopSignals() as signals:
            try:
                self._run(signals)
            except StopRequested:
                self._say("stopped while starting")

    def _run(self, signals: StopSignals) -> None:
        services = Services(self._home, self._environment, say=self._say)
        # A used port is told of at once, before a cluster is made or started.
        with self._home, self._listen() as listener, services:
            address = self._address(listener)
            environment = self._child_environment(services.connections, listener, address)
            self._prepare(environment)
            try:
                spare = self._spare(environment, listener)
                self._start(environment, spare)
                self._home.announce(services.connections, address)
                self._wait_ready(address)
                self._start_demo(environment)
                self._launch(spare.child)
                signals.started()
                self._say(self._welcome(address))
                self._watch(signals, [*services.children, *self._children])
                self._say("stopping")
            finally:
                self._stop()
                listener.close()  # whoever calls meanwhile is refused, not kept waiting
        self._say("stopped")

    def _listen(self) -> socket.socket:
        """Open the listening socket here, so that it stays open while a server process restarts."""
        plan = self._plan
        family = socket.AF_INET6 if ":" in plan.host else socket.AF_INET
        try:
            return socket.create_server((plan.host, plan.port), family=family, backlog=BACKLOG)
        except OSError as error:
            raise SupervisorError(
                f"cannot listen on {plan.host}:{plan.port}: {error.strerror}.\n"
                f"Stop the program that uses the port, or choose another: WANGLOU_PORT=<number>"
            ) from error

    def _address(self, listener: socket.socket) -> str:
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self._plan.host, self._plan.host)  # noqa: S104
        shown = f"[{host}]" if ":" in host else host
        return f"http://{shown}:{listener.getsockname()[1]}"

    def _child_environment(
        self, connections: Connections, listener: socket.socket, address: str
    ) -> dict[str, str]:
        given = {name: value for name, value in connections.environment().items() if value}
        return {
            **self._environment,
            **given,
            "PYTHONUNBUFFERED": "1",
            "WANGLOU_HOME": str(self._home.root),
            "WANGLOU_HOST": self._plan.host,
            "WANGLOU_PORT": str(listener.getsockname()[1]),
            "WANGLOU_ADDRESS": address,
            "WANGLOU_LISTEN_FD": str(listener.fileno()),
        }

    def _prepare(self, environment: Mapping[str, str]) -> None:
        """Migrate, and load the demo city the first time."""
        owner = environment.get("WANGLOU_OWNER_DATABASE_URL")
        if owner and not is_current(owner):
            self._once("migrate", ["migrate"], environment, "bringing the schema up to date")
        if self._plan.demo and not self._home.demo_credentials.exists():
            self._once("demo-load", ["demo", "load"], environment, "loading the demo city")

    def _once(
        self, name: str, arguments: Sequence[str], environment: Mapping[str, str], what: str
    ) -> None:
        self._say(what)
        child = self._child(name, arguments, environment)
        code = run_once(child, timeout_s=PREPARE_TIMEOUT_S)
        if code != 0:
            raise StartFailed(f"{what} failed ({ending(code)}):\n{child.last_words()}")

    def _start(self, environment: Mapping[str, str], spare: Spare) -> None:
        for name in _names("server", self._plan.processes):
            server = self._child(name, ["serve"], environment, spare)
            server.pass_fds = spare.child.pass_fds
            server.grace_s = SERVER_GRACE_S
            self._launch(server)
        self._launch(self._child("worker", ["worker"], environment, spare))
        self._launch(self._child("ingest", ["ingest"], environment, spare))
        for name in _names("media", self._plan.media_processes):
            self._launch(self._child(name, ["media"], environment, spare))
        self._say("starting server, worker, ingest and media")

    def _spare(self, environment: Mapping[str, str], listener: socket.socket) -> Spare:
        child = self._child("spare", ["spare"], environment)
        child.pass_fds = (listener.fileno(),)
        return Spare(child)

    def _start_demo(self, environment: Mapping[str, str]) -> None:
        if self._plan.demo:
            demo = self._child("demo", ["demo", "start"], environment)
            demo.may_finish = True
            self._launch(demo)

    def _launch(self, child: Child) -> None:
        self._children.append(child)
        child.start()

    def _wait_ready(self, address: str) -> None:
        deadline = time.monotonic() + READY_TIMEOUT_S
        while True:
            answer = _readiness(address)
            if answer is None:
                return
            for child in self._children:
                if not child.running():
                    raise StartFailed(f"{child.name} ended while starting:\n{child.last_words()}")
            if time.monotonic() > deadline:
                raise StartFailed(f"not ready after {READY_TIMEOUT_S} s: {answer}")
            time.sleep(READY_EVERY_S)

    def _watch(self, signals: StopSignals, children: Sequence[Child]) -> None:
        while not signals.stopping:
            news = [word for child in children if (word := child.watch())]
            for word in news:
                self._say(f"{time.strftime('%H:%M:%S')} {word}")
            # Who died is started again in the next round; a longer back-off is looked at often.
            resting = all(child.running() for child in children)
            signals.wait(0 if news else WATCH_EVERY_S if resting else READY_EVERY_S)

    def _stop(self) -> None:
        """Stop demo and worker, then the server processes; all get their signal first."""
        for child in reversed(self._children):
            child.ask_to_stop()
        for child in reversed(self._children):
            child.wait_stopped()

    def _child(
        self,
        name: str,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        spare: Spare | None = None,
    ) -> Child:
        child = Child(
            name=name,
            argv=[*self._plan.command, *arguments],
            log=self._home.logs / f"{name}.log",
            environment=environment,
            cwd=str(Path.cwd()),
        )
        if spare is not None:
            child.substitute = partial(spare.take, arguments, child.log)
        return child

    def _welcome(self, address: str) -> str:
        lines = [
            "",
            f"  Wanglou runs on   {address}",
            f"  State and logs    {self._home.root}",
        ]
        if self._home.demo_credentials.exists():
            lines.append(f"  Demo passwords    {self._home.demo_credentials}")
        lines += [
            f"  Screens           {address}/intake  /board  /wall/hall  /field  /replay  /admin",
            "  Stop              Ctrl-C",
            "",
        ]
        return "\n".join(lines)


def _names(name: str, count: int) -> list[str]:
    return [f"{name}-{n + 1}" for n in range(count)] if count > 1 else [name]


def _readiness(address: str) -> str | None:
    """Return None when the server says it is ready, else why not."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{address}/readyz", timeout=5):
            return None
    except urllib.error.HTTPError as error:
        return error.read(2000).decode(errors="replace")
    except OSError as error:
        return str(error)


def run(say: Say) -> None:
    """Run the system described by the environment."""
    Supervisor(Plan.from_environment(os.environ), os.environ, say).run()
