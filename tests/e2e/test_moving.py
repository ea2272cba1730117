"""What a device tells is where its unit stands on the board and on the wall."""

from contextlib import closing
from datetime import UTC, datetime

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import As, Town, bare_unit
from tests.e2e.desk import Desk

DEVICE = "测试终端"


def test_a_unit_goes_where_its_device_is(browser: Browser, busy_town: Town, as_: As) -> None:
    commander, feeds = as_("commander"), as_("feeds")
    unit = bare_unit(commander, "assigned", "en_route", "on_scene")
    form = {"protocol": "api", "identifier": DEVICE, "unit_id": unit["id"]}
    commander.post("/api/devices", json=form).raise_for_status()

    def tell(lon: float) -> None:
        at = datetime.now(UTC).isoformat()
        here = {"device": DEVICE, "at": at, "lon": lon, "lat": 23.4, "speed_mps": 10.0}
        answer = feeds.post("/api/positions", json={**here, "course_deg": 90.0})
        assert answer.json()["refused"] == []

    with (
        closing(Desk(browser, busy_town, "commander")) as desk,
        closing(Desk(browser, busy_town, "wall")) as wall,
    ):
        # Without drawing the maps are lists, with the place of everything in words.
        desk.open(f"/board?id={unit['id']}")
        wall.open("/wall/hall")
        card = desk.page.locator(".facts").filter(has_text="驻地")
        for lon in (116.71111, 116.71133):
            tell(lon)
            place = f"{lon} E  23.40000 N"
            expect(card).to_contain_text(place)
            expect(card).to_contain_text("36 km/h 东")
            row = desk.page.locator(".map tr", has_text=unit["call_sign"])
            expect(row).to_contain_text(place)
            expect(wall.page.locator(".map tr", has_text=place)).to_have_count(1)
        assert (desk.errors, wall.errors) == ([], [])
