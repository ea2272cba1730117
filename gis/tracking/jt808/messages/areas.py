"""Circles, rectangles, polygons and routes a terminal watches by itself (0x8600 to 0x8608)."""

from gis.tracking.jt808.fields import Digits, Field, Table, text, u8, u16, u32
from gis.tracking.jt808.structure import Choice, Edition, Many, When

# Bits of `attributes`: what follows depends on them.
TIMED, LIMITED = 1, 2
# Times of an area may have noughts for year, month and day: then they hold on every day.
TIMES = When("attributes", TIMED, (Digits("starts", 6), Digits("ends", 6)))
_NIGHT = Edition((u16("night_kmh"),), since=2019)
LIMITS = When("attributes", LIMITED, (u16("most_kmh"), u8("overspeed_s"), _NIGHT))
NAME = Edition((text("name", "H"),), since=2019)
PLACE = (u32("latitude"), u32("longitude"))

CIRCLE: Table = (u32("area"), u16("attributes"), *PLACE, u32("radius_m"), TIMES, LIMITS, NAME)
RECTANGLE: Table = (
    u32("area"),
    u16("attributes"),
    u32("north"),
    u32("west"),
    u32("south"),
    u32("east"),
    TIMES,
    LIMITS,
    NAME,
)
POLYGON: Table = (
    u32("area"),
    u16("attributes"),
    TIMES,
    When("attributes", LIMITED, (u16("most_kmh"), u8("overspeed_s"))),
    Many("points", PLACE, "H"),
    When("attributes", LIMITED, (_NIGHT,)),
    NAME,
)
TURN: Table = (
    u32("point"),
    u32("section"),
    *PLACE,
    u8("width_m"),
    u8("attributes"),
    When("attributes", TIMED, (u16("longest_s"), u16("shortest_s"))),
    LIMITS,
)
ROUTE: Table = (u32("route"), u16("attributes"), TIMES, Many("points", TURN, "H"), NAME)
REMOVE: Table = (Many("areas", u32("areas"), "B"),)
CIRCLES: Table = (u8("action"), Many("areas", CIRCLE, "B"))
RECTANGLES: Table = (u8("action"), Many("areas", RECTANGLE, "B"))


def _listed(of: Table | Field) -> Table:
    return (Many("found", of, "I"),)


KINDS: dict[int, Table] = {
    0x0608: (
        u8("type"),
        Choice(
            "found",
            "type",
            {
                1: _listed(CIRCLES),
                2: _listed(RECTANGLES),
                3: _listed(POLYGON),
                4: _listed(ROUTE),
                5: _listed(u32("found")),
            },
        ),
    ),
    0x8600: CIRCLES,
    0x8601: REMOVE,
    0x8602: RECTANGLES,
    0x8603: REMOVE,
    0x8604: POLYGON,
    0x8605: REMOVE,
    0x8606: ROUTE,
    0x8607: REMOVE,
    0x8608: (u8("type"), Many("areas", u32("areas"), "I")),
}
