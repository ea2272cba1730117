"""The first show: a call taken by keyboard is on the wall and on a crew's phone within a second.

Moments are taken by the pages themselves: when the answer was there, when the words were.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import As, Client, Town
from tests.e2e.desk import Desk
from tests.e2e.phone import HERE

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

WITHIN_MS = 1000
CREW = "金平消01"
BUILDING_FIRE = "20201"
NARRATIVE = "石炮台公园旁仓库起火，有浓烟，一人被困"
TITLE = "石炮台仓库起火首演"

# The moment words first stood on a page, looked for at each change of it.
WATCH = """(words) => {
  window.seenAt = new Promise((resolve) => {
    const look = () => {
      if (!document.body.innerText.includes(words)) return false
      resolve(performance.timeOrigin + performance.now())
      return true
    }
    if (!look()) {
      const observer = new MutationObserver(() => look() && observer.disconnect())
      observer.observe(document.body, { childList: true, subtree: true, characterData: true })
    }
  })
}"""
# The moment the last answer to a call was whole.
ANSWERED = """(end) => performance.timeOrigin + Math.max(...performance.getEntriesByType('resource')
  .filter(({ name, initiatorType }) => initiatorType === 'fetch' && name.endsWith(end))
  .map(({ responseEnd }) => responseEnd))"""


@pytest.fixture
def desk(browser: Browser, busy_town: Town) -> Iterator[Callable[..., Desk]]:
    """Screens by account, maps as lists; each leaves no request to a foreign host behind."""
    desks: list[Desk] = []

    def opened(username: str, **context: Any) -> Desk:
        desks.append(Desk(browser, busy_town, username, **context))
        return desks[-1]

    yield opened
    for each in desks:
        assert each.foreign == []
        each.close()


def phone(desk: Callable[..., Desk]) -> Page:
    """Open the page of the crew, which waits for work."""
    crew = desk(
        "field01",
        viewport={"width": 390, "height": 844},
        geolocation=HERE,
        permissions=["geolocation"],
    )
    crew.open("/field")
    expect(crew.page.locator("[data-step=en_route]")).to_be_visible()
    return crew.page


def wall(desk: Callable[..., Desk]) -> Page:
    """Open the wall of the hall."""
    screen = desk("wall")
    screen.open("/wall/hall")
    expect(screen.page.locator("[data-scene] .rows > li").first).to_be_visible()
    return screen.page


def answered_at(page: Page, path: str) -> float:
    """Return the moment a page had the answer to a call it has just made."""
    page.wait_for_function(f"(end) => ({ANSWERED})(end) > performance.timeOrigin", arg=path)
    moment: float = page.evaluate(ANSWERED, path)
    return moment


def took_ms(page: Page, since: float) -> float:
    """Return how long after a moment the words stood on a watched page."""
    moment: float = page.evaluate("() => window.seenAt")
    return moment - since


def test_the_operator_sees_the_city(map_browser: Browser, busy_town: Town) -> None:
    operator = Desk(map_browser, busy_town, "operator")
    operator.open("/board")
    page = operator.page
    expect(page.locator(".map canvas")).to_be_visible()
    expect(page.locator(".map .loading")).to_have_count(0)
    # What the map draws, as a list.
    operator.press("l")
    # Thirty or more.
    expect(page.locator(".as-list")).to_contain_text(re.compile(r"事件\s*([3-9]\d|\d{3,})"))
    assert operator.foreign == []
    operator.close()


def test_a_call_is_on_wall_and_phone_within_a_second(desk: Callable[..., Desk], as_: As) -> None:
    api = as_("operator")
    unit = api.get("/api/units", params={"q": CREW}).json()["items"][0]
    free = {"status": "available", "note": "测试"}
    api.post(f"/api/units/{unit['id']}/status", json=free).raise_for_status()
    operator, hall, crew = desk("operator"), wall(desk), phone(desk)

    take_a_call(operator, unit["place"])
    hall.evaluate(WATCH, TITLE)
    operator.press("Control+Enter")
    assert took_ms(hall, answered_at(operator.page, "/api/incidents")) <= WITHIN_MS

    incident = api.get("/api/incidents", params={"q": TITLE}).json()["items"][0]
    seen = {"If-Match": f'"{incident_version(api, incident["id"])}"'}
    path = f"/api/incidents/{incident['id']}"
    api.patch(path, json={"kind": BUILDING_FIRE}, headers=seen).raise_for_status()
    operator.open(f"/board?id={incident['id']}")
    expect(operator.page.get_by_role("heading", name=TITLE)).to_be_visible()
    operator.press("d")
    expect(operator.page.locator(f"input[data-unit={CREW}]")).to_be_checked()
    expect(operator.page.locator("dialog input[type=checkbox]").first).to_be_focused()
    crew.evaluate(WATCH, TITLE)
    operator.press("Enter")
    assert took_ms(crew, answered_at(operator.page, "/api/dispatch")) <= WITHIN_MS


def incident_version(api: Client, incident: str) -> int:
    """Return the version of an incident as it stands."""
    version: int = api.get(f"/api/incidents/{incident}").raise_for_status().json()["version"]
    return version


def take_a_call(operator: Desk, place: dict[str, float]) -> None:
    """Take a call by keyboard alone, up to the last key."""
    page = operator.page
    operator.open("/intake")
    expect(page.locator("[data-focus=narrative]")).to_be_focused()
    operator.type(NARRATIVE)
    kinds = page.get_by_role("listbox", name="事件类别")
    expect(kinds.get_by_role("option").first).to_contain_text("火灾")
    operator.press("Alt+p")
    operator.type(f"{place['lat']:.5f},{place['lon']:.5f}")
    expect(page.get_by_role("listbox", name="地点").get_by_role("option").first).to_be_visible()
    operator.press("Enter")
    expect(page.locator(".coordinates")).to_be_visible()
    operator.press("Alt+b", "Control+a")
    operator.type(TITLE)


@pytest.mark.parametrize("label", ["internal", "restricted"])
def test_what_is_moved_leaves_one_screen_and_comes_to_the_other(
    desk: Callable[..., Desk], as_: As, label: str
) -> None:
    """On open screens; a neighbour never sees it before."""
    commander = as_("commander")
    here, there = Board(desk, as_, commander, "chenghai"), Board(desk, as_, commander, "jinping")
    title = f"两区之间的{label}事件"
    incident = here.opens(title, label)
    here.sees(title)
    there.has_never_seen(title)
    path = f"/api/incidents/{incident}"
    body = {"organisation_id": there.organisation, "reason": "属地在金平"}
    commander.post(f"{path}/move", json=body).raise_for_status()
    if label == "restricted":
        named = {"label": label, "posts": there.posts, "reason": "属地在金平"}
        commander.post(f"{path}/label", json=named).raise_for_status()
    there.sees(title)
    expect(here.page.get_by_text(title)).to_have_count(0)


class Board:
    """The open board of a district."""

    def __init__(
        self, desk: Callable[..., Desk], as_: As, commander: Client, username: str
    ) -> None:
        card = as_(username).get("/api/session").json()
        commanding = commander.get("/api/session").json()
        self.organisation = card["organisation"]["id"]
        # Whoever restricts an incident stays among those who see it.
        self.posts = [each["posts"][0]["id"] for each in (card, commanding)]
        self._commander = commander
        screen = desk(username)
        screen.open("/board")
        self.page = screen.page
        expect(self.page.locator(".map .loading")).to_have_count(0)

    def opens(self, title: str, label: str = "internal") -> str:
        """Open an incident of this district."""
        body = {
            "title": title,
            "label": label,
            "posts": self.posts if label == "restricted" else [],
            "organisation_id": self.organisation,
            "location": {"lon": 116.77, "lat": 23.46},
        }
        answer = self._commander.post("/api/incidents", json=body).raise_for_status()
        return str(answer.json()["id"])

    def sees(self, title: str) -> None:
        """Wait for an incident to stand in the queue."""
        expect(self.page.get_by_text(title).first).to_be_visible()

    def has_never_seen(self, title: str) -> None:
        """Say that an incident is not there, once what happened after it is."""
        later = f"{title}之后"
        self.opens(later)
        self.sees(later)
        expect(self.page.get_by_text(title, exact=True)).to_have_count(0)
