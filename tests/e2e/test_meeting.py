"""Three people meet: see and hear each other; the chair silences, pulls, calls the roll."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.e2e.conftest import NO_DRAWING, As, Town, launched
from tests.e2e.desk import Desk
from tests.e2e.phone import eventually
from tests.e2e.sight import faults, scrolling

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]
# A camera that shows a turning disc and a microphone that beeps, on this machine's own loopback.
DEVICES = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
]
SMALL = {"width": 960, "height": 720}
PHONE = {"width": 390, "height": 844}
# Keeps every connection of a page, so that its figures can be asked for.
KEPT = """
window.peers = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...given) { super(...given); window.peers.push(this) }
}
"""
# What a page has decoded so far: pictures, energy of sound, height of the largest picture.
FIGURES = """async () => {
  const told = { frames: 0, sound: 0, height: 0 }
  for (const peer of window.peers) for (const one of (await peer.getStats()).values()) {
    if (one.type !== 'inbound-rtp') continue
    if (one.kind === 'audio') told.sound += one.totalAudioEnergy || 0
    else {
      told.frames += one.framesDecoded || 0
      told.height = Math.max(told.height, one.frameHeight || 0)
    }
  }
  return told
}"""
LATER_MS, TRIES = 500, 80
Figures = dict[str, float]


@pytest.fixture(scope="module")
def camera_browser(playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium with a camera and a microphone."""
    with launched(playwright, [*NO_DRAWING, *DEVICES]) as browser:
        yield browser


def figures(desk: Desk) -> Figures:
    told: Figures = desk.page.evaluate(FIGURES)
    return told


def until(desk: Desk, fits: Callable[[Figures], bool]) -> Figures:
    """Wait until the figures of a page fit."""
    for _ in range(TRIES):
        now = figures(desk)
        if fits(now):
            return now
        desk.page.wait_for_timeout(LATER_MS)
    pytest.fail(f"{desk.username}: {now}; {desk.errors}")


def sees_and_hears(desk: Desk) -> None:
    """Assert that pictures and sound go on arriving."""
    was = figures(desk)
    until(desk, lambda now: now["frames"] > was["frames"] + 5 and now["sound"] > was["sound"])


def enters(desk: Desk, room: str) -> None:
    desk.open(f"/meet/{room}")
    desk.page.get_by_role("button", name="进入会商").click()
    expect(desk.page.get_by_role("button", name="离开")).to_be_visible()


def drag(desk: Desk, *spots: tuple[float, float]) -> None:
    """Draw over the whiteboard, by parts of its width and height."""
    box = desk.page.locator(".board svg[role=img]").bounding_box()
    assert box is not None
    mouse = desk.page.mouse
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in spots]
    mouse.move(*places[0])
    mouse.down()
    for place in places[1:]:
        mouse.move(*place)
    mouse.up()


def draw_together(hall: Desk, district: Desk, field: Desk) -> None:
    """The hall opens a whiteboard and draws, the district writes, all see both; one is undone."""
    hall.press("b")
    hall.page.get_by_role("dialog").get_by_role("button", name="打开白板").click()
    drawn = [each.page.locator(".board g[data-object]") for each in (hall, district, field)]
    expect(district.page.locator(".board svg[role=img]")).to_be_visible()
    expect(hall.page.locator(".board svg[role=img]")).to_be_visible()
    drag(hall, (0.2, 0.3), (0.3, 0.6), (0.5, 0.4))
    expect(drawn[1]).to_have_count(1)
    district.press("6")
    drag(district, (0.6, 0.5))
    district.page.get_by_role("textbox", name="文字").fill("转移三百人")
    district.press("Enter")
    for each in drawn:
        expect(each).to_have_count(2)
        expect(each.filter(has_text="转移三百人")).to_be_visible()
    assert (faults(field.page), scrolling(field.page)) == ([], [])
    hall.press("Control+z")
    for each in drawn:
        expect(each).to_have_count(1)
    hall.page.get_by_role("button", name="关闭白板").click()
    hall.page.get_by_role("dialog").get_by_role("button", name="关闭白板").click()
    expect(field.page.locator(".whiteboard")).to_have_count(0)


def test_three_venues_meet(camera_browser: Browser, town: Town, as_: As) -> None:
    commander = as_("commander")
    tree = commander.get("/api/organisations", params={"limit": 1000}).json()["items"]
    venues = [each["id"] for each in tree if each["code"] in ("440511", "fire", "440507")]
    room: dict[str, Any] = commander.post(
        "/api/video/rooms", json={"title": "防汛会商", "venues": venues}
    ).json()
    with ExitStack() as stack:

        def desk(name: str, size: dict[str, int]) -> Desk:
            opened = Desk(camera_browser, town, name, viewport=size)
            opened.context.add_init_script(KEPT)
            return stack.enter_context(closing(opened))

        hall, district, field = (
            desk("commander", {"width": 1920, "height": 1080}),
            desk("jinping", SMALL),
            desk("field01", PHONE),
        )
        for each in (hall, district, field):
            enters(each, room["id"])
        for each in (hall, district, field):
            sees_and_hears(each)
        tiles = hall.page.locator("figure")
        expect(tiles).to_have_count(3)
        expect(hall.page.locator("figure.speaks").first).to_be_visible()
        for each in (hall, field):
            assert (faults(each.page), scrolling(each.page)) == ([], [])

        hall.press("r")
        asked = district.page.get_by_role("alert").get_by_role("button", name="应到")
        expect(asked).to_be_visible()
        district.press("y")
        answers = hall.page.locator(".entries li")
        expect(answers.filter(has_text="金平")).to_contain_text("已到")
        expect(answers.filter(has_text="龙湖")).to_contain_text("未入会")
        hall.press("r")

        hall.press("q")
        expect(field.page.locator("figure", has_text="我").get_by_label("已静音")).to_be_visible()

        def silent() -> list[bool]:
            quality = commander.get(f"/api/video/rooms/{room['id']}/quality").json()
            return sorted(each["silent"] for each in quality["sources"])

        eventually(lambda: silent() == [False, True, True])

        camera = commander.post(
            "/api/video/sources", json={"kind": "test-pattern", "zh": "会场测试图", "en": "Test"}
        ).json()
        hall.press("k")
        finding = hall.page.get_by_role("dialog").get_by_role("searchbox")
        finding.fill("会场测试图")
        expect(hall.page.locator(".sources li")).to_have_count(1)
        finding.press("Enter")
        expect(hall.page.locator(".sources li")).to_contain_text("已在会商中")
        hall.press("Escape")
        shown = field.page.locator("figure", has_text="会场测试图")
        expect(shown.locator("video")).to_be_visible(timeout=30_000)
        listed = hall.page.locator(".brought li")
        listed.get_by_role("button", name="上大屏").click()
        expect(field.page.locator("figure.large")).to_contain_text("会场测试图")
        listed.get_by_role("button", name="移出会商").click()
        expect(shown).to_have_count(0)
        commander.delete(f"/api/video/sources/{camera['id']}")

        draw_together(hall, district, field)

        row = hall.page.locator(".people li", has_text="金平")
        row.get_by_role("button", name="上大屏").click()
        expect(field.page.locator("figure.large")).to_contain_text("金平")
        tall = until(field, lambda now: now["height"] >= 480)
        assert tall["frames"] > 0

        district.press("Escape")
        expect(hall.page.locator("figure")).to_have_count(2)
        assert [each.errors for each in (hall, district, field)] == [[], [], []]
        assert [each.foreign for each in (hall, district, field)] == [[], [], []]
    commander.post(f"/api/video/rooms/{room['id']}/close", json={})
