"""What the steps make of reports: who is believed, what moves a marker, what is filled in."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gis.geodesy import distance_m
from gis.tracking.devices.model import Device, Spot
from gis.tracking.fix import Fix
from gis.tracking.pipeline import rows, steps
from gis.tracking.pipeline.report import BACKFILL, MOVING, OWN_COURSE, OWN_SPEED, Report, micros
from kernel.api import new_id
from tests.harness.clock import START

NOW = micros(START)
LON, LAT = 116.70, 23.36
KEEP_DAYS = 180
# A degree of latitude is some 111,195 m: what one metre is.
METRE = 1 / 111_195


def device(**more: Any) -> Device:
    return Device(new_id(), 7, "jt808", "13800000001", "active", **more)


def report(of: Device, after_s: float = 0, north_m: float = 0, **more: Any) -> Report:
    fix = Fix(START + timedelta(seconds=after_s), LON, LAT + north_m * METRE)
    return Report(of, replace(fix, **more), NOW)


def judged(*reports: Report) -> list[str | None]:
    steps.judge(reports, KEEP_DAYS)
    return [each.refused for each in reports]


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({}, None),
        ({"valid": False}, "no-fix"),
        ({"at": None}, "no-time"),
        ({"lon": 181.0}, "off-earth"),
        ({"lat": float("nan")}, "off-earth"),
        ({"lon": 0.0, "lat": 0.0}, "null-island"),
        ({"lon": 0.0005, "lat": -0.0005}, "null-island"),
        ({"lon": 0.0}, None),
        ({"at": START + timedelta(minutes=5)}, None),
        ({"at": START + timedelta(minutes=5, seconds=1)}, "future"),
        ({"at": START - timedelta(days=KEEP_DAYS)}, None),
        ({"at": START - timedelta(days=KEEP_DAYS, seconds=1)}, "old"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(
    more: dict[str, Any], refused: str | None
) -> None:
    assert judged(report(device(), **more)) == [refused]
    assert refused is None or refused in steps.REASONS


def test_newer_reports_move_the_marker_and_older_ones_are_history() -> None:
    one = device()
    reports = [report(one, 10), report(one, 5), report(one, 20, backfill=True), report(one, 11)]
    assert judged(*reports) == [None] * 4
    assert [each.moves for each in reports] == [True, False, False, True]
    assert [each.known for each in reports] == [True, True, True, False]  # the first may be stored
    assert reports[2].flags & BACKFILL
    assert one.last == Spot(micros(START) + 11_000_000, LON, LAT)


def test_a_jump_is_refused_until_the_next_report_confirms_it() -> None:
    one = device()
    far = {"lat": LAT + 0.5}
    first, jump, back = report(one, 0), report(one, 10, **far), report(one, 11)
    assert judged(first, jump, back) == [None, "jump", None]
    again, there = report(one, 20, **far), report(one, 21, **far)
    assert judged(again, there) == ["jump", None]
    assert one.last is not None
    assert one.last.lat == far["lat"]


@pytest.mark.parametrize(
    ("seconds", "metres", "refused"),
    [(1, 999, None), (1, 1_001, "jump"), (100, 11_900, None), (100, 12_100, "jump")],
)
def test_how_far_a_vehicle_gets(seconds: float, metres: float, refused: str | None) -> None:
    one = device()
    assert judged(report(one), report(one, seconds, metres)) == [None, refused]


def test_speed_and_course_are_filled_in_from_the_way() -> None:
    one = device()
    first, second = report(one), report(one, 10, 100)
    judged(first, second)
    assert (first.speed_mps, first.course_deg) == (None, None)
    assert second.speed_mps == pytest.approx(10, rel=0.01)
    assert second.course_deg == pytest.approx(0, abs=0.01)
    assert second.flags & (OWN_SPEED | OWN_COURSE | MOVING) == OWN_SPEED | OWN_COURSE | MOVING
    own = report(one, 20, 200, speed_mps=3.0, course_deg=90.0)
    late = report(one, 1_000, 300)
    judged(own, late)
    assert (own.speed_mps, own.course_deg, own.flags & OWN_SPEED) == (3.0, 90.0, 0)
    assert late.speed_mps is None


def test_standing_and_moving_hold_until_the_speed_says_otherwise() -> None:
    one = device()
    speeds = [0.0, 0.9, 1.0, 0.6, 0.4, 0.6]
    reports = [report(one, number, speed_mps=speed) for number, speed in enumerate(speeds)]
    judged(*reports)
    moving = [bool(each.flags & MOVING) for each in reports]
    assert moving == [False, False, True, True, False, False]
    assert (one.moving, one.since) == (False, NOW + 4_000_000)


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_shifted_positions_come_back_to_wgs84(datum: Any) -> None:
    one = report(device(datum=datum))
    judged(one)
    assert 300 < distance_m((one.lon, one.lat), (LON, LAT)) < 1_500
    abroad = report(device(datum="gcj02"), lon=-0.1, lat=51.5)
    judged(abroad)
    assert (abroad.lon, abroad.lat) == (-0.1, 51.5)


def test_what_a_maker_sends_for_nothing_is_nothing() -> None:
    one = report(device(), speed_mps=65_535.0, course_deg=400.0, altitude_m=1e9, accuracy_m=-1.0)
    judged(one)
    assert rows.optional(one) == (None, None, None, None)
    assert rows.extras_json({}, None) is None
    assert rows.extras_json({"x": "\0"}, None) is None
    assert rows.extras_json({"x": "y" * 5_000}, None) is None
    assert rows.extras_json({"x": 1 << 80}, None) is None
    assert rows.extras_json({"x": 1}, 0.5) == b'{"x":1,"battery":0.5}'
