"""Formats: what a file is, hostile archives and XML, tables as people write them, other readers."""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from gis.formats import columns, detect, drivers, limits, reading, values, write_texts, writing
from gis.formats.model import Coordinates, Reading, Refused
from gis.sandbox.process import child
from gis.tasks.refusals import CHINESE


def zipped(**parts: bytes) -> bytes:
    """Return an archive; names are written as given, whatever they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def bomb() -> bytes:
    """Return an archive that unpacks to more than its kind ever does."""
    return zipped(**{"a.shp": bytes(60_000_000), "a.shx": b"x", "a.dbf": b"x"})


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    b"<kml><Placemark><name>&b;</name></Placemark></kml>"
)
OUTSIDE = b'<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]><gpx><wpt>&x;</wpt></gpx>'
VRT = b'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource>'
CURL = b"<OGRVRTDataSource><SrcDataSource>/vsicurl/http://example.invalid/x</SrcDataSource>"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.geojson", "empty"),
        (b"  \n", "a.csv", "empty"),
        (VRT, "a.shp", "points-elsewhere"),
        (VRT, "a.tif", "points-elsewhere"),
        (CURL, "a.vrt", "points-elsewhere"),
        (b"II*\x00" + bytes(100), "a.tif", "unknown"),
        (b"<html></html>", "a.kml", "unknown"),
        (b"hello", "a.bin", "unknown"),
        (b'{"type": "Topology"}', "a.json", "unknown"),
        (b'{"type": "FeatureCollection", "features": [', "a.geojson", "broken"),
        (b'{"type": "FeatureCollection", "features": []}', "a.geojson", "no-rows"),
        (b"\x00\x00\x27\x0a" + bytes(100), "a.shp", "parts-missing"),
        (b"SQLite format 3\x00" + bytes(200), "a.db", "unknown"),
        (LAUGHS, "a.kml", "xml-dtd"),
        (OUTSIDE, "a.gpx", "xml-dtd"),
        (b"<kml>" + b"<Folder>" * 200 + b"</Folder>" * 200 + b"</kml>", "a.kml", "broken"),
        (b"<kml><Placemark></kml>", "a.kml", "broken"),
        (zipped(**{"a.shp": b"x", "a.dbf": b"x"}), "a.zip", "parts-missing"),
        (zipped(**{"a.txt": b"x"}), "a.zip", "unknown"),
        (zipped(**{"a.shp": b"x", "inner.zip": b"x"}), "a.zip", "nested"),
        (zipped(**{"doc.kml": b"x", "b.kmz": b"x"}), "a.kmz", "nested"),
        (zipped(**{"../a.shp": b"x"}), "a.zip", "zip-slip"),
        (zipped(**{"/etc/a.shp": b"x"}), "a.zip", "zip-slip"),
        (zipped(**{"..\\a.shp": b"x"}), "a.zip", "zip-slip"),
        (zipped(**{"C:a.shp": b"x"}), "a.zip", "zip-slip"),
        (zipped(**{f"{n}.shp": b"x" for n in range(limits.MOST_ENTRIES + 1)}), "a.zip", "zip-bomb"),
        (bomb(), "a.zip", "zip-bomb"),
        (zipped(**{"a.shp": b"x"})[:-30], "a.zip", "broken"),
        (zipped(**{"doc.kml": LAUGHS}), "a.kmz", "xml-dtd"),
        (b"a,b\n", "a.csv", "no-rows"),
        (b"a," * 100_000 + b"lon,lat\n" + b"1," * 100_001 + b"2\n", "a.csv", "too-wide"),
        (b"\xff\xfe\xfd\x81,x\n\x81,1\n", "a.csv", "encoding"),
        (b"lon,lat\n-500000,600000\n", "a.csv", "crs-unknown"),
    ],
)
def test_refused_with_the_reason(content: bytes, name: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "input"
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        reading.opened(path, name, tmp_path, Reading())
    assert refused.value.code == code
    assert refused.value.detail.endswith(".")


def test_a_file_of_two_types_is_none(tmp_path: Path) -> None:
    """A GeoJSON with an archive behind it is no text; nothing in the archive is looked at."""
    path = tmp_path / "input"
    path.write_bytes(b'{"type":"Point","coordinates":[1,2]}' + zipped(**{"a.shp": b"x"}))
    with pytest.raises(Refused) as refused:
        reading.opened(path, "a.geojson", tmp_path, Reading())
    assert refused.value.code == "unknown"
    path.write_bytes(b'{"type":"Point","coordinates":[1,2]}')
    assert detect.format_of(path, "a.zip") == "geojson"


@pytest.mark.parametrize(
    ("told", "degrees"),
    [
        (116.7, 116.7),
        ("116.7", 116.7),
        (" 116.7 ", 116.7),
        ("１１６.７", 116.7),
        ("116°42′00″E", 116.7),
        ("116°42'E", 116.7),
        ("东经116度42分", 116.7),
        ("北纬23°24′36″", 23.41),
        ("23°24'36\"S", -23.41),
        ("S23 24 36", -23.41),
        ("-23:24:36", -23.41),
        ("116.7°", 116.7),
        ("39500000.25", 39_500_000.25),
    ],
)
def test_degrees_as_people_write_them(told: object, degrees: float) -> None:
    assert columns.degrees(told) == pytest.approx(degrees)


@pytest.mark.parametrize("told", ["", "x", "116°70′", "E116W", "1,2", None, True])
def test_what_is_no_coordinate(told: object) -> None:
    with pytest.raises(ValueError, match=r"is no coordinate|60 or more"):
        columns.degrees(told)


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("116.7,23.4", (116.7, 23.4)),
        ("116.7，23.4", (116.7, 23.4)),
        ("(116.7; 23.4)", (116.7, 23.4)),
        ("23.4, 116.7", (116.7, 23.4)),
        ("北纬23.4 东经116.7", (116.7, 23.4)),
        ("23.4N 116.7E", (116.7, 23.4)),
    ],
)
def test_both_in_one_cell(told: str, place: tuple[float, float]) -> None:
    assert columns.pair(told) == pytest.approx(place)


@pytest.mark.parametrize(
    ("titles", "row", "found"),
    [
        (("名称", "经度", "纬度"), ("站", "116.7", "23.4"), Coordinates(lon="经度", lat="纬度")),
        (("Lon", "Lat"), (1, 2), Coordinates(lon="Lon", lat="Lat")),
        (("经度(度)", "纬度（度）"), (1, 2), Coordinates(lon="经度(度)", lat="纬度（度）")),
        (("X", "Y"), (116.7, 23.4), Coordinates(lon="X", lat="Y")),
        (("x", "y"), (2585000, 500000), Coordinates(lon="y", lat="x")),
        (("x", "y"), (39500000, 2585000), Coordinates(lon="x", lat="y")),
        (("坐标",), ("116.7,23.4",), Coordinates(pair="坐标")),
        (("the_geom",), ("POINT (1 2)",), Coordinates(wkt="the_geom")),
        (("形状",), ("SRID=4326;POLYGON ((0 0, 1 0, 1 1, 0 0))",), Coordinates(wkt="形状")),
        (("名称", "地址"), ("站", "路"), None),
    ],
)
def test_which_columns_are_the_place(
    titles: tuple[str, ...], row: tuple[object, ...], found: Coordinates | None
) -> None:
    assert columns.guessed(titles, [row]) == found


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("12", "integer"), ("0754", "string"), ("13800138000", "integer"), ("-1.5", "number"),
        ("1e3", "number"), ("是", "boolean"), ("2024-05-01", "date"), ("2024/5/1", "date"),
        ("2024年5月1日", "date"), ("2024-05-01 08:30", "datetime"),
        ("2024-05-01T08:30:00Z", "datetime"), ("2024年5月1日 8:30", "datetime"),
        ("2024-13-01", "string"), ("12345678901234567890", "string"), (True, "boolean"),
        (2**60, "string"), (1.5, "number"), ([1], "string"), ("", None), (float("nan"), None),
    ],
)  # fmt: skip
def test_types_told_from_values(told: Any, kind: str | None) -> None:
    assert values.type_of(told) == kind


def test_times_without_a_zone_are_of_the_city() -> None:
    zone = "Asia/Shanghai"
    for told in ("2024-05-01 08:30", "2024年5月1日 8:30", "2024-05-01T00:30:00Z"):
        found = values.converted(told, "datetime", zone)
        assert np.datetime64(found[:16]) == np.datetime64(
            "2024-05-01T00:30" if told.endswith("Z") else "2024-05-01T08:30"
        )
    assert values.converted("2024-05-01 08:30", "date", zone) == "2024-05-01"
    assert values.converted(3.0, "integer", zone) == 3
    for wrong in (3.5, "3.5", "x", {"a": 1}):
        with pytest.raises(ValueError, match="is no integer"):
            values.converted(wrong, "integer", zone)


def test_only_two_drivers_of_gdal_are_left_in_the_child() -> None:
    """A new GDAL brings new drivers: then the child refuses to start, and this list must grow."""
    assert frozenset({"GPKG", "ESRI Shapefile"}) == drivers.ALLOWED
    struck = drivers.STRUCK.split(",")
    assert not drivers.ALLOWED & set(struck)
    for name in ("OGR_VRT", "GML", "WFS", "OAPIF", "PGDUMP", "SQLite", "HTTP", "CSV", "GDALG"):
        assert name in struck


# In a process of its own: what was read in this one may have struck its drivers off.
GDAL_READS = """
import json, sys
from pyogrio import raw
meta, _, shapes, columns = raw.read(sys.argv[1], layer=sys.argv[2] or None)
fields = [str(name).lower() for name in meta["fields"]]
told = list(columns[fields.index("name")])
print(json.dumps([told, [bytes(shape).hex() for shape in shapes]]))
"""


@pytest.mark.parametrize(
    ("kind", "ending", "layer"),
    [("Kml", "kml", ""), ("Gpx", "gpx", "waypoints"), ("GeoJson", "json", "")],
)
def test_gdal_reads_what_we_write(kind: str, ending: str, layer: str, tmp_path: Path) -> None:
    """An independent reader finds the same shapes and texts in our own XML and JSON."""
    target = writing.Target(ending, "图层 <1>", "point", (writing.Attribute("name", "string"),))
    shapes = [shapely.Point(116.7, 23.4), shapely.Point(116.8, 23.5)]
    writer = getattr(write_texts, kind)(target, tmp_path)
    texts = ['金平 & "站" <1>', "龙湖"]
    pairs = enumerate(zip(shapes, texts, strict=True))
    writer.add([writing.Feature(n, shape, {"name": text}) for n, (shape, text) in pairs])
    writer.finish()
    path = tmp_path / f"out.{ending}"
    (tmp_path / writing.OUTPUT).rename(path)
    command = [sys.executable, "-c", GDAL_READS, str(path), layer]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GDAL")}
    answer = subprocess.run(command, env=clean, capture_output=True, text=True, check=True)
    told, found = json.loads(answer.stdout)
    assert told == texts
    for text, shape in zip(found, shapes, strict=True):
        assert shapely.force_2d(shapely.from_wkb(text)).equals_exact(shape, 1e-9)


@pytest.mark.parametrize("wanted", ["gpkg", "shapefile", "xlsx"])
async def test_many_features_are_written_in_the_child(wanted: str) -> None:
    """So many, so scattered that a database spills to files of its own while it writes."""
    random, count, size, text = np.random.default_rng(1), 8_000, 1_000, "多" * 20
    order = {"do": "write", "format": wanted, "title": "many", "geometry": "polygon", "crs": 4326}
    order |= {"datum": "wgs84", "encoding": "utf-8"}
    order["attributes"] = [{"name": "名称", "type": "string"}, {"name": "n", "type": "integer"}]
    async with child() as running:
        await running.send(order)
        for start in range(0, count, size):
            west, south = random.uniform(116, 117, size), random.uniform(23, 24, size)
            parts = shapely.to_wkb(shapely.box(west, south, west + 2e-4, south + 2e-4))
            rows = [(start + n, {"名称": text, "n": n}, len(part)) for n, part in enumerate(parts)]
            await running.send({"rows": rows}, list(parts))
        await running.send({"end": True})
        document, _ = await running.receive()
    assert document["done"]["rows"] == count


def test_a_stray_row_does_not_decide_how_all_are_read(tmp_path: Path) -> None:
    path = tmp_path / "input"
    path.write_bytes(b"name,lon,lat\na,116.7,23.4\nb,200,23.4\nc,116.8,23.5\n")
    book = reading.opened(path, "a.csv", tmp_path, Reading())
    assert (book.system.epsg, book.known) == (4326, "assumed")
    assert [placed.fault.code if placed.fault else None for placed in book.placed()] == [
        None,
        "outside",
        None,
    ]


def test_metres_are_told_by_most_rows_too(tmp_path: Path) -> None:
    path = tmp_path / "input"
    path.write_bytes(b"x,y\n39469000,2589000\n39469100,2589100\n0,0\n39469200,2589200\n")
    book = reading.opened(path, "a.csv", tmp_path, Reading())
    assert (book.system.epsg, book.known) == (4527, "guessed")


def test_every_refusal_has_a_sentence_in_chinese() -> None:
    told = re.compile(r"Refused\(\s*\"([a-z-]+)\"")
    sources = Path("gis/formats").glob("*.py")
    codes = {code for source in sources for code in told.findall(source.read_text())}
    assert len(codes) > 15
    assert codes <= CHINESE.keys()
