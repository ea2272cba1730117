"""Map pictures: their pixels, their pieces, and that lengths on them are true."""

import io
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import pytest
from PIL import Image

from gis.documents.letters import FONT
from gis.documents.picture import look, papers, places, projection
from gis.documents.picture.figure import Picture
from tests.gis.documents import scenes

ELLIPSOID = pyproj.Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def picture() -> Picture:
    """A picture with everything on it."""
    return Picture(scenes.content("png"))


@pytest.mark.parametrize("lat", [-70.0, 0.0, 23.3, 60.0])
@pytest.mark.parametrize("span", [0.001, 0.5, 40.0])
def test_the_scale_bar_is_true_at_the_middle_of_the_map(lat: float, span: float) -> None:
    box = projection.fitted((116, lat - span / 4, 116 + span, lat + span / 4), 1.4)
    bar = projection.scale_bar(box)
    # A hundredth of it: a geodesic is no parallel, and shorter over long distances.
    degrees = math.degrees(bar.width_m / projection.RADIUS_M) / 100
    _, _, length = ELLIPSOID.inv(116, bar.lat, 116 + degrees, bar.lat)
    assert length * 100 == pytest.approx(bar.length_m, rel=2e-4)
    share = bar.width_m / (np.diff(projection.in_metres(box)[::2]).item())
    assert 0.1 < share <= 0.25
    assert bar.length_m / 10 ** math.floor(math.log10(bar.length_m)) in (
        pytest.approx(1), pytest.approx(2), pytest.approx(5),
    )  # fmt: skip


def test_a_box_is_widened_to_its_paper_and_stays_on_the_earth() -> None:
    west, south, east, north = projection.in_metres(projection.fitted(scenes.BOX, 1.5))
    assert (east - west) / (north - south) == pytest.approx(1.5)
    inner = projection.in_metres(scenes.BOX)
    assert west <= inner[0] + 1e-6
    assert south <= inner[1] + 1e-6
    assert east >= inner[2] - 1e-6
    assert north >= inner[3] - 1e-6
    north_pole = projection.fitted((-10, 80, 10, 85), 1.0)
    assert north_pole[3] <= projection.HIGHEST_LAT + 1e-9
    there = projection.projected([scenes.BOX[:2]])[0]
    wanted = pyproj.Transformer.from_crs(4326, 3857, always_xy=True).transform(*scenes.BOX[:2])
    assert there == pytest.approx(wanted, abs=0.01)


def test_lines_of_degrees_are_round_and_few() -> None:
    city, street, earth = (
        (116.2, 23.0, 117.3, 23.7),
        (116.7, 23.3, 116.7, 23.3),
        (-180, -60, 180, 80),
    )
    for box in (city, (*street[:2], 116.703, 23.302), earth):
        lons, lats = projection.degree_lines(box)
        assert 1 <= len(lons) <= 8
        assert len(lats) <= 8
        assert all(box[0] <= each <= box[2] for each in lons)
    assert projection.degrees_text(116.5, "lon") == "116°30′E"
    assert projection.degrees_text(-23.2525, "lat") == "23°15′09″S"


@pytest.mark.parametrize("paper", ["a4-landscape", "a3-portrait", "16:9"])
def test_the_picture_has_the_pixels_of_its_paper(paper: str, tmp_path: Path) -> None:
    target = tmp_path / "map"
    Picture(scenes.content("png", paper=paper)).save(target)
    with Image.open(target) as found:
        assert found.size == papers.pixels_of(paper, "draft")
        assert len(found.convert("RGB").getcolors(10**7) or ()) > 100
    assert papers.pixels_of("16:9", "print") == (1920, 1080)
    assert papers.pixels_of("a4-landscape", "fine") == (3508, 2480)


def test_all_pieces_stand_on_it(picture: Picture) -> None:
    texts = picture.texts()
    for wanted in ("部署图", "会商用", "图例", "北", "审图号：未设置", "系统"):
        assert wanted in texts
    whole = "\n".join(texts)
    assert "2026-01-02 03:04 (UTC+08:00)" in whole
    assert "市局 · 某人" in whole
    assert "来源甲；CC BY 4.0" in whole.replace("\n", "")
    assert "约 1:" in whole
    assert "116°30′E" in texts
    assert picture.bar.length_m in (5_000, 10_000)
    assert "10 km" in texts or "5 km" in texts


