"""Orders in two browsers: the dispatcher's keyboard, the crew's phone, and the receipts between."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import As, Client, Town
from tests.e2e.desk import Desk
from tests.e2e.phone import HERE, SIZE, eventually
from tests.e2e.sight import faults

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

CREW, FIRE = "金平消01", "20201"
Json = dict[str, Any]


@pytest.fixture
def desk(browser: Browser, town: Town) -> Iterator[Callable[..., Desk]]:
    """Browsers by account; none asks a foreign host for anything."""
    opened: list[Desk] = []

    def seat(username: str, **context: Any) -> Desk:
        opened.append(Desk(browser, town, username, **context))
        return opened[-1]

    yield seat
    for each in opened:
        assert each.foreign == []
        each.close()


@pytest.fixture
def unit(as_: As) -> Json:
    """The unit of field01, free."""
    api = as_("operator")
    found = api.get("/api/units", params={"q": CREW}).json()["items"][0]
    free = {"status": "available", "note": "测试"}
    api.post(f"/api/units/{found['id']}/status", json=free).raise_for_status()
    return dict(found)


def phone(desk: Callable[..., Desk]) -> Desk:
    """The phone of field01, which knows where it is."""
    crew = desk("field01", viewport=SIZE, geolocation=HERE, permissions=["geolocation"])
    crew.open("/field")
    expect(crew.page.locator("[data-step=en_route]")).to_be_visible()
    return crew


def incident(api: Client, title: str, unit: Json) -> Json:
    """Open an incident at the door of a unit."""
    body = {"title": title, "kind": FIRE, "grade": "IV", "address": "外马路 21 号"}
    place = {name: unit["station"]["place"][name] for name in ("lon", "lat")}
    made = api.post("/api/incidents", json=body | {"location": place}).raise_for_status()
    return dict(made.json())


def mark(page: Page, to: str, receipt: str) -> Any:
    """The mark of a receipt in the row of an order."""
    row = page.locator("li[data-task]", has_text=to)
    return row.locator(f"li[data-receipt={receipt}]")


def test_a_dispatch_by_keyboard_reaches_the_phone_and_its_receipts_come_back(
    desk: Callable[..., Desk], as_: As, unit: Json
) -> None:
    api = as_("operator")
    fire = incident(api, "外马路骑楼冒烟", unit)
    crew, dispatcher, page = phone(desk), desk("dispatcher"), desk("commander")
    page.open(f"/incident/{fire['id']}")
    expect(page.page.get_by_text("还没有下达指令")).to_be_visible()
    dispatcher.open(f"/board?id={fire['id']}")
    expect(dispatcher.page.get_by_role("heading", name=fire["title"])).to_be_visible()
    dispatcher.press("d")
    chosen = dispatcher.page.locator(f"input[data-unit={CREW}]")
    expect(dispatcher.page.locator("dialog input[type=checkbox]").first).to_be_focused()
    expect(chosen).to_be_checked()
    dispatcher.press("Enter")

    card = crew.page.locator("li[data-order]", has_text=fire["title"])
    expect(card).to_contain_text("前往外马路 21 号")
    for receipt in ("sent", "delivered", "seen"):
        expect(mark(page.page, CREW, receipt)).to_have_class("given")
    expect(mark(page.page, CREW, "accepted")).to_have_class("next")
    assert faults(crew.page) == []
    card.locator("[data-receipt=accepted]").click()
    expect(mark(page.page, CREW, "accepted")).to_have_class("given")
    # Driving out is carrying it out; the check of the crew begins on scene.
    for status in ("en_route", "on_scene"):
        crew.page.locator(f"[data-step={status}]").click()
        expect(crew.page.locator(f"[data-step={status}]")).to_have_attribute("aria-pressed", "true")
    expect(mark(page.page, CREW, "acting")).to_have_class("given")
    crew.page.locator("[data-check]").click()
    eventually(lambda: bool((check(api, unit) or {}).get("by")))
    card.locator("[data-receipt=done]").click()
    expect(mark(page.page, CREW, "done")).to_have_class("given")
    expect(page.page.locator(".facts")).to_contain_text(f"{CREW} 完成")
    expect(dispatcher.page.locator(".part", has_text="指令")).to_contain_text("已完成")
    assert faults(page.page) == []
    assert (crew.errors, page.errors, dispatcher.errors) == ([], [], [])


def check(api: Client, unit: Json) -> Json | None:
    """Return the check of a crew as it stands."""
    found: Json | None = api.get(f"/api/units/{unit['id']}").json()["check"]
    return found


def test_an_order_is_answered_in_a_cellar_and_withdrawn_in_the_hall(
    desk: Callable[..., Desk], as_: As, unit: Json
) -> None:
    api = as_("operator")
    flood = incident(api, "地下车库进水", unit)
    crew, boss = phone(desk), desk("dispatcher")
    boss.open(f"/incident/{flood['id']}")
    expect(boss.page.get_by_text("还没有下达指令")).to_be_visible()
    boss.press("t")
    dialog = boss.page.get_by_role("dialog")
    expect(dialog.get_by_role("textbox", name="内容")).to_be_focused()
    boss.type("关闭地下车库电源")
    boss.press("Tab")
    boss.type(CREW)
    dialog.get_by_role("checkbox", name=CREW).check()
    boss.press("Control+Enter")
    expect(dialog).to_have_count(0)
    card = crew.page.locator("li[data-order]", has_text="关闭地下车库电源")
    expect(mark(boss.page, CREW, "seen")).to_have_class("given")
    crew.context.set_offline(True)
    card.locator("[data-receipt=accepted]").click()
    expect(card).to_contain_text("已签收 待发")
    crew.context.set_offline(False)
    expect(mark(boss.page, CREW, "accepted")).to_have_class("given")
    (task,) = api.get("/api/tasks", params={"incident": flood["id"]}).json()["items"]
    accepted = task["receipts"]["accepted"]
    assert accepted["device_at"] < accepted["at"]
    boss.page.locator("li[data-task] .head").click()
    boss.page.get_by_role("button", name="撤回", exact=True).click()
    boss.page.get_by_role("dialog").get_by_role("textbox").fill("已断电")
    boss.page.get_by_role("dialog").get_by_role("button", name="撤回").click()
    expect(card).to_contain_text("已撤回，不用执行：已断电")
    assert faults(boss.page) == []


def test_a_phone_tells_where_its_unit_is_and_what_it_does(
    desk: Callable[..., Desk], as_: As, unit: Json
) -> None:
    crew, board = phone(desk), desk("dispatcher")
    board.open(f"/board?id={unit['id']}")
    card = board.page.locator("section", has=board.page.get_by_role("heading", name=CREW))
    expect(card.locator(".state")).to_contain_text("待命")
    crew.context.set_geolocation({"longitude": 116.70123, "latitude": 23.36789, "accuracy": 7})
    crew.page.locator("[data-step=en_route]").click()
    expect(card.locator(".state")).to_contain_text("出动")
    expect(card).to_contain_text("116.70123 E  23.36789 N")
    stands = as_("operator").get(f"/api/units/{unit['id']}").json()["place"]
    assert (stands["source"], stands["accuracy_m"]) == ("device", 7)


def test_a_district_sees_its_order_on_its_desk_and_answers(
    desk: Callable[..., Desk], as_: As, unit: Json
) -> None:
    api = as_("operator")
    flood = incident(api, "内涝转移", unit)
    jinping = as_("jinping").get("/api/session").json()["organisation"]["id"]
    order = {"incident_id": flood["id"], "text": "转移低洼处群众", "organisations": [jinping]}
    (task,) = api.post("/api/tasks", json=order).raise_for_status().json()["items"]
    district = desk("jinping")
    district.open("/")
    row = district.page.locator(f"li[data-task='{task['id']}']")
    for word in ("签收", "执行", "完成"):
        row.get_by_role("button", name=word).click()
    expect(row).to_have_count(0)
    told = api.get(f"/api/tasks/{task['id']}").json()
    assert told["state"] == "done"
    assert {mark["via"] for mark in told["receipts"].values()} == {"desk"}
    assert faults(district.page) == []
