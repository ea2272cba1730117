"""Who came and went: against a plain reckoning, at the edge, through and after gaps."""

import itertools
import random
from uuid import UUID

import numpy as np
import pytest
import shapely

from gis.projection import Local, buffered
from gis.tracking.geofences.presence import MOST_GAP_S, Crossing, Fence, Moves, Presence, Watch

HERE = (116.70, 23.36)
LOCAL = Local(*HERE)


def place(east_m: float, north_m: float) -> tuple[float, float]:
    """Return the place so many metres from the middle, in degrees."""
    point = LOCAL.round(shapely.Point(east_m, north_m))
    return point.x, point.y


def square(
    number: int, east_m: float, north_m: float, side_m: float, margin_m: float = 60
) -> Fence:
    """Return a square fence round a place."""
    half = side_m / 2
    box = shapely.box(east_m - half, north_m - half, east_m + half, north_m + half)
    return Fence(UUID(int=number), LOCAL.round(box), margin_m)


def way(device: int, *places: tuple[float, float, float]) -> Moves:
    """Return fixes from (seconds, metres east, metres north)."""
    return Moves.of((device, at, *place(east, north)) for at, east, north in places)


def told(crossings: list[Crossing]) -> list[tuple[int, str, float]]:
    """Return fence, in or out, when."""
    return [(int(c.fence), "in" if c.entered else "out", c.at) for c in crossings]


def test_in_at_the_edge_and_out_beyond_the_margin() -> None:
    watch = Watch([square(1, 0, 0, 200)], {})
    moves = way(7, (0, 500, 0), (10, 99, 0), (20, 150, 0), (30, 165, 0))
    assert told(watch.judge(moves)) == [(1, "in", 10), (1, "out", 30)]


def test_batches_make_no_difference() -> None:
    fences = [square(1, 0, 0, 200), square(2, 300, 0, 100)]
    moves = [(float(10 * n), 500.0 - 100 * n, 0.0) for n in range(11)]
    whole = told(Watch(fences, {}).judge(way(1, *moves)))
    devices: dict[int, Presence] = {}
    parts = [told(Watch(fences, devices).judge(way(1, move))) for move in moves]
    assert whole == [each for part in parts for each in part]
    assert [each[:2] for each in whole] == [(2, "in"), (1, "in"), (2, "out"), (1, "out")]


def test_driven_through_between_two_fixes() -> None:
    watch = Watch([square(1, 0, 0, 100)], {})
    assert told(watch.judge(way(1, (0, -900, 0), (60, 900, 0)))) == [(1, "in", 60), (1, "out", 60)]


def test_nothing_is_known_of_the_way_after_a_gap() -> None:
    watch = Watch([square(1, 0, 0, 100)], {})
    gap = MOST_GAP_S + 1
    assert watch.judge(way(1, (0, -900, 0), (gap, 900, 0))) == []
    assert told(watch.judge(way(1, (2 * gap, 0, 0)))) == [(1, "in", 2 * gap)]


def test_late_and_repeated_fixes_move_nobody() -> None:
    watch = Watch([square(1, 0, 0, 100)], {})
    watch.judge(way(1, (100, 0, 0)))
    assert watch.judge(way(1, (50, 900, 0), (100, 900, 0), (100, 900, 0))) == []
    assert told(watch.judge(way(1, (101, 900, 0)))) == [(1, "out", 101)]


def test_since_when_somebody_was_inside() -> None:
    watch = Watch([square(1, 0, 0, 100)], {})
    watch.judge(way(1, (5, 0, 0)))
    (gone,) = watch.judge(way(1, (65, 900, 0)))
    assert (gone.since, gone.at, gone.entered) == (5, 65, False)


def test_a_removed_fence_is_forgotten() -> None:
    devices: dict[int, Presence] = {}
    Watch([square(1, 0, 0, 100), square(2, 0, 0, 300)], devices).judge(way(1, (0, 0, 0)))
    watch = Watch([square(2, 0, 0, 300)], devices)
    assert told(watch.judge(way(1, (9, 900, 0)))) == [(2, "out", 9)]


@pytest.mark.parametrize("stands_m", [-40.0, 0.0, 25.0, 60.0, 100.0])
def test_no_double_alert_under_30_m_of_jitter(stands_m: float) -> None:
    """Whoever stands at the edge, with a receiver that wavers by 30 m, comes at most once."""
    chance = random.Random(int(stands_m))
    fence = square(1, 0, 0, 1_000)
    rows = [
        (float(n), 500 + stands_m + chance.uniform(-30, 30), chance.uniform(-30, 30))
        for n in range(3_000)
    ]
    crossings = told(Watch([fence], {}).judge(way(1, *rows)))
    assert len([each for each in crossings if each[1] == "in"]) <= 1
    assert len(crossings) <= 1


def plain(fences: list[Fence], moves: Moves) -> list[tuple[int, int, bool, float]]:
    """Return the same, one fix and one fence after the other, with nothing prepared."""
    found = []
    grown = {fence.key: buffered(fence.area, fence.margin_m) for fence in fences}
    inside: set[tuple[int, UUID]] = set()
    last: dict[int, tuple[float, float, float]] = {}
    ordered = moves.in_order()
    for device, at, lon, lat in zip(
        *(each.tolist() for each in (ordered.device, ordered.at, ordered.lon, ordered.lat)),
        strict=True,
    ):
        before = last.get(device)
        last[device] = (at, lon, lat)
        here: shapely.Geometry = shapely.Point(lon, lat)
        path = here
        if before and at - before[0] <= MOST_GAP_S and before[1:] != (lon, lat):
            path = shapely.LineString([before[1:], (lon, lat)])
        for fence in fences:
            key = (device, fence.key)
            if key not in inside and path.intersects(fence.area):
                inside.add(key)
                found.append((device, int(fence.key), True, at))
            if key in inside and not here.intersects(grown[fence.key]):
                inside.remove(key)
                found.append((device, int(fence.key), False, at))
    return found


def test_as_a_plain_reckoning_says() -> None:
    chance = np.random.default_rng(8)
    fences = [
        square(n, *chance.uniform(-2_000, 2_000, 2), float(chance.uniform(50, 900)))
        for n in range(1, 41)
    ]
    steps = chance.normal(0, 250, (20, 80, 2)).cumsum(axis=1)
    rounds = [
        [
            (device, float(20 * n + 400 * (n > 40)), *place(*steps[device, n]))
            for device in range(20)
        ]
        for n in range(80)
    ]
    watch, crossings = Watch(fences, {}), []
    for start in range(0, 80, 16):
        batch = list(itertools.chain(*rounds[start : start + 16]))
        random.Random(start).shuffle(batch)
        crossings += watch.judge(Moves.of(batch))
    moves = Moves.of(itertools.chain(*rounds))
    found = {(c.device, int(c.fence), c.entered, c.at) for c in crossings}
    expected = plain(fences, moves)
    assert len(expected) > 300
    assert found == set(expected)
    assert len(crossings) == len(expected)
