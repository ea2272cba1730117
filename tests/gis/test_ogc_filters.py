"""CQL2 at `/ogc`: what filters select, and what they cannot be made to do."""

import json
from typing import Any

import pytest

from gis.ogc.cql import text
from gis.ogc.cql.refusal import DEEPEST, MOST_CHARACTERS, MOST_TERMS, FilterRefused
from kernel.api import Database, system
from tests.gis import ogc_layers
from tests.gis.conftest import As, Client, layer_form

WGS84 = "http://www.opengis.net/def/crs/EPSG/0/4326"
MERCATOR = "http://www.opengis.net/def/crs/EPSG/0/3857"
PATH = "/ogc/collections/filtered/items"
AREA = "POLYGON((116.65 23.35, 116.85 23.35, 116.85 23.55, 116.65 23.55, 116.65 23.35))"


@pytest.fixture
async def spots(door: Database) -> list[int]:
    """Ids of the four spots."""
    async with door.reading(system("test")) as tx:
        ids = await tx.rows(
            "select f.id from gis.feature f join gis.layer l on l.id = f.layer_id "
            "where l.code = 'filtered' order by f.id"
        )
    return [row.id for row in ids] or await ogc_layers.spots(door, "filtered")


async def selected(client: Client, ids: list[int], filter_: Any, **more: Any) -> list[int]:
    """Return which of the four spots a filter selects."""
    params = {"filter": filter_} | {name.replace("_", "-"): value for name, value in more.items()}
    if not isinstance(filter_, str):
        params |= {"filter": json.dumps(filter_), "filter-lang": "cql2-json"}
    answer = await client.get(PATH, params=params)
    assert answer.status_code == 200, answer.text
    return [ids.index(each["id"]) for each in answer.json()["features"]]


SELECTED = [
    ("depth = 1.5", [1]),
    ("depth > 1", [1, 2]),
    ("1 < depth", [1, 2]),
    ("depth >= 0.5 AND depth <= 1.5", [0, 1]),
    ("depth <> 1.5", [0, 2]),
    ("level = 1 OR level = 2 AND depth > 100", [0]),
    ("(level = 1 OR level = 2) AND depth > 1", [1]),
    ("NOT level = 1", [1, 2, 3]),
    ("NOT (level = 1 OR level = 2)", [2, 3]),
    ("not not level = 1", [0]),
    ("depth IS NULL", [3]),
    ("depth is not null", [0, 1, 2]),
    ("level BETWEEN 2 AND 3", [1, 2]),
    ("level NOT BETWEEN 2 AND 3", [0, 3]),
    ("level IN (1, 4, 9)", [0, 3]),
    ("level NOT IN (1, 4)", [1, 2]),
    ("名称 = '涵洞一'", [0]),
    ("\"名称\" LIKE '涵洞%'", [0, 1]),
    ("名称 NOT LIKE '涵洞_'", [2, 3]),
    ("名称 LIKE '100\\%\\_'", [3]),
    ("名称 = 'O''Brien'", [2]),
    ("CASEI(名称) = CASEI('o''bRIEN')", [2]),
    ("CASEI(名称) LIKE casei('O''BR%')", [2]),
    ('"o\'br""ien" = \'x\'', [3]),
    ("open = TRUE", [0]),
    ("open", [0]),
    ("not open", [1]),
    ("open = false or level = 4", [1, 3]),
    ("depth * 2 - 1 = 2", [1]),
    ("depth / 0 = 1", []),
    ("depth + level > 3.4", [1, 2]),
    ("depth > level", []),
    ("since = DATE('2026-09-20')", [1]),
    ("since > '2026-09-02'", [1]),
    ("\"seen at\" = TIMESTAMP('2026-09-21T08:00:00Z')", [2]),
    ("since BETWEEN DATE('2026-08-01') AND DATE('2026-09-10')", [0]),
    (f"S_INTERSECTS(geometry, {AREA})", [1, 2]),
    (f"S_WITHIN(geometry, {AREA}) AND level = 3", [2]),
    (f"S_DISJOINT(geometry, {AREA})", [0, 3]),
    ("S_INTERSECTS(geometry, BBOX(116.65,23.35,116.85,23.55))", [1, 2]),
    ("S_INTERSECTS(geometry, POINT(116.6 23.3))", [0]),
    ("s_equals(POINT(116.7 23.4), geometry)", [1]),
    (f"NOT S_INTERSECTS(geometry, {AREA})", [0, 3]),
    ("T_INTERSECTS(time, INTERVAL('2026-09-20','2026-09-30'))", [1, 2]),
    ("T_BEFORE(time, TIMESTAMP('2026-09-20T07:00:00Z'))", [0, 1]),
    ("T_AFTER(time, DATE('2026-09-19'))", [1, 2]),
    ("T_AFTER(time, DATE('2026-09-20'))", [2]),
    ("T_DURING(time, INTERVAL('2026-08-01','..'))", [0, 1]),
    ("T_EQUALS(time, TIMESTAMP('2026-09-20T06:00:00Z'))", [1]),
    ("T_INTERSECTS(since, DATE('2026-09-20'))", [1]),
    ("T_DISJOINT(time, INTERVAL('..','2026-09-10'))", [1, 2]),
]


