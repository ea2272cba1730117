"""Ways over the roads as they are open now: route, reach, times to many.

Each asks the database which closures stand, then works in a thread beside the event loop. From a
place to the road and back it is counted in a straight line at `access_kmh`.
"""

import asyncio
import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from gis.geodesy import Position
from gis.roads import legs, queries, reach, search
from gis.roads.book import Roads, roads_for
from gis.roads.errors import NoWay
from gis.roads.graph import Snap
from gis.roads.speeds import Mode, access_ms
from kernel.api import FieldError, Tx

Answer = dict[str, Any]
READ = "layers.read"


async def networks(tx: Tx) -> list[Answer]:
    """Return the networks that are loaded."""
    tx.actor.require(READ)
    names = ("code", "zh", "en", "detail", "source", "licence", "snap_m", "edges")
    return [
        {name: getattr(row, name) for name in names}
        | {"extent": [round(each, 6) for each in (row.west, row.south, row.east, row.north)]}
        for row in await queries.networks(tx)
    ]


async def route(
    tx: Tx, places: Sequence[Position], *, network: str | None = None, mode: Mode = "drive"
) -> Answer:
    """Return the fastest way through places in their order: line, metres, seconds, legs.

    Raises `NoRoad`, `NoWay`.
    """
    roads = await roads_for(tx, places, code=network, mode=mode)
    return await asyncio.to_thread(_route, roads)


def _route(roads: Roads) -> Answer:
    snaps = [snap for snap in roads.snaps if snap is not None]
    graph = roads.view.graph
    driven: list[legs.Stretch] = []
    described: list[Answer] = []
    for number, (origin, target) in enumerate(itertools.pairwise(snaps)):
        found = search.way(roads.view, origin, target)
        if found is None:
            detail = "no open road leads to this place"
            raise NoWay(detail, errors=[FieldError(f"/points/{number + 1}", "no-way", detail)])
        part = legs.stretches(graph, found)
        driven += part
        described += [leg | {"part": number} for leg in legs.legs(graph, part)]
    access = [snap.distance_m for snap in (snaps[0], snaps[-1])]
    # Places between are called at: to them and back to the road.
    off_road = sum(snap.distance_m for snap in snaps) + sum(s.distance_m for s in snaps[1:-1])
    path = legs.path(graph, driven) or [list(snaps[0].place), list(snaps[-1].place)]
    return {
        "network": roads.card(),
        "closures": roads.closures,
        "distance_m": round(sum(each.metres for each in driven) + off_road, 1),
        "duration_s": round(
            sum(each.seconds for each in driven) + off_road / access_ms(graph.mode), 1
        ),
        "access_m": [round(metres, 1) for metres in access],
        "path": path,
        "legs": described,
    }


async def isochrone(
    tx: Tx,
    place: Position,
    minutes: Sequence[float],
    *,
    toward: bool = False,
    network: str | None = None,
    mode: Mode = "drive",
) -> Answer:
    """Return what is reached from a place within some minutes, or from where it is reached.

    Raises `NoRoad`.
    """
    roads = await roads_for(tx, [place], code=network, mode=mode)
    (snap,) = roads.snaps
    assert snap is not None
    spent = snap.distance_m / access_ms(mode)
    wanted = sorted(set(minutes))

    def made() -> list[reach.Band]:
        return reach.bands(roads.view, roads.spots, snap, wanted, toward=toward, spent_s=spent)

    found = await asyncio.to_thread(made)
    return {
        "network": roads.card(),
        "closures": roads.closures,
        "access_m": round(snap.distance_m, 1),
        "cell_m": roads.spots.cell_m,
        "bands": found,
    }


async def times(
    tx: Tx,
    place: Position,
    others: Sequence[Position],
    *,
    toward: bool = True,
    network: str | None = None,
    mode: Mode = "drive",
) -> Answer:
    """Return the seconds between a place and others, `toward` it or away; one search for all.

    `seconds` has None where no way leads or no road is near; `near` says where one is. Raises
    `NoRoad` for the place itself.
    """
    roads = await roads_for(tx, [place], code=network, mode=mode)
    (snap,) = roads.snaps
    assert snap is not None
    seconds, near = await asyncio.to_thread(_times, roads, snap, others, toward=toward)
    found = {"network": roads.card(), "closures": roads.closures}
    return found | {"seconds": seconds, "near": near}


def _times(
    roads: Roads, place: Snap, others: Sequence[Position], *, toward: bool
) -> tuple[list[float | None], list[bool]]:
    snaps = roads.view.snaps(others, roads.network.snap_m)
    near = [(number, snap) for number, snap in enumerate(snaps) if snap is not None]
    found = search.times(roads.view, place, toward=toward)
    speed = access_ms(roads.view.graph.mode)
    known = search.times_at(
        roads.view, found, place, [snap for _, snap in near], toward=toward
    ).tolist()
    seconds: list[float | None] = [None] * len(others)
    for (number, snap), each in zip(near, known, strict=True):
        if np.isfinite(each):
            seconds[number] = each + (place.distance_m + snap.distance_m) / speed
    return seconds, [snap is not None for snap in snaps]


async def matrix(
    tx: Tx,
    origins: Sequence[Position],
    targets: Sequence[Position],
    *,
    network: str | None = None,
    mode: Mode = "drive",
) -> list[list[float | None]]:
    """Return the seconds from each origin to each target, None where no way leads.

    Raises `NoRoad` when an origin lies off the roads.
    """
    roads = await roads_for(tx, origins, code=network, mode=mode)
    snaps = [snap for snap in roads.snaps if snap is not None]
    return await asyncio.to_thread(
        lambda: [_times(roads, snap, targets, toward=False)[0] for snap in snaps]
    )


def area_of(band: reach.Band) -> Answer:
    """Return the GeoJSON geometry of a band, to 0.1 m."""
    area = shapely.set_precision(band.area, 1e-6) if not band.area.is_empty else band.area
    geometry: Answer = shapely.geometry.mapping(area)
    return geometry
