"""Plotting by the screens: drawn by mouse and keys, live elsewhere, never overwritten."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import As, Town
from tests.e2e.desk import Desk

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

PATH = "/api/drawings"
# Corners of an area of about a kilometre square, typed as a person types them.
CORNERS = ("116.700 23.360", "116.710 23.360", "116.710 23.370", "116.700 23.370")


@pytest.fixture
def screen(map_browser: Browser, town: Town) -> Iterator[Callable[..., Desk]]:
    """Screens that draw maps; none of them asks a foreign host."""
    open_desks: list[Desk] = []

    def opened(username: str, **context: Any) -> Desk:
        open_desks.append(Desk(map_browser, town, username, **context))
        return open_desks[-1]

    yield opened
    for each in open_desks:
        assert each.foreign == []
        each.close()


def board(desk: Desk) -> Page:
    """Open the board with its panel of plotting, the focus inside."""
    desk.open("/board")
    expect(desk.page.get_by_role("button", name="标绘")).to_be_visible()
    expect(desk.page.locator(".map .loading")).to_have_count(0)
    desk.press("p")
    expect(panel(desk.page)).to_be_visible()
    return desk.page


def panel(page: Page) -> Any:
    """Return the panel of plotting."""
    return page.get_by_role("region", name="标绘", exact=True)


def typed(desk: Desk, *places: str) -> None:
    """Set corners by their coordinates."""
    field = desk.page.get_by_label("下一点：坐标或地名")
    for place in places:
        field.fill(place)
        field.press("Enter")
        expect(field).to_have_value("")


def of_sheet(client: httpx.Client, name: str) -> list[dict[str, Any]]:
    """Return what stands on a sheet."""
    items = client.get(PATH, params={"limit": 1000}).raise_for_status().json()["items"]
    return [one for one in items if one["sheet"] == name]


def on_sheet(page: Page, name: str) -> None:
    """Have the next drawings lie on a sheet of their own."""
    page.get_by_role("button", name="新标绘").click()
    page.get_by_role("combobox", name="图层", exact=True).fill(name)
    page.get_by_role("button", name="新标绘").click()


def test_what_is_drawn_is_live_on_a_board_elsewhere_and_can_be_undone(
    screen: Callable[..., Desk], as_: As
) -> None:
    other = screen("jinping")
    board(other)
    desk = screen("operator")
    page = board(desk)
    on_sheet(page, "试绘")
    elsewhere = panel(other.page).get_by_role("region", name="试绘")

    desk.press("3")
    typed(desk, *CORNERS)
    bar = page.get_by_role("region", name="面", exact=True)
    expect(bar).to_contain_text("1.13 km²")
    page.get_by_label("名称（可不填）").fill("警戒区")
    page.get_by_label("下一点：坐标或地名").press("Enter")
    card = page.locator("[data-card=drawing]")
    expect(card).to_contain_text("警戒区")
    expect(elsewhere).to_contain_text("警戒区")
    expect(elsewhere).to_contain_text("1.13 km²")

    desk.press("4")
    page.get_by_label("下一点：坐标或地名").fill("116.72 23.38")
    desk.press("Enter")
    radius = page.get_by_role("textbox", name="半径", exact=True)
    radius.fill("500 m")
    radius.press("Enter")
    expect(elsewhere).to_contain_text("R 500 m")

    desk.press("1")
    page.get_by_role("button", name="火灾", exact=True).click()
    spot = page.locator(".map canvas").bounding_box()
    assert spot is not None
    page.mouse.click(spot["x"] + spot["width"] * 0.7, spot["y"] + spot["height"] * 0.6)
    expect(elsewhere).to_contain_text("火灾")

    desk.press("7")
    typed(desk, *CORNERS[:2])
    expect(page.get_by_role("region", name="测距")).to_contain_text("1.0 km")
    desk.press("Escape")

    stored = {one["kind"]: one for one in of_sheet(as_("jinping"), "试绘")}
    assert set(stored) == {"area", "circle", "point"}
    assert stored["circle"]["radius_m"] == pytest.approx(500, abs=0.01)
    assert stored["area"]["area_m2"] == pytest.approx(1.13e6, rel=0.01)

    desk.press("u")
    expect(elsewhere).not_to_contain_text("火灾")
    desk.press("Shift+u")
    expect(elsewhere).to_contain_text("火灾")
    assert desk.errors == []


def test_a_change_somebody_else_made_is_not_overwritten(
    screen: Callable[..., Desk], as_: As
) -> None:
    client = as_("operator")
    line = {"type": "LineString", "coordinates": [[116.70, 23.36], [116.71, 23.36]]}
    form = {"kind": "line", "shape": line, "label": "撤离路线", "sheet": "试改"}
    made = client.post(PATH, json=form).raise_for_status().json()
    desk = screen("operator")
    page = board(desk)
    panel(page).get_by_role("button", name="撤离路线").click()
    desk.press("g")
    name = page.get_by_label("名称（可不填）")
    name.fill("一号撤离路线")
    seen = {"If-Match": f'"{made["version"]}"'}
    change = {"label": "二号撤离路线"}
    client.patch(f"{PATH}/{made['id']}", json=change, headers=seen).raise_for_status()
    name.press("Control+Enter")
    clash = page.get_by_role("alert").filter(has_text="二号撤离路线")
    expect(clash).to_be_visible()
    clash.get_by_role("button", name="保留我的").click()
    name.press("Control+Enter")
    expect(page.locator("[data-card=drawing]")).to_contain_text("一号撤离路线")
    (now,) = of_sheet(client, "试改")
    assert (now["label"], now["shape"]) == ("一号撤离路线", made["shape"])


def test_one_whose_time_is_over_leaves_the_board(screen: Callable[..., Desk], as_: As) -> None:
    client = as_("operator")
    point = {"type": "Point", "coordinates": [116.70, 23.36]}
    form = {"kind": "text", "shape": point, "label": "短时集结", "sheet": "试限"}
    made = client.post(PATH, json=form).raise_for_status().json()
    page = board(screen("jinping"))
    row = panel(page).get_by_role("button", name="短时集结")
    expect(row).to_be_visible()
    # A moment ahead by the server's own clock; the board takes it off without being told.
    now = parsedate_to_datetime(client.get("/api/session").headers["date"])
    until = (now + timedelta(seconds=5)).isoformat()
    path = f"{PATH}/{made['id']}"
    headers = {"If-Match": f'"{made["version"]}"'}
    client.patch(path, json={"until": until}, headers=headers).raise_for_status()
    expect(row).to_have_count(0)
