"""A witness's page goes live: the desk sees it play and ends it; it ends with its link."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.e2e.conftest import NO_DRAWING, As, Town, launched
from tests.e2e.desk import Desk
from tests.e2e.phone import SIZE, eventually
from tests.e2e.sight import faults, scrolling
from tests.e2e.test_meeting import DEVICES, LATER_MS, TRIES

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]
# Pictures of the witness that the desk has decoded so far.
DECODED = (
    "(document.querySelector('[aria-label^=求助人手机]')"
    "?.getVideoPlaybackQuality().totalVideoFrames || 0)"
)


@pytest.fixture(scope="module")
def camera_browser(playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium with a camera and a microphone."""
    with launched(playwright, [*NO_DRAWING, *DEVICES]) as browser:
        yield browser


def plays(page: Page) -> None:
    """Wait until pictures go on arriving."""
    was = page.evaluate(DECODED)
    for _ in range(TRIES):
        if page.evaluate(DECODED) > was + 5:
            return
        page.wait_for_timeout(LATER_MS)
    pytest.fail("no pictures of the witness arrive")


def test_a_witness_goes_live(camera_browser: Browser, town: Town, as_: As) -> None:
    operator = as_("operator")
    incident = operator.post("/api/incidents", json={"title": "现场直播", "kind": "20201"}).json()
    link = operator.post("/api/links", json={"incident_id": incident["id"]}).json()
    with (
        closing(Desk(camera_browser, town, None, viewport=SIZE)) as witness,
        closing(Desk(camera_browser, town, "operator")) as desk,
    ):
        witness.context.grant_permissions(["camera", "microphone"])
        desk.open(f"/incident/{incident['id']}")
        page = witness.page
        witness.open(link["url"])
        page.get_by_role("button", name="现场直播").click()
        expect(page.get_by_text("谁会看到")).to_be_visible()
        expect(page.get_by_text("汕头市应急指挥中心").first).to_be_visible()
        assert (faults(page), scrolling(page)) == ([], [])
        page.get_by_role("button", name="开始直播").click()
        expect(page.get_by_text("直播中 · 1 人在看")).to_be_visible()
        plays(desk.page)
        assert (faults(page), scrolling(page)) == ([], [])
        assert (faults(desk.page), scrolling(desk.page)) == ([], [])

        page.get_by_role("radio", name="仅声音").click()
        expect(page.get_by_text("只传声音")).to_be_visible()
        page.get_by_role("radio", name="自动").click()
        plays(desk.page)

        desk.page.get_by_role("button", name="结束直播").click()
        desk.page.get_by_role("dialog").get_by_role("button", name="结束直播").click()
        expect(page.get_by_text("指挥中心已结束直播")).to_be_visible()
        expect(desk.page.locator("video[aria-label^=求助人手机]")).to_have_count(0)

        page.get_by_role("button", name="再次直播").click()
        page.get_by_role("button", name="开始直播").click()
        plays(desk.page)
        operator.delete(f"/api/links/{link['id']}").raise_for_status()
        eventually(
            lambda: not operator.get(f"/api/phones?incident_id={incident['id']}").json()["items"]
        )
        expect(page.get_by_text("链接已失效")).to_be_visible()
        refused = "Failed to load resource"
        assert [each for each in desk.errors if refused not in each] == []
        assert (witness.foreign, desk.foreign) == ([], [])
