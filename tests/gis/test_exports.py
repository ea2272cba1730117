"""Exports over HTTP, and every format there and back again."""

import csv
import io
import zipfile
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
import shapely
from fastapi import FastAPI

from gis.exports import jobs
from gis.features import queries as features
from gis.features.queries import NewFeature
from gis.layers import service as layers
from kernel.api import Database, system
from tests.gis.conftest import As, Client, Json, layer_form
from tests.gis.importing import begun, chosen, features_of, ran, runtime_of
from tests.harness.clock import FakeClock
from tests.registry.answers import problem

PATH = "/api/exports"
ATTRIBUTES = [
    {"name": "名称", "type": "string", "zh": "名称", "en": "Name"},
    {"name": "count", "type": "integer", "zh": "数量", "en": "Count"},
    {"name": "depth", "type": "number", "zh": "水深", "en": "Depth"},
    {"name": "open", "type": "boolean", "zh": "开放", "en": "Open"},
    {"name": "day", "type": "date", "zh": "日期", "en": "Day"},
    {"name": "at", "type": "datetime", "zh": "时间", "en": "At"},
]
VALUES: list[Json] = [
    {
        "名称": '汕头市消防救援支队 <金平> & "站"',
        "count": 3,
        "depth": 0.25,
        "open": True,
        "day": "2024-05-01",
        "at": "2024-05-01T08:30:00+08:00",
    },
    dict.fromkeys(("名称", "count", "depth", "open", "day", "at")),
    {"名称": "=1+1", "count": 0, "depth": -1.5, "open": False, "day": "1999-12-31", "at": None},
]
POINTS = [
    shapely.Point(116.70312345678, 23.36512345678),
    shapely.Point(116.8, 23.4),
    shapely.Point(117, 23),
]
HOLE = [(116.72, 23.32), (116.78, 23.32), (116.78, 23.38), (116.72, 23.38)]
AREAS = [
    shapely.Polygon([(116.7, 23.3), (116.8, 23.3), (116.8, 23.4), (116.7, 23.4)], [HOLE]),
    shapely.MultiPolygon([shapely.box(116, 23, 116.1, 23.1), shapely.box(116.2, 23, 116.3, 23.1)]),
    shapely.box(117, 23, 117.1, 23.1),
]
LINES = [
    shapely.LineString([(116.7, 23.3), (116.75, 23.35), (116.8, 23.3)]),
    shapely.MultiLineString([[(116, 23), (116.1, 23.1)], [(116.2, 23), (116.3, 23.1)]]),
    shapely.LineString([(117, 23), (117.1, 23)]),
]
SHAPES = {"point": POINTS, "polygon": AREAS, "line": LINES}


@pytest.fixture(autouse=True)
async def fewer_sessions(door: Database) -> None:
    """End the sessions of the tests before: an account may have only so many at once."""
    async with door.transaction(system("test")) as tx:
        await tx.run("delete from kernel.session")


async def planted(client: Client, app: FastAPI, kind: str, **fields: Any) -> str:
    """Publish a layer with three features; return its id."""
    form = layer_form(geometry=kind, attributes=ATTRIBUTES, **fields)
    answer = await client.post("/api/layers", json=form)
    assert answer.status_code == 201, answer.text
    layer: str = answer.json()["id"]
    await fill(app, layer, kind)
    return layer


async def fill(app: FastAPI, layer: str, kind: str) -> None:
    """Put three features into a layer."""
    async with runtime_of(app).db.transaction(system("test")) as tx:
        row = await layers.locked(tx, layer)  # type: ignore[arg-type]
        made = [
            NewFeature(shapely.to_wkb(shape), values)
            for shape, values in zip(SHAPES[kind], VALUES, strict=True)
        ]
        await features.insert_many(tx, row.id, made)
        await layers.touched(tx, row, kind="layer.edited")


async def exported(client: Client, layer: str, wanted: str, **query: Any) -> bytes:
    """Return an export that is answered at once."""
    answer = await client.get(f"{PATH}/file", params={"layer_id": layer, "format": wanted, **query})
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["content-disposition"]
    return answer.content


ENDINGS = {"shapefile": "zip"}
FORMATS = ("gpkg", "shapefile", "geojson", "gpx", "kml", "kmz", "csv", "xlsx")
KINDS = ("line", "point", "polygon")
# Each format with one kind of shape in every run, the kinds in turn; with all of them in slow ones.
WAYS = [
    pytest.param(wanted, kind, marks=() if KINDS[number % 3] == kind else pytest.mark.slow)
    for number, wanted in enumerate(FORMATS)
    for kind in KINDS
    if (wanted, kind) != ("gpx", "polygon")
]
# Texts that carry no types, and formats without some of them: what a reader finds is still equal.
AS_TEXT = {"shapefile": {"at": "string"}}


