"""Road networks for tests, and the times networkx finds over the same roads."""

import itertools
from collections import defaultdict
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import shapely
from numpy.typing import NDArray

from gis.roads.edges import Edge, Edges
from gis.roads.files import edges_in
from gis.roads.graph import RoadGraph, Snap

ROADS = Path("data/cities/shantou/roads")


def network(name: str) -> Edges:
    """Return a network of the city folder."""
    return Edges.of(edges_in((ROADS / f"{name}.csv.gz").read_bytes()))


def edge(start: int, end: int, places: list[tuple[float, float]], **more: Any) -> Edge:
    """Return a straight street of 22 km/h between two crossings."""
    line = shapely.LineString([places[start], places[end]])
    facts = {"road_class": "residential", "name": "", "one_way": False, "speed_kmh": None}
    length = shapely.length(line) * 111_195 or 1.0
    return Edge(start=start, end=end, length_m=length, line=shapely.to_wkb(line), **facts | more)


def oracle(graph: RoadGraph, closed: NDArray[np.bool_], places: dict[str, Snap]) -> Any:
    """Return a networkx graph of the same roads, cut where the named places stand."""
    cuts: dict[int, list[tuple[float, Any]]] = defaultdict(list)
    for name, place in places.items():
        cuts[place.edge].append((place.share, name))
    made = nx.DiGraph()
    made.add_nodes_from([*range(graph.edges.nodes), *places])
    for number in np.flatnonzero(np.isfinite(graph.seconds) & ~closed).tolist():
        ends = [(0.0, int(graph.edges.start[number])), (1.0, int(graph.edges.end[number]))]
        spots = [ends[0], *sorted(cuts[number], key=lambda cut: cut[0]), ends[1]]
        both = graph.mode == "foot" or not graph.edges.one_way[number]
        for (since, a), (until, b) in itertools.pairwise(spots):
            seconds = (until - since) * float(graph.seconds[number])
            _add(made, a, b, seconds)
            if both or (since == until and {a, b} <= places.keys()):
                _add(made, b, a, seconds)
    return made


def _add(made: Any, tail: Any, head: Any, seconds: float) -> None:
    present = made.get_edge_data(tail, head)
    if present is None or seconds < present["seconds"]:
        made.add_edge(tail, head, seconds=seconds)
