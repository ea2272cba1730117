"""A layer by the screens: imported from a GBK shapefile, styled, seen on wall and phone, live."""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from playwright.sync_api import Browser, Page, Response, expect

from tests.e2e.conftest import As, Town
from tests.e2e.desk import Desk
from tests.e2e.phone import HERE

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

TITLE = "避难点试导"
NAMES = ("金平区实验小学", "龙湖区体育馆", "濠江区度假村", "澄海区人民广场")
KINDS = ("学校", "体育馆", "广场", "广场")
PLACES = ((116.68, 23.36), (116.72, 23.37), (116.73, 23.28), (116.76, 23.47))
# A map is drawn in software here, and an edit shares the machine with it.
PATIENCE_MS, WITHIN_MS = 90_000, 10_000


@pytest.fixture(scope="module")
def shapefile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shapefile as old desktop programs write it: Chinese in GBK, and nothing that says so."""
    folder = tmp_path_factory.mktemp("shapefile")
    columns = [
        np.array(NAMES, dtype=object),
        np.array(KINDS, dtype=object),
        np.array([1200, 3500, 800, 2600], dtype="int32"),
    ]
    pyogrio.raw.write(
        folder / "shelters.shp",
        shapely.to_wkb(shapely.points(np.array(PLACES))),
        columns,
        ["名称", "类别", "容纳人数"],
        geometry_type="Point",
        crs="EPSG:4490",
        driver="ESRI Shapefile",
        encoding="GBK",
    )
    (folder / "shelters.cpg").unlink(missing_ok=True)
    packed = folder / "避难点.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for part in sorted(folder.glob("shelters.*")):
            archive.write(part, part.name)
    return packed


@pytest.fixture
def screen(map_browser: Browser, busy_town: Town) -> Iterator[Callable[..., Desk]]:
    """Screens that draw maps; none of them asks a foreign host."""
    open_desks: list[Desk] = []

    def opened(username: str, **context: Any) -> Desk:
        open_desks.append(Desk(map_browser, busy_town, username, **context))
        return open_desks[-1]

    yield opened
    for each in open_desks:
        assert each.foreign == []
        each.close()


def test_a_shapefile_in_gbk_becomes_a_styled_layer_on_wall_and_phone(
    screen: Callable[..., Desk], as_: As, shapefile: Path
) -> None:
    desk = screen("commander")
    bring_in(desk.page, shapefile)
    colour_by_kind(desk.page)
    (layer,) = [
        one for one in as_("commander").get("/api/layers").json()["items"] if one["zh"] == TITLE
    ]
    assert {one["value"] for one in layer["style"]["classes"]["items"]} == set(KINDS)

    hang_on_the_wall(desk.page)
    wall = screen("wall")
    with wall.page.expect_response(tile_of(layer["code"]), timeout=PATIENCE_MS):
        wall.open("/wall/hall")
    key = wall.page.locator(".map-key")
    for words in (TITLE, *set(KINDS)):
        expect(key).to_contain_text(words)

    phone = screen(
        "field01",
        viewport={"width": 390, "height": 844},
        geolocation=HERE,
        permissions=["geolocation"],
    ).page
    phone.goto("/field")
    phone.get_by_role("button", name="地图", exact=True).click()
    phone.get_by_role("button", name="图层").click()
    with phone.expect_response(tile_of(layer["code"]), timeout=PATIENCE_MS):
        phone.get_by_label(TITLE).check()


def bring_in(page: Page, file: Path) -> None:
    """Import a file by the screen."""
    page.goto("/layers/import")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("gridcell", name=NAMES[0])).to_be_visible()
    expect(page.get_by_label("文字编码")).to_have_value("gb18030")
    page.get_by_role("button", name="下一步").click()
    page.locator("input[name=zh]").fill(TITLE)
    page.get_by_role("radio", name=re.compile("内部共享")).check()
    page.get_by_role("button", name="开始导入").click()
    expect(page.get_by_text(f"已导入 {len(NAMES)} 个要素")).to_be_visible()


def colour_by_kind(page: Page) -> None:
    """Style the layer that was just imported."""
    page.get_by_role("link", name="设置样式").click()
    page.get_by_role("radio", name="按值").click()
    page.get_by_label("属性", exact=True).select_option("类别")
    expect(page.get_by_label("值", exact=True)).to_have_count(len(set(KINDS)))
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(f"已保存 {TITLE}")).to_be_visible()


def hang_on_the_wall(page: Page) -> None:
    """Choose the layer for the wall of the hall."""
    page.goto("/wall")
    page.get_by_role("button", name="指挥大厅大屏的图层").click()
    page.get_by_label(TITLE).check()
    expect(page.get_by_label(TITLE)).to_be_checked()


def tile_of(code: str, version: int | None = None) -> Callable[[Response], bool]:
    """Return what tells a tile that holds a layer, at a version of it where that matters."""
    asked = f"collections={code}&v={version}" if version is not None else code
    return lambda answer: "/ogc/tiles/" in answer.url and asked in answer.url and answer.ok


def test_an_edit_is_on_an_open_map_at_once(screen: Callable[..., Desk], as_: As) -> None:
    client = as_("commander")
    (layer,) = [one for one in client.get("/api/layers").json()["items"] if one["code"] == "ports"]
    page = screen("commander").page
    with page.expect_response(tile_of("ports"), timeout=PATIENCE_MS):
        page.goto(f"/board?layer={layer['id']}")
    path = "/ogc/collections/ports/items"
    first = client.get(path, params={"limit": 1}).json()["features"][0]
    one = client.get(f"{path}/{first['id']}")
    change = {"type": "Feature", "properties": {"name": "Renamed"}}
    with page.expect_response(tile_of("ports", layer["version"] + 1), timeout=WITHIN_MS):
        headers = {"If-Match": one.headers["ETag"]}
        client.patch(f"{path}/{first['id']}", json=change, headers=headers).raise_for_status()


def test_the_order_of_layers_is_changed_by_keyboard_and_kept(
    screen: Callable[..., Desk], as_: As
) -> None:
    page = screen("operator").page
    page.goto("/board")
    expect(page.locator(".map canvas")).to_be_visible()
    page.keyboard.press("y")
    panel = page.get_by_role("region", name="图层")
    for name in ("铁路", "港口"):
        panel.locator("section:not(.drawn)").get_by_label(name).check()
    drawn = panel.locator(".drawn .head")
    expect(drawn.first).to_contain_text("港口")
    drawn.first.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(drawn.first).to_contain_text("铁路")
    page.reload()  # at once: what was changed is not lost with the page
    expect(page.locator(".map canvas")).to_be_visible()
    page.keyboard.press("y")
    expect(drawn.first).to_contain_text("铁路")
