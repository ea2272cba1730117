"""The report of a place, body of 0x0200 and part of 0x0704, 0x0201, 0x0500 and others. Pure.

JT/T 808-2019 §8.18: alarms, status, latitude, longitude, height, speed, course, time, then items of
an id, a length and a value. Makers send values of lengths they did not say; then what is left is
kept as it came, and the place still counts.
"""

import struct
from dataclasses import dataclass
from typing import Any

from gis.tracking.fix import Fix
from gis.tracking.jt808 import items, times
from gis.tracking.jt808.frames import BadFrame

# Hemispheres stand in the status; makers who send numbers with a sign instead are understood too,
# and so is a height below the sea.
_BASE = struct.Struct(">IIiihHH6s")
BASE_BYTES = _BASE.size
DEGREE = 1e6
KMH_TENTH = 1 / 36  # m/s
POSITIONED, SOUTH, WEST = 1 << 1, 1 << 2, 1 << 3
# id: our name, how it is packed, one unit of it
ITEMS: dict[int, tuple[str, struct.Struct, float]] = {
    0x01: ("distance_km", struct.Struct(">I"), 0.1),
    0x02: ("fuel_l", struct.Struct(">H"), 0.1),
    0x03: ("recorder_kmh", struct.Struct(">H"), 0.1),
    0x04: ("alarm_event", struct.Struct(">H"), 1),
    0x06: ("cabin_celsius", struct.Struct(">h"), 1),
    0x14: ("video_alarms", struct.Struct(">I"), 1),
    0x15: ("video_lost", struct.Struct(">I"), 1),
    0x16: ("video_covered", struct.Struct(">I"), 1),
    0x17: ("storage_faults", struct.Struct(">H"), 1),
    0x18: ("driving_faults", struct.Struct(">H"), 1),
    0x25: ("signals", struct.Struct(">I"), 1),
    0x2A: ("inputs", struct.Struct(">H"), 1),
    0x2B: ("analog", struct.Struct(">I"), 1),
    0x30: ("network", struct.Struct(">B"), 1),
    0x31: ("satellites", struct.Struct(">B"), 1),
}


@dataclass(slots=True)
class Location:
    """A report as it was sent: numbers in the units of the wire.

    `latitude`, `longitude` in millionths of a degree, as a rule without sign, which is in `status`;
    `height_m`, `speed` in tenths of km/h, `course_deg`, `time` as twelve digits of BCD;
    `items` of (id, value), and `rest`, the bytes after the last item that could be read.
    """

    alarms: int
    status: int
    latitude: int
    longitude: int
    height_m: int
    speed: int
    course_deg: int
    time: bytes
    items: list[tuple[int, bytes]]
    rest: bytes = b""


def read(body: bytes, start: int = 0) -> Location:
    """Return the report at `start` of a body. Raises `BadFrame` for one that is too short."""
    if len(body) - start < BASE_BYTES:
        raise BadFrame("short")
    alarms, status, lat, lon, height, speed, course, time = _BASE.unpack_from(body, start)
    items, at, end = [], start + BASE_BYTES, len(body)
    while at + 2 <= end:
        after = at + 2 + body[at + 1]
        if after > end:
            break
        items.append((body[at], body[at + 2 : after]))
        at = after
    rest = body[at:]
    return Location(alarms, status, lat, lon, height, speed, course, time, items, rest)


def written(location: Location) -> bytes:
    """Return the body of a report; what was read comes out as it came."""
    parts = [
        _BASE.pack(
            location.alarms,
            location.status,
            location.latitude,
            location.longitude,
            location.height_m,
            location.speed,
            location.course_deg,
            location.time,
        )
    ]
    for number, value in location.items:
        parts += (bytes((number, len(value))), value)
    return b"".join((*parts, location.rest))


def fix_of(location: Location, *, backfill: bool = False) -> Fix:
    """Return what a report says, in our units and names."""
    status = location.status
    lat, lon = location.latitude / DEGREE, location.longitude / DEGREE
    return Fix(
        times.read(location.time),
        -abs(lon) if status & WEST else lon,
        -abs(lat) if status & SOUTH else lat,
        bool(status & POSITIONED),
        float(location.height_m),
        location.speed * KMH_TENTH,
        float(location.course_deg),
        backfill=backfill,
        extras=_extras(location),
    )


def _extras(location: Location) -> dict[str, Any]:
    extras: dict[str, Any] = {"alarms": location.alarms, "status": location.status}
    for number, value in location.items:
        known = ITEMS.get(number)
        if known is not None and known[1].size == len(value):
            name, packed, unit = known
            (found,) = packed.unpack(value)
            extras[name] = found if unit == 1 else round(found * unit, 1)
        else:
            name, found = items.read(number, value) or (f"{number:02x}", value.hex())
            extras[name] = found
    if location.rest:
        extras["rest"] = location.rest.hex()
    return extras


def batch(body: bytes) -> tuple[bool, list[Location]]:
    """Return the reports of a 0x0704 and whether they are backfill. Raises `BadFrame`.

    A batch that ends too early keeps the reports that were whole, if there is any.
    """
    if len(body) < 3:
        raise BadFrame("short")
    found, at = [], 3
    for _ in range(int.from_bytes(body[:2], "big")):
        size = int.from_bytes(body[at : at + 2], "big")
        report = body[at + 2 : at + 2 + size]
        if len(report) < BASE_BYTES:
            break
        found.append(read(report))
        at += 2 + size
    if not found:
        raise BadFrame("short")
    return body[2] == 1, found
