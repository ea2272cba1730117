"""The whole application with the demo people, and real browsers (Debian's Chromium by Playwright).

Fixtures with a browser end with their module: Playwright's loop must not outlive the tests that
use it, or asynchronous tests of the same process cannot run.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.e2e.busy import fill
from tests.harness.demo import Credentials, credentials_of
from tests.harness.homes import Homes
from tests.harness.system import System

CHROMIUM = os.environ.get("WANGLOU_CHROMIUM", "/usr/bin/chromium")
# No sandbox (tests may run as root), nothing of its own over the network.
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Maps are drawn in software, the rest of the page without it: that halves what drawing costs.
# Without drawing, pages show their maps as lists and are much faster still.
DRAWING = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-gpu-compositing"]
NO_DRAWING = ["--disable-gpu", "--disable-3d-apis"]
# A machine that builds and tests at once is slow; a page that is right is right a little later too.
PATIENCE_MS = 30_000
LOG_LINES = 30
CLOSE_S = 30
DIST = Path(__file__).resolve().parents[2] / "frontend" / "dist" / "index.html"


@dataclass(frozen=True)
class Town:
    """A running system and the people of its demo city."""

    system: System
    credentials: Credentials

    @property
    def address(self) -> str:
        """The HTTP address."""
        return self.system.address

    def password(self, username: str) -> str:
        """Return the password of a demo account."""
        return self.credentials.passwords[username]

    def signed_in(self, username: str) -> httpx.Client:
        """Return a client of the API signed in as one of the demo's people."""
        client = httpx.Client(base_url=self.address, trust_env=False, timeout=30)
        body = {"username": username, "password": self.password(username)}
        card = client.post("/api/session", json=body).raise_for_status().json()
        client.headers["X-CSRF-Token"] = card["csrf"]
        return client


@pytest.fixture(scope="package")
def town(homes: Homes) -> Iterator[Town]:
    """One whole system for all browser tests of this process; it idles for no others."""
    assert DIST.is_file(), "build the front end first: make test does"
    with homes.running("city") as running:
        yield Town(running, credentials_of(running))


@pytest.fixture(scope="package")
def busy_town(town: Town) -> Town:
    """The same system on a day with much to do."""
    with (
        closing(town.signed_in("operator")) as operator,
        closing(town.signed_in("field01")) as crew,
    ):
        fill(operator, crew)
    return town


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright for one module."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as tools:
        yield tools


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium for one module, which shows maps as lists."""
    with launched(playwright, NO_DRAWING) as browser:
        yield browser


@pytest.fixture(scope="module")
def map_browser(playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium for one module, which draws maps."""
    with launched(playwright, DRAWING) as browser:
        yield browser


@contextmanager
def launched(playwright: Playwright, arguments: list[str]) -> Iterator[Browser]:
    """Run a Chromium; one that hangs when all is over is killed, it says nothing of our screens."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *arguments])
    try:
        yield browser
    finally:
        patience = threading.Timer(CLOSE_S, kill_browsers)
        patience.start()
        browser.close()
        patience.cancel()


def kill_browsers() -> None:
    """Kill what this process still has of browsers."""
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if "chrom" in process.name():
                process.kill()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Show with a failure what the servers had to say."""
    report = yield
    town = getattr(item, "funcargs", {}).get("town")
    if report.failed and isinstance(town, Town):
        for path in sorted((town.system.home / "log").glob("*.log")):
            lines = path.read_text(errors="replace").splitlines()[-LOG_LINES:]
            report.sections.append((f"end of {path.name}", "\n".join(lines)))
    return report


Client = httpx.Client
As = Callable[[str], Client]


@pytest.fixture
def as_(town: Town) -> Iterator[As]:
    """Speak to the API as anybody of the demo city: `as_("operator").get("/api/reports")`."""
    clients: list[Client] = []

    def signed_in(username: str) -> Client:
        clients.append(town.signed_in(username))
        return clients[-1]

    yield signed_in
    for client in clients:
        client.close()


def bare_unit(client: Client, *statuses: str) -> dict[str, Any]:
    """Return a unit in one of these states that no other test has given a device."""
    devices = client.get("/api/devices", params={"limit": 1000}).raise_for_status().json()
    taken = {device["unit_id"] for device in devices["items"]}
    found = client.get("/api/units", params={"status": statuses, "limit": 1000}).raise_for_status()
    unit: dict[str, Any] = next(one for one in found.json()["items"] if one["id"] not in taken)
    return unit
