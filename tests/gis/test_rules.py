"""Pure parts of gis: coordinates, areas, the gazetteer index, words for a point."""

import time
from pathlib import Path

import pytest

from gis.areas.index import AreaIndex
from gis.geocode.coordinates import parse
from gis.geocode.index import Gazetteer
from gis.geocode.service import LANDMARKS, spoken
from gis.geodesy import bearing_deg, box_around, distance_m, wind
from gis.load import DISTRICTS, GAZETTEER, areas_from, gazetteer_rows, place_from

CITY = Path("data/cities/shantou")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return list(gazetteer_rows(CITY / GAZETTEER))


@pytest.fixture(scope="module")
def gazetteer(rows: list[dict[str, str]]) -> Gazetteer:
    return Gazetteer(place_from(row) for row in rows)


@pytest.fixture(scope="module")
def areas(rows: list[dict[str, str]]) -> AreaIndex:
    return AreaIndex(areas_from((CITY / DISTRICTS).read_bytes(), rows))


@pytest.mark.parametrize(
    ("text", "lon", "lat"),
    [
        ("23.35,116.68", 116.68, 23.35),
        ("116.68, 23.35", 116.68, 23.35),
        ("116.68 23.35", 116.68, 23.35),
        ("(23.35， 116.68)", 116.68, 23.35),
        ("116.47380 E 23.25380 N", 116.4738, 23.2538),
        ("N23.35 E116.68", 116.68, 23.35),
        ("23°21′00″N 116°40′48″E", 116.68, 23.35),
        ("23°21'0\"N, 116°40'48\"E", 116.68, 23.35),
        ("23°21'N116°40.8'E", 116.68, 23.35),
        ("北纬23.35度，东经116.68度", 116.68, 23.35),
        ("东经116度40分48秒 北纬23度21分", 116.68, 23.35),
        ("-33.9, 18.4", 18.4, -33.9),
        ("33.9S 18.4E", 18.4, -33.9),
    ],
)
def test_coordinates_are_read_in_either_order(text: str, lon: float, lat: float) -> None:
    found = parse(text)
    assert found is not None
    assert found == pytest.approx((lon, lat), abs=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "23.35",
        "181,95",
        "116.68,181",
        "23°61'N 116°E",
        "1,2,3",
        "金砂路12号",
        "nan,nan",
        "9" * 200,
    ],
)
def test_what_is_no_coordinate_is_left_to_the_gazetteer(text: str) -> None:
    assert parse(text) is None


def test_distance_and_bearing_agree_with_the_ellipsoid() -> None:
    # Vincenty on WGS 84: 10 km east of the city centre.
    assert distance_m((116.7, 23.34), (116.8, 23.34)) == pytest.approx(10_225, rel=0.005)
    assert bearing_deg((116.7, 23.34), (116.7, 23.44)) == pytest.approx(0)
    assert wind(bearing_deg((116.7, 23.34), (116.8, 23.44)))[1] == "NE"
    west, south, east, north = box_around((116.7, 23.34), 1000)
    assert distance_m((west, 23.34), (east, 23.34)) == pytest.approx(2000, rel=0.001)
    assert distance_m((116.7, south), (116.7, north)) == pytest.approx(2000, rel=0.001)


def test_district_and_town_of_a_point(areas: AreaIndex) -> None:
    area = areas.area_of(116.69908, 23.3697)
    assert area["district"] == {"code": "440511", "zh": "金平区", "en": "Jinping"}
    assert area["town"]["code"].startswith("440511")


def test_a_pier_outside_the_simplified_coast_still_has_its_district(areas: AreaIndex) -> None:
    assert areas.area_of(117.15, 23.40)["district"]["code"] == "440523"


def test_a_point_far_at_sea_has_no_district(areas: AreaIndex) -> None:
    assert areas.area_of(118.5, 22.0) == {"district": None, "town": None}


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("东方农贸市场", "东方农贸市场"),
        ("东方农贸", "东方农贸市场"),
        ("东方农帽市场", "东方农贸市场"),
        ("金平区东方农贸市场门口", "东方农贸市场"),
        ("dongfangnongmaoshichang", "东方农贸市场"),
        ("dongfang nongmao", "东方农贸市场"),
        ("dongfangnongmoa shichang", "东方农贸市场"),
        ("dfnmsc", "东方农贸市场"),
        ("Dongfang Market", "东方农贸市场"),
        ("岐山卫生院", "岐山卫生院"),
        ("Qishan Health Centre", "岐山卫生院"),
        ("石炮台大道与潮汕南路交叉口", "石炮台大道潮汕南路路口"),
        ("澄海", "澄海区"),
        ("后宅镇", "后宅镇"),
    ],
)
def test_a_place_is_found_however_it_is_written(
    gazetteer: Gazetteer, query: str, name: str
) -> None:
    assert name in [hit.place.zh for hit in gazetteer.search(query)[:3]]


