"""Where a unit of the demo is on its way."""

import pytest

from server.demo.drive import Drive, Here, way

HOME, CORNER, SCENE = (116.70, 23.40), (116.71, 23.40), (116.71, 23.42)


def test_a_unit_drives_at_one_speed_and_stays_where_it_arrives() -> None:
    drive = Drive([HOME, CORNER, SCENE], began_s=100, ends_s=400)
    assert drive.at(100) == Here(HOME)
    first, second = drive.at(150), drive.at(300)
    assert first.place[1] == HOME[1]
    assert first.course_deg == pytest.approx(90, abs=0.1)
    assert second.place[0] == CORNER[0]
    assert second.course_deg == pytest.approx(0, abs=0.1)
    assert first.speed_mps == second.speed_mps == pytest.approx(3245 / 300, rel=0.01)
    assert not drive.over(399)
    assert drive.over(400)
    assert drive.at(400) == drive.at(9_999) == Here(SCENE)


def test_whoever_is_there_already_stands() -> None:
    drive = Drive([SCENE, SCENE], began_s=0, ends_s=0)
    assert drive.at(0.5) == Here(SCENE)


def test_a_great_detour_by_trunk_roads_is_not_taken() -> None:
    assert way(HOME, [CORNER], SCENE) == [HOME, CORNER, SCENE]
    assert way(HOME, [(116.9, 23.4)], SCENE) == [HOME, SCENE]
    assert way(HOME, [], SCENE) == [HOME, SCENE]
