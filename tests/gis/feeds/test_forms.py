"""Each form as it is really written: what is taken, what is refused and why."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from gis.feeds.forms import FORMS, Told, Unreadable
from tests.gis.feeds.conftest import DATA

DEMO = Path(__file__).resolve().parents[3] / "data" / "feeds"


def read(form: str, data: bytes, **settings: Any) -> Told:
    return FORMS[form].read(data, settings)


def codes(told: Told) -> list[str]:
    return [fault.code for fault in told.faults]


def test_dirty_gauges_are_refused_row_by_row_and_repeats_fold() -> None:
    told = read("gauges-csv", (DATA / "gauges_ea_dirty.csv").read_bytes())
    assert codes(told) == ["two-values"] * 4 + ["empty"]
    assert told.faults[0].detail == "value holds two numbers: 0.260|0.267"
    assert told.repeats == 16
    assert told.rows == len(told.readings) + told.repeats + len(told.faults)
    first = told.readings[0]
    assert (first.station, first.quantity, first.unit) == ("E70139", "level Tidal Level", "mAOD")
    assert first.at == datetime(2021, 5, 7, tzinfo=UTC)


def test_two_values_at_one_time_contradict_each_other() -> None:
    rows = "dateTime,stationReference,parameter,value\n" + "2026-01-01T00:00:00Z,a,level,{}\n" * 3
    told = read("gauges-csv", rows.format("1.0", "1.0", "2.0").encode())
    assert [each.value for each in told.readings] == [1.0]
    assert (told.repeats, codes(told)) == (1, ["contradiction"])


def test_quakes_of_the_geological_survey() -> None:
    told = read("quakes-usgs", (DEMO / "quakes.geojson").read_bytes())
    strongest = max(told.quakes, key=lambda each: each.magnitude)
    assert (len(told.quakes), told.faults) == (32, [])
    assert (strongest.magnitude, strongest.depth_km) == (6.4, 10.64)
    assert strongest.place == (121.653, 24.1737)
    assert strongest.at == datetime(2018, 2, 6, 15, 50, 42, 400_000, UTC)


def test_a_quake_without_magnitude_is_refused_and_a_blast_is_none() -> None:
    feature = '{"type":"Feature","id":"%s","geometry":{"coordinates":[1,2]},"properties":%s}'
    rows = [
        feature % ("a", '{"mag":null,"time":1517932242400}'),
        feature % ("b", '{"mag":3,"time":1517932242400,"type":"quarry blast"}'),
        feature % ("c", '{"mag":3,"time":1e300}'),
        '{"type":"Feature"}',
        "7",
    ]
    told = read("quakes-usgs", f'{{"features":[{",".join(rows)}]}}'.encode())
    assert (told.quakes, codes(told)) == ([], ["empty", "no-time", "no-point", "no-point"])


def test_the_provincial_form_of_a_typhoon() -> None:
    told = read("typhoon-provincial", (DATA / "typhoon_provincial_synthetic.json").read_bytes())
    (storm,) = told.storms
    assert (storm.code, storm.zh, storm.en) == ("209901", "试风", "Testwind")
    assert [each.at.hour for each in storm.track] == [0, 6]
    last = storm.track[-1]
    assert (last.lon, last.lat, last.wind_ms, last.pressure_hpa) == (117.4, 22.3, 42, 950)
    assert sorted(last.reach) == [7, 10, 12]
    assert last.reach[7].quadrants_km == (300, 280, 240, 260)
    assert [(agency, len(points)) for agency, points in storm.forecasts] == [("中国", 2)]
    assert codes(told) == ["empty"]


def test_the_best_track_text_of_tokyo() -> None:
    told = read("typhoon-jma", (DATA / "storm_jma.txt").read_bytes())
    (storm,) = told.storms
    assert (storm.code, storm.en, len(storm.track), told.faults) == ("201510", "Linfa", 34, [])
    spot = next(each for each in storm.track if each.at == datetime(2015, 7, 6, 12, tzinfo=UTC))
    assert (spot.lon, spot.lat, spot.pressure_hpa) == (119.3, 19.5, 992)
    assert spot.wind_ms == pytest.approx(20.6, abs=0.05)
    assert (spot.reach[7].longest_km, spot.reach[7].toward_deg) == (
        pytest.approx(388.9, abs=0.1),
        225,
    )
    assert 10 not in spot.reach


def test_the_archive_of_best_tracks() -> None:
    rows = (
        "SID,SEASON,NAME,ISO_TIME,LAT,LON,WMO_WIND,WMO_PRES\n"
        " ,Year, , ,degrees_north,degrees_east,kts,mb\n"
        "2013259N17132,2013,USAGI,2013-09-21 12:00:00,21.0,119.2,90,935\n"
        "2013259N17132,2013,USAGI,2013-09-21 18:00:00,21.4,118.3, , \n"
        "2013259N17132,2013,USAGI,2013-09-22 00:00:00,95,117.6,80,940\n"
    )
    told = read("typhoon-ibtracs", rows.encode())
    (storm,) = told.storms
    assert (storm.en, [each.wind_ms for each in storm.track]) == (
        "Usagi",
        [pytest.approx(46.3, abs=0.05), None],
    )
    assert codes(told) == ["off-earth"]


def test_any_table_by_its_columns() -> None:
    rows = "站点,时间,雨量,经度,纬度\n城关,2026/11/22 8:05,3.5,116.7,23.3\n河口,昨天,2,116.7,23.3\n"
    fields = {"station": "站点", "at": "时间", "value": "雨量", "lon": "经度", "lat": "纬度"}
    told = read(
        "table-csv", rows.encode("gb18030"), fields=fields, zone="Asia/Shanghai", unit="mm",
        quantity="rain",
    )  # fmt: skip
    (reading,) = told.readings
    assert (reading.station, reading.quantity, reading.unit) == ("城关", "rain", "mm")
    assert (reading.at, reading.place) == (datetime(2026, 11, 22, 0, 5, tzinfo=UTC), (116.7, 23.3))
    assert codes(told) == ["no-time"]


def test_any_features_by_their_properties() -> None:
    feature = (
        '{"type":"Feature","geometry":{"type":"Point","coordinates":[116.7,23.3]},'
        '"properties":{"id":7,"t":"2026-11-22T00:00:00Z","v":1e400}}'
    ).replace("1e400", "12")
    told = read(
        "table-geojson",
        f'{{"type":"FeatureCollection","features":[{feature}]}}'.encode(),
        fields={"station": "id", "at": "t", "value": "v"},
    )
    assert [(each.station, each.value, each.place) for each in told.readings] == [
        ("7", 12, (116.7, 23.3))
    ]


NONSENSE = [b"", b"\0\1\2", b"\xff\xfe\xfd", b"{", b"[]", b"7", b"null", b"a,b\n1,2\n", b"<html/>"]


@pytest.mark.parametrize("form", sorted(FORMS))
def test_nonsense_is_refused_whole(form: str) -> None:
    fields = {"station": "s", "at": "t", "value": "v"}
    for data in NONSENSE:
        try:
            told = FORMS[form].read(data, {"fields": fields})
        except Unreadable:
            continue
        assert [*told.readings, *told.quakes, *told.storms] == [], data
