"""Every question over HTTP, and answers that are kept."""

import csv
import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import shapely
from shapely.geometry import shape

from gis.api import load_gazetteer, load_layers, load_roads
from kernel.api import Database, system
from tests.gis.conftest import As, Client, Json
from tests.registry import town
from tests.registry.answers import facts, problem

PATH = "/api/analysis"
RESULTS = f"{PATH}/results"
CITY = Path("data/cities/shantou")
EAST_HOSPITAL = {"lon": 116.701, "lat": 23.351}
FUTIAN = {"lon": 114.0330, "lat": 22.5350}


@pytest.fixture(autouse=True)
async def city(door: Database) -> None:
    """The areas, layers and roads of the demo city under the people of the small one."""
    async with door.transaction(system("test")) as tx:
        await load_gazetteer(tx, CITY)
    await load_layers(door, CITY)
    await load_roads(door, CITY)


async def ask(client: Client, kind: str, **body: Any) -> Json:
    answer = await client.post(f"{PATH}/{kind}", json=body)
    assert answer.status_code == 200, answer.text
    told: Json = answer.json()
    assert told["kind"] == kind
    width = len(told["table"]["columns"])
    assert all(len(row) == width for row in told["table"]["rows"])
    for feature in told["shapes"]["features"]:
        assert shapely.is_valid(shape(feature["geometry"])), feature["properties"]
    return told


def figures(told: Json) -> dict[str, Any]:
    return {each["name"]: each["value"] for each in told["figures"]}


def column(told: Json, name: str) -> list[Any]:
    number = [each["name"] for each in told["table"]["columns"]].index(name)
    return [row[number] for row in told["table"]["rows"]]


def circle(metres: float, **at: float) -> Json:
    return {"circle": {**(at or EAST_HOSPITAL), "radius_m": metres}}


async def test_buffers(who: As) -> None:
    point = {"type": "Point", "coordinates": [116.7, 23.35]}
    told = await ask(await who("wall"), "buffer", shape=point, distances_m=[1000, 500, 500])
    assert column(told, "distance_m") == [500, 1000]
    assert column(told, "area_km2") == [
        pytest.approx(0.784, abs=0.003),
        pytest.approx(3.137, abs=0.01),
    ]


async def test_within_counts_what_the_asker_sees(who: As) -> None:
    commander, west = await who("commander"), await who("west")
    told = await ask(commander, "within", area=circle(3000))
    seen = figures(told)
    assert seen["resource:hospital"] == 1
    assert seen["resource:camera"] == 1
    assert seen["unit:fire_engine"] == 1
    assert seen["people"] > 0
    assert told["fictional"]
    assert "fictional" in {each["code"] for each in told["remarks"]}
    assert "unit:fire_engine" not in figures(await ask(west, "within", area=circle(3000)))


async def test_within_a_district_and_a_layer(who: As) -> None:
    operator = await who("operator")
    told = await ask(
        operator, "within", area={"district": "440507"}, what=["layer:towns", "people"]
    )
    assert figures(told)["layer:towns"] == len(column(told, "zh")) > 5
    problem(
        await operator.post(f"{PATH}/within", json={"area": {"district": "999999"}}), 422, "invalid"
    )
    body = {"area": circle(10), "what": ["layer:nothing"]}
    problem(await operator.post(f"{PATH}/within", json=body), 404, "not-found")


async def test_nearest_by_distance(who: As) -> None:
    told = await ask(
        await who("operator"), "nearest", point=EAST_HOSPITAL, what=["resource:hospital"]
    )
    assert column(told, "en") == ["East Hospital", "West Hospital"]
    far = column(told, "distance_m")
    assert far[0] == 0
    assert far[1] == pytest.approx(11_640, rel=0.02)


async def test_nearest_by_road_says_that_only_trunk_roads_are_known(who: As) -> None:
    told = await ask(
        await who("operator"), "nearest", point=EAST_HOSPITAL, what=["units"], by="road", k=2
    )
    assert told["detail"] == "trunk"
    assert {"trunk", "source"} <= {each["code"] for each in told["remarks"]}
    minutes = column(told, "minutes")
    assert minutes == sorted(minutes)
    assert len(minutes) == 2


