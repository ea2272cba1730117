"""Ways, times and reach equal what networkx finds, with one-ways and closures."""

import itertools
import math
from functools import cache

import networkx as nx
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from gis.roads import legs, reach, search
from gis.roads.edges import Edge, Edges
from gis.roads.graph import RoadGraph, Snap
from gis.roads.reach import Spots
from tests.gis.roads.networks import edge, network, oracle

CLASSES = st.sampled_from(["primary", "residential", "footway", "service"])


@st.composite
def towns(draw: st.DrawFn) -> list[Edge]:
    """Streets between a few crossings: one-ways, parallels, loops, footways, islands."""
    many = draw(st.integers(2, 9))
    whole = st.integers(0, 30)
    places = [
        (114 + draw(whole) / 1000, 22 + draw(whole) / 1000 + each / 1e5) for each in range(many)
    ]
    node = st.integers(0, many - 1)
    ends = draw(st.lists(st.tuples(node, node), min_size=1, max_size=30))
    return [
        edge(a, b, places, one_way=draw(st.booleans()), road_class=draw(CLASSES))
        for a, b in [*ends, (0, many - 1)]
        if places[a] != places[b]
    ] or [edge(0, 1, places)]


def close(graph: RoadGraph, numbers: list[int]) -> NDArray[np.bool_]:
    closed = np.zeros(len(graph.seconds), bool)
    closed[[number % len(closed) for number in numbers]] = True
    return closed


def spot(number: int, share: float) -> Snap:
    return Snap(number, share, 0.0, (0.0, 0.0))


def check(graph: RoadGraph, closed: NDArray[np.bool_], origin: Snap, target: Snap) -> None:
    """Compare everything a search says between two spots with networkx."""
    view = graph.opened(closed)
    truth = oracle(graph, closed, {"o": origin, "t": target})
    there = nx.single_source_dijkstra_path_length(truth, "o", weight="seconds")
    back = nx.single_source_dijkstra_path_length(truth.reverse(copy=False), "o", weight="seconds")
    for toward, known in ((False, there), (True, back)):
        found = search.times(view, origin, toward=toward)
        expected = [known.get(node, math.inf) for node in range(graph.edges.nodes)]
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-6)
        at = search.times_at(view, found, origin, [target], toward=toward)
        np.testing.assert_allclose(at, [known.get("t", math.inf)], rtol=1e-9, atol=1e-6)
    way = search.way(view, origin, target)
    if "t" not in there:
        assert way is None
        return
    assert way is not None
    assert way.seconds == pytest.approx(there["t"], abs=1e-6)
    check_way(graph, closed, way, (origin, target))


def check_way(
    graph: RoadGraph, closed: NDArray[np.bool_], way: search.Way, ends: tuple[Snap, Snap]
) -> None:
    """The pieces join, break no one-way, use no closed road, and take the time that was said."""
    driven = legs.stretches(graph, way)
    assert sum(each.seconds for each in driven) == pytest.approx(way.seconds, abs=1e-6)
    for piece in way.pieces:
        assert not closed[piece.edge]
        assert piece.until >= piece.since or graph.backward[piece.edge]
    for before, after in itertools.pairwise(driven):
        np.testing.assert_allclose(before.line[-1], after.line[0], atol=0.2)
    if driven:
        for each, line in ((ends[0], driven[0].line[0]), (ends[1], driven[-1].line[-1])):
            at = shapely.line_interpolate_point(
                graph.edges.flat[each.edge], each.share, normalized=True
            )
            np.testing.assert_allclose((at.x, at.y), line, atol=0.2)
        described = legs.legs(graph, driven)
        assert described[0]["turn"] == "depart"
        total = sum(leg["duration_s"] for leg in described)
        assert total == pytest.approx(way.seconds, abs=0.06 * len(described))


@settings(max_examples=150)
@given(
    towns(),
    st.lists(st.integers(0, 40), max_size=4),
    st.tuples(st.integers(0, 40), st.floats(0, 1)),
    st.tuples(st.integers(0, 40), st.floats(0, 1)),
    st.sampled_from(["drive", "foot"]),
)
def test_random_towns_equal_networkx(
    rows: list[Edge],
    closing: list[int],
    start: tuple[int, float],
    goal: tuple[int, float],
    mode: str,
) -> None:
    graph = RoadGraph(Edges.of(rows), mode)  # type: ignore[arg-type]
    closed = close(graph, closing)
    usable = np.flatnonzero(np.isfinite(graph.seconds) & ~closed).tolist()
    if usable:
        ends = [spot(usable[number % len(usable)], share) for number, share in (start, goal)]
        check(graph, closed, *ends)


@cache
def graph_of(name: str) -> RoadGraph:
    return RoadGraph(network(name), "drive")


