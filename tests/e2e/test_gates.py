"""Every screen, by night and by day: nothing sticks out, nothing foreign, no grave fault."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Town
from tests.e2e.desk import Desk
from tests.e2e.phone import HERE
from tests.e2e.sight import faults, scrolling, small_texts

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

HALL, WALL, PHONE = (1920, 1080), (3840, 2160), (390, 844)
# Chromium notes the 401 that tells a page nobody is signed in.
WHO_AM_I = "/api/session"
# Sixty lines to the height of a wall can be read across the hall.
LINES = 60
THEMES = {"dark": "night", "light": "day"}
FOLLOW_SYSTEM = """localStorage.setItem('wanglou.preferences', '{"theme":"auto"}')"""
TIDES = "dateTime,stationReference,parameter,qualifier,unitName,value\n"
# Where the map is the matter; elsewhere it may be a list, which is faster.
DRAWN = ("/board", "/replay", "/wall", "/field", "/typhoon")


class Screen(NamedTuple):
    """Who opens what at which size, and what is there when it has opened."""

    username: str | None
    path: str
    size: tuple[int, int]
    shows: str

    def __str__(self) -> str:
        return f"{self.path} {self.size[0]}x{self.size[1]}"


SCREENS = [
    Screen(None, "/sign-in", HALL, "input[name=username]"),
    Screen("operator", "/", HALL, "[data-tile=incidents] li"),
    Screen("operator", "/board", HALL, ".map canvas"),
    Screen("operator", "/intake", HALL, "[data-focus=narrative]"),
    Screen("operator", "/incident/{incident}", HALL, "h1"),
    Screen("operator", "/incidents", HALL, "[role=grid] tbody tr"),
    Screen("commander", "/replay", HALL, ".map canvas"),
    Screen("commander", "/layers", HALL, "[role=grid] tbody tr"),
    *(
        Screen("commander", f"/layers?id={{layer}}&tab={tab}", size, ".detail .panel")
        for tab in ("about", "features", "style", "settings")
        for size in (HALL, PHONE)
    ),
    Screen("commander", "/layers/import", HALL, ".drop"),
    Screen("commander", "/feeds?id={feed}", HALL, ".page.open .detail"),
    Screen("commander", "/typhoon", HALL, ".map canvas"),
    Screen(None, "/sign-in", PHONE, "input[name=username]"),
    Screen("operator", "/", PHONE, "[data-tile=incidents] li"),
    Screen("operator", "/board", PHONE, "main"),
    Screen("operator", "/intake", PHONE, "[data-focus=narrative]"),
    Screen("operator", "/incident/{incident}", PHONE, "h1"),
    Screen("operator", "/incidents", PHONE, "[role=grid] tbody tr"),
    Screen("commander", "/layers", PHONE, "[role=grid] tbody tr"),
    Screen("commander", "/layers/import", PHONE, ".drop"),
    Screen("commander", "/feeds", PHONE, "[role=grid] tbody tr"),
    Screen("field01", "/field", PHONE, "[data-step=en_route]"),
    Screen(None, "{link}", PHONE, "button"),
]
WALLS = [
    Screen("wall", f"/wall/{name}", size, "[data-scene] .rows > li")
    for name in ("hall", "duty")
    for size in (HALL, WALL)
]


@pytest.fixture(scope="module")
def addresses(busy_town: Town) -> dict[str, str]:
    """The addresses that hold something of this day."""
    with closing(busy_town.signed_in("operator")) as operator:
        query = {"state": "open", "limit": 1}
        incident = operator.get("/api/incidents", params=query).json()["items"][0]
        body = {"channel": "phone", "text": "我在楼上出不去了"}
        report = operator.post("/api/reports", json=body).raise_for_status().json()["report"]
        link = operator.post("/api/links", json={"report_id": report["id"]}).raise_for_status()
        layers = operator.get("/api/layers").json()["items"]
        (layer,) = [one["id"] for one in layers if one["code"] == "power-plants"]
    with closing(busy_town.signed_in("commander")) as commander:
        form = {"code": "gates", "zh": "潮位", "en": "Tides", "form": "gauges-csv"}
        feed = commander.post("/api/feeds", json=form).raise_for_status().json()
        reading = f"{TIDES}{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ},妈屿,level,,m,2.31\n"
        path = f"/api/feeds/{feed['id']}/messages"
        commander.post(path, content=reading.encode()).raise_for_status()
    return {
        "incident": incident["id"],
        "link": link.json()["url"],
        "layer": layer,
        "feed": feed["id"],
    }


@pytest.fixture(scope="module")
def desks(
    browser: Browser, map_browser: Browser, busy_town: Town
) -> Iterator[Callable[[Screen], Desk]]:
    """One browser for all screens of a person at a size: what they share is fetched once."""
    found: dict[tuple[Any, ...], Desk] = {}

    def desk(screen: Screen) -> Desk:
        drawn = screen.path.startswith(DRAWN)
        who = (screen.username, screen.size, drawn)
        if who not in found:
            chromium = map_browser if drawn else browser
            found[who] = Desk(chromium, busy_town, screen.username, **context_of(screen))
            found[who].context.add_init_script(FOLLOW_SYSTEM)
        return found[who]

    yield desk
    for each in found.values():
        each.close()


def context_of(screen: Screen) -> dict[str, Any]:
    """Return what a browser is told of the screen it stands for."""
    width, height = screen.size
    told: dict[str, Any] = {
        "viewport": {"width": width, "height": height},
        "reduced_motion": "reduce",
    }
    if screen.size == PHONE:
        told |= {"has_touch": True, "is_mobile": True}
        told |= {"geolocation": HERE, "permissions": ["geolocation"]}
    return told


@pytest.fixture
def opened(
    request: pytest.FixtureRequest,
    desks: Callable[[Screen], Desk],
    addresses: dict[str, str],
) -> Iterator[Desk]:
    """A screen that has opened by night."""
    screen: Screen = request.param
    desk = desks(screen)
    desk.page.emulate_media(color_scheme="dark")
    desk.errors.clear()
    desk.open(screen.path.format(**addresses))
    expect(desk.page.locator(screen.shows).first).to_be_visible()
    expect(desk.page.locator(".map .loading")).to_have_count(0)
    yield desk
    # A map that nobody looks at is not drawn on.
    desk.open("about:blank")


def in_both_themes(page: Page) -> Iterator[str]:
    """Show a page by night, then by day."""
    for scheme, theme in THEMES.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        yield theme


@pytest.mark.parametrize("opened", SCREENS, indirect=True, ids=str)
def test_a_screen_keeps_to_its_bounds(opened: Desk) -> None:
    for theme in in_both_themes(opened.page):
        assert (theme, scrolling(opened.page)) == (theme, [])
        assert (theme, faults(opened.page)) == (theme, [])
    assert opened.foreign == []
    assert [each for each in opened.errors if WHO_AM_I not in each] == []


@pytest.mark.parametrize("opened", WALLS, indirect=True, ids=str)
def test_a_wall_is_read_across_the_hall(opened: Desk) -> None:
    for theme in in_both_themes(opened.page):
        assert (theme, scrolling(opened.page, wall=True)) == (theme, [])
        assert (theme, small_texts(opened.page, LINES)) == (theme, [])
        assert (theme, faults(opened.page)) == (theme, [])
    assert opened.foreign == []
    assert opened.errors == []
