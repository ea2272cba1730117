"""Tracks made of known movements: stops, gaps, distances, what thinning keeps."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import numpy as np
import pytest

from gis.geodesy import METRES_PER_DEGREE, distance_m
from gis.tracking.history import stops as stopping
from gis.tracking.history.bindings import bindings, unit_at
from gis.tracking.history.points import SECOND, Points
from gis.tracking.history.track import BARS, MOST_GAPS, MOST_VERTICES, Wish, track_of
from gis.tracking.pipeline.report import micros

BEGIN = datetime(2026, 11, 22, 8, tzinfo=UTC)
LON, LAT = 116.7, 23.36
WISH = Wish(10.0, 50.0, 180, 300)


def driven(*legs: tuple[int, float, float], every: int = 1, drift_m: float = 0.0) -> Points:
    """Return positions of somebody who drives legs of (seconds, m/s, degrees from north)."""
    chance = np.random.default_rng(3)
    x, y = [0.0], [0.0]
    for seconds, speed, course in legs:
        for _ in range(seconds // every):
            x.append(x[-1] + speed * every * np.sin(np.radians(course)))
            y.append(y[-1] + speed * every * np.cos(np.radians(course)))
    east = METRES_PER_DEGREE * np.cos(np.radians(LAT))
    at = micros(BEGIN) + np.arange(len(x)) * every * SECOND
    lon = LON + (np.array(x) + chance.normal(0, drift_m, len(x))) / east
    lat = LAT + (np.array(y) + chance.normal(0, drift_m, len(x))) / METRES_PER_DEGREE
    return Points(at, lon, lat, np.full(len(x), np.nan))


def without(points: Points, first: int, last: int) -> Points:
    """Return positions with a silence."""
    keep = np.r_[0:first, last : len(points)]
    return Points(points.at[keep], points.lon[keep], points.lat[keep], points.speed[keep])


def test_a_drive_with_a_stop_is_measured() -> None:
    points = driven((600, 15, 90), (900, 0, 0), (300, 10, 0), drift_m=3.0)
    track = track_of(points, WISH)
    assert (track["from"], track["to"]) == (BEGIN, BEGIN + timedelta(seconds=1800))
    assert track["distance_m"] == pytest.approx(12_000, rel=0.02)
    (stop,) = track["stops"]
    assert abs((stop["from"] - BEGIN).total_seconds() - 600) < 10
    assert abs(stop["duration_s"] - 900) < 15
    at_stop = (LON + 9_000 / METRES_PER_DEGREE / np.cos(np.radians(LAT)), LAT)
    assert distance_m((stop["lon"], stop["lat"]), at_stop) < 20
    assert track["standing_s"] + track["moving_s"] == 1800
    assert track["mean_mps"] == pytest.approx(13.3, rel=0.03)
    assert track["gaps"] == []
    (segment,) = track["segments"]
    assert len(segment["times"]) == len(segment["coordinates"]) == len(segment["speeds_mps"])
    assert segment["times"][0], segment["times"][-1] == (track["from"], track["to"])
    assert len(segment["times"]) < 300
    assert segment["times"] == sorted(segment["times"])


def test_who_only_drifts_goes_nowhere() -> None:
    track = track_of(driven((7200, 0, 0), drift_m=4.0), WISH)
    assert (track["distance_m"], track["moving_s"], track["mean_mps"]) == (0, 0, None)
    assert [stop["duration_s"] for stop in track["stops"]] == [7200]
    assert len(track["segments"][0]["times"]) == 2


def test_radius_and_least_time_of_stops_are_the_askers() -> None:
    points = driven((300, 10, 0), (240, 0, 0), (300, 10, 0))
    assert len(track_of(points, WISH)["stops"]) == 1
    assert track_of(points, Wish(10, 50, 600, 300))["stops"] == []
    crawl = driven((1200, 0.2, 0))
    assert len(track_of(crawl, Wish(10, 300, 180, 300))["stops"]) == 1
    assert track_of(crawl, Wish(10, 15, 180, 300))["stops"] == []


def test_a_bad_fix_within_a_stop_does_not_part_it() -> None:
    points = driven((300, 10, 0), (1200, 0, 0), (300, 10, 90))
    points.lat[800:820] += 0.002
    (stop,) = track_of(points, WISH)["stops"]
    assert stop["duration_s"] >= 1200


def test_a_silence_parts_the_line_unless_somebody_stood_there() -> None:
    points = driven((3600, 10, 90), every=5)
    track = track_of(without(points, 200, 400), WISH)
    (gap,) = track["gaps"]
    assert gap["duration_s"] == pytest.approx(1000, abs=10)
    assert gap["distance_m"] == pytest.approx(10_000, rel=0.02)
    assert len(track["segments"]) == 2
    assert track["distance_m"] == pytest.approx(26_000, rel=0.02)
    assert track["mean_mps"] == pytest.approx(10, rel=0.02)
    parked = driven((600, 10, 90), (3600, 0, 0), (600, 10, 90), every=5)
    track = track_of(without(parked, 200, 700), WISH)
    assert len(track["gaps"]) == len(track["stops"]) == len(track["segments"]) == 1
    assert track["moving_s"] == pytest.approx(1200, abs=20)


def test_thinning_keeps_the_bends_and_the_time() -> None:
    points = driven((600, 10, 0), (600, 20, 90), (600, 10, 180))
    coarse = track_of(points, Wish(100, 50, 180, 300))["segments"][0]
    assert len(coarse["times"]) < 260
    corner = next(i for i, at in enumerate(coarse["times"]) if at == BEGIN + timedelta(seconds=600))
    assert coarse["coordinates"][corner][1] == pytest.approx(LAT + 6000 / METRES_PER_DEGREE)
    assert coarse["speeds_mps"][corner - 2] == pytest.approx(10, abs=0.1)
    assert coarse["speeds_mps"][corner + 1] == pytest.approx(20, abs=0.1)


def test_no_line_is_longer_than_a_browser_draws() -> None:
    points = driven((60_000, 15, 0), drift_m=400.0)
    track = track_of(points, Wish(0.0001, 50, 180, 300))
    assert sum(len(each["times"]) for each in track["segments"]) <= MOST_VERTICES
    assert track["tolerance_m"] > 0.0001
    assert len(track["speeds"]["max_mps"]) <= BARS


def test_one_position_is_a_track_too() -> None:
    points = driven((0, 0, 0))
    track = track_of(points, WISH)
    assert (track["positions"], track["distance_m"], track["stops"]) == (1, 0, [])
    assert track["segments"][0]["coordinates"] == [[LON, LAT]]
    assert track["speeds"]["max_mps"] == [0.0]


def test_told_speeds_count_more_than_measured_ones() -> None:
    points = driven((600, 10, 0))
    points.speed[300:] = 12.5
    track = track_of(points, WISH)
    assert track["max_mps"] == 12.5
    assert track["speeds"]["max_mps"][0] == pytest.approx(10, abs=0.1)


def test_a_device_counts_for_the_unit_it_was_with() -> None:
    first, second, device = uuid4(), uuid4(), uuid4()
    hours = [BEGIN + timedelta(hours=hour) for hour in range(4)]

    def told(unit: object, hour: int) -> SimpleNamespace:
        return SimpleNamespace(device=device, unit=unit, at=hours[hour])

    row = SimpleNamespace(id=device, unit_id=second)
    steps = bindings([row], [told(first, 0), told(first, 1), told(None, 2), told(second, 3)])
    minute = timedelta(minutes=1)
    assert [unit_at(steps[device], hours[hour] - minute) for hour in (0, 1, 2, 3)] == [
        first,
        first,
        first,
        None,
    ]
    assert unit_at(steps[device], hours[3]) == second
    assert steps[device][0].within(hours[0], hours[3]) == (hours[0], hours[2])
    assert steps[device][2].within(hours[0], hours[3]) is None
    assert unit_at(bindings([row], [])[device], hours[0]) == second


def test_who_tells_seldom_is_a_line_of_few_pieces() -> None:
    # Every 20 s for a week: with gaps of 10 s each position would be a piece by itself.
    points = driven((604_800, 10, 90), every=20)
    points.at[20_000:] += 3600 * SECOND
    track = track_of(points, Wish(10, 50, 180, 10))
    assert len(track["gaps"]) == MOST_GAPS == len(track["segments"]) - 1
    assert max(gap["duration_s"] for gap in track["gaps"]) == 3620
    assert sum(len(each["times"]) for each in track["segments"]) <= MOST_VERTICES


def test_who_circles_costs_little(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = np.arange(14_400) * 2 * np.pi / 90
    lon, lat = LON + 0.0007 * np.cos(turns), LAT + 0.0006 * np.sin(turns)
    at = micros(BEGIN) + np.arange(14_400) * SECOND
    looked, plain = [], stopping._at

    def counted(*given: Any) -> Any:
        looked.append(given)
        return plain(*given)

    monkeypatch.setattr(stopping, "_at", counted)
    track = track_of(Points(at, lon, lat, np.full(14_400, np.nan)), WISH)
    assert track["stops"] == []
    assert 1_000 < len(looked) <= 14_400 / 180 * stopping.STEPS
