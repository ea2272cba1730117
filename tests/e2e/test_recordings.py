"""A recording is played: it goes by the clock, gives away stills and clips, joins a replay."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.e2e.conftest import NO_DRAWING, As, Town, launched
from tests.e2e.desk import Desk
from tests.e2e.sight import faults, scrolling

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]
# A page that is steered from outside has had no hand on it.
PLAYS_AT_ONCE = ["--autoplay-policy=no-user-gesture-required"]
RECORDINGS = "/api/video/recordings"
# The picture that is shown: where in its file it stands, and how many pictures were decoded.
SHOWN = """() => {
  const video = document.querySelector('video.shown')
  if (!video) return { at: -1, frames: 0, rate: 0 }
  const { totalVideoFrames } = video.getVideoPlaybackQuality()
  return { at: video.currentTime, frames: totalVideoFrames, rate: video.playbackRate }
}"""
LATER_MS, PATIENCE_S = 300, 60
SECONDS_KEPT = 8
Json = dict[str, Any]


@pytest.fixture(scope="module")
def playing_browser(playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium that plays without being touched."""
    with launched(playwright, [*NO_DRAWING, *PLAYS_AT_ONCE]) as browser:
        yield browser


def asked(client: httpx.Client, path: str, fits: Callable[[Json], bool]) -> Json:
    """Ask until the answer fits."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        answer: Json = client.get(path).raise_for_status().json()
        if fits(answer):
            return answer
        time.sleep(LATER_MS / 1000)
    pytest.fail(f"{path}: {answer}")


def until(page: Page, fits: Callable[[Json], bool]) -> Json:
    """Wait until the shown picture fits."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        now: Json = page.evaluate(SHOWN)
        if fits(now):
            return now
        page.wait_for_timeout(LATER_MS)
    pytest.fail(f"shown: {now}")


def recorded(client: httpx.Client) -> Json:
    """Record a source of the demo for some seconds; return all of it."""
    sources = client.get("/api/video/sources", params={"limit": 1000}).json()["items"]
    source = next(one for one in sources if one["kind"] in ("test-pattern", "file"))
    body = {"source_id": source["id"], "minutes": 5}
    made = client.post(RECORDINGS, json=body).raise_for_status().json()
    door = f"{RECORDINGS}/{made['id']}"
    asked(client, door, lambda view: lasted(view) > SECONDS_KEPT and not view["recording"]["fault"])
    client.post(f"{door}/stop").raise_for_status()
    return asked(client, door, lambda view: view["recording"]["state"] == "kept")


def lasted(view: Json) -> float:
    """Return for how many seconds a recording has run, by the clock of the server."""
    since = datetime.fromisoformat(view["recording"]["started_at"])
    return (datetime.fromisoformat(view["server_time"]) - since).total_seconds()


def test_a_recording_is_played(playing_browser: Browser, town: Town, as_: As) -> None:
    commander = as_("commander")
    view = recorded(commander)
    door = f"/video/recordings/{view['recording']['id']}"
    assert view["recording"]["frames"] > 0
    with closing(Desk(playing_browser, town, "commander")) as desk:
        page = desk.page
        desk.open("/video/recordings")
        page.locator(f'a[href="{door}"]').click()
        until(page, lambda now: now["at"] >= 0)
        assert (faults(page), scrolling(page)) == ([], [])
        desk.press("Space")
        first = until(page, lambda now: now["frames"] > 5)
        until(page, lambda now: now["at"] > first["at"] + 0.5 and now["frames"] > first["frames"])
        desk.press("Home", "Space")
        standing = until(page, lambda now: 0 <= now["at"] < 0.1)
        desk.press(".")
        until(page, lambda now: 0 < now["at"] - standing["at"] < 0.2)
        desk.press("i", "l", "o", "x")
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="截取").click()
        with page.expect_download() as download:
            dialog.get_by_role("link", name="下载").click()
        assert download.value.path().stat().st_size > 1_000
        desk.press("Escape")
        expect(dialog).to_have_count(0)
        desk.press("Home", "s")
        expect(dialog.locator("img")).to_be_visible()
        desk.press("Escape")

        pieces = view["segments"]
        middle = datetime.fromisoformat(pieces[0]["started_at"]) + timedelta(seconds=2)
        at = middle.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        desk.open(f"/replay?at={at}&speed=1")
        panel = page.locator(".film")
        expect(panel.locator("video.shown")).to_have_count(1)
        until(page, lambda now: now["frames"] > 5 and now["at"] > 2)
        assert (desk.errors, desk.foreign) == ([], [])
