"""Typhoons as the services of Chinese provinces tell them: one JSON object for each storm.

`tfid, name, enname, points[{time, lng, lat, strong, power, speed, pressure, radius7, radius10,
radius12, forecast[{tm, forecastpoints}]}]`. Times are Beijing's, speeds m/s, pressures hPa; a
radius is `NE|SE|SW|NW` in kilometres, the reach of wind of force 7, 10 or 12.
"""

from collections.abc import Mapping
from typing import Any

from gis.analysis.storm import Reach, TrackPoint
from gis.feeds.forms.model import (
    Refused,
    Storm,
    Told,
    Unreadable,
    json_of,
    maybe,
    moment,
    number,
    place,
    word,
)

ZONE = "Asia/Shanghai"
FORCES = (7, 10, 12)
# The widest circle on record is 1,100 km.
WIDEST_KM = 2_000
MOST_STORMS = 20


def read(data: bytes, _settings: Mapping[str, Any]) -> Told:
    """Read one storm or a list of them. Raises `Unreadable`."""
    document = json_of(data)
    storms = document if isinstance(document, list) else [document]
    if len(storms) > MOST_STORMS:
        raise Unreadable(f"more than {MOST_STORMS} storms")
    told = Told()
    for storm in storms:
        if not isinstance(storm, dict) or not isinstance(storm.get("points"), list):
            raise Unreadable("no storm with points")
        _storm(told, storm)
    return told


def _storm(told: Told, storm: dict[str, Any]) -> None:
    track = in_order(told.each(storm["points"], _point))
    if not track:
        return
    try:
        code, zh = word(storm.get("tfid"), "tfid"), word(storm.get("name"), "name", needed=False)
        en = word(storm.get("enname"), "enname", needed=False)
    except Refused as refused:
        raise Unreadable(refused.detail) from refused
    told.storms.append(Storm(code, zh or en or code, en or zh or code, track, _forecasts(storm)))


def in_order(points: Any) -> tuple[TrackPoint, ...]:
    """Return points in order of time, one for each moment: the last told counts."""
    return tuple(sorted({point.at: point for point in points}.values(), key=lambda each: each.at))


def _point(point: Any) -> TrackPoint:
    if not isinstance(point, dict):
        raise Refused("no-point", "a point is an object")
    lon, lat = place(point.get("lng"), point.get("lat"))
    return TrackPoint(
        at=moment(point.get("time"), ZONE),
        lon=lon,
        lat=lat,
        wind_ms=maybe(point.get("speed"), "speed"),
        pressure_hpa=maybe(point.get("pressure"), "pressure"),
        reach={
            force: reach
            for force in FORCES
            if (reach := _reach(point.get(f"radius{force}"))) is not None
        },
    )


def _reach(said: Any) -> Reach | None:
    text = "" if said is None else str(said).strip()
    if not text or set(text) <= {"|", "0"}:
        return None
    parts = [number(part or 0, "radius") for part in text.split("|")]
    if len(parts) == 1:
        parts *= 4
    if len(parts) != 4 or not all(0 <= km <= WIDEST_KM for km in parts):
        raise Refused("no-radius", f"no wind circle: {text[:40]}")
    return Reach(quadrants_km=(parts[0], parts[1], parts[2], parts[3]))


def _forecasts(storm: dict[str, Any]) -> tuple[tuple[str, tuple[TrackPoint, ...]], ...]:
    """Return what agencies say now: the forecasts at the last point; those unreadable are left."""
    said = storm["points"][-1].get("forecast") if isinstance(storm["points"][-1], dict) else None
    found = []
    for each in said if isinstance(said, list) else []:
        aside = Told()
        points = each.get("forecastpoints") if isinstance(each, dict) else None
        track = in_order(aside.each(points if isinstance(points, list) else [], _point))
        if track:
            found.append((str(each.get("tm") or "")[:40], track))
    return tuple(found)