async def test_what_a_text_selects(nobody: Client, spots: list[int]) -> None:
    for filter_, expected in SELECTED:
        assert await selected(nobody, spots, filter_) == expected, filter_
        assert await selected(nobody, spots, text.parse(filter_)) == expected, filter_


SYSTEMS = [
    ("S_INTERSECTS(geometry, BBOX(23.35,116.65,23.55,116.85))", WGS84),
    ("S_INTERSECTS(geometry, BBOX(12985418,2675734,13007682,2699982))", MERCATOR),
]


async def test_what_is_no_moment_counts_as_missing(who: As) -> None:
    east, path = await who("east"), "/ogc/collections/dated/items"
    text_ = {"name": "at", "type": "string", "zh": "时间", "en": "At"}
    form = layer_form(geometry="point", code="dated", attributes=[text_])
    layer = (await east.post("/api/layers", json=form)).json()
    for at in ("2026-19-39", "2026-02-29", "2026-01-01x", "2028-02-29T08:00:00+08:00", "20280229"):
        point = {"type": "Point", "coordinates": [116.7, 23.4]}
        body = {"type": "Feature", "geometry": point, "properties": {"at": at}}
        assert (await east.post(path, json=body)).status_code == 201
    now = (await east.get(f"/api/layers/{layer['id']}")).json()["version"]
    changed = await east.patch(
        f"/api/layers/{layer['id']}",
        json={"attributes": [text_ | {"type": "datetime"}]},
        headers={"If-Match": f'"{now}"'},
    )
    assert changed.status_code == 200, changed.text
    for filter_ in ("at > DATE('2000-01-01')", "T_AFTER(at, DATE('2000-01-01'))"):
        found = (await east.get(path, params={"filter": filter_})).json()["features"]
        assert [each["properties"]["at"][:10] for each in found] == ["2028-02-29"]


async def test_shapes_are_read_in_the_filter_s_system(nobody: Client, spots: list[int]) -> None:
    for filter_, crs in SYSTEMS:
        assert await selected(nobody, spots, filter_, filter_crs=crs) == [1, 2]


async def test_filters_join_the_other_wishes(nobody: Client, spots: list[int]) -> None:
    assert await selected(nobody, spots, "level > 1", level="3") == [2]
    found = await selected(nobody, spots, "level > 1", bbox="116.65,23.35,116.85,23.55", limit=1)
    assert found == [1]
    assert await selected(nobody, spots, {"op": "in", "args": [{"property": "id"}, spots]}) == [
        0, 1, 2, 3,
    ]  # fmt: skip


HOSTILE = [
    "名称 = 'x' OR 1=1; drop table gis.feature; --'",
    "'; select pg_sleep(10); --",
    "名称 = 'x'' or ''1''=''1'",
    "\"x') is not null or ('1\" = '1'",
    "pg_sleep(10) = 1",
    "current_setting('wanglou.organisations') = '*'",
    "layer_id = 'x'",
    "shape IS NULL",
    "(select 1) = 1",
    "level = 1 -- x",
    "level = 1 /* x */",
    "level = $1",
    "level::text = '1'",
]


async def test_nothing_typed_becomes_a_statement(
    nobody: Client, spots: list[int], door: Database
) -> None:
    for filter_ in HOSTILE:
        answer = await nobody.get(PATH, params={"filter": filter_})
        if answer.status_code == 200:
            assert answer.json()["features"] == []
        else:
            assert answer.status_code == 400, answer.text
    for value in ("x' or '1'='1", "x\\", "%", "'; drop table gis.layer; --"):
        hostile = await nobody.get(PATH, params={"名称": value})
        assert (hostile.status_code, hostile.json()["features"]) == (200, [])
    async with door.reading(system("test")) as tx:
        assert await tx.value("select count(*) from gis.feature where id = any(:ids)", ids=spots)


