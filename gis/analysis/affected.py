"""What a storm touches: areas swept by each wind force, districts, towns, things, people; when."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import shapely

from gis.analysis import storm
from gis.analysis.around import count
from gis.analysis.forms import AffectedIn, QuadrantsIn, TrackPointIn
from gis.analysis.places import refused
from gis.analysis.result import Cell, Made
from gis.analysis.storm import Moment, Passing, Reach, TrackPoint
from gis.analysis.things import Found, Thing, gathered
from gis.analysis.typhoons import storms, track_of
from gis.areas import service as areas
from gis.areas.index import Area
from gis.projection import area_km2
from kernel.api import Tx

# Drawn and listed; the counts are of all.
MOST_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Storm:
    """The storm asked about, moment by moment."""

    zh: str
    en: str
    source: str
    moments: list[Moment]
    forces: list[int]
    circles: dict[int, list[shapely.Geometry | None]]


async def affected(tx: Tx, asked: AffectedIn) -> Made:
    """Return areas, districts, towns and things a storm touches, with first and last moments."""
    passed = _storm(asked)
    found = await gathered(tx, asked.what)
    index = await areas.index(tx)
    return await asyncio.to_thread(_touched, passed, found, index.districts(), index.towns())


def _storm(asked: AffectedIn) -> Storm:
    zh, en, source = "路径", "Track", ""
    if asked.typhoon is not None:
        if asked.typhoon not in storms():
            raise refused(
                "/typhoon", "unknown", "no storm of this code; see /api/analysis/typhoons"
            )
        card = storms()[asked.typhoon]
        zh, en, source = card["zh"], card["en"], card["source"]
        track: list[TrackPoint] = list(track_of(asked.typhoon))
    else:
        track = [_point(point) for point in asked.track or []]
    moments = storm.moments(track, asked.since, asked.until)
    if not moments:
        raise refused("/since", "outside", "the storm was not there between since and until")
    forces = sorted(set(asked.forces))
    return Storm(zh, en, source, moments, forces, {})


def _point(asked: TrackPointIn) -> TrackPoint:
    reach = {each.force: _quadrants(each) for each in asked.radii}
    return TrackPoint(asked.at, asked.lon, asked.lat, asked.wind_ms, None, reach)


def _quadrants(asked: QuadrantsIn) -> Reach:
    north_east, south_east, south_west, north_west = asked.km
    return Reach(quadrants_km=(north_east, south_east, south_west, north_west))


def _touched(passed: Storm, found: Found, districts: list[Area], towns: list[Area]) -> Made:
    made = Made()
    made.named("storm", ("台风", "Storm"), (passed.zh, passed.en))
    for force in passed.forces:
        passed.circles[force] = [storm.circle(moment, force) for moment in passed.moments]
    covered = _areas(made, passed)
    _columns(made, passed.forces)
    columns = made.columns
    _districts(made, passed, districts)
    seats = [Thing("", "town", a.zh, a.en, *a.seat, shapely.Point(a.seat)) for a in towns]
    _places(made, passed, seats)
    _things(made, passed, found)
    made.columns = columns
    _track(made, passed)
    _say(made, passed)
    smallest = passed.forces[0]
    made.figure(
        "area_km2",
        (f"{smallest} 级风圈扫过", f"Swept by force {smallest}"),
        round(area_km2(covered[smallest]), 1) if smallest in covered else 0,
        "km²",
    )
    return made


def _areas(made: Made, passed: Storm) -> dict[int, shapely.Geometry]:
    """Add what each force swept, the weakest first so that stronger ones lie on top."""
    covered: dict[int, shapely.Geometry] = {}
    for force in passed.forces:
        there = [circle for circle in passed.circles[force] if circle is not None]
        if there:
            covered[force] = storm.swept(there)
            made.shape("swept", shapely.simplify(covered[force], 0.005), force=force)
    return covered


def _columns(made: Made, forces: list[int]) -> None:
    made.column("what", "类别", "Kind")
    made.column("zh", "名称", "Name")
    made.column("en", "英文名称", "English name")
    made.column("lon", "经度", "Longitude")
    made.column("lat", "纬度", "Latitude")
    made.column("nearest_km", "最近距离", "Closest approach", "km")
    made.column("nearest_at", "最近时刻", "Closest at")
    for force in forces:
        made.column(f"first_{force}", f"{force} 级风起", f"Force {force} from")
        made.column(f"last_{force}", f"{force} 级风止", f"Force {force} until")


def _districts(made: Made, passed: Storm, districts: list[Area]) -> None:
    """Add a row for each district: touched when any part of it lies in a wind circle."""
    shapes = [shapely.from_wkb(area.shape) for area in districts]
    seats = np.array([area.seat for area in districts]).reshape(-1, 2)
    close = storm.passing(passed.moments, seats[:, 0], seats[:, 1], [])
    hours: dict[int, list[list[int]]] = {}
    for force in passed.forces:
        hours[force] = [[] for _ in districts]
        for number, circle in enumerate(passed.circles[force]):
            if circle is not None:
                for each in np.flatnonzero(shapely.intersects(circle, shapes)).tolist():
                    hours[force][each].append(number)
    for number, (area, shape) in enumerate(zip(districts, shapes, strict=True)):
        cells = _closest(passed, close, number)
        for force in passed.forces:
            within = hours[force][number]
            cells += (
                [_at(passed, each) for each in (within[0], within[-1])] if within else [None] * 2
            )
        _row(made, ("district", area.zh, area.en), area.seat, cells)
        facts = dict(zip((c["name"] for c in made.columns[5:]), cells, strict=True))
        made.shape("district", shape, code=area.code, zh=area.zh, en=area.en, **facts)
    strongest = {f: sum(bool(each) for each in hours[f]) for f in passed.forces}
    for force, many in strongest.items():
        names = (f"{force} 级风涉及区县", f"Districts in force {force}")
        made.figure(f"districts_{force}", names, many)
    if districts:
        first = int(np.argmin(close.km))
        names = ("最近距离", "Closest approach")
        made.figure("nearest_km", names, round(float(close.km[first]), 1), "km")
        made.figure(
            "nearest_at", ("最近时刻", "Closest at"), _at(passed, int(close.nearest[first]))
        )
        closest = districts[first].zh, districts[first].en
        made.named("nearest_place", ("最近区县", "Closest district"), closest)


def _places(made: Made, passed: Storm, things: list[Thing]) -> list[Thing]:
    """Add the rows of the things the weakest force touches; return these things."""
    if not things:
        return []
    lons = np.array([thing.lon for thing in things])
    lats = np.array([thing.lat for thing in things])
    close = storm.passing(passed.moments, lons, lats, passed.forces)
    touched = [n for n in range(len(things)) if _reached(close, passed, n)]
    for number in touched[:MOST_ROWS]:
        thing = things[number]
        cells = _closest(passed, close, number)
        for force in passed.forces:
            cells += [_at(passed, int(ends[force][number])) for ends in (close.first, close.last)]
        _row(made, (thing.what, thing.zh, thing.en), (thing.lon, thing.lat), cells)
        facts = dict(zip((c["name"] for c in made.columns[5:]), cells, strict=True))
        names = {"what": thing.what, "zh": thing.zh, "en": thing.en, "id": thing.id}
        made.shape("thing", shapely.Point(thing.lon, thing.lat), **names, **facts)
    if len(touched) > MOST_ROWS:
        made.remark(
            "more",
            f"仅列出前 {MOST_ROWS} 项，共 {len(touched)} 项。",
            f"The first {MOST_ROWS} of {len(touched)} are listed.",
        )
    return [things[number] for number in touched]


def _reached(close: Passing, passed: Storm, number: int) -> bool:
    return any(close.first[force][number] >= 0 for force in passed.forces)


def _things(made: Made, passed: Storm, found: Found) -> None:
    shown = _places(made, passed, [thing for thing in found.things if thing.what != "people"])
    villages = [thing for thing in found.things if thing.what == "people"]
    lons = np.array([thing.lon for thing in villages])
    lats = np.array([thing.lat for thing in villages])
    close = storm.passing(passed.moments, lons, lats, passed.forces)
    reached = [n for n in range(len(villages)) if _reached(close, passed, n)]
    count(made, Found([*shown, *(villages[n] for n in reached)], found.names))
    for force in passed.forces if villages else ():
        people = sum(villages[n].people or 0 for n in reached if close.first[force][n] >= 0)
        names = (f"{force} 级风内人口（虚构）", f"People in force {force} (fictional)")
        made.figure(f"people_{force}", names, round(people))


def _closest(passed: Storm, close: Passing, number: int) -> list[Cell]:
    return [round(float(close.km[number]), 1), _at(passed, int(close.nearest[number]))]


def _at(passed: Storm, number: int) -> str | None:
    return written(passed.moments[number].at) if number >= 0 else None


def written(at: datetime) -> str:
    """Return a moment as RFC 3339 in UTC."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _row(
    made: Made, names: tuple[str, str, str], place: tuple[float, float], cells: list[Cell]
) -> None:
    made.rows.append([*names, round(place[0], 6), round(place[1], 6), *cells])


