"""A phone of a crew or a caller: a browser with a place, a store that survives, a kill switch."""

import contextlib
import io
import random
import re
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from PIL import Image
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.e2e.conftest import CHROMIUM, DRAWING, NO_DRAWING, QUIET

HERE = {"longitude": 116.6839, "latitude": 23.3712, "accuracy": 9}
SIZE = {"width": 390, "height": 844}
DRAWN_PIXELS = (320, 240)
# Chromium writes cookies every 30 seconds, or at once when 512 of them have changed.
COOKIES_AT_ONCE = 520


def picture(seed: int, size: tuple[int, int] = DRAWN_PIXELS) -> bytes:
    """Return a JPEG of noise, about 90 KB, another one for each seed."""
    noise = random.Random(seed).randbytes(size[0] * size[1] * 3)
    stream = io.BytesIO()
    Image.frombytes("RGB", size, noise).save(stream, "JPEG", quality=90)
    return stream.getvalue()


def eventually(true: Callable[[], bool], within_s: float = 30) -> None:
    """Wait for something that no page shows."""
    deadline = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


class Phone:
    """One phone; its browser may be killed and opened again."""

    def __init__(
        self, tools: Playwright, folder: Path, address: str, *, drawing: bool = False
    ) -> None:
        self._arguments = QUIET + (DRAWING if drawing else NO_DRAWING)
        self._tools = tools
        self._folder = folder
        self.address = address
        self.foreign: list[str] = []
        self.context: BrowserContext | None = None

    def open(self, path: str, *, offline: bool = False) -> Page:
        """Start the browser and open a page of the server."""
        self.context = self._tools.chromium.launch_persistent_context(
            str(self._folder),
            executable_path=CHROMIUM,
            args=self._arguments,
            viewport=SIZE,
            reduced_motion="reduce",
            locale="zh-CN",
            permissions=["geolocation"],
            geolocation=HERE,
            offline=offline,
        )
        self.context.on("request", lambda request: self._note(request.url))
        page = self.context.pages[0] if self.context.pages else self.context.new_page()
        page.goto(self.address + path)
        return page

    def _note(self, url: str) -> None:
        if not url.startswith((self.address, "blob:", "data:")):
            self.foreign.append(url)

    def remembers(self, cookie: str) -> bool:
        """Say whether a cookie is on the disk."""
        store = self._folder / "Default" / "Cookies"
        if not store.exists():
            return False
        with contextlib.closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as rows:
            question = "select count(*) from cookies where name = ?"
            return bool(rows.execute(question, (cookie,)).fetchone()[0])

    def wait_for_cookie(self, cookie: str) -> None:
        """Wait until a cookie would survive the browser."""
        assert self.context
        soon = time.time() + 3600
        crumbs = [
            {"name": "x", "value": "x", "domain": f"x{n}.invalid", "path": "/", "expires": soon}
            for n in range(COOKIES_AT_ONCE)
        ]
        self.context.add_cookies(crumbs)  # type: ignore[arg-type]
        # Chromium writes cookies down after 512 changes, or after half a minute.
        eventually(lambda: self.remembers(cookie), within_s=60)

    def kill(self) -> None:
        """Kill the browser as a dying phone does: no page hears of it."""
        victims = [
            process for process in psutil.process_iter(["cmdline"]) if self._is_ours(process)
        ]
        assert victims
        for victim in victims:
            with contextlib.suppress(psutil.NoSuchProcess):
                victim.kill()
        psutil.wait_procs(victims, timeout=10)
        self.close()

    def _is_ours(self, process: psutil.Process) -> bool:
        return f"--user-data-dir={self._folder}" in (process.info["cmdline"] or [])

    def close(self) -> None:
        """Close the browser in peace, or forget one that was killed."""
        if self.context is not None:
            with contextlib.suppress(Exception):
                self.context.close()
        self.context = None


def sign_in(page: Page, username: str, password: str) -> None:
    """Fill in the sign-in page and wait for the page behind it."""
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.locator("button[type=submit]").click()
    page.wait_for_url(re.compile(r"^[^?]*/field$"))


def keeps_shell(page: Page) -> None:
    """Wait until the worker holds the page."""
    page.evaluate("async () => { await navigator.serviceWorker.ready }")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def keeps_map(page: Page) -> None:
    """Wait until map engine and base map are put away."""
    page.wait_for_function(
        "async () => Boolean(await caches.match('/basemap/land.geojson')) && "
        "(await (await caches.open('assets')).keys()).some(each => each.url.includes('engine'))"
    )


def report(page: Page, text: str, photo: bytes) -> None:
    """Write a report with a photo from the album and send it."""
    page.get_by_role("button", name="文字").click()
    sheet = page.get_by_role("dialog", name="现场上报")
    file = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": photo}
    sheet.locator("[data-input=album]").set_input_files([file])
    expect(sheet.locator("figure img")).to_have_count(1)
    sheet.get_by_role("textbox", name="文字").fill(text)
    sheet.get_by_role("button", name="发送").click()
    expect(sheet).to_be_hidden()