def test_near_decides_between_equal_names(gazetteer: Gazetteer) -> None:
    villages = [hit.place for hit in gazetteer.search("光华村", limit=20)]
    for village in [place for place in villages if "光华村" in place.aliases]:
        best = gazetteer.search("光华村", near=village.point)[0]
        assert best.place.point == village.point


def test_a_house_number_lies_along_its_road(gazetteer: Gazetteer) -> None:
    low = gazetteer.search("岐山北街5号")[0].place
    high = gazetteer.search("岐山北街235号")[0].place
    assert (low.zh, low.kind) == ("岐山北街5号", "address")
    road = gazetteer.search("岐山北街")[0].place
    assert distance_m(low.point, road.line[0]) < 60
    assert distance_m(high.point, road.line[-1]) < 110
    odd, even = gazetteer.search("岐山北街5号")[0], gazetteer.search("岐山北街6号")[0]
    assert 15 < distance_m(odd.place.point, even.place.point) < 60


def test_a_number_beyond_the_road_is_not_invented(gazetteer: Gazetteer) -> None:
    assert gazetteer.search("岐山北街9999号")[0].place.kind == "road"


def test_the_matched_part_of_the_name_is_marked(gazetteer: Gazetteer) -> None:
    hit = next(hit for hit in gazetteer.search("方农贸市场") if hit.place.zh == "东方农贸市场")
    assert hit.place.zh[hit.start : hit.end] == "方农贸市场"


@pytest.mark.parametrize("query", ["", "   ", "。，！", "\u200b", "zzzzqqqq", "龘龘龘"])
def test_nonsense_finds_nothing_and_breaks_nothing(gazetteer: Gazetteer, query: str) -> None:
    assert gazetteer.search(query) == []


def test_a_search_takes_less_than_30_ms(gazetteer: Gazetteer) -> None:
    queries = [
        "东方农贸市场",
        "路",
        "xx",
        "dongfang",
        "jinsha road 12",
        "d",
        "光华村",
        "岐山北街5号",
    ]
    gazetteer.search("热身")
    slowest = 0.0
    for query in queries:
        start = time.perf_counter()
        for _ in range(5):
            gazetteer.search(query, near=(116.7, 23.35))
        slowest = max(slowest, (time.perf_counter() - start) / 5)
    assert slowest < 0.030


def test_names_are_found_in_running_text(gazetteer: Gazetteer) -> None:
    text = "我在岐山卫生院后面，靠近岐山北街，好大的烟"
    found = [(text[start:end], place.zh) for start, end, place in gazetteer.mentions(text)]
    assert found == [("岐山卫生院", "岐山卫生院"), ("岐山北街", "岐山北街")]


def test_the_nearest_landmark_is_the_nearest(gazetteer: Gazetteer) -> None:
    spot = (116.66117, 23.40455)
    found = gazetteer.nearest(spot, LANDMARKS)
    assert found is not None
    assert found.zh == "东方农贸市场"
    assert gazetteer.nearest((0.0, 0.0), LANDMARKS) is None


def test_a_point_is_said_in_both_languages() -> None:
    area = {
        "district": {"code": "1", "zh": "金平区", "en": "Jinping"},
        "town": {"code": "2", "zh": "岐山街道", "en": "Qishan"},
    }
    nearest = {
        "name": {"zh": "岐山卫生院", "en": "Qishan Health Centre"},
        "distance_m": 1240,
        "bearing": 47,
    }
    assert spoken(area, nearest) == {
        "zh": "金平区岐山街道 岐山卫生院东北 1.2 公里",
        "en": "1.2 km NE of Qishan Health Centre, Qishan, Jinping",
    }
    assert spoken({"district": None, "town": None}, None)["zh"] == "本市范围外"


def test_a_city_without_places_finds_nothing() -> None:
    empty = Gazetteer([])
    assert empty.search("东门") == empty.search("dongmen") == []
    assert empty.nearest((116.68, 23.35), frozenset({"village"})) is None
    assert empty.mentions("东门二楼着火") == []
