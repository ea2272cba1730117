"""Datums: vectors of other libraries, round trips, CGCS2000 zones, and the guard."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from gis.datum import crs, shift
from gis.datum.crs import UnknownCrs
from gis.datum.guard import District, suspicion

DATA = Path("tests/data")
DISTRICTS = Path("data/cities/shantou/districts.geojson")
METRES = 111_320.0
FORWARD: dict[tuple[str, str], Any] = {
    ("WGS84", "GCJ02"): shift.wgs84_to_gcj02,
    ("GCJ02", "WGS84"): shift.gcj02_to_wgs84,
    ("GCJ02", "BD09"): shift.gcj02_to_bd09,
    # Its source inverts in one step and states 1e-9 degrees of that; see the test after the table.
    ("BD09", "GCJ02"): shift.bd09_to_gcj02_once,
    ("WGS84", "BD09"): shift.wgs84_to_bd09,
    ("BD09", "WGS84"): shift.bd09_to_wgs84,
    ("BD09", "BD09MC"): shift.bd09_to_bd09mc,
}


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of vectors."""
    with (DATA / "coords" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def tolerance(row: dict[str, str]) -> tuple[float, float]:
    """Return what a source states: absolute in its unit, relative."""
    said = row["tolerance_in_source"]
    if said.startswith("5 m"):
        return 0.5 / METRES, 0.0  # ours is the exact inverse
    if said.startswith("rtol"):
        return 0.0, float(said.split()[1])
    return (1e-12 if said == "exact" else float(said.split()[0])), 0.0


@pytest.mark.parametrize("row", rows("library_vectors.csv"), ids=lambda row: row["note"][:20])
def test_the_vectors_of_other_libraries(row: dict[str, str]) -> None:
    lon, lat = (np.array([float(row[name])]) for name in ("in_lon_or_x", "in_lat_or_y"))
    wanted = float(row["out_lon_or_x"]), float(row["out_lat_or_y"])
    found = FORWARD[row["from"], row["to"]](lon, lat)
    off = max(abs(found[0][0] - wanted[0]), abs(found[1][0] - wanted[1]))
    if "KNOWN BAD" in row["note"]:
        # The source has Baidu's constant wrong; ours must stay with Baidu, 10 to 40 m away.
        assert 5 < off * METRES < 60
        return
    absolute, relative = tolerance(row)
    for here, there in zip(found, wanted, strict=True):
        assert here[0] == pytest.approx(there, abs=absolute or 1e-15, rel=relative or 1e-15)


def test_the_inverse_in_one_step_is_some_centimetres_beside_the_exact_one() -> None:
    random = np.random.default_rng(2)
    lon, lat = random.uniform(73, 135, 10_000), random.uniform(4, 54, 10_000)
    once, exact = shift.bd09_to_gcj02_once(lon, lat), shift.bd09_to_gcj02(lon, lat)
    off_m = np.hypot(once[0] - exact[0], once[1] - exact[1]) * METRES
    assert 0.01 < off_m.max() < 1.0


def test_a_place_in_each_of_222_cities() -> None:
    cities = rows("gcoord_china_cities.csv")
    column = {
        name: np.array([float(row[name]) for row in cities]) for name in cities[0] if "_" in name
    }
    assert len(cities) == 222
    for name, found, most in (
        ("gcj", shift.wgs84_to_gcj02(column["wgs_lon"], column["wgs_lat"]), 7.4e-6),
        ("bd09", shift.gcj02_to_bd09(column["gcj_lon"], column["gcj_lat"]), 1e-7),
    ):
        for part, axis in zip(found, ("lon", "lat"), strict=True):
            assert np.abs(part - column[f"{name}_{axis}"]).max() < most
    metres = shift.bd09_to_bd09mc(column["bd09_lon"], column["bd09_lat"])
    assert np.abs(metres[0] - column["bd09mc_x"]).max() < 0.01
    assert np.abs(metres[1] - column["bd09mc_y"]).max() < 0.01
    mercator = crs.from_wgs84(column["wgs_lon"], column["wgs_lat"], 3857, "wgs84")
    assert np.abs(mercator[0] - column["epsg3857_x"]).max() < 0.001
    assert np.abs(mercator[1] - column["epsg3857_y"]).max() < 0.007  # given to 1e-7 degrees


@pytest.mark.parametrize(
    "pair",
    [
        ("wgs84_to_gcj02", "gcj02_to_wgs84"),
        ("wgs84_to_bd09", "bd09_to_wgs84"),
        ("bd09_to_bd09mc", "bd09mc_to_bd09"),
    ],
)
def test_there_and_back_is_within_a_centimetre(pair: tuple[str, str]) -> None:
    random = np.random.default_rng(1)
    lon, lat = random.uniform(73, 135, 50_000), random.uniform(4, 54, 50_000)
    there = getattr(shift, pair[0])(lon, lat)
    back = getattr(shift, pair[1])(*there)
    off_m = np.hypot(back[0] - lon, back[1] - lat) * METRES
    assert off_m.max() < 0.0001


def test_outside_china_nothing_moves() -> None:
    lon, lat = np.array([-104.9903, 183.0, 2.35, 139.7]), np.array([39.7392, 45.0, 48.85, 35.7])
    for step in (shift.wgs84_to_gcj02, shift.gcj02_to_wgs84):
        there = step(lon, lat)
        assert (there[0] == lon).all()
        assert (there[1] == lat).all()


def test_every_zone_of_cgcs2000_there_and_back() -> None:
    known = list(crs.zones())
    assert len(known) == 42
    for number, system in enumerate(known):
        zone = 25 + number % 21
        lon, lat = np.array([zone * 3 - 1.0, zone * 3 + 1.2]), np.array([23.4, 41.0])
        x, y = crs.from_wgs84(lon, lat, system.definition, "cgcs2000")
        prefix = zone if number < 21 else 0
        assert (x // 1_000_000 == prefix).all(), system.name
        assert (y > 2_000_000).all()
        back = crs.to_wgs84(x, y, system.definition, "cgcs2000")
        assert np.hypot(back[0] - lon, back[1] - lat).max() * METRES < 0.001
        assert crs.zone_of(float(x[0]), lon[0]) == system.epsg


def test_what_a_system_says_of_itself() -> None:
    assert crs.system("EPSG:4547").card() == {
        "epsg": 4547,
        "name": "CGCS2000 / 3-degree Gauss-Kruger CM 114E",
        "degrees": False,
        "sure": True,
    }
    assert crs.system(4610).sure is False
    assert crs.datum_of(4527) == "cgcs2000"
    assert crs.datum_of(3857) == "wgs84"
    for wrong in ("EPSG:999999", "nonsense", "EPSG:5773", ""):
        with pytest.raises(UnknownCrs):
            crs.system(wrong)


def test_gcj02_on_the_plane_of_web_mercator() -> None:
    lon, lat = np.array([116.68]), np.array([23.35])
    there = crs.from_wgs84(lon, lat, 3857, "gcj02")
    back = crs.to_wgs84(*there, 3857, "gcj02")
    assert np.hypot(back[0] - lon, back[1] - lat)[0] * METRES < 0.01


def districts() -> list[District]:
    """Return the districts of the city as the guard is given them."""
    features = json.loads(DISTRICTS.read_text(encoding="utf-8"))["features"]
    return [
        District(
            str(one["properties"]["adcode"]),
            (one["properties"]["name"], one["properties"]["name_en"]),
            shapely.to_wkb(shape(one["geometry"])),
        )
        for one in features
    ]


def shapes(path: Path) -> list[Any]:
    """Return the geometries of a GeoJSON file."""
    return [
        shape(one["geometry"]) for one in json.loads(path.read_text(encoding="utf-8"))["features"]
    ]


GCJ02 = DATA / "admin" / "shantou_districts_gcj02.geojson"


def test_boundaries_off_by_the_shift_are_noticed() -> None:
    found = shapes(GCJ02)
    verdict = suspicion(found, [None] * len(found), districts(), "wgs84")
    assert (verdict.suspected, verdict.evidence) == ("gcj02", "boundary")
    assert verdict.shift_m is not None
    assert 400 < verdict.shift_m < 700
    assert suspicion(found, [None] * len(found), districts(), "gcj02").suspected is None


def test_boundaries_in_their_place_are_left_alone() -> None:
    found = shapes(DISTRICTS)
    verdict = suspicion(found, [None] * len(found), districts(), "wgs84")
    assert (verdict.suspected, verdict.evidence) == (None, "boundary")
    wrongly = suspicion(found, [None] * len(found), districts(), "gcj02")
    assert wrongly.suspected == "wgs84"


def scattered(count: int) -> tuple[np.ndarray, np.ndarray, list[str | None]]:
    """Return points all over the city, WGS 84, and the district of each."""
    random = np.random.default_rng(7)
    lon, lat = random.uniform(116.2, 117.2, count * 4), random.uniform(23.0, 23.7, count * 4)
    names: list[str | None] = [None] * len(lon)
    for one in districts():
        inside = shapely.contains_xy(shapely.from_wkb(one.shape), lon, lat)
        for number in np.flatnonzero(inside):
            names[number] = one.names[0]
    kept = [number for number, name in enumerate(names) if name][:count]
    return lon[kept], lat[kept], [names[number] for number in kept]


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_points_that_name_their_district_give_the_datum_away(datum: crs.Datum) -> None:
    lon, lat, names = scattered(900)
    there = crs.shifted(lon, lat, datum)
    points = list(shapely.points(*there))
    verdict = suspicion(points, names, districts(), "wgs84")
    assert (verdict.suspected, verdict.evidence) == (datum, "district")
    here = suspicion(list(shapely.points(lon, lat)), names, districts(), "wgs84")
    assert here.suspected is None


def test_points_without_a_district_are_held_against_the_shore() -> None:
    lon, lat, names = scattered(2_000)
    there = crs.shifted(lon, lat, "gcj02")
    nothing: list[str | None] = [None] * len(names)
    verdict = suspicion(list(shapely.points(*there)), nothing, districts(), "wgs84")
    assert (verdict.suspected, verdict.evidence) == ("gcj02", "shore")
    here = suspicion(list(shapely.points(lon, lat)), nothing, districts(), "wgs84")
    assert here.suspected is None


def test_where_nothing_can_be_known_it_says_so() -> None:
    far = [shapely.Point(7.42 + step / 1000, 43.73) for step in range(50)]
    assert suspicion(far, [None] * 50, districts(), "wgs84").evidence == "none"
    inland = [shapely.Point(116.68 + step / 5000, 23.36) for step in range(9)]
    assert suspicion(inland, [None] * 9, districts(), "wgs84").evidence == "none"
    road = [shapely.LineString([(116.6, 23.5), (116.61, 23.51)])]
    assert suspicion(road, [None], districts(), "wgs84").evidence == "none"
    assert suspicion(inland, [None] * 9, [], "wgs84").evidence == "none"
