"""The page of a crew in a browser: steps, help, refusals, two tabs, signing in again, the map."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.e2e.conftest import As, Client, Town
from tests.e2e.phone import Phone, eventually, keeps_map, keeps_shell, picture, report, sign_in
from tests.e2e.sight import faults

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


@pytest.fixture
def phone(playwright: Playwright, tmp_path: Path, town: Town) -> Iterator[Phone]:
    """The phone of field01."""
    phone = Phone(playwright, tmp_path / "phone", town.address)
    yield phone
    assert phone.foreign == []
    phone.close()


@pytest.fixture
def crew(as_: As) -> Client:
    """The API as field01, whose unit waits for a mission."""
    crew, operator = as_("field01"), as_("operator")
    set_status(operator, unit_of(crew)["id"], status="available")
    return crew


def unit_of(crew: Client) -> dict[str, Any]:
    """Return the unit of the crew as it stands."""
    unit = crew.get("/api/session").json()["unit"]["id"]
    found: dict[str, Any] = crew.get(f"/api/units/{unit}").raise_for_status().json()
    return found


def set_status(client: Client, unit: str, **body: Any) -> None:
    """Set the status of a unit as its dispatcher."""
    client.post(f"/api/units/{unit}/status", json=body | {"note": "测试"}).raise_for_status()


def dispatched(operator: Client, crew: Client, title: str) -> dict[str, Any]:
    """Send the crew's unit to a new incident its organisation is called to."""
    body = {"title": title, "grade": "III", "location": {"lon": 116.6995, "lat": 23.3785}}
    incident = operator.post("/api/incidents", json=body).raise_for_status().json()
    fire = crew.get("/api/session").json()["organisation"]["id"]
    path = f"/api/incidents/{incident['id']}"
    operator.post(f"{path}/assign", json={"add": [fire]}).raise_for_status()
    unit = unit_of(crew)["id"]
    set_status(operator, unit, status="assigned", incident_id=incident["id"])
    found: dict[str, Any] = incident
    return found


def opened(phone: Phone, town: Town) -> Page:
    """Open the page and sign in."""
    page = phone.open("/field")
    sign_in(page, "field01", town.password("field01"))
    return page


def test_a_dispatch_shows_at_once_and_its_steps_reach_the_desk(
    town: Town, phone: Phone, crew: Client, as_: As
) -> None:
    page = opened(phone, town)
    expect(page.get_by_text("没有任务")).to_be_visible()
    incident = dispatched(as_("operator"), crew, "接出练北片区未转移人员")
    expect(page.get_by_text(incident["title"])).to_be_visible()
    assert faults(page) == []
    for status in ("en_route", "on_scene"):
        button = page.locator(f"[data-step={status}]")
        expect(button).to_contain_text("下一步")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        eventually(lambda status=status: unit_of(crew)["status"] == status)  # type: ignore[misc]
    report(page, "二楼窗口三位老人", picture(1))
    page.get_by_role("button", name="上报记录").click()
    expect(page.locator("ol.records > li").first).to_contain_text("已归入事件")
    assert faults(page) == []


def test_help_is_held_and_rings_at_the_dispatcher(
    town: Town, phone: Phone, crew: Client, as_: As
) -> None:
    page = opened(phone, town)
    button = page.get_by_role("button", name="求援")
    button.click()
    expect(button).to_contain_text("按住")
    button.hover()
    page.mouse.down()
    expect(button).to_contain_text("已送达")
    page.mouse.up()
    alarms = as_("dispatcher").get("/api/alarms", params={"state": "open"}).json()["items"]
    call_sign = unit_of(crew)["call_sign"]
    assert [each["zh"] for each in alarms if each["kind"] == "help-call"] == [
        f"{call_sign} 一键求助"
    ]


def test_a_refused_step_stays_with_its_reason_until_it_is_deleted(
    town: Town, phone: Phone, crew: Client, as_: As
) -> None:
    page = opened(phone, town)
    expect(page.locator("[data-step=en_route]")).to_be_visible()
    assert phone.context
    phone.context.set_offline(True)
    page.locator("[data-step=en_route]").click()
    expect(page.get_by_role("heading", name="离线，待发 1", exact=True)).to_be_visible()
    unit = unit_of(crew)["id"]
    set_status(as_("operator"), unit, status="off_duty")
    phone.context.set_offline(False)
    row = page.locator("li.refused")
    expect(row).to_contain_text("available")
    row.get_by_role("button", name="重新发送").click()
    expect(row).to_contain_text("available")
    row.get_by_role("button", name="删除").click()
    page.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(row).to_have_count(0)


def test_a_step_pressed_before_anything_was_heard_is_sent(
    town: Town, phone: Phone, crew: Client
) -> None:
    page = phone.open("/sign-in")
    page.route_web_socket("**/live", lambda _: None)  # the state of the unit never arrives
    page.goto(f"{town.address}/field")
    sign_in(page, "field01", town.password("field01"))
    page.locator("[data-step=en_route]").click()
    eventually(lambda: unit_of(crew)["status"] == "en_route")


def test_two_tabs_send_each_report_once(town: Town, phone: Phone, crew: Client) -> None:
    page = opened(phone, town)
    before = len(crew.get("/api/reports/mine").json()["items"])
    assert phone.context
    other = phone.context.new_page()
    other.goto(f"{town.address}/field")
    expect(other.get_by_role("button", name="文字")).to_be_visible()
    phone.context.set_offline(True)
    for number in range(3):
        report(page if number % 2 else other, f"两个窗口 {number}", picture(number))
    for each in (page, other):
        expect(each.get_by_role("heading", name="离线，待发 3", exact=True)).to_be_visible()
    phone.context.set_offline(False)
    for each in (page, other):
        expect(each.locator("section.outbox li")).to_have_count(0)
    sent = crew.get("/api/reports/mine").json()["items"]
    assert len(sent) == before + 3


def test_a_session_that_ended_keeps_what_waits(town: Town, phone: Phone, crew: Client) -> None:
    page = opened(phone, town)
    keeps_shell(page)
    assert phone.context
    phone.context.set_offline(True)
    report(page, "登录失效前写的", picture(7))
    phone.context.clear_cookies()
    page.reload()
    expect(page.get_by_role("heading", name="离线，待发 1", exact=True)).to_be_visible()
    phone.context.set_offline(False)
    expect(page.get_by_role("heading", name="登录已失效")).to_be_visible()
    page.get_by_role("link", name="去登录").click()
    sign_in(page, "field01", town.password("field01"))
    expect(page.get_by_role("heading", name="已连通", exact=True)).to_be_visible()
    page.get_by_role("button", name="上报记录").click()
    expect(page.locator("ol.records")).to_contain_text("登录失效前写的")
    assert len(crew.get("/api/reports/mine").json()["items"]) > 0


def test_the_map_opens_without_a_network(
    playwright: Playwright, tmp_path: Path, town: Town
) -> None:
    phone = Phone(playwright, tmp_path / "phone", town.address, drawing=True)
    try:
        page = opened(phone, town)
        keeps_shell(page)
        keeps_map(page)
        assert phone.context
        phone.context.set_offline(True)
        page.reload()
        page.get_by_role("button", name="地图", exact=True).click()
        page.wait_for_function("() => document.querySelector('.map canvas') !== null")
        expect(page.locator(".map .loading")).to_have_count(0)
    finally:
        phone.close()
