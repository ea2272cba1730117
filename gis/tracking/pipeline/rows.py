"""Positions as PostgreSQL's binary COPY takes them. Pure.

Packed by hand in one step a row: the driver's own way asks for the type of every value again.
"""

import struct
from collections.abc import Iterable
from functools import cache

import orjson

from gis.tracking.pipeline.report import Report
from gis.tracking.pipeline.steps import MOST_M

COLUMNS = (
    "at",
    "received_at",
    "lon",
    "lat",
    "device",
    "flags",
    "altitude_m",
    "speed_mps",
    "course_deg",
    "accuracy_m",
    "extras",
)
HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TAIL = b"\xff\xff"
# PostgreSQL counts from the year 2000.
SINCE_2000 = 946_684_800 * 1_000_000
# What comes with a fix beside it; a device that sends more loses the extras, never the place.
LONGEST_EXTRAS = 4_096
_NULL = b"\xff\xff\xff\xff"
_FIXED = "h iq iq id id ii ih".replace(" ", "")


@cache
def _row(mask: int) -> struct.Struct:
    """Return how a row is packed whose optional values are there by the bits of a mask."""
    optional = "".join("if" if mask & 1 << place else "i" for place in range(4))
    return struct.Struct(f">{_FIXED}{optional}")


def packed(reports: Iterable[Report]) -> bytes:
    """Return the whole file of a COPY."""
    parts = [HEAD]
    for report in reports:
        parts.append(_packed(report))
        parts.append(extras(report.fix.extras, report.fix.battery))
    parts.append(TAIL)
    return b"".join(parts)


def _packed(report: Report) -> bytes:
    mask = 0
    values: list[float] = []
    for place, value in enumerate(optional(report)):
        if value is None:
            values.append(-1)
        else:
            mask |= 1 << place
            values += (4, value)
    return _row(mask).pack(
        len(COLUMNS),
        8,
        report.at - SINCE_2000,
        8,
        report.received - SINCE_2000,
        8,
        report.lon,
        8,
        report.lat,
        4,
        report.device.number,
        2,
        report.flags,
        *values,
    )


def optional(
    report: Report,
) -> tuple[float | None, float | None, float | None, float | None]:
    """Return height, speed, course and accuracy; None for what cannot be."""
    fix = report.fix
    height, accuracy = fix.altitude_m, fix.accuracy_m
    if height is not None and not -MOST_M < height < MOST_M:
        height = None
    if accuracy is not None and not 0 <= accuracy < MOST_M:
        accuracy = None
    return height, report.speed_mps, report.course_deg, accuracy


def extras(found: dict[str, object], battery: float | None) -> bytes:
    """Return the column of what else came, with its length before it."""
    text = extras_json(found, battery)
    if text is None:
        return _NULL
    return struct.pack(">ib", len(text) + 1, 1) + text


def extras_json(found: dict[str, object], battery: float | None) -> bytes | None:
    """Return what else came as JSON, None for nothing."""
    if battery is not None:
        found = found | {"battery": battery}
    if not found:
        return None
    try:
        text = orjson.dumps(found)
    except TypeError:
        return None
    if len(text) > LONGEST_EXTRAS or b"\\u0000" in text:
        return None
    return text