def _track(made: Made, passed: Storm) -> None:
    line = [(moment.lon, moment.lat) for moment in passed.moments]
    if len(line) > 1:
        made.shape("track", shapely.LineString(line), zh=passed.zh, en=passed.en)
    for moment in passed.moments:
        place = shapely.Point(moment.lon, moment.lat)
        facts: dict[str, Any] = {"at": written(moment.at), "wind_ms": _round(moment.wind_ms)}
        made.shape("moment", place, **facts, reach=_reaches(moment, passed.forces))
        if moment.share in (0, 1):
            seen = moment.after if moment.share else moment.before
            made.shape("track_point", place, **facts, pressure_hpa=seen.pressure_hpa)


def _reaches(moment: Moment, forces: list[int]) -> list[dict[str, Any]]:
    """Return how far each force reaches at a moment, in the numbers of `Reach`."""
    found = [(force, moment.reach(force)) for force in forces]
    return [_circle(force, reach) for force, reach in found if reach is not None and reach.blows]


def _circle(force: int, reach: Reach) -> dict[str, Any]:
    facts: dict[str, Any] = {"force": force, "modelled": reach.modelled}
    if reach.quadrants_km is not None:
        return facts | {"quadrants_km": [round(each, 1) for each in reach.quadrants_km]}
    return facts | {
        "longest_km": round(reach.longest_km, 1),
        "shortest_km": round(reach.shortest_km, 1),
        "toward_deg": reach.toward_deg,
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _say(made: Made, passed: Storm) -> None:
    if passed.source:
        made.remark("source", passed.source, passed.source)
    reaches = [moment.reach(force) for moment in passed.moments for force in passed.forces]
    if any(reach is not None and reach.modelled for reach in reaches):
        made.remark(
            "modelled",
            "部分风圈半径由最大风速按模型推算，误差可达一半。",
            "Some radii follow from the greatest wind by a model; they may be off by half.",
        )
