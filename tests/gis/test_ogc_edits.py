"""OGC API Features part 4 at `/ogc`: add, replace, change in part and delete features."""

from typing import Any
from uuid import UUID

import pytest

from gis.features.shapes import MOST_VERTICES
from kernel.api import Database, system
from tests.gis import ogc_layers
from tests.gis.conftest import As, Client, Json
from tests.registry import town
from tests.registry.answers import facts, problem

WGS84 = "<http://www.opengis.net/def/crs/EPSG/0/4326>"
MERCATOR = "<http://www.opengis.net/def/crs/EPSG/0/3857>"
POINT: Json = {"type": "Point", "coordinates": [116.7, 23.4]}
SEEN = {"If-Match": '"1"'}


@pytest.fixture
async def layer(door: Database) -> UUID:
    """The id of the internal layer `edited` of the east district."""
    async with door.reading(system("test")) as tx:
        found = await tx.value("select id from gis.layer where code = 'edited'")
    if found is None:
        fields: Json = {"code": "edited", "attributes": ogc_layers.ATTRIBUTES, "sight": "open"}
        found, _ = await ogc_layers.make(door, **fields)
    return UUID(str(found))


ITEMS = "/ogc/collections/edited/items"


def feature(geometry: Any = POINT, properties: Any = None, **more: Any) -> Json:
    return {"type": "Feature", "geometry": geometry, "properties": properties} | more


async def added(client: Client, **fields: Any) -> str:
    answer = await client.post(ITEMS, json=feature(**fields))
    assert answer.status_code == 201, answer.text
    return str(answer.headers["location"])


async def test_a_feature_lives(who: As, layer: UUID, door: Database) -> None:
    east = await who("east")
    properties = {"名称": "涵洞", "depth": 1.25, "level": 3, "open": True, "since": "2026-09-01"}
    time = {"interval": ["2026-09-01", ".."]}
    made = await east.post(ITEMS, json=feature(properties=properties, time=time))
    assert made.status_code == 201
    assert made.headers["etag"] == '"1"'
    assert made.headers["content-type"] == "application/geo+json"
    path = made.headers["location"].removeprefix("http://test")
    shown = await east.get(path)
    assert shown.json() == made.json()
    assert shown.json()["properties"] == properties
    assert shown.json()["time"]["interval"] == ["2026-09-01T00:00:00+00:00", ".."]

    moved = {"type": "Point", "coordinates": [116.8, 23.5]}
    changed = await east.patch(
        path, json={"geometry": moved, "properties": {"depth": None, "level": 4}}, headers=SEEN
    )
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    assert changed.json()["geometry"] == moved
    expected = {"名称": "涵洞", "level": 4, "open": True, "since": "2026-09-01"}
    assert changed.json()["properties"] == expected
    assert changed.json()["time"] == shown.json()["time"]

    stale = await east.patch(path, json={"properties": {"level": 5}}, headers=SEEN)
    problem(stale, 412, "stale")
    assert stale.json()["version"] == 2
    put = await east.put(path, json=feature(), headers={"If-Match": '"2"'})
    assert (put.status_code, put.json()["properties"]) == (200, {})
    assert "time" not in put.json()
    problem(await east.delete(path), 428, "version-required")
    problem(await east.delete(path, headers={"If-Match": '"2"'}), 412, "stale")
    assert (await east.delete(path, headers={"If-Match": '"3"'})).status_code == 204
    problem(await east.get(path), 404, "not-found")
    problem(await east.delete(path, headers={"If-Match": '"3"'}), 404, "not-found")

    number = int(path.rpartition("/")[2])
    edits = [fact.state["edit"] for fact in await facts(door, layer) if "edit" in fact.state][-4:]
    nothing: Json = {"created": [], "changed": [], "removed": [], "more": 0}
    assert edits == [
        nothing | {"created": [number]},
        nothing | {"changed": [number]},
        nothing | {"changed": [number]},
        nothing | {"removed": [number]},
    ]


async def test_an_edit_is_in_the_layer_s_version_extent_and_count(who: As, layer: UUID) -> None:
    east = await who("east")
    before = (await east.get(f"/api/layers/{layer}")).json()
    path = (await added(east, geometry={"type": "Point", "coordinates": [118, 24.5]})).removeprefix(
        "http://test"
    )
    after = (await east.get(f"/api/layers/{layer}")).json()
    assert after["version"] == before["version"] + 1
    assert after["features"] == before["features"] + 1
    assert after["extent"][2:] == [118.0, 24.5]
    assert (await east.delete(path, headers=SEEN)).status_code == 204
    last = (await east.get(f"/api/layers/{layer}")).json()
    assert (last["extent"], last["features"]) == (before["extent"], before["features"])


