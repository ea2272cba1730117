"""A network as one moves on it by car or on foot: where roads are near, which arcs are open; pure.

An edge gives one or two arcs (one for each direction allowed). A `View` is the graph with some
edges closed; it is what searches run on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from shapely import STRtree

from gis.geodesy import Position
from gis.roads.edges import Edges
from gis.roads.speeds import Mode

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Snap:
    """Where a place meets the road: edge, share of its length from its start, metres to get there.

    `place` is the point on the road, in degrees.
    """

    edge: int
    share: float
    distance_m: float
    place: Position


class RoadGraph:
    """One network for one way of moving, all roads open."""

    def __init__(self, edges: Edges, mode: Mode) -> None:
        self.edges = edges
        self.mode = mode
        self.seconds = edges.seconds(mode)
        passable = np.flatnonzero(np.isfinite(self.seconds))
        both = passable[~edges.one_way[passable]] if mode == "drive" else passable
        self.arc_edge = np.concatenate([passable, both])
        self.arc_forward = np.concatenate([np.ones(len(passable), bool), np.zeros(len(both), bool)])
        self.tail = np.where(
            self.arc_forward, edges.start[self.arc_edge], edges.end[self.arc_edge]
        ).astype(np.int64)
        self.head = np.where(
            self.arc_forward, edges.end[self.arc_edge], edges.start[self.arc_edge]
        ).astype(np.int64)
        self.arc_seconds = self.seconds[self.arc_edge]
        self._order = np.lexsort((self.arc_seconds, self.head, self.tail))
        self.backward = np.zeros(len(self.seconds), bool)
        self.backward[both] = True
        self.joined = self._joined()
        self._candidates = np.flatnonzero(self.joined)
        self._tree = STRtree(edges.flat[self._candidates])

    def _joined(self) -> Mask:
        """Mark the edges of the largest part in which every crossing is reached from every other.

        Places are never set down elsewhere: from a cut-off yard there would be no way at all.
        """
        joined = np.zeros(len(self.seconds), bool)
        if len(self.tail):
            ones = np.ones(len(self.tail))
            shape = (self.edges.nodes, self.edges.nodes)
            links = csr_matrix((ones, (self.tail, self.head)), shape=shape)
            _, labels = connected_components(links, directed=True, connection="strong")
            largest = np.bincount(labels).argmax()
            inside = labels == largest
            joined = inside[self.edges.start] & inside[self.edges.end] & np.isfinite(self.seconds)
        return joined

    def opened(self, closed: Mask | None = None) -> "View":
        """Return the graph without the closed edges."""
        return View(self, np.zeros(len(self.seconds), bool) if closed is None else closed)

    def arcs(self, closed: Mask) -> Ints:
        """Return the fastest open arc between each two neighbours, by tail and head."""
        kept = self._order[~closed[self.arc_edge[self._order]]]
        tail, head = self.tail[kept], self.head[kept]
        first = np.ones(len(kept), bool)
        first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
        return np.asarray(kept[first])

    def nearest(self, points: Any, most_m: float, closed: Mask) -> Iterator[tuple[int, int]]:
        """Yield for each flat point that has an open road near it its number and the edge."""
        places, found = self._tree.query_nearest(points, max_distance=most_m, all_matches=False)
        edges = self._candidates[found]
        for number, edge in zip(places.tolist(), edges.tolist(), strict=True):
            open_edge = (
                edge if not closed[edge] else self._open_edge(points[number], most_m, closed)
            )
            if open_edge is not None:
                yield number, open_edge

    def _open_edge(self, point: Any, most_m: float, closed: Mask) -> int | None:
        still = self._candidates[~closed[self._candidates]]
        if not len(still):
            return None
        metres = shapely.distance(self.edges.flat[still], point)
        best = int(metres.argmin())
        return int(still[best]) if metres[best] <= most_m else None

    def touched(self, shape: Any) -> Ints:
        """Return the edges a flat shape touches, those outside the joined part too."""
        return np.flatnonzero(shapely.intersects(self.edges.flat, shape))


class View:
    """A graph with some edges closed: the matrix searches run on, and back from it to the arcs."""

    def __init__(self, graph: RoadGraph, closed: Mask) -> None:
        self.graph = graph
        self.closed = closed
        arcs = graph.arcs(closed)
        nodes = graph.edges.nodes
        counts = np.bincount(graph.tail[arcs], minlength=nodes)
        self.starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        self.heads = graph.head[arcs]
        self.arcs = arcs
        shape = (nodes, nodes)
        self.matrix = csr_matrix((graph.arc_seconds[arcs], self.heads, self.starts), shape=shape)
        self.turned = self.matrix.T.tocsr()

    def arc_between(self, tail: int, head: int) -> int:
        """Return the arc a search used between two neighbours."""
        low, high = self.starts[tail], self.starts[tail + 1]
        return int(self.arcs[low + np.searchsorted(self.heads[low:high], head)])

    def snaps(self, places: Sequence[Position], most_m: float) -> list[Snap | None]:
        """Return where each place meets the nearest open road, None where none is near enough."""
        found: list[Snap | None] = [None] * len(places)
        if not places:
            return found
        edges = self.graph.edges
        points = shapely.points(edges.plane.flat(np.array(places, dtype=np.float64)))
        for number, edge in self.graph.nearest(points, most_m, self.closed):
            line, point = edges.flat[edge], points[number]
            share = float(shapely.line_locate_point(line, point, normalized=True))
            spot = shapely.line_interpolate_point(line, share, normalized=True)
            metres = float(shapely.distance(spot, point))
            found[number] = Snap(edge, share, metres, edges.plane.place((spot.x, spot.y)))
        return found
