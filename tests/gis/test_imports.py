"""Imports over HTTP: preview, choices, run, report, cancel, undo, a killed worker."""

import asyncio
import json
import os
import signal
from pathlib import Path

import orjson
import pytest
from fastapi import FastAPI

from gis.imports import jobs, queries, running
from gis.sandbox.process import Child
from kernel.api import system
from tests.gis.conftest import As, Client, Json
from tests.gis.importing import (
    PATH,
    begun,
    chosen,
    features_of,
    found,
    imported,
    looked_through,
    ran,
    runtime_of,
    sent,
    zipped,
)
from tests.harness.clock import FakeClock
from tests.registry.answers import facts, problem

DISTRICTS = Path("data/cities/shantou/districts.geojson")
GCJ02 = Path("tests/data/admin/shantou_districts_gcj02.geojson")
TABLE = (
    "名称,经度,纬度,级别,日期,负责人电话\n"
    "金平消防站,116.703,23.365,2,2024-05-01,075488123456\n"
    "龙湖消防站,116.745,23.361,1,2024-06-30,075488123457\n"
).encode()


def square(lon: float, lat: float) -> Json:
    """Return a small square whose ring is not closed."""
    corners = [[lon, lat], [lon + 0.01, lat], [lon + 0.01, lat + 0.01], [lon, lat + 0.01]]
    return {"type": "Polygon", "coordinates": [corners]}


def geojson(*features: tuple[Json | None, Json]) -> bytes:
    """Return a collection of geometries with their properties."""
    return orjson.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "geometry": shape, "properties": values}
                for shape, values in features
            ],
        }
    )


def spot(lon: float, lat: float) -> Json:
    """Return a point."""
    return {"type": "Point", "coordinates": [lon, lat]}


async def layer_of(client: Client, state: Json) -> Json:
    """Return the layer an import made."""
    answer = await client.get(f"/api/layers/{state['layer_id']}")
    assert answer.status_code == 200, answer.text
    layer: Json = answer.json()
    return layer


