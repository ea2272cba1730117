"""What a second of 5,000 moving units costs the main thread of a board in a browser.

The board is the real one on a real server; only its socket is played (`moving_map.js`), so that
nothing but the screen's own work is timed: decode, store, signs, crowds, labels, the reactions of
the page. Pictures are drawn by the processor here, which a screen's graphics card does: they are
not in the figure.
"""

import asyncio
import json
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright

from tests.bench.row import Row
from tests.e2e.conftest import CHROMIUM, DRAWING, QUIET
from tests.harness.demo import credentials_of
from tests.harness.homes import Homes
from tests.harness.system import System

UNITS = 5_000
TICKS = 20
PATIENCE_S = 300
GOAL_MS = 8.0
# The wider surroundings of Shantou: a desk sees all of it, closer in a part.
BOX = [116.3, 23.15, 117.0, 23.6]
CLOSER = 3
SCRIPT = Path(__file__).with_suffix(".js")


async def run() -> list[Row]:
    """Measure the whole city and a part of it."""
    with tempfile.TemporaryDirectory() as folder, Homes(Path(folder)).running("city") as system:
        return await _measured(system)


async def _measured(system: System) -> list[Row]:
    login = {"username": "commander", "password": credentials_of(system).passwords["commander"]}
    async with async_playwright() as tools:
        browser = await tools.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *DRAWING])
        context = await browser.new_context(
            base_url=system.address, locale="zh-CN", viewport={"width": 1920, "height": 1080}
        )
        await context.request.post("/api/session", data=login)
        units = await (await context.request.get("/api/units?limit=1")).json()
        page = await context.new_page()
        await page.add_init_script(_script(units["items"][0]))
        await page.goto("/board")
        await page.wait_for_selector(".map .loading", state="detached", timeout=120_000)
        wide = await _ticks(page)
        for _ in range(CLOSER):
            await page.keyboard.press("+")
        near = await _ticks(page)
        await browser.close()
    return [*_rows("whole city", wide), *_rows("district", near)]


def _script(unit: dict[str, Any]) -> str:
    text = SCRIPT.read_text()
    for name, value in (("UNITS", UNITS), ("TEMPLATE", unit), ("BOX", BOX)):
        text = text.replace(f"__{name}__", json.dumps(value))
    return text


async def _ticks(page: Page) -> list[float]:
    """Return so many ticks; the first after a change of the view are no steady state."""
    await page.evaluate("ticks.length = 0")
    found: list[float] = []
    async with asyncio.timeout(PATIENCE_S):
        while len(found) < TICKS + 2:
            await asyncio.sleep(1)
            found = await page.evaluate("ticks")
    return found[2:]


def _rows(name: str, ticks: list[float]) -> list[Row]:
    median, p95 = statistics.median(ticks), statistics.quantiles(ticks, n=20)[-1]
    return [
        Row(
            f"moving map, {UNITS:,} units, {name}: tick median",
            median,
            "ms",
            f"≤ {GOAL_MS:.0f}",
            ok=median <= GOAL_MS,
        ),
        Row(f"moving map, {UNITS:,} units, {name}: tick p95", p95, "ms"),
    ]
