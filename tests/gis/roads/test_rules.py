"""Which roads a drawn shape closes."""

import numpy as np
import pytest
import shapely

from gis.roads.closures.rules import closed_edges
from gis.roads.edges import Edges
from gis.roads.graph import RoadGraph
from tests.gis.roads.networks import edge

# A street from west to east over two crossings, a side street at the first, a cross street at the
# second; 0.001° are about 100 m.
PLACES = [
    (114.000, 22.000),
    (114.001, 22.000),
    (114.002, 22.000),
    (114.003, 22.000),
    (114.001, 22.001),
    (114.002, 22.001),
    (114.002, 21.999),
]
WEST, MIDDLE, EAST, SIDE, NORTH, SOUTH = range(6)
ENDS = [(0, 1), (1, 2), (2, 3), (1, 4), (2, 5), (6, 2)]


@pytest.fixture(scope="module")
def graph() -> RoadGraph:
    return RoadGraph(Edges.of([edge(a, b, PLACES) for a, b in ENDS]), "drive")


@pytest.mark.parametrize(
    ("shape", "reach_m", "closed"),
    [
        ("POINT (114.0005 22.00001)", 8, {WEST}),
        ("POINT (114.0005 22.00015)", 8, {WEST}),
        ("POINT (114.0005 22.0005)", 8, set()),
        ("POINT (114.002 22.0)", 8, {MIDDLE, EAST, NORTH, SOUTH}),
        ("LINESTRING (114.0005 21.9999, 114.0005 22.0001)", 0, {WEST}),
        ("LINESTRING (114.0005 21.9999, 114.0005 22.0001)", 8, {WEST}),
        # Along the whole street: the side and cross streets only begin there.
        ("LINESTRING (114.0001 22.00001, 114.0029 21.99999)", 8, {WEST, MIDDLE, EAST}),
        # Across the cross street and the street.
        ("LINESTRING (114.0015 22.0005, 114.0025 22.0005)", 8, {NORTH}),
        (shapely.box(114.0015, 21.9995, 114.0025, 22.0005).wkt, 0, {MIDDLE, EAST, NORTH, SOUTH}),
        ("POLYGON ((114.01 22, 114.02 22, 114.02 22.01, 114.01 22))", 8, set()),
    ],
)  # fmt: skip
def test_what_is_closed(graph: RoadGraph, shape: str, reach_m: float, closed: set[int]) -> None:
    found = closed_edges(graph, [(shapely.from_wkt(shape), reach_m)])
    assert set(np.flatnonzero(found).tolist()) == closed


def test_several_shapes_add_up(graph: RoadGraph) -> None:
    shapes = [(shapely.Point(114.0005, 22.0), 5.0), (shapely.Point(114.0025, 22.0), 5.0)]
    assert set(np.flatnonzero(closed_edges(graph, shapes)).tolist()) == {WEST, EAST}
