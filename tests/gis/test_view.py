"""What a camera sees of the ground."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from gis.geodesy import METRES_PER_DEGREE, distance_m
from gis.view import View, view_of

PLACE = (116.7, 23.35)
NORTH = View(PLACE, 0, 60, 300)


def off(east_m: float, north_m: float) -> tuple[float, float]:
    return PLACE[0] + east_m / METRES_PER_DEGREE / 0.9181, PLACE[1] + north_m / METRES_PER_DEGREE


@pytest.mark.parametrize(
    ("point", "seen"),
    [(off(0, 200), True), (off(100, 200), True), (off(150, 200), False), (off(0, 301), False),
     (off(0, -10), False), (PLACE, True)],
)  # fmt: skip
def test_a_point_is_seen_within_angle_and_range(point: tuple[float, float], seen: bool) -> None:
    assert NORTH.covers(point) is seen


def test_a_view_over_north_and_one_all_round() -> None:
    west_of_north = View(PLACE, 350, 40, 300)
    assert west_of_north.covers(off(10, 200))
    assert not west_of_north.covers(off(60, 200))
    whole = View(PLACE, 77, 360, 100)
    assert whole.covers(off(-50, -50))
    assert shape(whole.polygon()).contains(Point(PLACE))


@given(
    st.floats(0, 359.9),
    st.floats(1, 360),
    st.floats(20, 10_000),
    st.floats(0, 359),
    st.floats(0, 1),
)
def test_the_polygon_is_what_is_covered(
    direction: float, angle: float, reach: float, turn: float, share: float
) -> None:
    view = View(PLACE, direction, angle, reach)
    polygon = shape(view.polygon())
    assert polygon.is_valid
    assert polygon.exterior.is_ccw
    point = View(PLACE, turn, 1, reach * share)._at(turn)
    near_edge = polygon.exterior.distance(Point(point)) * METRES_PER_DEGREE < 0.03 * reach + 1
    assert near_edge or view.covers((point[0], point[1])) is polygon.contains(Point(point))
    assert distance_m(PLACE, tuple(polygon.exterior.coords[1])) <= reach * 1.01 + 1  # type: ignore[arg-type]


def test_a_camera_without_angles_has_no_view() -> None:
    camera = {"place": {"lon": 1.0, "lat": 2.0}, "direction_deg": 0.0, "fov_deg": 60.0}
    assert view_of(camera) is None
    assert view_of(camera | {"range_m": 10.0}) == View((1.0, 2.0), 0.0, 60.0, 10.0)
    assert view_of(camera | {"range_m": 10.0, "place": None}) is None
