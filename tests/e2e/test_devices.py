"""A terminal nobody knows: seen, let in, given to a unit, sent a text, which it answers."""

from contextlib import closing

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import As, Town
from tests.e2e.desk import Desk
from tests.e2e.sight import faults, scrolling
from tests.harness.terminal import Terminal

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]
PLATE, ORDER = "粤D80808", "前往 3 号闸口，注意涉水"


def test_a_terminal_is_let_in_and_answers_a_text(browser: Browser, town: Town, as_: As) -> None:
    unit = as_("dispatcher").get("/api/units", params={"limit": 1}).json()["items"][0]
    with (
        Terminal(town.system.home, "013980800808", PLATE) as terminal,
        closing(Desk(browser, town, "dispatcher")) as desk,
    ):
        page = desk.page
        desk.open("/devices")
        page.get_by_role("row").filter(has_text=PLATE).click()
        detail = page.locator(".detail")
        expect(detail).to_contain_text("待放行")
        assert (faults(page), scrolling(page)) == ([], [])
        desk.press("i")
        expect(page.get_by_text(f"已放行 {PLATE}")).to_be_visible()
        expect(detail).to_contain_text("在用")
        detail.get_by_label("力量", exact=True).fill(unit["call_sign"])
        detail.get_by_role("button", name="保存").click()
        expect(detail.locator("dl")).to_contain_text(unit["call_sign"])
        expect(detail.get_by_text("在线")).to_be_visible()
        detail.get_by_label("下发到车内屏幕").fill(ORDER)
        desk.press("Control+Enter")
        expect(detail.get_by_role("listitem").filter(has_text=ORDER)).to_contain_text("已送达")
        assert terminal.texts == [ORDER]
        assert faults(page) == []
        assert (desk.errors, desk.foreign) == ([], [])
    with closing(Desk(browser, town, "sysadmin")) as other:
        other.open("/devices")
        expect(other.page.get_by_text("没有查看权限")).to_be_visible()
