"""Buffers on the ellipsoid, crowds, and the winds of a storm."""

import itertools
import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.analysis import storm
from gis.analysis.forms import LEAST_BUFFER_M
from gis.analysis.spread import NO_CLUSTER, dbscan
from gis.analysis.storm import Reach, TrackPoint
from gis.analysis.typhoons import storms, track_of
from gis.projection import GEOD, Local, area_km2, buffered

SHANTOU = (116.70, 23.36)
START = datetime(2026, 8, 1, tzinfo=UTC)


@settings(max_examples=40)
@given(
    st.floats(-170, 170),
    st.floats(-60, 60),
    st.sampled_from([LEAST_BUFFER_M, 50.0, 1_000.0, 20_000.0, 150_000.0]),
)
def test_a_buffer_of_a_point_is_a_circle_on_the_ellipsoid(
    lon: float, lat: float, metres: float
) -> None:
    ring = shapely.get_coordinates(buffered(shapely.Point(lon, lat), metres))
    here = np.full(len(ring), lon), np.full(len(ring), lat)
    _, _, far = GEOD.inv(*here, ring[:, 0], ring[:, 1])
    np.testing.assert_allclose(far, metres, rtol=2e-4)


def test_a_buffer_of_a_long_line_keeps_its_distance() -> None:
    line = shapely.LineString([(116.0, 23.0), (117.5, 23.8)])
    area = buffered(line, 10_000)
    along = [line.interpolate(share, normalized=True) for share in np.linspace(0.05, 0.95, 19)]
    border = shapely.get_coordinates(area)
    for point in along:
        here = np.full(len(border), point.x), np.full(len(border), point.y)
        _, _, far = GEOD.inv(*here, border[:, 0], border[:, 1])
        assert min(far) > 9_950
    length = GEOD.geometry_length(line) / 1000
    assert area_km2(area) == pytest.approx(length * 20 + math.pi * 100, rel=0.01)


def star(corners: int) -> shapely.Polygon:
    """Return a star of many points round the city, 5 km wide."""
    turns = np.linspace(0, 2 * math.pi, corners, endpoint=False)
    far = np.where(np.arange(corners) % 2, 0.05, 0.025)
    lons, lats = SHANTOU[0] + far * np.cos(turns), SHANTOU[1] + far * np.sin(turns)
    return shapely.Polygon(np.column_stack([lons, lats]))


def test_many_corners_are_grown_in_steps_and_end_at_their_distance() -> None:
    shape, metres = star(400), 2_000.0
    local = Local.of(shape)
    exact = shapely.buffer(local.flat(shape), metres, quad_segs=64)
    found = local.flat(buffered(shape, metres))
    assert shapely.hausdorff_distance(exact, found) < metres * 0.01
    assert found.area == pytest.approx(exact.area, rel=0.002)


def test_corners_without_end_are_refused() -> None:
    spot = shapely.MultiPoint([(SHANTOU[0] + n * 1e-6, SHANTOU[1]) for n in range(1_200)])
    for shape in (star(20_000), spot):
        with pytest.raises(ValueError, match="too many corners"):
            buffered(shape, 200_000)


def brute(points: np.ndarray, distance: float, minimum: int) -> list[set[int]]:
    """Return the cores of each cluster, by looking at all pairs."""
    far = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    core = (far <= distance).sum(axis=1) >= minimum
    left, found = set(np.flatnonzero(core).tolist()), []
    while left:
        waiting, group = [left.pop()], set()
        while waiting:
            one = waiting.pop()
            group.add(one)
            near = {two for two in left if far[one, two] <= distance}
            left -= near
            waiting += near
        found.append(group)
    return found


@settings(max_examples=80)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=60),
    st.floats(0.5, 8),
    st.integers(2, 6),
)
def test_crowds_equal_brute_force(
    places: list[tuple[int, int]], distance: float, minimum: int
) -> None:
    points = np.array(places, dtype=float)
    labels = dbscan(points, distance, minimum)
    groups = brute(points, distance, minimum)
    assert len(set(labels[labels != NO_CLUSTER].tolist())) == len(groups)
    far = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    for group in groups:
        assert len({labels[each] for each in group}) == 1
    cores = sorted(set().union(*groups)) if groups else []
    for number, label in enumerate(labels):
        near = [core for core in cores if far[number, core] <= distance]
        assert (label == NO_CLUSTER) == (not near)
        if near:
            assert label in {labels[core] for core in near}


def test_a_circle_beside_the_centre_reaches_farthest_where_it_points() -> None:
    reach = Reach(longest_km=300, shortest_km=200, toward_deg=45)
    assert reach.at(np.array([45.0]))[0] == pytest.approx(300)
    assert reach.at(np.array([225.0]))[0] == pytest.approx(200)
    assert reach.at(np.array([135.0]))[0] == pytest.approx(math.sqrt(250**2 - 50**2))