@pytest.mark.parametrize("name", ["futian", "monaco", "shantou-trunk"])
def test_real_networks_equal_networkx(name: str) -> None:
    graph = graph_of(name)
    random = np.random.default_rng(7)
    roads = np.flatnonzero(graph.joined)
    for closures in (0, 5, 60):
        closed = close(graph, random.choice(roads, closures).tolist())
        usable = np.flatnonzero(graph.joined & ~closed)
        for _ in range(4):
            one, two = random.choice(usable, 2).tolist()
            check(graph, closed, spot(one, random.random()), spot(two, random.random()))


@pytest.mark.parametrize("name", ["futian", "monaco", "shantou-trunk"])
def test_places_meet_the_nearest_open_road(name: str) -> None:
    graph = graph_of(name)
    random = np.random.default_rng(3)
    west, south, east, north = shapely.total_bounds(graph.edges.lines)
    places = [(random.uniform(west, east), random.uniform(south, north)) for _ in range(40)]
    flat = shapely.points(graph.edges.plane.flat(np.array(places)))
    closed = close(graph, random.choice(np.flatnonzero(graph.joined), 300).tolist())
    view = graph.opened(closed)
    roads = graph.edges.flat[graph.joined & ~closed]
    limit = 400.0
    for point, found in zip(flat, view.snaps(places, limit), strict=True):
        metres = float(shapely.distance(roads, point).min())
        if found is None:
            assert metres > limit
        else:
            assert found.distance_m == pytest.approx(metres, abs=0.01)
            assert not closed[found.edge]


@pytest.mark.parametrize("minutes", [1.0, 2.5, 5.0])
def test_reach_holds_what_networkx_reaches(minutes: float) -> None:
    graph = graph_of("futian")
    closed = close(graph, [5, 70, 400])
    view, spots = graph.opened(closed), Spots(graph, 40)
    origin = spot(int(np.flatnonzero(graph.joined & ~closed)[100]), 0.4)
    truth = nx.single_source_dijkstra_path_length(
        oracle(graph, closed, {"o": origin}), "o", weight="seconds"
    )
    (band,) = reach.bands(view, spots, origin, [minutes], toward=False, spent_s=0)
    seconds = reach.reached_seconds(view, spots, origin)
    whole = graph.seconds
    for number in range(0, len(spots.edge), 7):
        road = int(spots.edge[number])
        if closed[road] or road == origin.edge:
            continue
        start, end = int(graph.edges.start[road]), int(graph.edges.end[road])
        ways = [truth.get(start, math.inf) + spots.share[number] * whole[road]]
        if graph.backward[road]:
            ways.append(truth.get(end, math.inf) + (1 - spots.share[number]) * whole[road])
        assert seconds[number] == pytest.approx(min(ways), abs=1e-6)
    reached = seconds <= minutes * 60
    points = shapely.line_interpolate_point(
        graph.edges.flat[spots.edge], spots.share, normalized=True
    )
    area = graph.edges.plane.flattened(band.area)
    assert shapely.distance(area, points[reached]).max() < spots.cell_m
    # What lies clearly outside was not reached: farther than the gaps that are closed.
    far = shapely.distance(shapely.multipoints(points[reached]), points) > 5 * spots.cell_m
    assert not shapely.contains(area, points[far]).any()
    assert band.road_m == pytest.approx(spots.metres[reached].sum())
    assert shapely.is_valid(band.area)


def test_later_bands_hold_earlier_ones() -> None:
    graph = graph_of("monaco")
    view, spots = graph.opened(), Spots(graph, 40)
    origin = spot(int(np.flatnonzero(graph.joined)[10]), 0.5)
    made = reach.bands(view, spots, origin, [1, 2, 4], toward=True, spent_s=12)
    sizes = [band.area_m2 for band in made]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]


def test_a_closed_street_is_gone_round() -> None:
    places = [(114.0, 22.0), (114.01, 22.0), (114.005, 22.004)]
    rows = [
        edge(0, 1, places, name="直路"),
        edge(0, 2, places, name="绕路"),
        edge(2, 1, places, name="绕路"),
    ]
    graph = RoadGraph(Edges.of(rows), "drive")
    origin, target = spot(1, 0.0), spot(2, 1.0)
    straight = search.way(graph.opened(), origin, target)
    round_about = search.way(graph.opened(close(graph, [0])), origin, target)
    assert straight is not None
    assert round_about is not None
    assert [piece.edge for piece in straight.pieces] == [0]
    assert [piece.edge for piece in round_about.pieces] == [1, 2]
    described = legs.legs(graph, legs.stretches(graph, round_about))
    assert [leg["name"] for leg in described] == ["绕路", "绕路"]
    assert described[1]["turn"] == "right"
