"""The page of an incident and the list in a browser: live for two, honest about clashes."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.conftest import As, Client, Town
from tests.e2e.desk import Desk
from tests.e2e.phone import picture

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

CHENGHAI, JINPING = "440515", "440511"
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


def opened(api: Client, title: str, **more: Any) -> dict[str, Any]:
    """Open an incident from one report; its narrative is the title."""
    report = {"channel": "phone", "text": title, "caller": {"phone": "13800132046"}}
    made = api.post("/api/reports", json=report).raise_for_status().json()["report"]
    body = {"title": title, "reports": [made["id"]], **more}
    found: dict[str, Any] = api.post("/api/incidents", json=body).raise_for_status().json()
    return found


def organisation(api: Client, code: str) -> str:
    """Return the id of an organisation."""
    listed = api.get("/api/organisations", params={"limit": 1000}).json()["items"]
    return next(str(each["id"]) for each in listed if each["code"] == code)


def at(desk: Desk, incident: dict[str, Any]) -> Page:
    """Open the page of an incident."""
    desk.open(f"/incident/{incident['id']}")
    expect(desk.page.locator("h1")).to_have_text(incident["title"])
    return desk.page


def test_steps_and_notes_show_at_once_on_another_desk(desk: Callable[[str], Desk], as_: As) -> None:
    """One confirms and writes; the other sees it without a hand."""
    incident = opened(as_("operator"), "两张桌子看一起事件", grade="III")
    mine, theirs = desk("operator"), desk("dispatcher")
    at(mine, incident)
    other = at(theirs, incident)
    mine.press("s")
    expect(other.get_by_role("listitem").filter(has_text="核实").first).to_be_visible()
    expect(other.locator("[aria-current=step]")).to_contain_text("核实")
    mine.press("n")
    mine.type("首支力量到场，装沙袋 400 个")
    mine.press("Enter")
    expect(other.get_by_role("region", name="事实")).to_contain_text("装沙袋 400 个")
    expect(mine.page.get_by_role("region", name="事实")).to_contain_text("装沙袋 400 个")


def test_a_clash_shows_both_values(desk: Callable[[str], Desk], as_: As) -> None:
    """Another field merges by itself; the same field is asked about."""
    incident = opened(as_("operator"), "两人同改")
    mine, theirs = desk("operator"), desk("dispatcher")
    page, other = at(mine, incident), at(theirs, incident)
    for each in (page, other):
        each.keyboard.press("e")
        expect(each.get_by_role("dialog")).to_be_visible()
    page.get_by_label("标题").fill("我的标题")
    other.get_by_label("标题").fill("他的标题")
    other.get_by_label("概况").fill("堤脚渗水")
    other.get_by_role("button", name="保存").click()
    expect(other.get_by_role("dialog")).to_be_hidden()

    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("概况")).to_have_value("堤脚渗水")
    expect(dialog.get_by_label("标题")).to_have_value("我的标题")
    expect(dialog).to_contain_text("他的标题")
    expect(dialog.get_by_role("button", name="保存", exact=True)).to_be_disabled()
    dialog.get_by_role("button", name="保留我的").click()
    dialog.get_by_role("button", name="保存", exact=True).click()
    expect(dialog).to_be_hidden()
    kept = as_("operator").get(f"/api/incidents/{incident['id']}").json()
    assert (kept["title"], kept["summary"]) == ("我的标题", "堤脚渗水")


def test_whoever_loses_sight_is_told_so(desk: Callable[[str], Desk], as_: As) -> None:
    """Moved away, the page of the former organisation says so; it appears at the new one."""
    api = as_("operator")
    incident = opened(api, "移交的事件", organisation_id=organisation(api, JINPING))
    jinping = desk("jinping")
    page = at(jinping, incident)
    body = {"organisation_id": organisation(api, CHENGHAI), "reason": "属地在澄海"}
    api.post(f"/api/incidents/{incident['id']}/move", json=body).raise_for_status()
    expect(page.get_by_text("对您已不可见")).to_be_visible()
    expect(page.get_by_text("移交的事件")).to_have_count(0)
    page.get_by_role("link", name="回到事件列表").click()
    expect(page.locator("main")).not_to_contain_text("移交的事件")
    jinping.open(f"/incident/{incident['id']}")
    expect(page.locator("main")).not_to_contain_text("移交的事件")


def test_an_upload_goes_on_after_a_cut(desk: Callable[[str], Desk], as_: As) -> None:
    """The first part is lost on the way; the file arrives whole all the same."""
    incident = opened(as_("operator"), "带照片的事件")
    mine = desk("operator")
    page = at(mine, incident)
    cuts: list[str] = []

    def cut(route: Route) -> None:
        if route.request.method == "PATCH" and not cuts:
            cuts.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.fallback()

    page.route("**/api/files/tus/**", cut)
    file = {"name": "堤脚.jpg", "mimeType": "image/jpeg", "buffer": picture(7)}
    page.locator(".files input[type=file]").set_input_files([file])
    expect(page.locator(".files")).to_contain_text("堤脚.jpg")
    expect(page.locator(".files .pictures img")).to_be_visible()
    assert len(cuts) == 1
    page.locator(".files .pictures button").click()
    expect(page.get_by_role("dialog").locator("img.preview")).to_be_visible()


def test_merging_and_back(desk: Callable[[str], Desk], as_: As) -> None:
    """The merged one says where it went; un-merging gives it back."""
    api = as_("operator")
    into = opened(api, "主事件莲上镇积水")
    merged = opened(api, "重复立的一起")
    mine = desk("operator")
    page = at(mine, merged)
    mine.press("m")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("searchbox").fill("主事件莲上镇")
    dialog.get_by_role("radio").first.check()
    dialog.get_by_label("理由").fill("同一处积水")
    dialog.get_by_role("button", name="并案").click()
    expect(page.get_by_text("本事件已并入另一事件")).to_be_visible()
    page.get_by_role("link", name="打开主事件").click()
    expect(page.locator("h1")).to_have_text(into["title"])
    expect(page.locator(".reports")).to_contain_text("并入接报2")
    mine.open(f"/incident/{merged['id']}")
    page.get_by_role("button", name="撤销并案").first.click()
    asked = page.get_by_role("dialog")
    asked.get_by_role("textbox").fill("并错了")
    asked.get_by_role("button", name="撤销并案").click()
    expect(page.get_by_text("本事件已并入另一事件")).to_be_hidden()


def test_the_list_narrows_opens_and_exports(desk: Callable[[str], Desk], as_: As) -> None:
    """By words, by keyboard, as CSV that no program runs."""
    incident = opened(as_("operator"), "=清单里的独特标题")
    dispatcher = desk("dispatcher")
    dispatcher.open("/incidents")
    page = dispatcher.page
    expect(page.get_by_role("grid", name="事件")).to_be_visible()
    dispatcher.press("f")
    dispatcher.type("独特标题")
    rows = page.get_by_role("grid", name="事件").locator("tbody tr.row")
    expect(rows).to_have_count(1)
    with page.expect_download() as waited:
        page.get_by_role("link", name="CSV").click()
    text = waited.value.path().read_text(encoding="utf-8-sig")
    assert "'=清单里的独特标题" in text
    page.get_by_role("searchbox").press("Escape")
    dispatcher.press("ArrowDown", "Enter")
    expect(page.locator("h1")).to_have_text(incident["title"])