def test_quadrants_count_from_north_clockwise() -> None:
    reach = Reach(quadrants_km=(10, 20, 30, 40))
    bearings = np.array([0, 89, 90, 179, 180, 269, 270, 359, -1, -91])
    assert reach.at(bearings).tolist() == [10, 10, 20, 20, 30, 30, 40, 40, 40, 30]


def test_between_two_points_everything_moves_evenly() -> None:
    track = [
        TrackPoint(START, 120, 20, 40.0, None, {7: Reach(longest_km=300, shortest_km=300)}),
        TrackPoint(
            START + timedelta(hours=6),
            118,
            22,
            30.0,
            None,
            {7: Reach(longest_km=200, shortest_km=200)},
        ),
    ]
    made = storm.moments(track)
    assert [made[0].at, made[-1].at] == [track[0].at, track[1].at]
    middle = next(each for each in made if each.at == START + timedelta(hours=3))
    assert (middle.lon, middle.lat, middle.wind_ms) == (119, 21, 35)
    reach = middle.reach(7)
    assert reach is not None
    assert reach.longest_km == 250
    assert middle.reach(12) is not None  # modelled: 35 m/s is force 12
    assert middle.reach(13) is None


def test_the_model_grows_with_the_wind_and_shrinks_with_the_force() -> None:
    seven = [storm.modelled(wind, 22, 7) for wind in (15, 25, 35, 45)]
    sizes = [each.longest_km for each in seven if each]
    assert sizes == sorted(sizes)
    at_45 = [storm.modelled(45, 22, force) for force in (7, 10, 12)]
    falling = [each.longest_km for each in at_45 if each]
    assert falling == sorted(falling, reverse=True)
    assert storm.modelled(20, 22, 10) is None


def test_the_model_is_right_within_half_of_tokyos_radii(record_property: object) -> None:
    """Beside the radii of the best track, where it has any."""
    shares = []
    for code in storms():
        for point in track_of(code):
            for force, reach in point.reach.items():
                model = storm.modelled(point.wind_ms, point.lat, force)
                mean = (reach.longest_km + reach.shortest_km) / 2
                if model and mean:
                    shares.append(model.longest_km / mean)
    assert len(shares) > 100
    median = float(np.median(shares))
    record_property("figure", f"modelled radius / given: median {median:.2f}, n {len(shares)}")  # type: ignore[operator]
    assert 0.8 < median < 1.2


def test_the_storms_are_whole() -> None:
    assert {"2013-usagi", "2006-chanchu", "2018-mangkhut", "2023-haikui"} <= storms().keys()
    for code in storms():
        track = track_of(code)
        assert len(track) > 10
        assert all(a.at < b.at for a, b in itertools.pairwise(track))
    assert any(point.reach for point in track_of("2018-mangkhut"))


@pytest.mark.parametrize(
    ("code", "km"),
    [("2013-usagi", 99), ("2006-chanchu", 33), ("2018-mangkhut", 329), ("2023-haikui", 22)],
)
def test_closest_approach_to_shantou(code: str, km: float) -> None:
    """The index of the source says how near each came, in whole hours."""
    made = storm.moments(track_of(code))
    lons, lats = np.array([SHANTOU[0]]), np.array([SHANTOU[1]])
    passed = storm.passing(made, lons, lats, [7])
    assert passed.km[0] == pytest.approx(km, abs=4)


def test_within_equals_the_circles_that_are_drawn() -> None:
    made = storm.moments(track_of("2013-usagi"))
    random = np.random.default_rng(5)
    lons, lats = random.uniform(112, 121, 60), random.uniform(20, 26, 60)
    passed = storm.passing(made, lons, lats, [7, 10])
    for force in (7, 10):
        circles = [storm.circle(moment, force) for moment in made]
        for number in range(60):
            point = shapely.Point(lons[number], lats[number])
            hours = [n for n, c in enumerate(circles) if c is not None and c.contains(point)]
            # The drawn circle has 72 sides: at its rim a moment may differ by one.
            first, last = passed.first[force][number], passed.last[force][number]
            if hours:
                assert abs(first - hours[0]) <= 2
                assert abs(last - hours[-1]) <= 2
            elif first >= 0:
                assert last - first <= 3


def test_what_is_swept_holds_every_circle() -> None:
    made = storm.moments(track_of("2006-chanchu"))
    circles = [c for c in (storm.circle(moment, 10) for moment in made) if c is not None]
    whole = storm.swept(circles).buffer(1e-6)
    assert all(whole.contains(circle) for circle in circles[::10])
