"""Drawings over HTTP: seen at once by whoever may, changed without overwriting, gone in time."""

import math
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import shapely

from gis.drawings import rules, symbols
from gis.drawings.jobs import end_run_out
from kernel.api import Database, Invalid, new_id
from tests.gis.conftest import As, Client, Json
from tests.harness.clock import FakeClock
from tests.registry import town
from tests.registry.answers import facts, problem

PATH = "/api/drawings"
SPOT = [116.68, 23.35]
POINT = {"type": "Point", "coordinates": SPOT}
# One kilometre east along the parallel of 23.35° and one north along its meridian (Vincenty).
EAST_KM, NORTH_KM = 0.0097794, 0.009029
LINE = {"type": "LineString", "coordinates": [SPOT, [SPOT[0] + EAST_KM, SPOT[1]]]}


def square(km: float) -> Json:
    x, y = SPOT[0] + km * EAST_KM, SPOT[1] + km * NORTH_KM
    return {"type": "Polygon", "coordinates": [[SPOT, [x, SPOT[1]], [x, y], [SPOT[0], y], SPOT]]}


async def drawn(client: Client, **fields: Any) -> Json:
    answer = await client.post(PATH, json={"kind": "point", "shape": POINT} | fields)
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    assert answer.headers["etag"] == f'"{made["version"]}"'
    return made


def test_measures_are_those_of_the_ellipsoid() -> None:
    line = rules.measures("line", shapely.geometry.shape(LINE), None)
    assert line == {"length_m": pytest.approx(1000, abs=1), "area_m2": None}
    area = rules.measures("area", shapely.geometry.shape(square(2)), None)
    assert area["length_m"] == pytest.approx(8000, abs=8)
    assert area["area_m2"] == pytest.approx(4e6, rel=0.002)
    circle = rules.measures("circle", shapely.geometry.shape(POINT), 500)
    assert circle["area_m2"] == pytest.approx(math.pi * 500**2, rel=1e-6)
    assert rules.measures("point", shapely.geometry.shape(POINT), None)["length_m"] is None


def test_the_set_is_whole() -> None:
    found = symbols.reference()
    codes = [each["code"] for each in found["symbols"]]
    groups = {each["code"] for each in found["groups"]}
    assert 20 <= len(codes) == len(set(codes)) <= 30
    assert {each["group"] for each in found["symbols"]} == groups
    assert all(each["zh"] and each["en"] and each["path"] for each in found["symbols"])


@pytest.mark.parametrize("code", ["SFGPUCI----K---", "10031000001211000000"])
def test_military_codes_are_taken(code: str) -> None:
    symbols.check({"set": "milstd", "code": code})
    with pytest.raises(Invalid):
        symbols.check({"set": "cn", "code": code})


async def test_a_drawing_is_a_fact_every_board_reads(who: As, door: Database) -> None:
    made = await drawn(
        await who("east"),
        kind="area",
        shape=square(1),
        label="警戒区",
        style={"colour": "violet", "width": 4, "dashed": True, "filled": False},
    )
    assert made["area_m2"] == pytest.approx(1e6, rel=0.002)
    (fact,) = await facts(door, made["id"])
    assert (fact.kind, fact.topic, fact.scope_id) == ("drawing.drawn", "drawings", None)
    assert fact.state["shape"] == made["shape"]
    assert fact.state["style"]["colour"] == "violet"
    wall = await who("wall")
    listed = (await wall.get(PATH)).json()["items"]
    assert made["id"] in {each["id"] for each in listed}


