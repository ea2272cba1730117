"""A map as a file by the screen: asked for on the board, made, downloaded."""

import io
from contextlib import closing

from PIL import Image
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Town
from tests.e2e.desk import Desk
from tests.e2e.sight import faults

TITLE = "汕头市防汛图"


def test_a_map_becomes_a_picture_that_can_be_downloaded(
    map_browser: Browser, busy_town: Town
) -> None:
    with closing(Desk(map_browser, busy_town, "commander")) as desk:
        desk.open("/board")
        page = desk.page
        expect(page.get_by_role("button", name="制图")).to_be_visible()
        expect(page.locator(".map .loading")).to_have_count(0)
        desk.press("Shift+P")
        sheet = page.get_by_role("region", name="地图文件")
        sheet.get_by_label("图名").fill(TITLE)
        sheet.get_by_role("button", name="制作").click()
        link = sheet.get_by_role("link", name=TITLE, exact=True)
        expect(link).to_be_visible(timeout=60_000)
        assert faults(page) == []
        answer = desk.context.request.get(str(link.get_attribute("href")))
        assert answer.ok
        with Image.open(io.BytesIO(answer.body())) as picture:
            assert picture.format == "PNG"
            assert picture.width > picture.height > 1000
        assert (desk.foreign, desk.errors) == ([], [])
