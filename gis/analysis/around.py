"""Buffer, within, nearest: what lies round a place."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from gis.analysis.forms import BufferIn, NearestIn, WithinIn
from gis.analysis.places import area_of, check_width
from gis.analysis.result import Cell, Made
from gis.analysis.things import Found, Thing, gathered
from gis.analysis.words import say_network
from gis.projection import area_km2, buffered, distances_m
from gis.roads import service as roads
from kernel.api import TooLarge, Tx

# Drawn and listed; the counts above the list are of all.
MOST_LISTED = 1_000
# By road only those are looked at that are nearest in a straight line: more is no choice.
MOST_CANDIDATES = 2_000
# Longer outlines of things are shown by a point.
MOST_CORNERS = 200


async def buffer(_tx: Tx, asked: BufferIn) -> Made:
    """Return the areas within some distances of a shape."""
    shape = asked.shape.geometry()
    check_width(shape, "/shape")
    made = Made()
    made.column("distance_m", "距离", "Distance", "m")
    made.column("area_km2", "面积", "Area", "km²")
    for metres in sorted(set(asked.distances_m)):
        try:
            area = await asyncio.to_thread(buffered, shape, metres)
        except ValueError as error:
            raise TooLarge(f"{error}; take a simpler shape or a shorter one") from error
        size = round(area_km2(area), 4)
        made.rows.append([metres, size])
        made.shape("area", area, distance_m=metres, area_km2=size)
    made.figure("area_km2", ("面积", "Area"), made.rows[-1][1], "km²")
    return made


async def within(tx: Tx, asked: WithinIn) -> Made:
    """Return what lies in an area, counted by kind, the people estimated."""
    area = await area_of(tx, asked.area)
    found = await gathered(tx, asked.what, area)
    made = Made()
    made.figure("area_km2", ("面积", "Area"), round(area_km2(area), 3), "km²")
    made.shape("area", area)
    count(made, found)
    list_things(made, found.things)
    return made


def count(made: Made, found: Found) -> None:
    """Add a figure for each kind, and the people."""
    many = Counter(thing.what for thing in found.things)
    for what, names in sorted(found.names.items()):
        if what != "people":
            made.figure(what, names, many[what])
    if "people" in found.names:
        people = sum(thing.people or 0 for thing in found.things if thing.what == "people")
        made.figure("people", ("人口（虚构）", "People (fictional)"), round(people), "")
        made.invented()
    if any(thing.fictional for thing in found.things):
        made.invented()


def list_things(
    made: Made, things: Sequence[Thing], extra: dict[str, list[Cell]] | None = None
) -> None:
    """Add the rows and points of things, villages of the people left out.

    `extra` holds further cells by the id of the thing; their columns stand already.
    """
    base = [("what", "类别", "Kind"), ("zh", "名称", "Name"), ("en", "英文名称", "English name")]
    base += [("lon", "经度", "Longitude"), ("lat", "纬度", "Latitude")]
    more = made.columns
    made.columns = []
    for name, zh, en in base:
        made.column(name, zh, en)
    made.columns += more
    shown = [thing for thing in things if thing.what != "people"]
    for thing in shown[:MOST_LISTED]:
        cells = (extra or {}).get(thing.id, [])
        row: list[Cell] = [thing.what, thing.zh, thing.en, round(thing.lon, 6), round(thing.lat, 6)]
        made.rows.append(row + cells)
        facts: dict[str, Any] = dict(zip((c["name"] for c in more), cells, strict=False))
        made.shape(
            "thing", shown_shape(thing), id=thing.id, what=thing.what, zh=thing.zh, en=thing.en,
            **facts,
        )  # fmt: skip
    if len(shown) > MOST_LISTED:
        made.remark(
            "more",
            f"仅列出前 {MOST_LISTED} 项，共 {len(shown)} 项。",
            f"The first {MOST_LISTED} of {len(shown)} are listed.",
        )


def shown_shape(thing: Thing) -> shapely.Geometry:
    """Return the shape of a thing for an answer: its point where the outline is a long one."""
    simple = shapely.get_num_coordinates(thing.shape) <= MOST_CORNERS
    return thing.shape if simple else shapely.Point(thing.lon, thing.lat)


async def nearest(tx: Tx, asked: NearestIn) -> Made:
    """Return the nearest k things, by distance on the ellipsoid or by travel time."""
    found = await gathered(tx, asked.what)
    things = [thing for thing in found.things if thing.what != "people"]
    lon, lat = asked.point.position
    lons = np.array([thing.lon for thing in things])
    lats = np.array([thing.lat for thing in things])
    metres = distances_m(lon, lat, lons, lats)
    by_distance = np.argsort(metres, kind="stable").tolist()
    made = Made()
    made.column("distance_m", "直线距离", "Straight distance", "m")
    extra: dict[str, list[Cell]] = {}
    if asked.by == "distance":
        chosen = by_distance[: asked.k]
        for number in chosen:
            extra[things[number].id] = [round(float(metres[number]), 1)]
    else:
        made.column("minutes", "行车时间", "Travel time", "min")
        timed = await _by_road(tx, asked, [(things[n], n) for n in by_distance], made)
        for seconds, number in timed:
            extra[things[number].id] = [round(float(metres[number]), 1), round(seconds / 60, 2)]
        chosen = [number for _, number in timed]
    made.shape("point", shapely.Point(lon, lat))
    made.figure("found", ("找到", "Found"), len(chosen))
    if chosen:
        first = things[chosen[0]]
        made.named("nearest", ("最近", "Nearest"), (first.zh, first.en))
        made.figure(
            made.columns[-1]["name"],
            (made.columns[-1]["zh"], made.columns[-1]["en"]),
            extra[first.id][-1],
            made.columns[-1].get("unit", ""),
        )
    if any(things[number].fictional for number in chosen):
        made.invented()
    list_things(made, [things[number] for number in chosen], extra)
    return made


async def _by_road(
    tx: Tx, asked: NearestIn, near: list[tuple[Thing, int]], made: Made
) -> list[tuple[float, int]]:
    """Return seconds and number of the k things of the least travel time, one search for all.

    `near` holds things with their numbers, the nearest in a straight line first.
    """
    candidates = near[:MOST_CANDIDATES]
    answer = await roads.times(
        tx,
        asked.point.position,
        [(thing.lon, thing.lat) for thing, _ in candidates],
        toward=asked.toward,
        network=asked.network,
        mode=asked.mode,
    )
    timed = [
        (seconds, rank, number)
        for rank, ((_, number), seconds) in enumerate(
            zip(candidates, answer["seconds"], strict=True)
        )
        if seconds is not None
    ]
    say_network(made, answer)
    lost = len(candidates) - len(timed)
    if lost:
        made.figure("unreached", ("道路不可达", "Not reached by road"), lost)
    return [(seconds, number) for seconds, _, number in sorted(timed)[: asked.k]]