def test_the_key_names_what_is_shown_and_how_much_of_it(picture: Picture) -> None:
    labels = picture.key.labels
    assert labels[:2] == ["突发事件", "仓库火灾"]
    order = [
        "标绘",
        "圆",
        scenes.DRAWINGS[1]["zh"],
        "资源与力量",
        "医院",
        "图层",
        "sites 层",
        "routes 层",
        "底图",
    ]
    assert [each for each in labels if each in order] == order
    assert "甲类" in labels
    assert "乙类" not in labels  # nothing of this class lies on the map
    texts = picture.texts()
    assert "显示 2 / 7,000" in texts
    assert "图幅内无要素" in texts
    assert "1 · 虚构" in texts


def test_names_find_room_and_hostile_ones_are_only_letters(picture: Picture) -> None:
    written = picture.names.written
    assert {"仓库火灾", "警戒区", "水厂", "集结地域"} <= set(written)
    assert any(name.startswith("</script>") for name in written)
    room = places.Room((0, 0, 100, 100))
    first = room.place("甲", (50, 50), (30, 10), sides=places.NEAR)
    second = room.place("乙", (52, 50), (30, 10), sides=places.NEAR)
    assert [first, second] == [(50, 50), (52, 60)]
    assert room.place("甲", (52, 54), (30, 10)) is None  # said already, next to it
    assert room.place("丙", (99, 50), (30, 10), sides=places.ROUND[:1]) is None


def test_the_review_number_is_named_when_the_city_has_one() -> None:
    found = Picture(scenes.content("png", review="粤S（2026）001号", language="en")).texts()
    assert "Review number: 粤S（2026）001号" in found
    assert "Key" in found


def test_a_map_of_nothing_still_is_one(tmp_path: Path) -> None:
    bare = scenes.content(
        "png", layers=[], incident=None, drawings=[], things=[], about="", theme="night", who=""
    )
    bare._base.clear()
    Picture(bare).save(tmp_path / "map")
    assert (tmp_path / "map").stat().st_size > 5_000


def test_the_letters_hold_chinese_and_every_picture_uses_them(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    assert FONT.stat().st_size < 4 * 1024 * 1024
    known = TTFont(FONT).getBestCmap()
    text = "汕头市应急指挥部龙湖濠江澄海潮阳潮南金平南澳圆弧礐砬①ⅡIV²°′″→…，。：；（）《》"
    assert [each for each in text if ord(each) not in known] == []
    document = tmp_path / "map.pdf"
    Picture(scenes.content("pdf")).save(document)
    content = document.read_bytes()
    assert content.startswith(b"%PDF-1.4")
    assert b"NotoSansCJK" in content


def test_the_same_order_gives_the_same_picture(tmp_path: Path) -> None:
    made: list[Any] = []
    for name in ("a", "b"):
        Picture(scenes.content("png")).save(tmp_path / name)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    with Image.open(io.BytesIO(made[0])) as found:
        assert found.info["Title"] == "部署图"


def test_no_layer_looks_like_an_alarm() -> None:
    for theme in ("day", "night"):
        for hue in ("#ff0000", "#ff9433", "#f2c94c"):
            red, green, blue = (int(look.shown(hue, theme)[at : at + 2], 16) for at in (1, 3, 5))
            assert max(red, green, blue) - min(red, green, blue) < 110
    items = [{"from": 1, "to": 5}, {"from": 5}]
    style = {"classes": {"attribute": "n", "kind": "ranges", "items": items}}
    values = [look.class_of(style, {"n": each}) for each in (0, 1, 4.9, 5, None, "x", True)]
    assert values == [None, 0, 0, 1, None, None, None]


def test_the_screen_frames_the_paper_as_it_is() -> None:
    source = Path("frontend/src/features/gis/documents/model/papers.ts").read_text("utf-8")
    found = dict(re.findall(r"'([\w:-]+)': ([\d.]+),", source))
    assert set(found) == set(papers.SIZES)
    for name, ratio in found.items():
        part = papers.layout(name).map
        assert float(ratio) == pytest.approx(part.width / part.height, abs=0.0006), name