async def test_a_table_becomes_a_layer(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    state = await begun(east, gis_app, TABLE, "消防站 stations.csv")
    assert state["state"] == "ready", state
    preview = state["preview"]
    assert (preview["format"], preview["encoding"], preview["rows"]) == ("csv", "utf-8", 2)
    assert preview["coordinates"] == {"lon": "经度", "lat": "纬度"}
    assert preview["crs"]["known"] == "assumed"
    assert {each["name"]: each["type"] for each in preview["columns"]} == {
        "名称": "string",
        "级别": "integer",
        "日期": "date",
        "负责人电话": "string",  # a leading zero is no number
    }
    assert preview["sample"]["features"][0]["geometry"] == spot(116.703, 23.365)
    assert preview["question"]["evidence"] == "none"
    await chosen(
        east,
        gis_app,
        state["id"],
        code="stations",
        zh="消防站",
        en="Fire stations",
        group="hazards",
        sight="open",
        source="市消防支队",
        columns=[
            {"source": "名称", "name": "name", "zh": "名称", "en": "Name"},
            {"source": "级别", "name": "grade", "type": "integer", "zh": "级别", "en": "Grade"},
            {"source": "日期", "name": "since", "type": "date", "zh": "日期", "en": "Since"},
            {"source": "负责人电话", "skip": True},
        ],
        style={"colour": "#4f8fd6"},
    )
    state = await ran(east, gis_app, state["id"])
    assert (state["state"], state["progress"]) == ("done", {"done": 2, "total": 2}), state[
        "problem"
    ]
    layer = await layer_of(east, state)
    assert (layer["code"], layer["zh"], layer["features"]) == ("stations", "消防站", 2)
    assert (layer["sight"], layer["source"], layer["srid"]) == ("open", "市消防支队", 4326)
    assert layer["extent"] == [116.703, 23.361, 116.745, 23.365]
    assert [each["name"] for each in layer["attributes"]] == ["name", "grade", "since"]
    rows = await features_of(gis_app, layer["id"])
    assert rows[0].wkt == "POINT(116.703 23.365)"
    assert rows[1].properties == {"name": "龙湖消防站", "grade": 1, "since": "2024-06-30"}


async def test_what_was_published_is_a_fact_of_the_person(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    state = await imported(east, gis_app, TABLE, "事实.csv")
    told = await facts(runtime_of(gis_app).db, state["layer_id"])
    assert [fact.kind for fact in told] == ["layer.published", "layer.edited"]
    assert {fact.actor["kind"] for fact in told} == {"account"}
    assert told[-1].state["features"] == 2


async def test_the_shift_of_gcj02_is_asked_about_and_never_applied_by_itself(
    who: As, gis_app: FastAPI
) -> None:
    east = await who("east")
    await load_districts(gis_app)
    state = await begun(east, gis_app, read(GCJ02), "区县.geojson")
    question = state["preview"]["question"]
    assert (question["suspected"], question["evidence"]) == ("gcj02", "boundary"), question
    refused = await east.post(f"{PATH}/{state['id']}/start")
    assert problem(refused, 422, "invalid") == ["/datum"]
    state = await chosen(east, gis_app, state["id"], datum="gcj02", code="gcj-districts")
    assert state["preview"]["question"]["suspected"] is None
    state = await ran(east, gis_app, state["id"])
    layer = await layer_of(east, state)
    assert layer["datum"] == "gcj02"
    wanted = json.loads(read(DISTRICTS))["features"]
    boxes = sorted(bounds(feature["geometry"]) for feature in wanted)
    made = [await box(gis_app, row.id) for row in await features_of(gis_app, layer["id"])]
    for found_box, wanted_box in zip(sorted(made), boxes, strict=True):
        assert found_box == pytest.approx(wanted_box, abs=6e-6)  # both are rounded
    right = await begun(east, gis_app, read(DISTRICTS), "right.geojson")
    assert right["preview"]["question"]["suspected"] is None


def read(path: Path) -> bytes:
    """Return what is in a file."""
    return path.read_bytes()


async def load_districts(app: FastAPI) -> None:
    """Load the districts of the city, which the guard compares with."""
    from gis.areas import queries as areas
    from gis.load import areas_from

    async with runtime_of(app).db.transaction(system("test")) as tx:
        await areas.replace(tx, areas_from(read(DISTRICTS), []))


def bounds(geometry: Json) -> tuple[float, ...]:
    """Return the box of a GeoJSON geometry."""
    import shapely
    from shapely.geometry import shape

    return tuple(float(each) for each in shapely.bounds(shape(geometry)))


async def box(app: FastAPI, feature: int) -> tuple[float, ...]:
    """Return the box of a stored feature."""
    async with runtime_of(app).db.reading(system("test")) as tx:
        row = await tx.row(
            "select st_xmin(shape), st_ymin(shape), st_xmax(shape), st_ymax(shape) "
            "from gis.feature where id = :id",
            id=feature,
        )
    assert row is not None
    return tuple(row)


async def test_one_bad_row_and_nothing_comes_in(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    content = geojson((spot(116.7, 23.4), {"n": "1"}), (spot(116.7, 23.4), {"n": "x"}))
    state = await begun(east, gis_app, content, "bad.geojson")
    columns = [{"source": "n", "type": "integer"}]
    await chosen(east, gis_app, state["id"], columns=columns, code="bad-rows")
    state = await ran(east, gis_app, state["id"])
    assert (state["state"], state["faults"], state["layer_id"]) == ("failed", 1, None)
    report = (await east.get(f"{PATH}/{state['id']}/faults")).json()
    assert report["items"] == [
        {
            "row": 2,
            "layer": "features",
            "column": "n",
            "code": "bad-value",
            "detail": "'x' is no integer.",
            "zh": "改正该值，或把该列改为文本",
            "en": "correct the value, or make the column text",
        }
    ]
    sheet = await east.get(f"{PATH}/{state['id']}/faults.csv")
    assert sheet.content.startswith(b"\xef\xbb\xbf")
    assert "改正该值" in sheet.text
    listed = (await east.get("/api/layers")).json()["items"]
    assert "bad-rows" not in [each["code"] for each in listed]
    # The same import goes on with other choices.
    state = await chosen(east, gis_app, state["id"], code="bad-rows")
    assert (await ran(east, gis_app, state["id"]))["state"] == "done"


async def test_rows_without_a_place_fail_or_are_left_out(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    content = geojson((spot(116.7, 23.4), {}), (None, {"n": 1}))
    state = await begun(east, gis_app, content, "some.geojson")
    assert state["preview"]["faults"][0]["code"] == "no-place"
    assert (await ran(east, gis_app, state["id"]))["state"] == "failed"
    await chosen(east, gis_app, state["id"], without_place="leave-out")
    state = await ran(east, gis_app, state["id"])
    assert (state["state"], state["notes"]) == ("done", {"left-out": 1})
    assert len(await features_of(gis_app, state["layer_id"])) == 1


async def test_shapes_are_mended_and_it_is_said(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    bow = {
        "type": "Polygon",
        "coordinates": [
            [[116.7, 23.4], [116.8, 23.5], [116.8, 23.4], [116.7, 23.5], [116.7, 23.4]]
        ],
    }
    both = {"type": "GeometryCollection", "geometries": [spot(116.7, 23.4), square(116.7, 23.4)]}
    content = geojson((square(116.7, 23.4), {}), (bow, {}), (both, {}))
    state = await imported(east, gis_app, content, "mend.geojson")
    assert state["state"] == "done", state
    assert state["notes"] == {"closed": 2, "repaired": 1, "split": 1}
    rows = await features_of(gis_app, state["layer_id"])
    assert [row.wkt.partition("(")[0] for row in rows] == [
        "POLYGON",
        "MULTIPOLYGON",
        "POINT",
        "POLYGON",
    ]
    flat = {"type": "Polygon", "coordinates": [[[116.7, 23.4], [116.8, 23.4], [116.9, 23.4]]]}
    state = await begun(east, gis_app, geojson((flat, {}), (spot(116.7, 23.4), {})), "f.geojson")
    assert state["preview"]["faults"][0]["code"] == "bad-shape"


async def replaced(client: Client, app: FastAPI, **choices: str) -> tuple[str, Json]:
    """Import a layer and import again into it; return the layer and the second import."""
    first = await imported(client, app, TABLE, "first.csv")
    content = geojson((square(116.7, 23.4), {"区": "金平"}), (square(116.8, 23.4), {"区": "龙湖"}))
    if choices["into"] == "append":
        content = geojson((spot(116.9, 23.4), {"名称": "新", "级别": 3, "更多": 1}))
    layer = first["layer_id"]
    return layer, await imported(client, app, content, "next.geojson", layer_id=layer, **choices)


async def test_a_replacement_can_be_undone(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    layer, state = await replaced(east, gis_app, into="replace")
    assert state["state"] == "done", state
    changed = await layer_of(east, state)
    assert (changed["geometry"], changed["features"]) == ("polygon", 2)
    assert [each["name"] for each in changed["attributes"]] == ["区"]
    answer = await east.post(f"{PATH}/{state['id']}/undo")
    assert answer.json()["state"] == "undone", answer.text
    back = await layer_of(east, state)
    assert (back["geometry"], back["features"]) == ("point", 2)
    assert [each["name"] for each in back["attributes"]] == ["名称", "级别", "日期", "负责人电话"]
    rows = await features_of(gis_app, layer)
    assert [row.properties["名称"] for row in rows] == ["金平消防站", "龙湖消防站"]
    assert await leftovers(gis_app, state["id"]) == 0


async def leftovers(app: FastAPI, import_id: str) -> int:
    """Return how many rows are staged or kept for an import."""
    async with runtime_of(app).db.reading(system("test")) as tx:
        count: int = await tx.value(
            "select (select count(*) from gis.import_row where import_id = cast(:id as uuid)) + "
            "(select count(*) from gis.import_kept where import_id = cast(:id as uuid))",
            id=import_id,
        )
    return count


async def test_an_addition_can_be_undone_and_takes_only_its_own(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    layer, state = await replaced(east, gis_app, into="append")
    assert state["state"] == "done", state
    rows = await features_of(gis_app, layer)
    assert rows[-1].properties == {"名称": "新", "级别": 3}  # a column the layer lacks stays out
    assert (await east.post(f"{PATH}/{state['id']}/undo")).json()["state"] == "undone"
    assert len(await features_of(gis_app, layer)) == 2


async def test_a_new_layer_can_be_undone(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    state = await imported(east, gis_app, TABLE, "new.csv")
    assert (await east.post(f"{PATH}/{state['id']}/undo")).json()["state"] == "undone"
    codes = [each["id"] for each in (await east.get("/api/layers")).json()["items"]]
    assert state["layer_id"] not in codes
    again = await east.post(f"{PATH}/{state['id']}/undo")
    assert again.status_code == 200  # once is enough


async def test_undo_is_refused_when_it_would_lose_something(
    who: As, gis_app: FastAPI, clock: FakeClock
) -> None:
    east = await who("east")
    layer, state = await replaced(east, gis_app, into="replace")
    version = (await layer_of(east, state))["version"]
    changed = await east.patch(
        f"/api/layers/{layer}", json={"zh": "改名"}, headers={"If-Match": f'"{version}"'}
    )
    assert changed.status_code == 200, changed.text
    problem(await east.post(f"{PATH}/{state['id']}/undo"), 409, "cannot-undo")
    _, late = await replaced(east, gis_app, into="append")
    clock.advance(days=8)
    east = await who("east")
    problem(await east.post(f"{PATH}/{late['id']}/undo"), 409, "cannot-undo")


async def test_a_cancelled_import_leaves_nothing(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    state = await begun(east, gis_app, TABLE, "cancel.csv")
    await east.post(f"{PATH}/{state['id']}/start")
    answer = await east.post(f"{PATH}/{state['id']}/cancel")
    assert answer.json()["state"] == "cancelled"
    await jobs.run(runtime_of(gis_app))
    assert (await found(east, state["id"]))["layer_id"] is None
    problem(await east.post(f"{PATH}/{state['id']}/start"), 409, "import-state")


async def test_a_killed_worker_publishes_nothing_and_goes_on(
    who: As, gis_app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kill the child and the step after some portions; the next step goes on behind them."""
    east = await who("east")
    many = geojson(*((spot(116.0 + n / 10_000, 23.4), {"n": n}) for n in range(4_500)))
    state = await begun(east, gis_app, many, "many.geojson")
    await east.post(f"{PATH}/{state['id']}/start")
    portions = 0
    stage = queries.stage

    async def interrupted(*given: object, **more: object) -> bool:
        nonlocal portions
        portions += 1
        if portions == 3:
            raise asyncio.CancelledError  # as the loop of a stopping worker does
        return await stage(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(queries, "stage", interrupted)
    with pytest.raises(asyncio.CancelledError):
        await jobs.run(runtime_of(gis_app))
    monkeypatch.undo()
    state = await found(east, state["id"])
    assert (state["state"], state["progress"]["done"], state["layer_id"]) == (
        "running",
        2_000,
        None,
    )
    assert await leftovers(gis_app, state["id"]) == 2_000
    for _ in range(3):
        await jobs.run(runtime_of(gis_app))
    state = await found(east, state["id"])
    assert (state["state"], state["progress"]["done"]) == ("done", 4_500), state
    rows = await features_of(gis_app, state["layer_id"])
    assert [row.properties["n"] for row in rows] == list(range(4_500))
    assert await leftovers(gis_app, state["id"]) == 0


async def test_a_child_that_is_killed_again_and_again_ends_the_import(
    who: As, gis_app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    east = await who("east")
    state = await begun(east, gis_app, TABLE, "killer.csv")
    await east.post(f"{PATH}/{state['id']}/start")
    receive = Child.receive

    async def killed(self: Child) -> tuple[Json, bytes]:
        os.kill(self.pid, signal.SIGKILL)
        return await receive(self)

    monkeypatch.setattr(Child, "receive", killed)
    await jobs.run(runtime_of(gis_app))
    state = await found(east, state["id"])
    assert (state["state"], state["problem"]["code"]) == ("failed", "too-large")
    assert await leftovers(gis_app, state["id"]) == 0


async def test_rights_are_looked_at_again_when_it_is_published(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    state = await begun(east, gis_app, TABLE, "rights.csv")
    await east.post(f"{PATH}/{state['id']}/start")
    async with runtime_of(gis_app).db.transaction(system("test")) as tx:
        await tx.run("update registry.account set disabled_at = now() where username = 'east'")
    try:
        await jobs.run(runtime_of(gis_app))
        await jobs.run(runtime_of(gis_app))
    finally:
        async with runtime_of(gis_app).db.transaction(system("test")) as tx:
            await tx.run("update registry.account set disabled_at = null where username = 'east'")
    state = await found(east, state["id"])
    assert (state["state"], state["problem"]["code"]) == ("failed", "forbidden")


async def test_an_import_is_its_owners_alone(who: As, gis_app: FastAPI) -> None:
    east, west = await who("east"), await who("west")
    state = await begun(east, gis_app, TABLE, "mine.csv")
    for method, tail in (
        ("GET", ""), ("POST", "/start"), ("POST", "/cancel"), ("POST", "/undo"), ("GET", "/faults"),
    ):  # fmt: skip
        problem(await west.request(method, f"{PATH}/{state['id']}{tail}"), 404, "not-found")
    assert state["id"] not in [each["id"] for each in (await west.get(PATH)).json()["items"]]
    file = await sent(east, TABLE, "file.csv")
    refused = await west.post(PATH, json={"file": file})
    assert problem(refused, 422, "invalid") == ["/file"]


async def test_looking_through_again_after_other_choices(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    content = "名称;X;Y\n站;2585000;39500000\n".encode("gbk")
    state = await begun(east, gis_app, content, "survey.csv")
    preview = state["preview"]
    assert (preview["encoding"], preview["delimiter"]) == ("gb18030", ";")
    # X is the northing, and the easting carries its zone.
    assert preview["coordinates"] == {"lon": "Y", "lat": "X"}
    assert (preview["crs"]["epsg"], preview["crs"]["known"]) == (4527, "guessed")
    assert preview["datum"] == "cgcs2000"
    assert preview["extent"][0] == pytest.approx(117.0, abs=0.001)
    state = await chosen(east, gis_app, state["id"], encoding="utf-8")
    assert (state["state"], state["problem"]["code"]) == ("failed", "encoding")
    state = await chosen(east, gis_app, state["id"], crs=4526)
    assert state["preview"]["crs"]["known"] == "chosen"
    assert (await looked_through(east, gis_app, state["id"]))["state"] == "ready"


async def test_bad_files_never_crash(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    for name, content in (
        ("empty.csv", b"a,b\n"),
        ("no place.csv", b"a,b\n1,2\n"),
        ("parts.zip", zipped({"a.shp": b"x"})),
        ("zeros.zip", zipped({f"a{end}": b"\0" * 200 for end in (".shp", ".shx", ".dbf")})),
        ("lies.gpkg", b"SQLite format 3\0" + bytes(52) + b"GPKG" + bytes(5_000)),
        ("deep.geojson", b'{"type":"Feature","geometry":' + b'{"a":' * 900 + b"1" + b"}" * 901),
        ("numbers.geojson", geojson(({"type": "Point", "coordinates": [1e400, "x"]}, {}))),
        ("huge.geojson", geojson((spot(999_999_999.0, 5e20), {}))),
        ("nan.csv", b"lon,lat\nnan,inf\n"),
        ("text.csv", b"lon,lat\n<script>,=1+1\n"),
        ("track.kmz", zipped({"doc.kml": b"<kml><Placemark><Point/></Placemark></kml>"})),
    ):
        answer = await east.post("/api/files", files={"file": (name, content)})
        if answer.status_code != 201:
            assert answer.status_code == 415, (name, answer.text)
            continue
        made = await east.post(PATH, json={"file": answer.json()["id"]})
        state = await looked_through(east, gis_app, made.json()["id"])
        assert state["state"] in {"ready", "failed"}, (name, state)
        if state["state"] == "failed":
            assert state["problem"]["code"] != "broken-reader", (name, state)
            continue
        start = await east.post(f"{PATH}/{state['id']}/start")
        assert start.status_code in {200, 422}, (name, start.text)
        await jobs.run(runtime_of(gis_app))
        await jobs.run(runtime_of(gis_app))
        state = await found(east, state["id"])
        assert state["state"] in {"failed", "ready"}, (name, state)
        await east.post(f"{PATH}/{state['id']}/cancel")


async def test_old_imports_are_forgotten(who: As, gis_app: FastAPI, clock: FakeClock) -> None:
    east = await who("east")
    left = await begun(east, gis_app, TABLE, "left.csv")
    _, done = await replaced(east, gis_app, into="replace")
    assert await leftovers(gis_app, done["id"]) == 2
    clock.advance(days=8)
    await jobs.tidy(runtime_of(gis_app))
    east = await who("east")
    problem(await east.get(f"{PATH}/{left['id']}"), 404, "not-found")
    assert (await found(east, done["id"]))["state"] == "done"
    assert await leftovers(gis_app, done["id"]) == 0
    assert running.FOLDER == "children"
