"""The page, opened as a file with every request refused: it draws, tells, asks for nothing."""

import io
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import ConsoleMessage, Page, async_playwright, expect

from gis.documents import drawing
from gis.documents.page.writing import page
from gis.sandbox import frames
from tests.e2e.conftest import CHROMIUM, QUIET
from tests.gis.documents import scenes

pytestmark = pytest.mark.e2e
ADDRESS = rb"""(?:src|href|url\(|@import)\s*=?\s*["']?\s*(?:https?:)?//"""
OUTSIDE = re.compile(ADDRESS, re.IGNORECASE)
HOST = re.compile(rb"https?://([a-z0-9.]+)")


class Opened:
    """A page as a person opens it, with what it asked for and what went wrong."""

    def __init__(self, shown: Page) -> None:
        self.page = shown
        self.asked: list[str] = []
        self.wrong: list[str] = []
        shown.on("pageerror", lambda error: self.wrong.append(str(error)))
        shown.on("console", self._said)

    def _said(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.wrong.append(said.text)

    async def open(self, file: Path) -> None:
        async def refuse(route: Any) -> None:
            if route.request.url == file.as_uri():
                await route.continue_()
                return
            self.asked.append(route.request.url)
            await route.abort()

        await self.page.route("**/*", refuse)
        await self.page.goto(file.as_uri())


@pytest.fixture
async def opened() -> AsyncIterator[Opened]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = await browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
        yield Opened(await context.new_page())
        await browser.close()


async def test_it_opens_without_a_network(opened: Opened, tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    content = page(scenes.content("html"))
    assert not OUTSIDE.search(content)
    hosts = set(HOST.findall(content))
    assert hosts <= {b"www.w3.org", b"bugs.chromium.org", b"bugzilla.mozilla.org"}  # remarks
    assert content == page(scenes.content("html"))
    file.write_bytes(content)
    await opened.open(file)
    shown = opened.page
    await expect(shown.locator("h1")).to_have_text("部署图")
    assert await shown.title() == "部署图"
    for words in ("审图号：未设置", "2026-01-02 03:04 (UTC+08:00)", "来源甲；CC BY 4.0", "底图甲"):
        await expect(shown.locator(".foot")).to_contain_text(words)
    await expect(shown.locator(".leaflet-control-scale-line")).to_contain_text("km")
    # Base map, layers and shapes are drawn on canvases: they are not empty.
    drawn = "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v)"
    canvases = shown.locator("canvas.leaflet-zoom-animated")
    assert [await each.evaluate(drawn) for each in await canvases.all()].count(True) == 2
    assert await shown.evaluate("document.fonts.check('16px Wanglou', '汕')")
    await expect(shown.locator(".name.district").first).to_be_visible()
    await expect(shown.locator(".name", has_text="仓库火灾")).to_be_visible()
    assert (opened.asked, opened.wrong) == ([], [])


async def test_it_tells_and_toggles(opened: Opened, tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    file.write_bytes(page(scenes.content("html", language="en", theme="night")))
    await opened.open(file)
    shown = opened.page
    await shown.locator('.sign[title="First"]').click()
    card = shown.locator(".leaflet-popup-content")
    await expect(card).to_contain_text("First")
    await expect(card).to_contain_text("Hospital · fictional")
    await shown.keyboard.press("Escape")
    await shown.locator('.sign[title="仓库火灾"]').click()
    await expect(card.last).to_contain_text("responding")
    hospitals = shown.get_by_role("checkbox", name="Hospital")
    await expect(hospitals).to_be_checked()
    await hospitals.uncheck()
    await expect(shown.locator('.sign[title="First"]')).to_have_count(0)
    await hospitals.check()
    await expect(shown.locator('.sign[title="First"]')).to_have_count(1)
    await shown.get_by_role("checkbox", name="sites layer").uncheck()
    await expect(shown.locator(".name", has_text="水厂")).to_have_count(0)
    await expect(shown.locator(".key")).to_contain_text("2 of 7,000 shown")
    assert opened.wrong == []


async def test_hostile_words_stay_words(opened: Opened, tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    words = scenes.HOSTILE
    incident = scenes.INCIDENT | {"title": words, "number": words, "address": words}
    rows = [({"name": words, "<b>": words}, scenes.LAYERS[0][2][0])]
    named = {"name": "<b>", "type": "string", "zh": words, "en": words, "unit": words}
    card = scenes.LAYERS[0][0] | {"zh": words, "source": words, "licence": words}
    card |= {"attributes": [*scenes.LAYERS[0][0]["attributes"], named]}
    layer = (card, [facts for facts, _ in rows], [shape for _, shape in rows])
    order = dict.fromkeys(("title", "about", "who", "review", "credit", "notice", "system"), words)
    thing = {"what": "resource:hospital", "zh": words, "en": words}
    things = [thing | {"items": [[116.65, 23.4, words, words, True]]}]
    content = scenes.content("html", layers=[layer], incident=incident, things=things, **order)
    file.write_bytes(page(content))
    await opened.open(file)
    shown = opened.page
    await expect(shown.locator("h1")).to_have_text(words)
    assert await shown.title() == words
    spot = shown.locator(".leaflet-interactive.sign")
    for number in range(await spot.count()):
        await spot.nth(number).click(force=True)
        await expect(shown.locator(".leaflet-popup-content").first).to_contain_text("</script>")
    # The first layer's point, on the canvas.
    where = "map_page.latLngToContainerPoint([23.35, 116.7])"
    at = await shown.evaluate(f"[{where}.x, {where}.y]")
    box = await shown.locator("#map_page").bounding_box()
    assert box is not None
    await shown.mouse.click(box["x"] + at[0], box["y"] + at[1])
    await expect(shown.locator(".leaflet-popup-content td").first).to_have_text(words)
    assert await shown.locator("img").count() == 0
    assert await shown.title() == words
    assert (opened.asked, opened.wrong) == ([], [])


def test_a_page_too_large_to_send_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = scenes.content("html").order
    card, facts, shapes = scenes.LAYERS[0]
    rows = [(each, len(shape)) for each, shape in zip(facts, shapes, strict=True)]
    sent = frames.packed(order | {"layers": [card], "base": []})
    sent += frames.packed({"layer": 0, "rows": rows}, shapes) + frames.packed({"end": True})
    said: list[Any] = []
    drawing.follow(io.BytesIO(sent), said.append, tmp_path)
    assert said[-1]["done"]["bytes"] == (tmp_path / drawing.OUTPUT).stat().st_size > 100_000
    monkeypatch.setattr(drawing, "MOST_PAGE_BYTES", 100_000)
    drawing.follow(io.BytesIO(sent), said.append, tmp_path)
    assert said[-1]["refused"]["code"] == "too-large"