@pytest.mark.parametrize(("wanted", "kind"), WAYS)
async def test_there_and_back_again(wanted: str, kind: str, who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    layer = await planted(east, gis_app, kind)
    content = await exported(east, layer, wanted)
    ending = ENDINGS.get(wanted, wanted)
    state = await begun(east, gis_app, content, f"back.{ending}")
    assert state["state"] == "ready", state["problem"]
    assert state["preview"]["fault_count"] == 0
    assert len(state["preview"]["columns"]) <= len(ATTRIBUTES) + 1
    columns = [
        {"source": _found(each["name"], state), "name": each["name"], "type": each["type"]}
        for each in ATTRIBUTES
    ]
    state = await chosen(east, gis_app, state["id"], columns=columns)
    state = await ran(east, gis_app, state["id"])
    assert state["state"] == "done", state["problem"]
    rows = await features_of(gis_app, state["layer_id"])
    assert len(rows) == 3
    for row, shape, values in zip(rows, SHAPES[kind], VALUES, strict=True):
        found = shapely.from_wkb(row.shape)
        assert shapely.normalize(found).equals_exact(shapely.normalize(_same(found, shape)), 1e-9)
        told = dict(row.properties)
        assert _moment(told.pop("at")) == _moment(values["at"])
        assert told == {name: value for name, value in values.items() if name != "at"}


def _found(name: str, state: Json) -> str:
    """Return the column an attribute came back as: a shapefile cuts names to ten bytes."""
    names = [each["name"] for each in state["preview"]["columns"]]
    return name if name in names else next(each for each in names if name.startswith(each[:3]))


def _same(found: Any, shape: Any) -> Any:
    """Return a shape as Multi when it came back so: several formats know no other."""
    if found.geom_type.startswith("Multi") and not shape.geom_type.startswith("Multi"):
        return {"Polygon": shapely.MultiPolygon, "LineString": shapely.MultiLineString}[
            shape.geom_type
        ]([shape])
    return shape


def _moment(text: str | None) -> Any:
    from datetime import datetime

    return datetime.fromisoformat(text) if text else None


async def test_a_gbk_shapefile_without_its_cpg_comes_back_right(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    layer = await planted(east, gis_app, "point")
    content = await exported(east, layer, "shapefile", encoding="gb18030")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    (mark,) = [name for name in parts if name.endswith(".cpg")]
    assert parts.pop(mark) == b"GBK"
    (table,) = [name for name in parts if name.endswith(".dbf")]
    assert "汕头市消防救援支队".encode("gbk") in parts[table]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    state = await begun(east, gis_app, out.getvalue(), "旧.zip")
    preview = state["preview"]
    assert (preview["encoding"], preview["notes"]["encoding-guessed"]) == ("gb18030", 1)
    assert "名称" in [each["name"] for each in preview["columns"]]
    state = await ran(east, gis_app, state["id"])
    rows = await features_of(gis_app, state["layer_id"])
    assert rows[0].properties["名称"] == VALUES[0]["名称"]
    # Read wrongly on purpose, the file says so instead of storing rubbish.
    state = await begun(east, gis_app, out.getvalue(), "wrong.zip")
    state = await chosen(east, gis_app, state["id"], encoding="utf-8")
    assert state["problem"]["code"] == "encoding"


@pytest.mark.parametrize(
    ("crs", "datum"),
    [(4326, "gcj02"), (4326, "bd09"), (4490, "wgs84"), (4526, "wgs84"), (3857, "wgs84")],
)
async def test_other_coordinates_and_back(crs: int, datum: str, who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    layer = await planted(east, gis_app, "point")
    content = await exported(east, layer, "gpkg", crs=crs, datum=datum)
    state = await begun(east, gis_app, content, "other.gpkg")
    assert state["preview"]["crs"]["epsg"] == crs
    if datum != "wgs84":
        state = await chosen(east, gis_app, state["id"], datum=datum)
    state = await ran(east, gis_app, state["id"])
    rows = await features_of(gis_app, state["layer_id"])
    for row, shape in zip(rows, POINTS, strict=True):
        assert shapely.from_wkb(row.shape).distance(shape) < 1e-8
    made = (await east.get(f"/api/layers/{state['layer_id']}")).json()
    assert made["srid"] == crs
    assert made["datum"] == (datum if datum != "wgs84" else "cgcs2000" if crs != 3857 else "wgs84")


async def test_no_cell_is_run_as_a_formula(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    layer = await planted(east, gis_app, "point")
    rows = list(csv.reader(io.StringIO((await exported(east, layer, "csv")).decode("utf-8-sig"))))
    assert rows[0][:3] == ["lon", "lat", "名称"]
    assert rows[3][2] == "'=1+1"
    book = openpyxl.load_workbook(io.BytesIO(await exported(east, layer, "xlsx")))
    assert book.active is not None
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}


async def test_values_of_another_type_are_left_out(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    layer = await planted(east, gis_app, "point")
    changed = [each | {"type": "date"} if each["name"] == "名称" else each for each in ATTRIBUTES]
    head = {"If-Match": f'"{(await east.get(f"/api/layers/{layer}")).json()["version"]}"'}
    body = {"attributes": changed}
    assert (await east.patch(f"/api/layers/{layer}", json=body, headers=head)).status_code == 200
    for wanted in ("gpkg", "shapefile", "xlsx"):
        assert await exported(east, layer, wanted)
    rows = (await exported(east, layer, "csv")).decode("utf-8-sig").splitlines()
    assert rows[1].endswith(",,3,0.25,true,2024-05-01,2024-05-01T08:30:00+08:00")


async def test_a_part_of_a_layer(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    layer = await planted(east, gis_app, "point")
    ids = [row.id for row in await features_of(gis_app, layer)]

    async def count(**query: Any) -> int:
        text = (await exported(east, layer, "csv", **query)).decode("utf-8-sig")
        return len(text.splitlines()) - 1

    assert await count() == 3
    assert await count(ids=[ids[0], ids[2]]) == 2
    assert await count(bbox="116.6,23.3,116.9,23.5") == 2
    assert await count(filter="count = 3") == 1
    assert await count(filter="count >= 0 and depth < 0") == 1
    refused = await east.get(
        f"{PATH}/file", params={"layer_id": layer, "format": "csv", "filter": "count ="}
    )
    assert refused.status_code == 400


async def test_a_large_export_runs_behind_and_can_be_fetched(
    who: As, gis_app: FastAPI, clock: FakeClock
) -> None:
    east = await who("east")
    layer = await planted(east, gis_app, "polygon")
    answer = await east.post(PATH, json={"layer_id": layer, "format": "gpkg", "crs": 4490})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["state"], made["progress"]) == ("queued", {"done": 0, "total": 3})
    await jobs.run(runtime_of(gis_app))
    done = (await east.get(f"{PATH}/{made['id']}")).json()
    assert (done["state"], done["progress"]["done"]) == ("done", 3), done
    file = await east.get(f"/api/files/{done['file_id']}")
    assert file.content.startswith(b"SQLite format 3")
    other = await who("west")
    problem(await other.get(f"{PATH}/{made['id']}"), 404, "not-found")
    assert (await other.get(f"/api/files/{done['file_id']}")).status_code == 404
    assert made["id"] in [each["id"] for each in (await east.get(PATH)).json()["items"]]
    clock.advance(days=2)
    await jobs.tidy(runtime_of(gis_app))
    east = await who("east")
    problem(await east.get(f"{PATH}/{made['id']}"), 404, "not-found")
    assert (await east.get(f"/api/files/{done['file_id']}")).status_code == 410


async def test_a_cancelled_export_writes_nothing(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    layer = await planted(east, gis_app, "point")
    made = (await east.post(PATH, json={"layer_id": layer, "format": "csv"})).json()
    cancelled = await east.post(f"{PATH}/{made['id']}/cancel")
    assert cancelled.json()["state"] == "cancelled"
    await jobs.run(runtime_of(gis_app))
    assert (await east.get(f"{PATH}/{made['id']}")).json()["file_id"] is None


async def test_an_export_ends_with_the_sight_of_its_layer(who: As, gis_app: FastAPI) -> None:
    east, west = await who("east"), await who("west")
    layer = await planted(east, gis_app, "point", sight="open")
    made = (await west.post(PATH, json={"layer_id": layer, "format": "csv"})).json()
    version = (await east.get(f"/api/layers/{layer}")).json()["version"]
    hidden = await east.patch(
        f"/api/layers/{layer}", json={"sight": "internal"}, headers={"If-Match": f'"{version}"'}
    )
    assert hidden.status_code == 200, hidden.text
    await jobs.run(runtime_of(gis_app))
    state = (await west.get(f"{PATH}/{made['id']}")).json()
    assert (state["state"], state["problem"]["code"]) == ("failed", "not-found")
    query = {"layer_id": layer, "format": "csv"}
    problem(await west.get(f"{PATH}/file", params=query), 404, "not-found")


async def test_what_a_format_cannot_hold_is_refused(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    layer = await planted(east, gis_app, "polygon")
    for body, pointer in (
        ({"format": "gpx"}, "/format"),
        ({"format": "kml", "crs": 4526}, ""),
        ({"format": "shapefile", "filter": "count = 99"}, "/filter"),
    ):
        refused = problem(await east.post(PATH, json={"layer_id": layer, **body}), 422, "invalid")
        assert refused == [pointer] or not pointer
    assert timedelta(days=1) == jobs.KEEP
