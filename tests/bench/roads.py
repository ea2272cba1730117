"""Roads in memory beside networkx on the same graph: reach, nearest units, route, a new closure."""

import statistics
import time
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import shapely

from gis.roads import legs, reach, search
from gis.roads.closures.rules import closed_edges
from gis.roads.graph import RoadGraph, Snap
from gis.roads.reach import Spots
from tests.bench.row import Row
from tests.gis.roads.networks import network, oracle

NETWORK, CELL_M, SNAP_M = "futian", 40, 300
UNITS = 50
TRIES = 60
REACH_GOAL_MS, NEAREST_GOAL_MS = 20, 50


async def run() -> list[Row]:
    """Time each question from many places; the limit is networkx on the same roads."""
    graph = RoadGraph(network(NETWORK), "drive")
    view, spots = graph.opened(), Spots(graph, CELL_M)
    random = np.random.default_rng(11)
    west, south, east, north = shapely.total_bounds(graph.edges.lines)
    places = [
        (float(random.uniform(west, east)), float(random.uniform(south, north)))
        for _ in range(4 * TRIES)
    ]
    near = [snap for snap in view.snaps(places, SNAP_M) if snap is not None][: TRIES + 1]
    units = places[:UNITS]

    def isochrone(place: Snap) -> Any:
        return reach.bands(view, spots, place, [15.0], toward=False, spent_s=0)

    def nearest(place: Snap) -> Any:
        found = search.times(view, place, toward=True)
        others = [snap for snap in view.snaps(units, SNAP_M) if snap is not None]
        return search.times_at(view, found, place, others, toward=True)

    def route(place: Snap) -> Any:
        way = search.way(view, place, near[-1])
        driven = legs.stretches(graph, way) if way else []
        return legs.path(graph, driven), legs.legs(graph, driven)

    def closing(place: Snap) -> Any:
        shape = shapely.Point(*place.place)
        return graph.opened(closed_edges(graph, [(shape, 8.0)]))

    truth = oracle(graph, np.zeros(len(graph.seconds), bool), {"o": near[0]})

    def theirs(_: Snap) -> Any:
        return nx.single_source_dijkstra_path_length(truth, "o", cutoff=900, weight="seconds")

    limit, _ = _medians(theirs, near[: TRIES // 6])
    where = f"Futian, {int(graph.joined.sum()):,} streets"
    return [
        *_rows(f"15-minute isochrone ({where})", isochrone, near, limit, REACH_GOAL_MS),
        *_rows(f"{UNITS} nearest units by road ({where})", nearest, near, limit, NEAREST_GOAL_MS),
        *_rows(f"route with legs ({where})", route, near, limit, None),
        *_rows("graph anew under a closure", closing, near, None, None),
    ]


def _rows(
    name: str, step: Callable[[Snap], Any], near: list[Snap], limit: float | None, goal: int | None
) -> list[Row]:
    """Judge processor time: it is all these steps take, and the machine may be shared."""
    busy, taken = _medians(step, near)
    told = "" if goal is None else f"≤ {goal} ms; limit: networkx's bare search"
    ok = None if goal is None else busy <= goal
    return [
        Row(f"{name}, processor time", busy, "ms", told, limit=limit, ok=ok),
        Row(f"{name}, by the clock", taken, "ms"),
    ]


def _medians(step: Callable[[Snap], Any], near: list[Snap]) -> tuple[float, float]:
    """Return the median milliseconds of processor and clock, after one step to warm up."""
    step(near[0])
    busy, taken = [], []
    for place in near[:-1]:
        processor, clock = time.process_time(), time.perf_counter()
        step(place)
        busy.append((time.process_time() - processor) * 1000)
        taken.append((time.perf_counter() - clock) * 1000)
    return statistics.median(busy), statistics.median(taken)
