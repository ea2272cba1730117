"""Fastest ways over a view of a graph: times from and to a place, and the way itself; pure.

The place stands somewhere on an edge, so one node is added that is joined to the ends of it.
"""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from gis.roads.graph import Floats, Ints, Snap, View

NO_NODE = -9999


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an edge as it is driven: shares of its length, `since` > `until` when backwards."""

    edge: int
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Way:
    """The fastest way between two places on the road."""

    seconds: float
    pieces: tuple[Piece, ...]


def times(view: View, place: Snap, *, toward: bool = False, limit_s: float = np.inf) -> Floats:
    """Return the seconds from a place to each node, or with `toward` from each node to it."""
    found, _ = _searched(view, place, toward=toward, limit_s=limit_s)
    return found


def _searched(
    view: View, place: Snap, *, toward: bool, limit_s: float = np.inf
) -> tuple[Floats, NDArray[np.int32]]:
    base = view.turned if toward else view.matrix
    ends, seconds = _ends(view, place, toward=toward)
    nodes = view.graph.edges.nodes
    matrix = csr_matrix(
        (
            np.concatenate([base.data, seconds]),
            np.concatenate([base.indices, ends]),
            np.concatenate([base.indptr, [len(base.data) + len(ends)]]),
        ),
        shape=(nodes + 1, nodes + 1),
    )
    found, before = dijkstra(matrix, indices=nodes, limit=limit_s, return_predecessors=True)
    return found[:-1], before


def _ends(view: View, place: Snap, *, toward: bool) -> tuple[list[int], list[float]]:
    """Return which ends of its edge a place is joined to, and the seconds between."""
    graph, edge = view.graph, place.edge
    whole = float(graph.seconds[edge])
    start, end = int(graph.edges.start[edge]), int(graph.edges.end[edge])
    from_start, to_end = place.share * whole, (1 - place.share) * whole
    joined: list[tuple[int, float]] = []
    forward = (start, from_start) if toward else (end, to_end)
    backward = (end, to_end) if toward else (start, from_start)
    if not view.closed[edge]:
        joined.append(forward)
        if graph.backward[edge]:
            joined.append(backward)
    if len(joined) == 2 and joined[0][0] == joined[1][0]:  # a loop road
        joined = [min(joined, key=lambda each: each[1])]
    return [node for node, _ in joined], [seconds for _, seconds in joined]


def times_at(view: View, found: Floats, place: Snap, others: list[Snap], *, toward: bool) -> Floats:
    """Return the seconds between a place and others on the road, from what `times` found."""
    edge = np.array([other.edge for other in others], dtype=np.int64)
    share = np.array([other.share for other in others], dtype=np.float64)
    return along(view, found, (edge, share), place, toward=toward) if len(others) else np.empty(0)


def along(
    view: View, found: Floats, spots: tuple[Ints, Floats], place: Snap, *, toward: bool
) -> Floats:
    """Return the seconds between a place and spots (edge, share of its length) on the road.

    Infinite where no way leads.
    """
    graph = view.graph
    edge, share = spots
    whole, backward = graph.seconds[edge], graph.backward[edge]
    start, end = found[graph.edges.start[edge]], found[graph.edges.end[edge]]
    if toward:
        ahead, back = end + (1 - share) * whole, start + share * whole
    else:
        ahead, back = start + share * whole, end + (1 - share) * whole
    best = np.minimum(ahead, np.where(backward, back, np.inf))
    same = edge == place.edge
    if same.any():
        forward = (share <= place.share) if toward else (share >= place.share)
        straight = np.abs(share - place.share) * whole
        direct = np.where(forward | backward, straight, np.inf)
        best = np.where(same, np.minimum(best, direct), best)
    return np.where(view.closed[edge], np.inf, best)


def way(view: View, origin: Snap, target: Snap) -> Way | None:
    """Return the fastest way, None when there is none."""
    found, before = _searched(view, origin, toward=False)
    seconds = float(times_at(view, found, origin, [target], toward=False)[0])
    if not np.isfinite(seconds):
        return None
    graph = view.graph
    direct = _direct(view, origin, target)
    if (
        direct is not None
        and abs(target.share - origin.share) * graph.seconds[target.edge] <= seconds
    ):
        return Way(seconds, (direct,))
    last = _last_node(view, found, target)
    nodes = _nodes(before, last, graph.edges.nodes)
    pieces = [_first(view, origin, nodes[0], float(found[nodes[0]]))]
    for tail, head in itertools.pairwise(nodes):
        arc = view.arc_between(tail, head)
        forward = bool(graph.arc_forward[arc])
        pieces.append(Piece(int(graph.arc_edge[arc]), 0.0 if forward else 1.0, float(forward)))
    came_by_start = int(graph.edges.start[target.edge]) == last and _by_start(view, found, target)
    pieces.append(Piece(target.edge, 0.0 if came_by_start else 1.0, target.share))
    return Way(seconds, tuple(piece for piece in pieces if piece.since != piece.until))


def _direct(view: View, origin: Snap, target: Snap) -> Piece | None:
    if origin.edge != target.edge:
        return None
    if target.share < origin.share and not view.graph.backward[origin.edge]:
        return None
    return Piece(origin.edge, origin.share, target.share)


def _by_start(view: View, found: Floats, target: Snap) -> bool:
    """Say whether the target's edge is entered at its start."""
    graph, edge = view.graph, target.edge
    whole = graph.seconds[edge]
    ahead = found[graph.edges.start[edge]] + target.share * whole
    back = found[graph.edges.end[edge]] + (1 - target.share) * whole
    return bool(not graph.backward[edge] or ahead <= back)


def _last_node(view: View, found: Floats, target: Snap) -> int:
    edges = view.graph.edges
    ends = edges.start if _by_start(view, found, target) else edges.end
    return int(ends[target.edge])


def _nodes(before: NDArray[np.int32], last: int, origin: int) -> list[int]:
    nodes = [last]
    while before[nodes[-1]] not in (origin, NO_NODE):
        nodes.append(int(before[nodes[-1]]))
    return nodes[::-1]


def _first(view: View, origin: Snap, node: int, seconds: float) -> Piece:
    """Return the piece from the origin to the first crossing, by the end or start of its edge."""
    graph, edge = view.graph, origin.edge
    whole = float(graph.seconds[edge])
    by_end = int(graph.edges.end[edge]) == node
    if by_end and int(graph.edges.start[edge]) == node and graph.backward[edge]:  # a loop road
        by_end = abs((1 - origin.share) * whole - seconds) <= abs(origin.share * whole - seconds)
    return Piece(edge, origin.share, 1.0 if by_end else 0.0)