async def test_one_made_offline_arrives_once(who: As) -> None:
    east, chosen = await who("east"), str(new_id())
    body = {"id": chosen, "kind": "text", "shape": POINT, "label": "集结点"}
    headers = {"Idempotency-Key": "offline-1"}
    first = await east.post(PATH, json=body, headers=headers)
    again = await east.post(PATH, json=body, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"] == chosen
    problem(await east.post(PATH, json=body), 409, "conflict")


async def test_two_people_change_different_fields(who: As) -> None:
    east = await who("east")
    made = await drawn(east, kind="line", shape=LINE)
    path, first = f"{PATH}/{made['id']}", {"If-Match": '"1"'}
    problem(await east.patch(path, json={"label": "x"}), 428, "version-required")
    renamed = await east.patch(path, json={"label": "撤离路线"}, headers=first)
    assert renamed.status_code == 200
    moved_line = {"type": "LineString", "coordinates": [SPOT, [116.6995588, SPOT[1]]]}
    moved = await east.patch(path, json={"shape": moved_line}, headers=first)
    assert (moved.json()["label"], moved.json()["shape"]) == ("撤离路线", moved_line)
    assert moved.json()["length_m"] == pytest.approx(2000, abs=2)
    problem(await east.patch(path, json={"label": "y"}, headers=first), 412, "stale")


async def test_removing_is_undone(who: As, door: Database) -> None:
    east = await who("east")
    made = await drawn(east)
    path = f"{PATH}/{made['id']}"
    assert (await east.delete(path)).status_code == 204
    assert (await east.delete(path)).status_code == 204
    assert made["id"] not in {each["id"] for each in (await east.get(PATH)).json()["items"]}
    gone = (await east.get(PATH, params={"removed": True})).json()["items"]
    assert made["id"] in {each["id"] for each in gone}
    changed = await east.patch(path, json={"label": "x"}, headers={"If-Match": '"2"'})
    problem(changed, 422, "invalid")
    assert (await east.post(f"{path}/restore")).json()["removed_at"] is None
    told = await facts(door, made["id"])
    assert [fact.kind for fact in told] == ["drawing.drawn", "drawing.removed", "drawing.drawn"]
    assert told[1].state is None


async def test_it_ends_by_itself(who: As, door: Database, clock: FakeClock, gis_app: Any) -> None:
    until = clock.now() + timedelta(minutes=10)
    made = await drawn(await who("east"), until=until.isoformat())
    await end_run_out(gis_app.state.runtime)
    assert len(await facts(door, made["id"])) == 1
    clock.advance(minutes=11)
    await end_run_out(gis_app.state.runtime)
    await end_run_out(gis_app.state.runtime)
    told = await facts(door, made["id"])
    assert [fact.kind for fact in told] == ["drawing.drawn", "drawing.removed"]


async def test_one_that_ended_comes_back_with_a_new_end(
    who: As, door: Database, clock: FakeClock, gis_app: Any
) -> None:
    east = await who("east")
    made = await drawn(east, until=(clock.now() + timedelta(minutes=10)).isoformat())
    path = f"{PATH}/{made['id']}/restore"
    clock.advance(minutes=11)
    await end_run_out(gis_app.state.runtime)
    assert problem(await east.post(path), 422, "invalid") == ["/until"]
    later = (clock.now() + timedelta(minutes=5)).isoformat()
    back = (await east.post(path, json={"until": later})).json()
    assert (back["removed_at"], back["version"]) == (None, 3)
    assert (await facts(door, made["id"]))[-1].state["until"] == back["until"]
    clock.advance(minutes=6)
    await end_run_out(gis_app.state.runtime)
    for_good = (await east.post(path, json={"until": None})).json()
    assert (for_good["removed_at"], for_good["until"]) == (None, None)


async def test_an_open_one_keeps_a_hidden_incident_to_itself(who: As, door: Database) -> None:
    east, west = await who("east"), await who("west")
    incident = (await east.post("/api/incidents", json={"title": "纠纷"})).json()["id"]
    made = await drawn(east, label="路障", incident_id=incident)
    assert made["incident_id"] == incident
    (fact,) = await facts(door, made["id"])
    assert (fact.state["incident_id"], list(fact.about)) == (None, [])
    seen = await west.get(f"{PATH}/{made['id']}")
    assert (seen.json()["label"], seen.json()["incident_id"]) == ("路障", None)
    of_it = {"incident": incident}
    assert [one["id"] for one in (await east.get(PATH, params=of_it)).json()["items"]] == [
        made["id"]
    ]
    assert (await west.get(PATH, params=of_it)).json()["items"] == []
    file = await west.get(f"{PATH}/export", params=of_it | {"format": "geojson"})
    assert file.json()["features"] == []


async def test_an_export_tells_symbol_style_owner_and_measures(who: As) -> None:
    east = await who("east")
    sheet = {"sheet": "导出"}
    await drawn(east, **sheet, label="<火点>", symbol={"set": "cn", "code": "fire"})
    military = {"set": "milstd", "code": "10031000001211000000"}
    await drawn(east, **sheet, symbol=military)
    round_one = await drawn(east, **sheet, kind="circle", radius_m=500, label="警戒圈")
    await drawn(east, **sheet, kind="area", shape=square(1), style={"colour": "cyan"})
    hidden = await drawn(east, **sheet, sight="internal", label="内部")
    answer = await east.get(f"{PATH}/export", params=sheet | {"format": "geojson"})
    assert answer.headers["content-disposition"].endswith("drawings.geojson")
    told = [one["properties"] for one in answer.json()["features"]]
    assert (told[0]["symbol_code"], told[0]["symbol_zh"]) == ("fire", "火灾")
    assert (told[1]["symbol_set"], told[1]["symbol_code"]) == ("milstd", military["code"])
    assert (told[3]["colour"], told[3]["owner_code"]) == ("cyan", town.EAST)
    assert told[3]["area_m2"] == pytest.approx(1e6, rel=0.002)
    circle = answer.json()["features"][2]
    assert (circle["properties"]["radius_m"], circle["properties"]["length_m"]) == (
        500,
        round_one["length_m"],
    )
    ring = shapely.geometry.shape(circle["geometry"])
    assert rules.measures("area", ring, None)["area_m2"] == pytest.approx(
        math.pi * 500**2, rel=0.002
    )
    others = await (await who("west")).get(f"{PATH}/export", params=sheet | {"format": "kml"})
    assert "<name>&lt;火点&gt;</name>" in others.text
    assert "<Polygon>" in others.text
    assert hidden["label"] not in others.text
    for kind in ("kmz", "gpkg", "shapefile", "csv", "xlsx"):
        answer = await east.get(f"{PATH}/export", params=sheet | {"format": kind})
        assert answer.status_code == 200, (kind, answer.text)


async def test_sight_and_hands(who: As) -> None:
    east, west, wall = await who("east"), await who("west"), await who("wall")
    hidden = await drawn(east, sight="internal", label="内部")
    problem(await west.get(f"{PATH}/{hidden['id']}"), 404, "not-found")
    problem(await west.delete(f"{PATH}/{hidden['id']}"), 404, "not-found")
    shown = await drawn(east)
    problem(await west.delete(f"{PATH}/{shown['id']}"), 403, "foreign-drawing")
    problem(await wall.delete(f"{PATH}/{shown['id']}"), 403, "forbidden")
    problem(await wall.post(PATH, json={"kind": "point", "shape": POINT}), 403, "forbidden")
    operator = await who("operator")
    assert (await operator.delete(f"{PATH}/{shown['id']}")).status_code == 204


async def test_of_an_incident_it_moves_with_its_sight(
    who: As, codes: dict[str, UUID], door: Database
) -> None:
    east, west = await who("east"), await who("west")
    incident = (await east.post("/api/incidents", json={"title": "山体滑坡"})).json()["id"]
    made = await drawn(east, sight="incident", incident_id=incident, kind="circle", radius_m=300)
    path = f"{PATH}/{made['id']}"
    assert [str(each) for each in (await facts(door, made["id"]))[0].about] == [incident]
    problem(await west.get(path), 404, "not-found")
    body = {"add": [str(codes[town.WEST])], "reason": "增援"}
    answer = await east.post(f"/api/incidents/{incident}/assign", json=body)
    assert answer.status_code == 200, answer.text
    assert (await west.get(path)).json()["radius_m"] == 300


REFUSED: list[Json] = [
    {"kind": "line"},
    {"kind": "point", "radius_m": 5},
    {"kind": "circle"},
    {"kind": "circle", "radius_m": 0},
    {"kind": "text"},
    {"kind": "line", "shape": LINE, "symbol": {"set": "cn", "code": "fire"}},
    {"symbol": {"set": "cn", "code": "no-such"}},
    {"symbol": {"set": "milstd", "code": "<svg>"}},
    {"style": {"colour": "red"}},
    {"sight": "incident"},
    {"until": "2020-01-01T00:00:00Z"},
    {"incident_id": "0192f000-0000-7000-8000-000000000000"},
    {"kind": "line", "shape": {"type": "LineString", "coordinates": [SPOT] * 201}},
    {"shape": {"type": "Point", "coordinates": [181, 0]}},
    {"label": "长" * 81},
    {"drawn_by": {"name": "somebody else"}},
]


async def test_what_is_refused(who: As) -> None:
    east = await who("east")
    for fields in REFUSED:
        body = {"kind": "point", "shape": POINT} | fields
        assert problem(await east.post(PATH, json=body), 422, "invalid"), fields
