"""Items behind a place that have parts of their own: of the standard and of driver assistance.

Driver assistance is Jiangsu's (T/JSATL 12-2017) or Guangdong's (T/GDRTA 002-2019); they differ in
the number of the device only, so the size of an item tells which it is.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gis.tracking.jt808.fields import (
    REST,
    Bytes,
    Table,
    text,
    time,
    u8,
    u16,
    u32,
    whole,
)
from gis.tracking.jt808.frames import BadFrame
from gis.tracking.jt808.structure import Edition, Many, Maybe, Part

# The tables here are the same in all editions.
EDITION = 2013
DEVICE = (
    Edition((text("device", 7),), before=2019),
    Edition((text("device", 30),), since=2019),
)
_OF_ALARM = (time("at"), u8("number"), u8("files"))
_SHORT: Table = (text("device", 7), *_OF_ALARM, Bytes("reserved", 1))
_LONG: Table = (text("device", 30), *_OF_ALARM, Bytes("reserved", 2))
# What tells an alarm of driver assistance and its evidence apart from all others.
ALARM: Table = (Edition(_SHORT, before=2019), Edition(_LONG, since=2019))
_ALARM_SHORT, _ALARM_LONG = Part("alarm", _SHORT), Part("alarm", _LONG)
_BEGUN: Table = (u32("number"), u8("flag"))
_AT: Table = (
    u8("kmh"),
    u16("height_m"),
    u32("latitude"),
    u32("longitude"),
    time("at"),
    u16("state"),
)
_AHEAD: Table = (
    *_BEGUN,
    u8("type"),
    u8("level"),
    u8("ahead_kmh"),
    u8("ahead_s_tenth"),
    u8("departure"),
    u8("sign"),
    u8("sign_value"),
    *_AT,
)
_DRIVER: Table = (*_BEGUN, u8("type"), u8("level"), u8("fatigue"), Bytes("reserved", 4), *_AT)
_TYRES: Table = (
    *_BEGUN,
    *_AT,
    _ALARM_SHORT,
    Many(
        "tyres",
        (u8("wheel"), u16("alarm"), u16("kpa"), u16("celsius"), u16("battery_percent")),
        "B",
    ),
)
_BESIDE: Table = (*_BEGUN, u8("type"), *_AT)

_NAMES = {
    0x05: "tyres",
    0x11: "overspeed",
    0x12: "crossing",
    0x13: "section",
    0x64: "ahead",
    0x65: "driver",
    0x66: "tyre_alarm",
    0x67: "beside",
    0x70: "harsh_driving",
}
_TABLES: dict[int | tuple[int, int], Table] = {
    0x05: (Many("pressures", u8("pressures"), 30),),
    0x11: (u8("area_type"), Maybe((u32("area"),))),
    0x12: (u8("area_type"), u32("area"), u8("direction")),
    0x13: (u32("section"), u16("drive_s"), u8("result")),
    (0x64, 71): (*_AHEAD, _ALARM_LONG),
    (0x64, 47): (*_AHEAD, _ALARM_SHORT),
    (0x65, 71): (*_DRIVER, _ALARM_LONG),
    (0x65, 47): (*_DRIVER, _ALARM_SHORT),
    0x66: _TYRES,
    (0x67, 65): (*_BESIDE, _ALARM_LONG),
    (0x67, 41): (*_BESIDE, _ALARM_SHORT),
    0x70: (*_BEGUN, u8("type"), Bytes("about", REST)),
}


def read(number: int, value: bytes) -> tuple[str, Any] | None:
    """Return name and value of an item, fit for JSON; None for one nobody knows or of a wrong size.

    What stands behind its last field is kept as `rest`.
    """
    table = _TABLES.get((number, len(value))) or _TABLES.get(number)
    if table is None:
        return None
    try:
        return _NAMES[number], plain(whole(table, value, EDITION))
    except BadFrame:
        return None


def plain(value: Any) -> Any:
    """Return a value fit for JSON: bytes in hexadecimal, times in ISO 8601."""
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, datetime) else value
