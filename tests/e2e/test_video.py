"""Cameras on a wall of tiles: pictures play, keys arrange them, a still goes into an incident."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.e2e.conftest import NO_DRAWING, As, Town, launched
from tests.e2e.desk import Desk
from tests.e2e.sight import faults, scrolling

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]
# The media process stands on this machine's own loopback.
LOOPBACK = [
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
]
# Pictures each tile has decoded so far.
DECODED = (
    "[...document.querySelectorAll('video')]"
    ".map((one) => one.getVideoPlaybackQuality().totalVideoFrames)"
)
LATER_MS, TRIES = 500, 80
TILES = 9


@pytest.fixture(scope="module")
def watching_browser(playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium that reaches the media process of this machine."""
    with launched(playwright, [*NO_DRAWING, *LOOPBACK]) as browser:
        yield browser


def plays(page: Page, count: int) -> None:
    """Wait until so many tiles play."""
    for _ in range(TRIES):
        frames = page.evaluate(DECODED)
        if sum(one > 5 for one in frames) == count:
            return
        page.wait_for_timeout(LATER_MS)
    pytest.fail(f"decoded {frames}")


def test_a_wall_of_cameras(watching_browser: Browser, town: Town, as_: As) -> None:
    commander = as_("commander")
    made: Any = commander.post("/api/incidents", json={"title": "视频测试事件", "kind": "20201"})
    incident = made.json()
    sources = commander.get("/api/video/sources", params={"limit": 1000}).json()["items"]
    assert len(sources) >= 9
    with closing(Desk(watching_browser, town, "operator")) as desk:
        page = desk.page
        desk.open("/video")
        rows = page.locator(".tree li button")
        expect(rows).to_have_count(len(sources))
        page.locator(".wall").focus()
        desk.press("3")
        for number in range(TILES):
            rows.nth(number).click()
        plays(page, TILES)
        assert (faults(page), scrolling(page)) == ([], [])
        first = rows.nth(0).inner_text().strip()
        tiles = page.locator(".tile")
        expect(tiles.nth(0)).to_contain_text(first)
        tiles.nth(0).click()
        page.locator(".wall").focus()
        desk.press("Shift+ArrowRight")
        expect(tiles.nth(1)).to_contain_text(first)
        plays(page, TILES)
        desk.press("s")
        dialog = page.get_by_role("dialog")
        expect(dialog.locator("img")).to_be_visible(timeout=20_000)
        dialog.get_by_text("视频测试事件").click()
        dialog.get_by_role("button", name="挂到事件").click()
        expect(dialog).to_have_count(0)
        desk.press("2")
        expect(tiles).to_have_count(4)
        page.reload()
        plays(page, 4)
        assert (desk.errors, desk.foreign) == ([], [])
    hung = commander.get(f"/api/incidents/{incident['id']}/attachments").json()["items"]
    assert [each["file"]["media_type"] for each in hung] == ["image/jpeg"]
