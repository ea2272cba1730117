"""A unit's track on the board, as a file, and its past place in the replay."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import As, Town, bare_unit
from tests.e2e.desk import Desk

DEVICE = "轨迹终端"
SECOND = timedelta(seconds=1)
# Driven for five minutes, then parked for ten, ten seconds between positions.
DRIVEN, PARKED = 30, 60


def place(step: int) -> float:
    return 116.65 + min(step, DRIVEN) * 0.001


def test_where_a_unit_was(browser: Browser, busy_town: Town, as_: As) -> None:
    commander, feeds = as_("commander"), as_("feeds")
    unit = bare_unit(commander, "available")
    form = {"protocol": "api", "identifier": DEVICE, "unit_id": unit["id"]}
    commander.post("/api/devices", json=form).raise_for_status()
    steps = DRIVEN + PARKED
    begin = datetime.now(UTC).replace(microsecond=0) - 10 * steps * SECOND
    told = [
        {
            "device": DEVICE,
            "at": (begin + 10 * step * SECOND).isoformat(),
            "lon": place(step),
            "lat": 23.41,
        }
        for step in range(steps)
    ]
    assert feeds.post("/api/positions", json=told).json()["refused"] == []
    parked = datetime.now(UTC) + SECOND
    with closing(Desk(browser, busy_town, "commander")) as desk:
        desk.open(f"/board?id={unit['id']}")
        expect(desk.page.locator(".facts").filter(has_text="驻地")).to_be_visible()
        desk.press("k")
        track = desk.page.locator("section.track")
        expect(track).to_contain_text("3.1 km")
        expect(track.locator(".stops button")).to_have_count(1)
        track.locator(".stops button").click()
        expect(track.locator(".stops button")).to_have_attribute("aria-pressed", "true")
        track.get_by_role("button", name="导出").click()
        with desk.page.expect_download() as download:
            track.get_by_role("link", name="GPX").click()
        root = ET.fromstring(Path(download.value.path()).read_bytes())
        points = list(root.iter("{http://www.topografix.com/GPX/1/1}trkpt"))
        assert (root.get("version"), len(points)) == ("1.1", steps)
        # It drives on; a replay of the second before shows it where it was parked.
        later = {"device": DEVICE, "at": datetime.now(UTC).isoformat(), "lat": 23.41}
        answer = feeds.post("/api/positions", json=later | {"lon": place(steps) + 0.005})
        assert answer.json()["refused"] == []
        moment = parked.isoformat(timespec="seconds").replace("+00:00", "Z")
        desk.open(f"/replay?at={moment}&id={unit['id']}")
        row = desk.page.locator(".map tr", has_text=unit["call_sign"])
        expect(row).to_contain_text(f"{place(steps):.5f} E")
        assert desk.errors == []
