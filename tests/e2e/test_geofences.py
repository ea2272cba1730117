"""A geofence is made by typing, with a rule over it; who comes is an event and an alarm."""

from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import httpx
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import As, Town, bare_unit
from tests.e2e.desk import Desk

DEVICE = "围栏终端"
MIDDLE = (116.705, 23.352)
OUTSIDE = 0.008


def test_who_comes_is_an_event_and_an_alarm(browser: Browser, busy_town: Town, as_: As) -> None:
    commander, feeds = as_("commander"), as_("feeds")
    unit = bare_unit(commander, "available")
    form = {"protocol": "api", "identifier": DEVICE, "unit_id": unit["id"]}
    commander.post("/api/devices", json=form).raise_for_status()
    with closing(Desk(browser, busy_town, "commander")) as desk:
        page = desk.page
        desk.open("/geofences")
        expect(page.get_by_role("button", name="新建围栏")).to_be_enabled()
        page.keyboard.press("n")
        page.get_by_label("名称").fill("油库")
        page.get_by_role("radio", name="圆").click()
        page.get_by_label("圆心").fill(f"{MIDDLE[0]}, {MIDDLE[1]}")
        page.get_by_label("半径（米）").fill("300")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("row", name="油库")).to_be_visible()
        page.get_by_role("radio", name="规则").click()
        page.get_by_role("button", name="新建规则").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("名称").fill("油库来车")
        expect(dialog.get_by_role("checkbox", name="油库")).to_be_checked()
        dialog.get_by_role("button", name="保存").click()
        expect(page.locator(".rules")).to_contain_text("油库来车")
        drive_in(commander, feeds)
        words = f"{unit['call_sign']} 进入 油库"
        about = commander.get("/api/alarms", params={"about": unit["id"]}).json()["items"]
        assert words in [alarm["zh"] for alarm in about]
        desk.open("/geofences")
        expect(page.locator(".events")).to_contain_text(words)
        assert desk.errors == []


def drive_in(commander: httpx.Client, feeds: httpx.Client) -> None:
    """Drive to and fro over the edge until the process has learned of the geofence."""

    def tell(lon: float) -> None:
        at = datetime.now(UTC).isoformat()
        here: dict[str, Any] = {"device": DEVICE, "at": at, "lon": lon, "lat": MIDDLE[1]}
        assert feeds.post("/api/positions", json=here).json()["refused"] == []

    while not commander.get("/api/geofences/events").json()["items"]:
        tell(MIDDLE[0] + OUTSIDE)
        tell(MIDDLE[0])
