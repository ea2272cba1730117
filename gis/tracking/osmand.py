"""OsmAnd reports: the query of a GET or POST, and the JSON its newer clients send. Pure.

As OsmAnd's tracking plugin and Traccar's clients write them: speed in knots in a query, in m/s in
JSON; a course below nought means that there is none.
"""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gis.tracking.fix import Fix
from gis.tracking.numbers import KNOT, BadReport, kept_text, number, place, time

DEVICE = ("id", "deviceid", "device_id")
COURSE = ("bearing", "heading")
BATTERY = ("batt", "battery")
FULL = 100
# What of a query has a place in a fix; all else is kept as it came.
PLACE = ("lat", "lon", "location", "timestamp", "time", "speed", "altitude", "accuracy", "valid")
KNOWN = frozenset((*DEVICE, *COURSE, *BATTERY, *PLACE))
# Kept beside a fix: so many values, so long each.
MOST_EXTRAS, LONGEST = 40, 200


def of_query(query: Mapping[str, str], now: datetime) -> tuple[str, Fix | None]:
    """Return the device and its fix; None for a report without a place, which only says it lives.

    `now` stands for a time that is not given. Raises `BadReport`.
    """
    device = _device(query)
    lat, lon = query.get("lat"), query.get("lon")
    if "location" in query:
        lat, _, lon = query["location"].partition(",")
    if lat is None and lon is None:
        return device, None
    east, north = place(lon, lat)
    told = _first(query, ("timestamp", "time"))
    fix = Fix(now if told is None else time("timestamp", told), east, north)
    fix.valid = query.get("valid", "true").lower() in ("true", "1")
    fix.altitude_m = _optional(query, ("altitude",))
    knots = _optional(query, ("speed",))
    fix.speed_mps = None if knots is None else knots * KNOT
    fix.course_deg = _course(_optional(query, COURSE))
    fix.accuracy_m = _optional(query, ("accuracy",))
    level = _optional(query, BATTERY)
    fix.battery = None if level is None else level / FULL
    fix.extras = _kept({name: query[name] for name in query if name not in KNOWN})
    return device, fix


def of_json(document: object) -> tuple[str, Fix | None]:
    """Return the device and its fix from the JSON form. Raises `BadReport`."""
    if not isinstance(document, dict):
        raise BadReport("the report is not an object")
    device = _device(document)
    location = _part(document, "location")
    coords = _part(location, "coords")
    if not coords:
        return device, None
    east, north = place(coords.get("longitude"), coords.get("latitude"))
    fix = Fix(time("timestamp", location.get("timestamp")), east, north)
    fix.altitude_m = _optional(coords, ("altitude",))
    speed = _optional(coords, ("speed",))
    fix.speed_mps = None if speed is None or speed < 0 else speed
    fix.course_deg = _course(_optional(coords, COURSE))
    fix.accuracy_m = _optional(coords, ("accuracy",))
    battery = _part(location, "battery")
    fix.battery = _optional(battery, ("level",))
    more: dict[str, Any] = {name: location.get(name) for name in ("event", "is_moving", "odometer")}
    more["charging"] = battery.get("is_charging")
    fix.extras = _kept(more | _part(location, "extras"))
    return device, fix


def _device(given: Mapping[str, Any]) -> str:
    found = _first(given, DEVICE)
    if not isinstance(found, (str, int)) or isinstance(found, bool):
        raise BadReport("id is missing")
    device = str(found).strip()
    if not device or len(device) > LONGEST or not device.isprintable():
        raise BadReport("id is missing")
    return device


def _first(given: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((given[name] for name in names if given.get(name) is not None), None)


def _optional(given: Mapping[str, Any], names: tuple[str, ...]) -> float | None:
    value = _first(given, names)
    return None if value is None else number(names[0], value)


def _course(degrees: float | None) -> float | None:
    return None if degrees is None or degrees < 0 else degrees % 360


def _part(given: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = given.get(name, {})
    if not isinstance(value, dict):
        raise BadReport(f"{name} is not an object")
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, float) or (isinstance(value, int) and abs(value) < 1 << 63)


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return plain values only, cut to a size that can be stored with every fix."""
    plain = {
        kept_text(name, LONGEST): kept_text(value, LONGEST) if isinstance(value, str) else value
        for name, value in values.items()
        if isinstance(value, (str, bool)) or (_is_number(value) and math.isfinite(value))
    }
    return dict(list(plain.items())[:MOST_EXTRAS])