@pytest.mark.usefixtures("layer")
async def test_bodies_in_other_systems(who: As) -> None:
    east = await who("east")
    for crs, place in ((WGS84, [23.4, 116.7]), (MERCATOR, [12990984.576, 2680468.766])):
        body = feature({"type": "Point", "coordinates": place})
        made = await east.post(ITEMS, json=body, headers={"Content-Crs": crs})
        assert made.status_code == 201, made.text
        assert made.json()["geometry"]["coordinates"] == pytest.approx([116.7, 23.4], abs=1e-4)
    wrong = await east.post(ITEMS, json=feature(), headers={"Content-Crs": "<x>"})
    assert problem(wrong, 400, "malformed") == ["Content-Crs"]
    off = await east.post(ITEMS, json=feature(), headers={"Content-Crs": WGS84})
    problem(off, 400, "shape-refused")


@pytest.mark.usefixtures("layer")
async def test_the_same_key_adds_once(who: As) -> None:
    east = await who("east")
    headers = {"Idempotency-Key": "one-flood"}
    first = await east.post(ITEMS, json=feature(), headers=headers)
    again = await east.post(ITEMS, json=feature(), headers=headers)
    assert first.headers["location"] == again.headers["location"]
    assert again.headers["idempotent-replayed"] == "true"
    other = await east.post(ITEMS, json=feature(properties={"level": 1}), headers=headers)
    problem(other, 409, "idempotency-key-reused")


@pytest.mark.usefixtures("layer")
async def test_who_may_edit(who: As, nobody: Client) -> None:
    east, west, wall = await who("east"), await who("west"), await who("wall")
    path = (await added(east)).removeprefix("http://test")
    for client, status, code in (
        (west, 403, "foreign-layer"),
        (wall, 403, "forbidden"),
        (nobody, 401, "not-signed-in"),
    ):
        problem(await client.post(ITEMS, json=feature()), status, code)
        problem(await client.put(path, json=feature(), headers=SEEN), status, code)
        problem(await client.patch(path, json={}, headers=SEEN), status, code)
        problem(await client.delete(path, headers=SEEN), status, code)
    assert (await (await who("commander")).delete(path, headers=SEEN)).status_code == 204
    assert (await east.options(ITEMS)).headers["allow"] == "GET, OPTIONS, POST"
    item = await east.options(path)
    assert item.headers["allow"] == "GET, OPTIONS, PUT, PATCH, DELETE"
    assert (await west.options(ITEMS)).headers["allow"] == "GET, OPTIONS"
    east.headers.pop("X-CSRF-Token")
    problem(await east.post(ITEMS, json=feature()), 403, "csrf")


RING = [[116.6, 23.3], [116.7, 23.3], [116.7, 23.4], [116.6, 23.4], [116.6, 23.3]]
POINTS: list[tuple[Any, str]] = [
    (None, "/geometry"),
    ([], "/geometry"),
    ({}, "/geometry"),
    ({"type": "Polygon", "coordinates": [RING]}, "/geometry/type"),
    ({"type": "Circle", "coordinates": [1, 2]}, "/geometry/type"),
    ({"type": "Point"}, "/geometry/coordinates"),
    ({"type": "Point", "coordinates": []}, "/geometry/coordinates"),
    ({"type": "Point", "coordinates": [1]}, "/geometry/coordinates"),
    ({"type": "Point", "coordinates": [1, 2, 3, 4]}, "/geometry/coordinates"),
    ({"type": "Point", "coordinates": ["1", 2]}, "/geometry/coordinates"),
    ({"type": "Point", "coordinates": [True, 2]}, "/geometry/coordinates"),
    ({"type": "Point", "coordinates": [None, 2]}, "/geometry/coordinates"),
    ({"type": "Point", "coordinates": [181, 2]}, "/geometry/coordinates"),
    ({"type": "Point", "coordinates": [1, -91]}, "/geometry/coordinates"),
    ({"type": "Point", "coordinates": [1e300, 2]}, "/geometry/coordinates"),
    ({"type": "MultiPoint", "coordinates": []}, "/geometry/coordinates"),
    ({"type": "MultiPoint", "coordinates": [1, 2]}, "/geometry/coordinates/0"),
]
AREAS: list[tuple[Any, str]] = [
    ({"type": "Point", "coordinates": [1, 2]}, "/geometry/type"),
    ({"type": "Polygon", "coordinates": []}, "/geometry/coordinates"),
    ({"type": "Polygon", "coordinates": [[]]}, "/geometry/coordinates"),
    ({"type": "Polygon", "coordinates": [RING[:3]]}, "/geometry/coordinates/0"),
    ({"type": "Polygon", "coordinates": [RING[:4]]}, "/geometry/coordinates/0"),
    (
        {"type": "Polygon", "coordinates": [[RING[0], RING[2], RING[1], RING[3], RING[0]]]},
        "/geometry/coordinates",
    ),
    ({"type": "MultiPolygon", "coordinates": [[RING], [RING]]}, "/geometry/coordinates"),
    ({"type": "Polygon", "coordinates": [[RING[0]] * 5]}, "/geometry/coordinates"),
]


