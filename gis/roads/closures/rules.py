"""Which roads a drawn shape closes; pure.

Every road within reach of the shape is closed, and a point always closes the road it was set on.
Where a line runs along a road, the roads that only begin there stay open.
"""

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray

from gis.roads.graph import Ints, Mask, RoadGraph

# A point set down farther from any road than this closes none.
POINT_M = 30.0
# A road of which so many reaches lie within reach of a line is one the line runs along.
ALONG = 6
LEAST_ALONG_M = 5.0
# Two carriageways drawn on top of each other are one road.
SAME_ROAD_M = 0.5


def closed_edges(
    graph: RoadGraph, shapes: Iterable[tuple[shapely.Geometry, float]]
) -> NDArray[np.bool_]:
    """Return the mask of edges closed by shapes in degrees, each with its reach in metres."""
    closed = np.zeros(len(graph.seconds), bool)
    for shape, reach_m in shapes:
        flat = graph.edges.plane.flattened(shape)
        closed |= _by_polygon(graph, flat, reach_m) if flat.area else _by_line(graph, flat, reach_m)
    return closed


def _by_polygon(graph: RoadGraph, flat: shapely.Geometry, reach_m: float) -> Mask:
    closed = np.zeros(len(graph.seconds), bool)
    closed[graph.touched(shapely.buffer(flat, reach_m) if reach_m else flat)] = True
    return closed


def _by_line(graph: RoadGraph, flat: shapely.Geometry, reach_m: float) -> Mask:
    closed = np.zeros(len(graph.seconds), bool)
    wide = shapely.buffer(flat, reach_m) if reach_m else flat
    touched = graph.touched(wide)
    inside = shapely.length(shapely.intersection(graph.edges.flat[touched], wide))
    along = touched[inside >= max(ALONG * reach_m, LEAST_ALONG_M)]
    closed[touched] = True
    closed[_beginning(graph, touched, along, wide)] = False
    if flat.geom_type == "Point":
        closed |= _under(graph, flat)
    return closed


def _beginning(graph: RoadGraph, touched: Ints, along: Ints, wide: shapely.Geometry) -> Ints:
    """Return the touched roads that only begin or end at one the line runs along."""
    edges = graph.edges
    others = np.setdiff1d(touched, along)
    if not len(along) or not len(others):
        return others[:0]
    nodes = np.union1d(edges.start[along], edges.end[along])
    ends = np.zeros(len(others), bool)
    for column, place in ((edges.start, 0.0), (edges.end, 1.0)):
        spots = shapely.line_interpolate_point(edges.flat[others], place, normalized=True)
        ends |= np.isin(column[others], nodes) & shapely.intersects(shapely.buffer(wide, 1), spots)
    return np.asarray(others[ends])


def _under(graph: RoadGraph, point: shapely.Geometry) -> Mask:
    """Mark the road a point was set on."""
    metres = shapely.distance(graph.edges.flat, point)
    metres[~np.isfinite(graph.seconds)] = np.inf
    nearest = float(metres.min())
    return np.asarray((metres <= nearest + SAME_ROAD_M) & (metres <= POINT_M))
