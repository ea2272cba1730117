"""Questions to the map by the screen: kept for an incident, round a closed road, a storm."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import As, Town
from tests.e2e.desk import Desk
from tests.e2e.sight import faults

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

# Two places in Futian, the network of every street.
START, END = (114.024, 22.545), (114.020, 22.542)
# Half the width of the block that is closed, degrees: about 60 m.
BLOCK_DEG = 0.0006
REASON = "内涝，车辆无法通行"


@pytest.fixture
def screen(map_browser: Browser, busy_town: Town) -> Iterator[Callable[..., Desk]]:
    """Screens that draw maps; none of them asks a foreign host or fails silently."""
    open_desks: list[Desk] = []

    def opened(username: str) -> Desk:
        open_desks.append(Desk(map_browser, busy_town, username))
        return open_desks[-1]

    yield opened
    for each in open_desks:
        assert each.foreign == []
        assert each.errors == []
        each.close()


def test_what_is_round_an_incident_is_kept_in_its_timeline(
    screen: Callable[..., Desk], as_: As
) -> None:
    incidents = as_("commander").get("/api/incidents", params={"limit": 100}).json()["items"]
    incident = next(one for one in incidents if one["place"])
    desk = screen("commander")
    panel = opened(desk, f"/board?id={incident['id']}")

    ask(panel, "缓冲区")
    expect(panel.get_by_role("gridcell", name="2.0 km")).to_be_visible()
    panel.get_by_role("button", name="改问题").click()
    ask(panel, "范围内")
    expect(panel.get_by_text("人口（虚构）")).to_be_visible()
    expect(panel.get_by_text("演示虚构")).to_be_visible()
    assert faults(desk.page) == []

    panel.get_by_role("button", name="保存").click()
    expect(panel.get_by_role("checkbox")).to_be_checked()
    panel.get_by_role("button", name="保存").click()
    title = f"范围内 · {incident['title']}"
    expect(desk.page.get_by_text(f"已保存 {title}")).to_be_visible()
    desk.open(f"/incident/{incident['id']}")
    expect(desk.page.get_by_text(f"空间分析「{title}」")).to_be_visible()


def opened(desk: Desk, path: str) -> Locator:
    """Return the panel of analysis, opened by its key on a board."""
    desk.open(path)
    expect(desk.page.locator(".map canvas")).to_be_visible()
    expect(desk.page.get_by_role("button", name="分析")).to_be_visible()
    desk.press("x")
    panel = desk.page.get_by_role("region", name="空间分析")
    expect(panel).to_be_visible()
    return panel


def ask(panel: Locator, kind: str) -> None:
    """Ask one kind of question as it is suggested and wait for its answer."""
    panel.get_by_role("button", name=kind, exact=True).click()
    panel.get_by_role("button", name="计算").click()
    expect(panel.locator("[data-part=answer]")).to_be_visible()


def test_a_road_closed_on_one_board_turns_the_way_of_another(
    screen: Callable[..., Desk], busy_town: Town
) -> None:
    with closing(busy_town.signed_in("commander")) as client:
        free, path = way(client)
        operator, commander = screen("operator"), screen("commander")
        theirs = opened(commander, "/board")
        panel = opened(operator, "/board")
        close(panel, path[len(path) // 2])
        expect(theirs.get_by_role("radio", name="封路1")).to_be_visible()
        expect(panel.get_by_role("radio", name="封路1")).to_be_visible()
        round_it, _ = way(client)
        assert round_it > free + 1000

        theirs.get_by_role("button", name="路线", exact=True).click()
        for place, name in ((START, "起点"), (END, "终点")):
            type_place(theirs.get_by_label(name), place)
        theirs.get_by_role("button", name="计算").click()
        expect(theirs.get_by_text(f"{round_it / 1000:.1f} km").first).to_be_visible()
        expect(theirs.get_by_text("深圳福田路网")).to_be_visible()

        panel.get_by_role("button", name=f"恢复通行：{REASON}").click()
        expect(theirs.get_by_role("radio", name="封路", exact=True)).to_be_visible()
        assert way(client)[0] == free


def way(client: httpx.Client) -> tuple[float, list[Any]]:
    """Return length and line of the present way."""
    points = [{"lon": lon, "lat": lat} for lon, lat in (START, END)]
    answer = client.post("/api/analysis/route", json={"points": points}).raise_for_status().json()
    (line,) = [one for one in answer["shapes"]["features"] if one["properties"]["role"] == "path"]
    (metres,) = [one["value"] for one in answer["figures"] if one["name"] == "distance_m"]
    return metres, line["geometry"]["coordinates"]


def type_place(field: Locator, place: tuple[float, float]) -> None:
    """Type coordinates into a field of places and take what they mean."""
    field.fill(f"{place[0]:.6f} {place[1]:.6f}")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Enter")


def close(panel: Locator, middle: list[float]) -> None:
    """Close a block round a place, typed corner by corner."""
    panel.get_by_role("radio", name="封路").click()
    panel.get_by_role("button", name="封路", exact=True).click()
    panel.get_by_role("button", name="画区域").click()
    lon, lat = middle
    for east, north in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        corner = (lon + east * BLOCK_DEG, lat + north * BLOCK_DEG)
        type_place(panel.get_by_label("输入坐标或地名加一点"), corner)
    expect(panel.get_by_text("已取 4 点")).to_be_visible()
    panel.get_by_role("button", name="完成").click()
    panel.get_by_label("原因").fill(REASON)
    panel.get_by_role("button", name="封闭", exact=True).click()


def test_usagi_shows_who_was_in_its_winds_and_when(screen: Callable[..., Desk]) -> None:
    desk = screen("commander")
    desk.open("/typhoon?storm=2013-usagi")
    page: Page = desk.page
    impact = page.get_by_role("complementary", name="影响")
    districts = impact.get_by_role("listbox", name="区县").get_by_role("option")
    expect(districts).to_have_count(7)
    expect(districts.filter(has_text="潮南区")).to_have_attribute(
        "aria-label", "潮南区 7 级 09-21 08:30 – 09-23 01:30\n10 级 09-22 10:30 – 09-22 21:00"
        "\n12 级 09-22 15:00 – 09-22 18:00",
    )  # fmt: skip
    expect(impact.get_by_text("78.7 km")).to_be_visible()
    now = page.get_by_role("region", name="所示时刻")
    expect(now.get_by_text("2013-09-22 16:30")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(now.get_by_text("2013-09-22 16:00")).to_be_visible()
    assert faults(page) == []
