"""R8: what a crew reports without a network arrives once, in order, whole."""

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Playwright, expect

from tests.e2e.conftest import As, Client, Town
from tests.e2e.phone import Phone, keeps_shell, picture, report, sign_in
from tests.harness.lossy_link import LossyLink

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(420)]

REPORTS = 20
# One photo of several parts, cut in its second one.
LARGE, LARGE_SIZE, PART = 9, (1280, 960), 512 * 1024
# How long the phone may take from a network to the cut, or to an empty outbox, on a busy machine.
SOON_S = 90


@pytest.fixture
def link(town: Town) -> Iterator[LossyLink]:
    """The network between the phone and the server."""
    target = urlsplit(town.address)
    assert target.hostname
    assert target.port
    with LossyLink(target.hostname, target.port) as link:
        yield link


@pytest.fixture
def phone(playwright: Playwright, tmp_path: Path, link: LossyLink) -> Iterator[Phone]:
    """The phone of field01."""
    phone = Phone(playwright, tmp_path / "phone", link.address)
    yield phone
    phone.close()


def field_reports(operator: Client) -> dict[str, dict[str, Any]]:
    """Return the reports that came from the field by id, in the order of their arrival."""
    answer = operator.get("/api/reports", params={"channel": "field", "limit": 1000})
    found: list[dict[str, Any]] = answer.raise_for_status().json()["items"]
    return {each["id"]: each for each in sorted(found, key=lambda each: each["number"])}


def arrived_since(operator: Client, before: Collection[str]) -> list[dict[str, Any]]:
    """Return the reports that were not there before."""
    return [each for each in field_reports(operator).values() if each["id"] not in before]


def text_of(operator: Client, report: dict[str, Any]) -> str:
    """Return the narrative of a report."""
    whole = operator.get(f"/api/reports/{report['id']}").raise_for_status().json()
    return str(whole["restricted"]["text"])


def files_of(operator: Client, reports: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Return the hashes of what was received with each report."""
    body = {"title": "现场上报核对", "reports": [each["id"] for each in reports]}
    incident = operator.post("/api/incidents", json=body).raise_for_status().json()
    listed = operator.get(f"/api/incidents/{incident['id']}/attachments").raise_for_status()
    hashes: dict[str, list[str]] = {each["id"]: [] for each in reports}
    for each in listed.json()["items"]:
        hashes[each["report_id"]].append(each["file"]["received_sha256"])
    return hashes


def test_twenty_reports_with_photos_survive_kills_and_cuts(
    town: Town, phone: Phone, link: LossyLink, as_: As
) -> None:
    operator = as_("operator")
    before = field_reports(operator)
    photos = [picture(number) for number in range(REPORTS)]
    photos[LARGE] = picture(LARGE, LARGE_SIZE)
    assert len(photos[LARGE]) > 2 * PART
    texts = [f"第{number + 1}条 巷口水深 0.{number} 米" for number in range(REPORTS)]

    page = phone.open("/field")
    sign_in(page, "field01", town.password("field01"))
    keeps_shell(page)
    assert phone.context
    phone.context.set_offline(True)
    for number in range(REPORTS):
        report(page, texts[number], photos[number])
        expect(
            page.get_by_role("heading", name=f"离线，待发 {number + 1}", exact=True)
        ).to_be_visible()

    phone.wait_for_cookie("wanglou_session")
    phone.kill()
    page = phone.open("/field", offline=True)
    expect(page.get_by_role("heading", name=f"离线，待发 {REPORTS}", exact=True)).to_be_visible()

    # First interruption: the server has stored the sixth report, the phone never hears of it.
    lost_answer = link.cut(b"POST /api/reports HTTP", 6)
    assert phone.context
    phone.context.set_offline(False)
    assert lost_answer.done.wait(SOON_S)
    expect(
        page.get_by_role("heading", name=f"离线，待发 {REPORTS - 5}", exact=True)
    ).to_be_visible()
    assert len(arrived_since(operator, before)) == 6

    # Second interruption: the large photo is cut in its second part, then the phone dies.
    half_photo = link.cut(b"Upload-Offset: %d\r\n" % PART, 1, after_bytes=100_000)
    link.up()
    page.get_by_role("button", name="立即发送").click()
    assert half_photo.done.wait(SOON_S)
    cut_upload = upload_of(link.heads[-1])
    phone.kill()
    link.heads.clear()
    link.restore()

    page = phone.open("/field")
    expect(page.get_by_role("heading", name="已连通", exact=True)).to_be_visible(
        timeout=SOON_S * 1000
    )
    page.get_by_role("button", name="上报记录").click()
    expect(page.locator("ol.records")).to_contain_text(texts[-1])

    arrived = arrived_since(operator, before)
    assert [text_of(operator, each) for each in arrived] == texts
    times = [each["received_at"] for each in arrived]
    assert times == sorted(times)
    hashes = files_of(operator, arrived)
    sent = [[hashlib.sha256(photo).hexdigest()] for photo in photos]
    assert [hashes[each["id"]] for each in arrived] == sent
    went_on = [offset_of(head) for head in link.heads if upload_of(head) == cut_upload]
    assert went_on
    assert min(went_on) >= PART


def upload_of(head: bytes) -> bytes:
    """Return the address of the upload a request adds to, empty for others."""
    method, path, *_ = head.split(b" ", 2)
    return path if method == b"PATCH" else b""


def offset_of(head: bytes) -> int:
    """Return where in its file a part starts."""
    name = b"upload-offset:"
    line = next(line for line in head.lower().split(b"\r\n") if line.startswith(name))
    return int(line.removeprefix(name))