async def test_a_route_in_futian_goes_round_a_closure(who: As) -> None:
    east = await who("east")
    points = [FUTIAN, {"lon": 114.0100, "lat": 22.5460}]
    told = await ask(east, "route", points=points)
    assert told["detail"] == "full"
    (path,) = [f for f in told["shapes"]["features"] if f["properties"]["role"] == "path"]
    line = path["geometry"]["coordinates"]
    assert column(told, "turn")[0] == "depart"
    assert any(column(told, "name"))
    body = {"reason": "塌方", "shape": {"type": "Point", "coordinates": line[len(line) // 2]}}
    closure = (await east.post("/api/roads/closures", json=body)).json()["id"]
    after = await ask(east, "route", points=points)
    assert figures(after)["duration_s"] > figures(told)["duration_s"]
    assert figures(after)["closures"] == figures(told)["closures"] + 1
    assert (await east.delete(f"/api/roads/closures/{closure}")).status_code == 204
    assert figures(await ask(east, "route", points=points)) == figures(told)


async def test_no_road_and_no_way(who: As) -> None:
    operator = await who("operator")
    sea = {"lon": 118.5, "lat": 20.0}
    far = {"points": [FUTIAN, sea]}
    problem(await operator.post(f"{PATH}/route", json=far), 422, "no-road")
    lost = {"point": sea, "minutes": [5]}
    pointers = problem(await operator.post(f"{PATH}/isochrone", json=lost), 422, "no-road")
    assert pointers == ["/point"]
    other = {"points": [FUTIAN, {"lon": 7.42, "lat": 43.738}]}
    problem(await operator.post(f"{PATH}/route", json=other), 422, "no-road")
    wrong = {"points": [FUTIAN, FUTIAN], "network": "atlantis"}
    problem(await operator.post(f"{PATH}/route", json=wrong), 422, "no-road")
    east = await who("east")
    box = [[114.005, 22.541], [114.015, 22.541], [114.015, 22.551], [114.005, 22.551]]
    ring = {"type": "LineString", "coordinates": [*box, box[0]]}
    closure = await east.post(
        "/api/roads/closures", json={"reason": "封控", "shape": ring, "reach_m": 1}
    )
    inside = {"points": [FUTIAN, {"lon": 114.0100, "lat": 22.5460}]}
    problem(await operator.post(f"{PATH}/route", json=inside), 422, "no-way")
    await east.delete(f"/api/roads/closures/{closure.json()['id']}")


async def test_reach(who: As) -> None:
    told = await ask(await who("crew"), "isochrone", point=FUTIAN, minutes=[3, 6])
    assert column(told, "minutes") == [3, 6]
    sizes = column(told, "area_km2")
    assert sizes[0] < sizes[1]
    areas = [f for f in told["shapes"]["features"] if f["properties"]["role"] == "area"]
    assert [f["properties"]["minutes"] for f in areas] == [6, 3]
    home = shapely.Point(FUTIAN["lon"], FUTIAN["lat"])
    assert all(shape(f["geometry"]).distance(home) < 0.001 for f in areas)


async def test_what_usagi_touches(who: As) -> None:
    commander = await who("commander")
    told = await ask(commander, "affected", typhoon="2013-usagi", what=["resources", "people"])
    seen = figures(told)
    assert seen["districts_7"] == 7
    assert seen["districts_10"] == 7
    assert seen["nearest_km"] < 130
    assert seen["nearest_at"].startswith("2013-09-22T")
    assert seen["people"] > 1_000_000
    assert seen["resource:hospital"] == 2
    kinds = column(told, "what")
    assert kinds.count("district") == 7
    assert kinds.count("town") == 67
    first, last = column(told, "first_7"), column(told, "last_7")
    assert all(a <= b for a, b in zip(first, last, strict=True) if a)
    roles = {f["properties"]["role"] for f in told["shapes"]["features"]}
    assert {"swept", "track", "track_point", "district", "thing"} <= roles
    nearest = [
        f["properties"]
        for f in told["shapes"]["features"]
        if f["properties"]["role"] == "moment" and f["properties"]["at"] == seen["nearest_at"]
    ]
    assert [reach["force"] for each in nearest for reach in each["reach"]] == [7, 10, 12]
    assert "modelled" in {each["code"] for each in told["remarks"]}
    listed = (await commander.get(f"{PATH}/typhoons")).json()["items"]
    assert {each["code"]: each["wind_ms"] for each in listed}["2013-usagi"] > 50


async def test_a_forecast_track_with_quadrants(who: As) -> None:
    track = [
        {"at": "2026-08-01T00:00:00Z", "lon": 118.0, "lat": 22.0, "wind_ms": 35},
        {
            "at": "2026-08-01T12:00:00Z",
            "lon": 116.5,
            "lat": 23.5,
            "wind_ms": 33,
            "radii": [{"force": 7, "km": [200, 150, 100, 120]}],
        },
    ]
    told = await ask(await who("commander"), "affected", track=track, forces=[7, 10])
    assert figures(told)["districts_10"] > 0
    backwards = {"track": track[::-1]}
    problem(await (await who("commander")).post(f"{PATH}/affected", json=backwards), 422, "invalid")


async def test_heat_clusters_statistics(who: As) -> None:
    commander = await who("commander")
    told = await ask(commander, "heat", what=["layer:power-plants"], cell_m=20_000)
    assert sum(column(told, "count")) == figures(told)["layer:power-plants"] == 138
    told = await ask(commander, "clusters", what=["layer:power-plants"], distance_m=10_000)
    assert figures(told)["clusters"] == len(column(told, "count")) > 3
    assert min(column(told, "count")) >= 3
    told = await ask(commander, "statistics", what=["layer:towns", "people", "units"])
    assert sum(column(told, "layer:towns")) == 67
    assert len(column(told, "code")) >= 7
    assert sum(column(told, "people")) == figures(told)["people"]


async def test_clusters_equal_postgis(who: As, door: Database) -> None:
    told = await ask(await who("commander"), "clusters", what=["layer:towns"], distance_m=3000)
    async with door.reading(system("test")) as tx:
        rows = await tx.rows(
            "select cluster, count(*) as many from (select st_clusterdbscan("
            "st_transform(f.shape, 32650), 3000, 3) over () as cluster from gis.feature f "
            "join gis.layer l on l.id = f.layer_id where l.code = 'towns') each "
            "where cluster is not null group by cluster order by many desc"
        )
    assert sorted(column(told, "count")) == sorted(row.many for row in rows)


async def test_reports_and_incidents_are_those_on_the_boards(who: As) -> None:
    operator = await who("operator")
    body = {"title": "积水", "kind": "10101", "location": EAST_HOSPITAL}
    made = await operator.post("/api/incidents", json=body)
    assert made.status_code == 201, made.text
    told = await ask(operator, "within", area=circle(500), what=["incidents", "reports"])
    assert figures(told)["incidents"] == 1
    assert column(told, "zh") == ["积水"]


LIMITS: list[tuple[str, Json]] = [
    ("buffer", {"shape": {"type": "Point", "coordinates": [0, 0]}, "distances_m": [200_001]}),
    ("buffer", {"shape": {"type": "Point", "coordinates": [0, 0]}, "distances_m": []}),
    ("buffer", {"shape": {"type": "Point", "coordinates": [0, 0]}, "distances_m": [5e-324]}),
    ("buffer", {"shape": {"type": "Point", "coordinates": [True, 0]}, "distances_m": [5]}),
    ("within", {"area": {"circle": {"lon": 0, "lat": 0, "radius_m": 5e-324}}}),
    (
        "buffer",
        {"shape": {"type": "LineString", "coordinates": [[0, 0], [90, 0]]}, "distances_m": [1]},
    ),
    ("within", {"area": {}}),
    ("within", {"area": {"district": "440507", "circle": {"lon": 0, "lat": 0, "radius_m": 1}}}),
    ("within", {"area": {"shape": {"type": "Point", "coordinates": [0, 0]}}}),
    ("within", {"area": {"district": "440507"}, "what": ["resource:dragon"]}),
    ("within", {"area": {"district": "440507"}, "what": ["anything"]}),
    ("nearest", {"point": EAST_HOSPITAL, "what": ["units"], "k": 101}),
    ("route", {"points": [FUTIAN]}),
    ("route", {"points": [FUTIAN] * 11}),
    ("isochrone", {"point": FUTIAN, "minutes": [121]}),
    ("isochrone", {"point": {"lon": 181, "lat": 0}, "minutes": [5]}),
    ("affected", {}),
    ("affected", {"typhoon": "2099-nothing"}),
    ("affected", {"typhoon": "2013-usagi", "since": "2020-01-01T00:00:00Z"}),
    ("heat", {"what": ["units"], "cell_m": 1}),
    ("clusters", {"what": ["units"], "minimum": 1}),
    ("statistics", {"what": []}),
]


async def test_limits(who: As) -> None:
    commander = await who("commander")
    for kind, body in LIMITS:
        problem(await commander.post(f"{PATH}/{kind}", json=body), 422, "invalid")


async def test_each_kind_of_thing_takes_its_permission(who: As) -> None:
    problem(
        await (await who("secadmin")).post(f"{PATH}/statistics", json={"what": ["people"]}),
        403,
        "forbidden",
    )
    crew = await who("crew")
    body = {"what": ["reports"]}
    problem(await crew.post(f"{PATH}/statistics", json=body), 403, "forbidden")


def kept(**fields: Any) -> Json:
    asked = {"kind": "within", "area": circle(3000), "what": ["resources", "people"]}
    return {"title": "医院周边", "input": asked} | fields


async def test_an_answer_is_kept_read_exported_removed_and_brought_back(
    who: As, door: Database
) -> None:
    east = await who("east")
    key = str(uuid4())
    first = await east.post(RESULTS, json=kept(), headers={"Idempotency-Key": key})
    again = await east.post(RESULTS, json=kept(), headers={"Idempotency-Key": key})
    assert first.status_code == 201, first.text
    made = first.json()
    assert again.json()["id"] == made["id"]
    assert made["sight"] == "internal"
    path = f"{RESULTS}/{made['id']}"
    whole = (await east.get(path)).json()
    assert whole["card"]["title"] == "医院周边"
    assert whole["result"]["kind"] == "within"
    assert figures(whole["result"])["resource:hospital"] == 1
    shapes = (await east.get(f"{path}/geojson")).json()
    assert shapes == whole["result"]["shapes"]
    sheet = await east.get(f"{path}/csv")
    assert sheet.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert rows[0][1] == "名称 Name"
    assert len(rows) == 1 + len(whole["result"]["table"]["rows"])
    (fact,) = await facts(door, made["id"])
    assert (fact.kind, fact.topic) == ("analysis.saved", "analyses")
    assert [each["id"] for each in (await east.get(RESULTS)).json()["items"]] == [made["id"]]
    assert (await east.delete(path)).status_code == 204
    problem(await east.get(path), 404, "not-found")
    assert (await east.get(RESULTS)).json()["items"] == []
    assert len((await east.get(RESULTS, params={"removed": True})).json()["items"]) == 1
    assert (await east.post(f"{path}/restore")).json()["removed_at"] is None
    assert (await east.get(path)).status_code == 200
    kinds = [fact.kind for fact in await facts(door, made["id"])]
    assert kinds == ["analysis.saved", "analysis.removed", "analysis.restored"]
    await east.delete(path)


async def test_who_sees_what_was_kept(who: As) -> None:
    east, west, commander = await who("east"), await who("west"), await who("commander")
    inside = (await east.post(RESULTS, json=kept())).json()["id"]
    public = (await east.post(RESULTS, json=kept(sight="open"))).json()["id"]
    assert (await commander.get(f"{RESULTS}/{inside}")).status_code == 200
    problem(await west.get(f"{RESULTS}/{inside}"), 404, "not-found")
    problem(await west.get(f"{RESULTS}/{inside}/geojson"), 404, "not-found")
    problem(await west.get(f"{RESULTS}/{inside}/csv"), 404, "not-found")
    problem(await west.delete(f"{RESULTS}/{inside}"), 404, "not-found")
    assert (await west.get(f"{RESULTS}/{public}")).status_code == 200
    problem(await west.delete(f"{RESULTS}/{public}"), 403, "foreign-analysis")
    problem(await (await who("crew")).post(RESULTS, json=kept()), 403, "forbidden")
    problem(await east.post(RESULTS, json=kept(incident_id=str(uuid4()))), 422, "invalid")


async def test_about_an_incident_it_stands_in_its_timeline(who: As) -> None:
    east, west = await who("east"), await who("west")
    incident = {"title": "火情", "location": EAST_HOSPITAL}
    subject = (await east.post("/api/incidents", json=incident)).json()["id"]
    made = await east.post(RESULTS, json=kept(incident_id=subject))
    assert made.json()["sight"] == "incident"
    told = (await east.get(f"/api/incidents/{subject}/timeline")).json()["items"]
    assert "analysis.saved" in {each["kind"] for each in told}
    listed = await east.get(RESULTS, params={"incident": subject})
    assert [each["id"] for each in listed.json()["items"]] == [made.json()["id"]]
    problem(await west.get(f"{RESULTS}/{made.json()['id']}"), 404, "not-found")
    problem(await west.post(RESULTS, json=kept(incident_id=subject)), 422, "invalid")


async def test_the_organisation_is_the_savers(who: As) -> None:
    made = (await (await who("east")).post(RESULTS, json=kept())).json()
    assert made["organisation"]["code"] == town.EAST
