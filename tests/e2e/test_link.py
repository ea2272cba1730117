"""The page behind an SMS link in a browser: position, photo, words; one phone, nothing else."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.e2e.conftest import As, Client, Town
from tests.e2e.phone import HERE, SIZE, Phone, keeps_shell, picture
from tests.e2e.sight import faults

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]
COOKIE = "wanglou_link"


@pytest.fixture
def phone(playwright: Playwright, tmp_path: Path, town: Town) -> Iterator[Phone]:
    """The phone of a caller."""
    phone = Phone(playwright, tmp_path / "phone", town.address)
    yield phone
    assert phone.foreign == []
    phone.close()


@pytest.fixture
def operator(as_: As) -> Client:
    """The desk that takes the call."""
    return as_("operator")


def sent_link(operator: Client) -> tuple[str, str]:
    """Make a link on a fresh report; return the report and the page's address."""
    body = {"channel": "phone", "text": "我在楼上出不去了"}
    report = operator.post("/api/reports", json=body).raise_for_status().json()["report"]["id"]
    made = operator.post("/api/links", json={"report_id": report}).raise_for_status().json()
    return report, made["url"]


def position_of(operator: Client, report: str) -> dict[str, float] | None:
    """Return where the phone of a report's link said it was."""
    link = operator.get("/api/links", params={"report_id": report}).json()["items"][0]
    place: dict[str, float] | None = link["restricted"]["place"]
    return place


def add_photo(page: Page, photo: bytes) -> None:
    """Take a photo."""
    file = {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": photo}
    page.locator("[data-input=camera]").set_input_files([file])


def test_position_photo_and_words_are_received(phone: Phone, operator: Client) -> None:
    report, url = sent_link(operator)
    page = phone.open(url)
    send = page.get_by_role("button", name="发送我的位置")
    expect(send).to_be_enabled()
    assert page.url == f"{phone.address}/r/"
    assert faults(page) == []
    send.click()
    expect(page.get_by_text("已收到")).to_be_visible()
    place = position_of(operator, report)
    assert place
    assert (place["lon"], place["lat"]) == (HERE["longitude"], HERE["latitude"])
    photo = picture(3)
    add_photo(page, photo)
    expect(page.get_by_text("已收到")).to_have_count(2)
    page.get_by_label("写几个字").fill("三楼东边窗口")
    page.get_by_role("button", name="发送文字").click()
    expect(page.get_by_text("已收到")).to_have_count(3)
    assert faults(page) == []
    found = operator.get("/api/reports", params={"channel": "link"}).json()["items"][:2]
    texts = [operator.get(f"/api/reports/{each['id']}").json() for each in found]
    assert {each["restricted"]["text"] for each in texts} == {"三楼东边窗口", "（照片）"}
    assert {each["attachments"] for each in found} == {0, 1}


def test_a_link_belongs_to_one_phone_and_opens_nothing_else(
    phone: Phone, browser: Browser, operator: Client
) -> None:
    _, url = sent_link(operator)
    page = phone.open(url)
    expect(page.get_by_role("button", name="发送我的位置")).to_be_enabled()
    page.wait_for_function("async () => (await fetch('/api/links/current')).ok")
    doors = ["/api/reports", "/api/reports/mine", "/api/incidents", "/api/units", "/api/resources"]
    answers = page.evaluate(
        "doors => Promise.all(doors.map(async door => (await fetch(door)).status))", doors
    )
    assert all(answer in (401, 403) for answer in answers), answers
    other = browser.new_page(viewport=SIZE, locale="zh-CN")
    other.goto(phone.address + url)
    expect(other.get_by_text("链接已在另一台手机上打开")).to_be_visible()
    other.goto(f"{phone.address}/r/#{'x' * 43}")
    other.reload()
    expect(other.get_by_text("链接已失效")).to_be_visible()
    other.close()


def test_what_was_sent_without_a_network_survives_the_browser(
    phone: Phone, operator: Client
) -> None:
    _, url = sent_link(operator)
    page = phone.open(url)
    page.get_by_role("button", name="发送我的位置").click()
    expect(page.get_by_text("已收到")).to_be_visible()
    keeps_shell(page)
    phone.wait_for_cookie(COOKIE)
    assert phone.context
    phone.context.set_offline(True)
    photo = picture(11)
    add_photo(page, photo)
    expect(page.get_by_text("没有网络，联网后自动发送")).to_be_visible()
    phone.kill()
    page = phone.open("/r/", offline=True)
    expect(page.get_by_text("没有网络，联网后自动发送")).to_be_visible()
    assert phone.context
    phone.context.set_offline(False)
    expect(page.get_by_text("已收到")).to_have_count(2)
    newest = operator.get("/api/reports", params={"channel": "link"}).json()["items"][0]
    body = {"title": "核对照片", "reports": [newest["id"]]}
    incident = operator.post("/api/incidents", json=body).raise_for_status().json()
    files = operator.get(f"/api/incidents/{incident['id']}/attachments").json()["items"]
    assert [each["file"]["received_sha256"] for each in files] == [
        hashlib.sha256(photo).hexdigest()
    ]
