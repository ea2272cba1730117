"""Which roads a drawn shape closes; pure.

A polygon closes every road that enters it. A line or point closes the roads it crosses or runs
along, but not those that only begin there; a point always closes the road it was set on.
"""

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray

from gis.roads.graph import Mask, RoadGraph

# A point set down farther from any road than this closes none.
POINT_M = 30.0
# Of a road that only begins at the shape, `reach` metres lie within it; of one that is crossed
# twice that.
CROSSED = 1.5
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
    if reach_m:
        wide = shapely.buffer(flat, reach_m)
        touched = graph.touched(wide)
        lines = graph.edges.flat[touched]
        inside = shapely.length(shapely.intersection(lines, wide))
        closed[touched] = inside >= np.minimum(CROSSED * reach_m, shapely.length(lines) / 2)
    else:
        closed[graph.touched(flat)] = True
    if flat.geom_type == "Point":
        closed |= _under(graph, flat)
    return closed


def _under(graph: RoadGraph, point: shapely.Geometry) -> Mask:
    """Mark the road a point was set on."""
    metres = shapely.distance(graph.edges.flat, point)
    metres[~np.isfinite(graph.seconds)] = np.inf
    nearest = float(metres.min())
    return np.asarray((metres <= nearest + SAME_ROAD_M) & (metres <= POINT_M))
