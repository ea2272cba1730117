"""Route and isochrone: over the roads as they are open now."""

from typing import Any

import shapely

from gis.analysis.forms import IsochroneIn, RouteIn
from gis.analysis.result import Cell, Made
from gis.analysis.words import say_network
from gis.roads import service as roads
from kernel.api import Tx

LEG_COLUMNS = (
    ("name", "道路", "Road", ""),
    ("class_zh", "道路等级", "Class (Chinese)", ""),
    ("class_en", "道路等级（英文）", "Class", ""),
    ("turn", "转向", "Turn", ""),
    ("turn_deg", "转角", "Turn to the right", "°"),
    ("bearing_deg", "方位", "Bearing", "°"),
    ("lon", "经度", "Longitude", ""),
    ("lat", "纬度", "Latitude", ""),
    ("distance_m", "距离", "Distance", "m"),
    ("duration_s", "用时", "Time", "s"),
)


async def route(tx: Tx, asked: RouteIn) -> Made:
    """Return the fastest way through points, with its legs."""
    places = [point.position for point in asked.points]
    found = await roads.route(tx, places, network=asked.network, mode=asked.mode)
    made = Made()
    made.figure("distance_m", ("距离", "Distance"), found["distance_m"], "m")
    made.figure("duration_s", ("用时", "Time"), found["duration_s"], "s")
    made.figure("access_m", ("离路距离", "Off the road"), round(sum(found["access_m"]), 1), "m")
    say_network(made, found)
    made.shape(
        "path",
        shapely.LineString(found["path"]),
        distance_m=found["distance_m"],
        duration_s=found["duration_s"],
    )
    for name, zh, en, unit in LEG_COLUMNS:
        made.column(name, zh, en, unit)
    for leg in found["legs"]:
        made.rows.append([leg[name] for name, *_ in LEG_COLUMNS])
        _turn_point(made, leg)
    for number, (lon, lat) in enumerate(places):
        made.shape("point", shapely.Point(lon, lat), number=number)
    return made


def _turn_point(made: Made, leg: dict[str, Any]) -> None:
    names = ("name", "turn", "distance_m", "duration_s")
    facts = {name: leg[name] for name in names}
    made.shape("turn", shapely.Point(leg["lon"], leg["lat"]), **facts)


async def isochrone(tx: Tx, asked: IsochroneIn) -> Made:
    """Return the areas within some minutes, largest first so that smaller ones lie on top."""
    point = asked.point.position
    found = await roads.isochrone(
        tx,
        point,
        asked.minutes,
        toward=asked.toward,
        network=asked.network,
        mode=asked.mode,
    )
    made = Made()
    made.column("minutes", "时间", "Time", "min")
    made.column("area_km2", "面积", "Area", "km²")
    made.column("road_km", "可达道路", "Roads reached", "km")
    for band in reversed(found["bands"]):
        size, metres = round(band.area_m2 / 1e6, 3), round(band.road_m / 1000, 2)
        facts = {"minutes": band.minutes, "area_km2": size, "road_km": metres}
        if not band.area.is_empty:
            made.shape("area", band.area, **facts)
        row: list[Cell] = list(facts.values())
        made.rows.insert(0, row)
    made.figure("area_km2", ("最大范围", "Largest area"), made.rows[-1][1], "km²")
    made.figure("cell_m", ("轮廓精度", "True to"), found["cell_m"], "m")
    say_network(made, found)
    made.shape("point", shapely.Point(*point))
    return made
