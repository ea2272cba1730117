"""Looks at this machine and installation; says what is missing and what to type."""

import os
import resource
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from server import reach
from server.findings import Finding
from server.supervisor.binaries import find_postgres, find_redis
from server.supervisor.errors import Missing
from server.supervisor.home import Home

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20
# A first start writes about 200 MB; below this a busy day may fill the disk.
FREE_BYTES = 2 * 1024**3
OPEN_FILES = 20_000
NODE_TIMEOUT_S = 20
PROBE_TIMEOUT_S = 5
MEDIA_PORTS, PORTS_OF_MEDIA = "50000-50199", 8
DEVICE_PORTS = {"JT808": 8808, "COT": 8087, "NMEA": 8813}


def examine(home: Home) -> list[Finding]:
    """Look at everything; nothing is changed."""
    findings = [*_machine(), *_services(), *_installation(home)]
    reached = [_media_ports(), reach.https(), *reach.relays()]
    return [*findings, _instance(home), *_device_ports(home), *reached]


def _machine() -> Iterator[Finding]:
    present = sys.version_info[:3]
    yield Finding(
        "Python",
        present >= OLDEST_PYTHON,
        ".".join(map(str, present)),
        "apt-get install python3   (3.11 or newer)",
    )
    yield _packages()
    yield _node()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    yield Finding(
        "Chromium",
        chromium is not None,
        chromium or "missing",
        "apt-get install chromium   (only for make test)",
        needed=False,
    )
    yield Finding(
        "setpriv",
        shutil.which("setpriv") is not None,
        shutil.which("setpriv") or "missing",
        "apt-get install util-linux",
    )
    yield _open_files()


def _packages() -> Finding:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    wrong = [name for name, wanted in _locked(lock) if _installed(name) not in (None, wanted)]
    absent = [name for name in ("fastapi", "asyncpg", "uvicorn") if _installed(name) is None]
    faults = wrong + absent
    found = f"differ from requirements.lock: {', '.join(faults)}" if faults else "as locked"
    return Finding("Python packages", not faults, found, "make setup")


def _locked(lock: str) -> Iterator[tuple[str, str]]:
    """Yield name and version of the lines that hold on every platform."""
    for line in lock.splitlines():
        head = line.removesuffix("\\").strip()
        if "==" in head and ";" not in head and not line.startswith(" "):
            name, _, wanted = head.partition("==")
            yield name, wanted


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _node() -> Finding:
    advice = "make setup   (brings Node along when the machine has none)"
    try:
        done = subprocess.run(
            ["node", "--version"],
            capture_output=True,
            text=True,
            check=True,
            timeout=NODE_TIMEOUT_S,
        )
    except (OSError, subprocess.SubprocessError):
        return Finding("Node", ok=False, found="missing", advice=advice, needed=False)
    shown = done.stdout.strip()
    new_enough = int(shown.lstrip("v").split(".")[0]) >= OLDEST_NODE
    return Finding("Node", new_enough, shown, advice, needed=False)


def _open_files() -> Finding:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    enough = hard == resource.RLIM_INFINITY or hard >= OPEN_FILES
    return Finding(
        "open files",
        enough,
        str(hard),
        f"ulimit -Hn {OPEN_FILES}   (for thousands of screens)",
        needed=False,
    )


def _services() -> Iterator[Finding]:
    yield _service("PostgreSQL", "WANGLOU_DATABASE_URL", _found_postgres)
    yield _service("Redis", "WANGLOU_REDIS_URL", lambda: str(find_redis()))


def _found_postgres() -> str:
    binaries = find_postgres()
    return f"{binaries.version} with PostGIS in {binaries.bindir}"


def _service(name: str, variable: str, look: Callable[[], str]) -> Finding:
    if os.environ.get(variable):
        return Finding(name, ok=True, found=f"given by {variable}")
    try:
        return Finding(name, ok=True, found=look())
    except Missing as missing:
        found, _, advice = str(missing).rpartition("\nType: ")
        return Finding(name, ok=False, found=found, advice=advice)


def _installation(home: Home) -> Iterator[Finding]:
    built = (ROOT / "frontend" / "dist" / "index.html").exists()
    yield Finding("front end", built, "built" if built else "not built", "make setup", needed=False)
    folder = _nearest(home.root)
    writable = os.access(folder, os.W_OK)
    yield Finding(
        "home folder",
        writable,
        f"{home.root}{'' if home.root.exists() else ' (not made yet)'}",
        f"chown {os.geteuid()} {folder}   or choose another: WANGLOU_HOME=<folder>",
    )
    free = shutil.disk_usage(folder).free
    yield Finding(
        "free disk",
        free >= FREE_BYTES,
        f"{free / 1024**3:.1f} GB",
        f"make room below {folder}, at least {FREE_BYTES // 1024**3} GB",
    )


def _nearest(path: Path) -> Path:
    while not path.exists():
        path = path.parent
    return path


def _instance(home: Home) -> Finding:
    announced = home.announced()
    if announced is not None:
        address = announced[1]
        fault = _unready(address)
        log = f"read the logs in {home.logs}"
        return Finding("running instance", fault is None, fault or f"ready on {address}", log)
    host = os.environ.get("WANGLOU_HOST") or "127.0.0.1"
    port = int(os.environ.get("WANGLOU_PORT") or 8000)
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            advice = "stop the program that uses it, or choose another: WANGLOU_PORT=<number>"
            return Finding(
                "port", ok=False, found=f"{host}:{port}: {error.strerror}", advice=advice
            )
    return Finding("port", ok=True, found=f"{host}:{port} is free")


def _device_ports(home: Home) -> Iterator[Finding]:
    """Look whether the ports of devices are open here, or free for us."""
    host = os.environ.get("WANGLOU_DEVICE_HOST") or "127.0.0.1"
    running = home.announced() is not None
    for name, given in DEVICE_PORTS.items():
        variable = f"WANGLOU_{name}_PORT"
        port = int(os.environ.get(variable) or given)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with closing(socket.socket(family)) as probe:
            probe.settimeout(PROBE_TIMEOUT_S)
            answers = probe.connect_ex((host, port)) == 0
        yield Finding(
            f"device port {name}",
            answers == running or port == 0,
            f"{host}:{port} {'answers' if answers else 'is not open'}",
            f"another program uses it, or ours does not run: {variable}=<number>, "
            f"and read {home.logs}/ingest.log",
            needed=False,
        )


def _media_ports() -> Finding:
    """Look whether a media process finds eight free ports, as it takes them."""
    given = os.environ.get("WANGLOU_MEDIA_PORTS") or MEDIA_PORTS
    first, _, last = given.partition("-")
    free = 0
    for port in range(int(first), int(last or first) + 1):
        with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe, suppress(OSError):
            probe.bind(("", port))
            free += 1
    return Finding(
        "media ports",
        free >= PORTS_OF_MEDIA,
        f"UDP {given}: {free} free",
        "choose a range with eight free ports for each media process: WANGLOU_MEDIA_PORTS=<a-b>, "
        "and let browsers through to it",
        needed=False,
    )


def _unready(address: str) -> str | None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{address}/readyz", timeout=PROBE_TIMEOUT_S):
            return None
    except urllib.error.HTTPError as error:
        return error.read(500).decode(errors="replace")
    except OSError as error:
        return f"{address}: {error}"