@pytest.mark.usefixtures("layer")
async def test_shapes_that_cannot_be_are_refused_with_their_place(who: As, door: Database) -> None:
    east = await who("east")
    await ogc_layers.make(door, code="areas", geometry="polygon")
    await ogc_layers.make(door, code="lines", geometry="line")
    for items, cases in ((ITEMS, POINTS), ("/ogc/collections/areas/items", AREAS)):
        for geometry, pointer in cases:
            answer = await east.post(items, json=feature(geometry))
            assert problem(answer, 400, "shape-refused") == [pointer], geometry
    short = {"type": "LineString", "coordinates": [[1, 2]]}
    lines = "/ogc/collections/lines/items"
    problem(await east.post(lines, json=feature(short)), 400, "shape-refused")
    huge = {"type": "LineString", "coordinates": [[1, 2]] * (MOST_VERTICES + 1)}
    answer = await east.post("/ogc/collections/lines/items", json=feature(huge))
    assert answer.status_code in (400, 413)
    clockwise = {"type": "Polygon", "coordinates": [RING[::-1]]}
    made = await east.post("/ogc/collections/areas/items", json=feature(clockwise))
    assert made.json()["geometry"]["coordinates"] == [RING]
    high = {"type": "Point", "coordinates": [116.7, 23.4, 12.5]}
    assert (await east.post(ITEMS, json=feature(high))).json()["geometry"] == POINT


@pytest.mark.usefixtures("layer")
async def test_properties_that_do_not_fit_are_refused_by_name(who: As) -> None:
    east = await who("east")
    for properties, pointer in (
        ([1], "/properties"),
        ("x", "/properties"),
        ({"nothing": 1}, "/properties/nothing"),
        ({"depth": "1"}, "/properties/depth"),
        ({"depth": True}, "/properties/depth"),
        ({"level": 1.5}, "/properties/level"),
        ({"level": 2**60}, "/properties/level"),
        ({"open": "yes"}, "/properties/open"),
        ({"名称": 1}, "/properties/名称"),
        ({"名称": "x" * 4_001}, "/properties/名称"),
        ({"名称": "a\0b"}, "/properties/名称"),
        ({"since": "2026-13-01"}, "/properties/since"),
        ({"since": "20260101"}, "/properties/since"),
        ({"seen at": "2026-W01-1T00:00:00Z"}, "/properties/seen at"),
        ({"seen at": "2026-09-01T00:00:00"}, "/properties/seen at"),
        ({"a/b~c": 1}, "/properties/a~1b~0c"),
    ):
        answer = await east.post(ITEMS, json=feature(properties=properties))
        assert problem(answer, 400, "properties-refused") == [pointer], properties


@pytest.mark.usefixtures("layer")
async def test_bodies_that_are_no_features_are_refused(who: As) -> None:
    east = await who("east")
    for body in (
        b"",
        b"x",
        b"[]",
        b"{}",
        b'{"type": "FeatureCollection"}',
        b"NaN",
        b"\xff",
        b"[" * 999,
    ):
        answer = await east.post(ITEMS, content=body)
        assert answer.status_code == 400, body
    number = b'{"type":"Feature","geometry":{"type":"Point","coordinates":[NaN,1]},"properties":{}}'
    problem(await east.post(ITEMS, content=number), 400, "malformed")
    csv = await east.post(ITEMS, content=b"a,b", headers={"Content-Type": "text/csv"})
    problem(csv, 415, "unsupported-media")
    for time in (1, {}, {"interval": 1}, {"interval": ["2026-01-01"]}, {"date": "x"}):
        problem(await east.post(ITEMS, json=feature(time=time)), 400, "malformed")
    problem(await east.post(ITEMS, json=feature(), params={"x": 1}), 400, "malformed")
    path = (await added(east)).removeprefix("http://test")
    for header in ('"x"', '"1", "2"', '"-1"'):
        answer = await east.delete(path, headers={"If-Match": header})
        problem(answer, 400, "malformed")
    missing = await east.post("/ogc/collections/nothing/items", json=feature())
    problem(missing, 404, "not-found")
    merged = await east.patch(
        path,
        content=b'{"properties": {"level": 7}}',
        headers=SEEN | {"Content-Type": "application/merge-patch+json"},
    )
    assert merged.json()["properties"] == {"level": 7}
    for body in ({"properties": 1}, {"properties": {"level": "x"}}, {"geometry": None}):
        answer = await east.patch(path, json=body, headers={"If-Match": '"2"'})
        assert answer.status_code == 400, body


async def test_a_field_crew_reads_but_does_not_edit(who: As, door: Database) -> None:
    await ogc_layers.make(door, code="crew", owner=town.FIRE, sight="open")
    crew = await who("crew")
    assert (await crew.get("/ogc/collections/crew/items")).status_code == 200
    problem(await crew.post("/ogc/collections/crew/items", json=feature()), 403, "forbidden")