BROKEN = [
    "", "level", "level =", "= 1", "level = 'a'", "名称 = 1", "nothing = 1", "level = 1 level",
    "level IN ()", "level LIKE '1'", "(level = 1", "level = 1)", "open > 1", "geometry = 1",
    "S_INTERSECTS(geometry)", "S_INTERSECTS(level, geometry)",
    "S_INTERSECTS(geometry, POINT(1))",
    "S_INTERSECTS(geometry, POLYGON((0 0,1 1,1 0,0 1,0 0)))",
    "S_INTERSECTS(geometry, POINT(nan 1))", "S_INTERSECTS(geometry, POINT EMPTY)",
    "S_INTERSECTS(geometry, BBOX(1,2,3))", "S_INTERSECTS(geometry, BBOX(3,0,1,1))",
    "S_INTERSECTS(geometry, BBOX(1,2,3,'x'))", "S_DANCES(geometry, geometry)",
    "T_AFTER(level, DATE('2026-01-01'))", "T_AFTER(time, DATE('2026-13-01'))",
    "T_AFTER(time, INTERVAL('2026-02-01','2026-01-01'))", "since = DATE('x')", "NOT", "a AND",
    "CASEI(level) = 'x'", "CASEI() = 'x'", "level = 1e999", "-1 < -depth", "名称 = 'x",
    "T_AFTER(time, DATE('9999-12-31'))", "level BETWEEN 1", "level NOT 1", "\x01",
    "depth + 'a' = 1", "NULL = 1", "level = TRUE",
]  # fmt: skip


async def test_what_cannot_be_read_is_refused(nobody: Client, spots: list[int]) -> None:
    assert spots
    for filter_ in BROKEN:
        answer = await nobody.get(PATH, params={"filter": filter_})
        assert answer.status_code == 400, (filter_, answer.text)
        assert answer.json()["code"] in ("filter-refused", "malformed")


BROKEN_JSON = [
    "x", "{}", "[]", "1", "null", '"x"', "{", '{"op": "="}', '{"op": 1, "args": []}',
    '{"op": "=", "args": [1]}', '{"op": "and", "args": []}', '{"op": "not", "args": [1]}',
    '{"op": "in", "args": [{"property": "level"}, 1]}', '{"property": ["level"]}',
    '{"op": "=", "args": [{"property": "level"}, null]}', '{"bbox": 1}',
    '{"op": "=", "args": [{"property": "名称"}, "\\u0000"]}',
    '{"op": "=", "args": [{"property": "名称"}, "\\ud800"]}',
    '{"op": "=", "args": [{"property": "\\u0000"}, 1]}',
    '{"op": "s_intersects", "args": [{"property": "geometry"}, {"type": "Point"}]}',
    '{"op": "s_within", "args": [{"type": "Point", "coordinates": [1, "x"]}, {"bbox": [0]}]}',
    '{"op": "s_within", "args": [{"type": "Polygon", "coordinates": [[[0, 0]]]}, {"bbox": [0]}]}',
    '{"op": "s_within", "args": [{"type": "Nothing", "coordinates": [[]]}, {"bbox": [0]}]}',
    '{"op": "t_after", "args": [{"property": "time"}, {"interval": ["..", 7]}]}',
    '{"op": "t_after", "args": [{"property": "time"}, {"timestamp": 7}]}',
    '{"op": "=", "args": [{"property": "level"}, 1' + "0" * 400 + "]}",
]  # fmt: skip


async def test_what_is_no_cql2_json_is_refused(nobody: Client, spots: list[int]) -> None:
    assert spots
    for filter_ in BROKEN_JSON:
        answer = await nobody.get(PATH, params={"filter": filter_, "filter-lang": "cql2-json"})
        assert answer.status_code == 400, (filter_, answer.text)


def test_depth_and_length_have_limits() -> None:
    nested = DEEPEST - 5
    text.parse("(" * nested + "level = 1" + ")" * nested)
    for hostile in (
        "(" * 5_000 + "level = 1" + ")" * 5_000,
        "NOT " * 4_000 + "level = 1",
        "x" * (MOST_CHARACTERS + 1),
        "casei(" * 3_000,
        "POINT(" * 3_000,
    ):
        with pytest.raises(FilterRefused):
            text.parse(hostile)


async def test_terms_and_nesting_of_json_have_limits(nobody: Client, spots: list[int]) -> None:
    level = {"op": "=", "args": [{"property": "level"}, 1]}
    assert await selected(nobody, spots, {"op": "or", "args": [level] * 100}) == [0]
    deep: Any = level
    for _ in range(200):
        deep = {"op": "not", "args": [deep]}
    for hostile in (
        json.dumps(deep),
        json.dumps({"op": "or", "args": [level] * (MOST_TERMS // 3 + 1)}),
        '{"op":"not","args":[' * 1_000 + "1" + "]}" * 1_000,
        "[" * 5_000,
    ):
        params = {"filter": hostile, "filter-lang": "cql2-json"}
        answer = await nobody.get(PATH, params=params)
        assert answer.status_code == 400, answer.text[:200]
    long = " OR ".join(["level = 1"] * 200)
    assert (await nobody.get(PATH, params={"filter": long})).status_code == 400
