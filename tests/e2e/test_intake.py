"""The intake desk in a browser: by keyboard alone, and nothing typed is ever lost."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.e2e.conftest import As, Client, Town
from tests.e2e.desk import Desk

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

NARRATIVE = "莲下镇许厝村堤防管涌，水从堤脚往外冒，三人被困"
# Every expectation waits; a busy machine draws slowly.
expect.set_options(timeout=20_000)


@pytest.fixture
def desk(browser: Browser, town: Town) -> Iterator[Callable[[str], Desk]]:
    """Desks by account; each leaves no request to a foreign host behind."""
    desks: list[Desk] = []

    def opened(username: str) -> Desk:
        desks.append(Desk(browser, town, username))
        return desks[-1]

    yield opened
    for each in desks:
        assert each.foreign == []
        each.close()


@pytest.fixture
def operator(desk: Callable[[str], Desk]) -> Desk:
    """The operator at the intake desk, an empty form before them."""
    operator = desk("operator")
    operator.open("/intake")
    expect(narrative(operator.page)).to_be_focused()
    return operator


def narrative(page: Page) -> Locator:
    """The field an operator types into."""
    return page.locator("[data-focus=narrative]")


def said(page: Page, text: str) -> None:
    """Wait for a short message at the lower edge."""
    expect(page.locator(".toasts")).to_contain_text(text)


def newest(api: Client, **query: str) -> dict[str, Any]:
    """Return the newest report."""
    listed = api.get("/api/reports", params={"limit": 1, **query}).raise_for_status()
    found: dict[str, Any] = listed.json()["items"][0]
    return found


def words_of(api: Client, report: str) -> str:
    """Return the narrative of a report."""
    return str(api.get(f"/api/reports/{report}").json()["restricted"]["text"])


def place(desk: Desk, words: str, shown: str | None = None) -> None:
    """Find a place by words or coordinate and take the first."""
    desk.press("Alt+p")
    desk.type(words)
    hits = desk.page.get_by_role("listbox", name="地点").get_by_role("option")
    expect(hits.first).to_contain_text(shown or words)
    desk.press("Enter")
    expect(desk.page.locator(".coordinates")).to_be_visible()


def test_a_report_becomes_an_incident_by_keyboard_alone(operator: Desk, as_: As) -> None:
    """From the first word to the incident, no hand on the mouse."""
    operator.type(NARRATIVE)
    kinds = operator.page.get_by_role("listbox", name="事件类别")
    expect(kinds.get_by_role("option").first).to_contain_text("堤防险情")
    place(operator, "莲下镇")
    operator.press("Alt+c")
    operator.type("13800132046")
    operator.press("Alt+g", "2")
    operator.press("Control+Enter")
    said(operator.page, "已立案")
    expect(narrative(operator.page)).to_be_focused()
    expect(narrative(operator.page)).to_have_value("")

    api = as_("operator")
    report = newest(api)
    incident = api.get(f"/api/incidents/{report['incident_id']}").json()
    assert words_of(api, report["id"]) == NARRATIVE
    assert (incident["kind"]["code"], incident["grade"]) == ("10104", "II")
    assert incident["figures"] == {"trapped": 3}
    assert incident["area"]["town"]["zh"] == "莲下镇"
    assert "许厝" not in incident["title"], "the title is public, the caller's words are not"


def test_a_choice_by_hand_stays(operator: Desk) -> None:
    """Words typed later do not change what was chosen."""
    operator.type("厂房起火，浓烟很大")
    kinds = operator.page.get_by_role("listbox", name="事件类别")
    expect(kinds.get_by_role("option").first).to_contain_text("火灾")
    operator.press("Alt+t", "2")
    chosen = kinds.get_by_role("option", selected=True).inner_text()
    operator.press("Alt+n", "End")
    operator.type("，又说是化学品仓库，有人受伤")
    expect(operator.page.get_by_label("受伤")).to_be_visible()
    operator.page.wait_for_timeout(800)
    name = chosen.split("\n")[1] if chosen[0].isdigit() else chosen.split("\n")[0]
    expect(kinds.get_by_role("option", selected=True)).to_contain_text(name)


def test_a_repeat_joins_by_one_key(operator: Desk, as_: As) -> None:
    """The same event told twice is one incident; the way back is offered."""
    operator.type(NARRATIVE)
    place(operator, "莲下镇")
    operator.press("Control+Enter")
    said(operator.page, "已立案")
    api = as_("operator")
    first = newest(api)

    operator.type("许厝村堤脚冒水，好像是管涌，有人被困在里面")
    place(operator, "莲下镇")
    candidate = operator.page.locator(".duplicates .likely").first
    expect(candidate).to_contain_text("莲下镇")
    operator.press("Alt+1")
    said(operator.page, "已并入")
    second = newest(api)
    assert second["id"] != first["id"]
    assert second["incident_id"] is not None

    operator.page.locator(".toasts").get_by_role("button", name="撤销").last.click()
    expect(operator.page.locator(".form h2")).to_contain_text("接报 R-")
    assert api.get(f"/api/reports/{second['id']}").json()["state"] == "received"


@pytest.mark.parametrize(
    ("key", "reason"), [("F8", "false"), ("F9", "nuisance"), ("F10", "enquiry")]
)
def test_no_incident_by_one_key(operator: Desk, as_: As, key: str, reason: str) -> None:
    """Two thirds of all calls are no incident: one key closes them, words or none."""
    operator.press(key)
    said(operator.page, "已结")
    report = newest(as_("operator"))
    assert (report["state"], report["reject_reason"]) == ("rejected", reason)


def test_drafts_outlive_the_page(operator: Desk) -> None:
    """What is typed is there after a reload, also what was laid aside."""
    operator.type("先挂起的一条")
    operator.press("Escape")
    expect(narrative(operator.page)).to_have_value("")
    operator.type("正在写的一条")
    operator.page.reload()
    expect(narrative(operator.page)).to_have_value("正在写的一条")
    held = operator.page.locator(".day .aside").filter(has_text="先挂起的一条")
    held.get_by_role("button").first.press("Enter")
    expect(narrative(operator.page)).to_have_value("先挂起的一条")


def test_a_busy_server_is_asked_again_with_the_same_key(operator: Desk, as_: As) -> None:
    """503 costs the operator nothing: the form is free, the report arrives once."""
    keys: list[str] = []

    def refuse(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) > 5:
            route.continue_()
            return
        route.fulfill(status=503, headers={"retry-after": "1"}, json={"code": "unavailable"})

    operator.page.route("**/api/reports", refuse)
    operator.type("服务器忙时的一条")
    operator.press("Control+s")
    expect(narrative(operator.page)).to_have_value("")
    expect(operator.page.locator(".save")).to_contain_text("待存")
    said(operator.page, "已存")
    assert len(set(keys)) == 1
    assert words_of(as_("operator"), newest(as_("operator"))["id"]) == "服务器忙时的一条"


def test_a_lost_session_keeps_the_text(operator: Desk, as_: As) -> None:
    """Signing in again happens over the page; what was decided meanwhile is sent."""
    operator.type("登录失效前的一条")
    operator.context.clear_cookies()
    operator.press("Control+s")
    over = operator.page.get_by_role("dialog", name="登录已失效")
    expect(over).to_be_visible()
    operator.fill_in(over)
    expect(over).to_be_hidden()
    said(operator.page, "已存")
    api = as_("operator")
    assert words_of(api, newest(api)["id"]) == "登录失效前的一条"


def test_two_people_on_one_report(desk: Callable[[str], Desk], as_: As) -> None:
    """Untouched fields follow, the field with the cursor never does, a clash shows both values."""
    api = as_("operator")
    body = {"channel": "phone", "text": "河边有人落水", "title": "原标题"}
    report = api.post("/api/reports", json=body).raise_for_status().json()["report"]["id"]
    mine, theirs = desk("operator"), desk("dispatcher")
    for each in (mine, theirs):
        each.open(f"/intake?report={report}")
        expect(narrative(each.page)).to_have_value("河边有人落水")
    expect(theirs.page.locator(".form")).to_contain_text("正在处理")

    mine.press("Alt+b")
    mine.type("我的")
    theirs.press("Alt+b")
    theirs.page.locator("[data-focus=title]").fill("他的标题")
    theirs.press("Alt+n")
    theirs.page.locator("[data-focus=narrative]").fill("河边两人落水")
    theirs.press("Control+s")
    said(theirs.page, "已存")

    expect(narrative(mine.page)).to_have_value("河边两人落水")
    expect(mine.page.locator("[data-focus=title]")).to_have_value("原标题我的")
    clash = mine.page.locator("[data-field=title]")
    expect(clash).to_contain_text("他的标题")
    clash.get_by_role("button", name="采用", exact=True).click()
    expect(mine.page.locator("[data-focus=title]")).to_have_value("他的标题")


def test_the_callers_link_brings_a_position(operator: Desk, town: Town) -> None:
    """Made by key, opened on a phone, its position taken by key."""
    operator.type("报警人不知道自己在哪里")
    operator.press("Alt+r")
    address = operator.page.locator(".url code")
    expect(address).to_contain_text("/r/#")
    token = address.inner_text().split("#")[1]
    with httpx.Client(base_url=town.address, trust_env=False) as phone:
        phone.post("/api/links/exchange", json={"token": token}).raise_for_status()
        here = {"lon": 116.71, "lat": 23.36, "accuracy_m": 18}
        phone.post("/api/links/current/position", json=here).raise_for_status()
    panel = operator.page.locator("section").filter(has_text="报警人链接").last
    expect(panel).to_contain_text("±18 m")
    operator.press("Alt+l")
    expect(operator.page.locator(".coordinates")).to_contain_text("116.71000 E")


def test_another_organisations_event_is_only_a_desk_to_call(
    desk: Callable[[str], Desk], as_: As
) -> None:
    """A district learns that a neighbour has something there, not what."""
    api = as_("operator")
    spot = {"lon": 116.7722, "lat": 23.5002}
    organisations = api.get("/api/organisations", params={"limit": 1000}).json()["items"]
    chenghai = next(each["id"] for each in organisations if each["code"] == "440515")
    body = {"title": "澄海机密标题", "location": spot, "organisation_id": chenghai, "reports": []}
    api.post("/api/incidents", json=body).raise_for_status()
    jinping = desk("jinping")
    jinping.open("/intake")
    expect(narrative(jinping.page)).to_be_focused()
    jinping.type("这里有情况，请核实")
    place(jinping, "23.5003,116.7723", shown="23.50030")
    panel = jinping.page.locator(".duplicates")
    expect(panel).to_contain_text("另一单位")
    expect(panel).not_to_contain_text("机密")
