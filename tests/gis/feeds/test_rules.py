"""Lateness, addresses and thresholds, pure."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import shapely

from gis.analysis.storm import Reach, TrackPoint
from gis.areas.index import Area
from gis.feeds import address
from gis.feeds.forms.model import Quake, Storm
from gis.feeds.rules import next_ask, state_of
from gis.warnings import rules
from gis.warnings.rules import Gauge, Ground

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
# A city of one square, some 20 km wide; a degree of longitude is 102 km here.
SQUARE = shapely.box(116.6, 23.3, 116.8, 23.5)
GROUND = Ground([Area("1", "district", "东区", "East", None, (116.7, 23.4), SQUARE.wkb)])


@pytest.mark.parametrize(
    ("age_s", "state"), [(0, "ok"), (59, "ok"), (60, "late"), (119, "late"), (120, "dead")]
)
def test_a_silent_feed_is_late_then_dead(age_s: int, state: str) -> None:
    assert state_of(NOW - timedelta(seconds=age_s), 60, 120, NOW) == state
    assert state_of(None, 60, 120, NOW) == "never"


def test_a_failing_feed_is_asked_sooner_and_then_less_often() -> None:
    waits = [(next_ask(NOW, 900, failures) - NOW).total_seconds() for failures in range(6)]
    assert waits == [900, 60, 120, 240, 480, 900]
    assert (next_ask(NOW, 30, 3) - NOW).total_seconds() == 30


@pytest.mark.parametrize(
    "url",
    [
        "ftp://gauges.example/x",
        "http://other.example/x",
        "http://gauges.example:81/x",
        "http://user:pw@gauges.example/x",
        "http://gauges.example@other.example/x",
        "http://gauges.example.other.example/",
        "http:///x",
        "http://gauges.example:99999/",
        "file:///etc/passwd",
    ],
)
def test_foreign_addresses_are_refused(url: str) -> None:
    with pytest.raises(address.FeedAddress):
        address.check(url, address.allowed("gauges.example:80, quakes.example"))


async def test_a_name_that_leads_back_to_this_machine_is_refused() -> None:
    assert address.check("https://Quakes.example/a?b=c", address.allowed("quakes.example")) == (
        "https", "quakes.example", 443, "/a?b=c",
    )  # fmt: skip
    with pytest.raises(address.FeedAddress):
        await address.target("http://localhost:1/x", address.allowed("localhost"))
    assert not address.allowed("")


LADDER: list[dict[str, Any]] = [
    {"kind": "level", "over": 2.0, "back": 0.2, "colour": "blue"},
    {"kind": "level", "over": 3.0, "back": 0.2, "colour": "orange"},
    {"kind": "level", "station": "b", "over": 0.0, "colour": "red"},
]


def gauge(value: float, code: str = "a", at: datetime = NOW) -> Gauge:
    return Gauge(code, "level", "甲站", "Gauge A", "m", at, value, None)


@pytest.mark.parametrize(
    ("value", "standing", "colour"),
    [
        (1.9, None, None),
        (2.0, None, "blue"),
        (3.1, "blue", "orange"),
        (2.9, "orange", "orange"),
        (2.9, "blue", "blue"),
        (2.7, "orange", "blue"),
        (1.9, "blue", "blue"),
        (1.7, "blue", None),
    ],
)
def test_a_gauge_climbs_the_ladder_and_does_not_flicker(
    value: float, standing: str | None, colour: str | None
) -> None:
    found = rules.level(gauge(value), LADDER, standing, NOW)
    assert (found.colour if found else None) == colour


def test_history_is_no_warning() -> None:
    old = NOW - timedelta(hours=25)
    assert rules.level(gauge(9, at=old), LADDER, None, NOW) is None
    other = rules.level(gauge(0.1, "b"), LADDER, None, NOW)
    assert other is not None
    assert other.colour == "red"


STRONG = [{"kind": "quake", "magnitude": 6.0, "within_km": 500, "hours": 24, "colour": "yellow"}]


def test_a_quake_counts_by_magnitude_distance_and_age() -> None:
    near = Quake("q", NOW - timedelta(hours=1), 6.4, (121.653, 24.1737), 10, "Hualian")
    found = rules.quake(near, STRONG, GROUND, NOW)
    assert found is not None
    assert found.figures["distance_km"] == pytest.approx(500, abs=6)
    assert found.zh == f"本市东方向 {found.figures['distance_km']:.0f} 公里发生 6.4 级地震"
    for told in (
        Quake("q", near.at, 5.9, near.place),
        Quake("q", near.at, 7.0, (130.0, 24.0)),
        Quake("q", NOW - timedelta(hours=25), 6.4, near.place),
        Quake("q", near.at, 6.4, near.place, gone=True),
    ):
        assert rules.quake(told, STRONG, GROUND, NOW) is None


def point(hours: float, lon: float, lat: float, km: float | None = None) -> TrackPoint:
    reach = {} if km is None else {7: Reach(quadrants_km=(km, km, km, km))}
    return TrackPoint(NOW + timedelta(hours=hours), lon, lat, 40, 950, reach)


def step(**fields: Any) -> dict[str, Any]:
    return {"kind": "storm", "within_km": None, "force": None, "ahead_h": 0} | fields


def test_a_storm_counts_by_distance_wind_circle_and_forecast() -> None:
    coming = (point(6, 117.5, 22.5, 150), point(18, 116.7, 23.4, 150))
    told = Storm("s", "试风", "Test", (point(-1, 119.0, 21.0, 150),), (("A", coming),))
    steps = [step(within_km=500, colour="blue"), step(force=7, ahead_h=24, colour="orange")]
    found = rules.storm(told, steps, GROUND, NOW)
    assert found is not None
    assert (found.colour, [each["zh"] for each in found.districts]) == ("orange", ["东区"])
    assert found.figures["distance_km"] == pytest.approx(340, abs=10)
    assert found.figures["modelled"] is False
    assert "约 6 小时后 7 级风圈影响东区" in found.zh
    alone = Storm("s", "试风", "Test", told.track)
    nearer = rules.storm(alone, steps, GROUND, NOW)
    assert nearer is not None
    assert (nearer.colour, nearer.districts) == ("blue", [])
    assert rules.storm(alone, [step(within_km=100, colour="red")], GROUND, NOW) is None
