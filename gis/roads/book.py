"""The networks this process holds: graphs kept by digest, views by the closures that stand.

The database says at each request which digest and which closures count (a millisecond), so a
closure drawn a moment ago, through any process, is in the next answer.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
import shapely

from gis.geodesy import METRES_PER_DEGREE, Position
from gis.roads import queries
from gis.roads.closures import queries as closures
from gis.roads.closures.rules import closed_edges
from gis.roads.edges import Edges
from gis.roads.errors import NoRoad
from gis.roads.graph import RoadGraph, Snap, View
from gis.roads.reach import Spots
from gis.roads.speeds import Mode
from kernel.api import FieldError, Tx

# Sets of closures differ by who asks: a few sights and the change before the last.
MOST_VIEWS = 8
Standing = tuple[tuple[UUID, int], ...]


class Ground:
    """A graph with what was made over it so far."""

    def __init__(self, digest: str, graph: RoadGraph, cell_m: float) -> None:
        self.digest = digest
        self.graph = graph
        self.spots = Spots(graph, cell_m)
        self._views: OrderedDict[Standing, View] = OrderedDict()

    def kept(self, standing: Standing) -> View | None:
        """Return the view under these closures if it is here."""
        view = self._views.get(standing)
        if view is not None:
            self._views.move_to_end(standing)
        return view

    def keep(self, standing: Standing, view: View) -> View:
        """Keep a view; the one longest unused leaves."""
        self._views[standing] = view
        while len(self._views) > MOST_VIEWS:
            self._views.popitem(last=False)
        return view


_GROUNDS: dict[tuple[str, Mode], Ground] = {}


@dataclass(frozen=True, slots=True)
class Roads:
    """What a search runs on: the network's row, the view now, where the asked places meet it."""

    network: Any
    view: View
    spots: Spots
    snaps: list[Snap | None]
    closures: int

    def card(self) -> dict[str, Any]:
        """Return what answers say of the network they were found on."""
        row = self.network
        return {
            "code": row.code,
            "zh": row.zh,
            "en": row.en,
            "detail": row.detail,
            "source": row.source,
            "licence": row.licence,
        }


async def roads_for(tx: Tx, places: Sequence[Position], *, code: str | None, mode: Mode) -> Roads:
    """Return the network that holds all these places, one of every street before trunk roads.

    Raises `NoRoad` naming the first place that no network has a road near.
    """
    standing = await closures.standing(tx)
    lost: int | None = None
    for row in await queries.networks(tx):
        if code is not None and row.code != code:
            continue
        if code is None and not all(_near(row, place) for place in places):
            continue
        ground = await _ground(tx, row, mode)
        view = await _view(tx, ground, standing)
        snaps = view.snaps(places, row.snap_m)
        if all(snaps):
            return Roads(row, view, ground.spots, snaps, len(standing))
        lost = next(number for number, snap in enumerate(snaps) if snap is None)
    raise _no_road(lost, code, one=len(places) == 1)


def _no_road(lost: int | None, code: str | None, *, one: bool) -> NoRoad:
    if lost is None and code is not None:
        return NoRoad(
            "There is no such network.", errors=[FieldError("/network", "unknown", "unknown code")]
        )
    detail = "no network has an open road within its limit of this place"
    pointer = "/point" if one else f"/points/{lost or 0}"
    return NoRoad(detail, errors=[FieldError(pointer, "no-road", detail)])


def _near(row: Any, place: Position) -> bool:
    lon, lat = place
    margin = row.snap_m / METRES_PER_DEGREE
    wide = margin / max(0.1, float(np.cos(np.radians(lat))))
    return bool(
        row.west - wide <= lon <= row.east + wide
        and row.south - margin <= lat <= row.north + margin
    )


async def _ground(tx: Tx, row: Any, mode: Mode) -> Ground:
    kept = _GROUNDS.get((row.code, mode))
    if kept is not None and kept.digest == row.digest:
        return kept
    found = await queries.edges(tx, row.code)

    def made() -> Ground:
        return Ground(row.digest, RoadGraph(Edges.of(found), mode), row.cell_m)

    ground = await asyncio.to_thread(made)
    _GROUNDS[row.code, mode] = ground
    return ground


async def _view(tx: Tx, ground: Ground, standing: Standing) -> View:
    kept = ground.kept(standing)
    if kept is not None:
        return kept
    shapes = await closures.shapes(tx, [closure for closure, _ in standing])

    def made() -> View:
        return ground.graph.opened(closed_edges(ground.graph, shapes))

    return ground.keep(standing, await asyncio.to_thread(made))


async def closed_by(tx: Tx, shape: shapely.Geometry, reach_m: float) -> dict[str, Any]:
    """Return which roads a shape closes on the networks it touches: names, stretches, metres."""
    names: dict[str, None] = {}
    stretches, metres = 0, 0.0
    places = shapely.get_coordinates(shape).tolist()
    for row in await queries.networks(tx):
        if not any(_near(row, (lon, lat)) for lon, lat in places):
            continue
        ground = await _ground(tx, row, "drive")
        closed = closed_edges(ground.graph, [(shape, reach_m)])
        numbers = np.flatnonzero(closed).tolist()
        edges = ground.graph.edges
        names |= {edges.names[number]: None for number in numbers if edges.names[number]}
        stretches += len(numbers)
        metres += float(edges.length_m[numbers].sum())
    return {"names": list(names), "stretches": stretches, "length_m": round(metres)}
