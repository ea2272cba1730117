"""Blocks of the driving recorder (GB/T 19056), asked by 0x8700 and 0x8701, answered by 0x0700."""

from gis.tracking.jt808.fields import REST, Digits, Number, Table, text, time, u8, u16
from gis.tracking.jt808.structure import Choice, Many, Maybe, Part

_PLACE = (Number("longitude", "i"), Number("latitude", "i"), Number("height_m", "h"))
_DRIVEN = (u8("kmh"), u8("signals"))
_LICENCE = text("licence", 18)
_VEHICLE = (text("vin", 17), text("plate", 12), text("class", 12))
_DISTANCE = (time("installed"), Digits("first_km_tenth", 4), Digits("km_tenth", 4))
_SIGNALS = (time("at"), u8("in_use"), Many("signals", text("signals", 10), 8))
_PULSES = (time("at"), u16("pulses_per_km"))
_EVENT = (Many("events", (time("at"), u8("event"))),)

# Up: what was recorded, by the command that asked for it.
ANSWERS: dict[int | tuple[int, int], Table] = {
    0x00: (Digits("year", 1), u8("amendment")),
    0x01: (_LICENCE,),
    0x02: (time("at"),),
    0x03: (time("at"), *_DISTANCE),
    0x04: _PULSES,
    0x05: _VEHICLE,
    0x06: _SIGNALS,
    0x07: (
        text("certificate", 7),
        text("model", 16),
        Digits("made", 3),
        text("number", 4),
        text("reserved", 5),
    ),
    0x08: (Many("minutes", (time("at"), Many("seconds", _DRIVEN, 60))),),
    0x09: (Many("hours", (time("at"), Many("minutes", (*_PLACE, u8("kmh")), 60))),),
    0x10: (Many("stops", (time("at"), _LICENCE, Many("steps", _DRIVEN, 100), *_PLACE)),),
    0x11: (
        Many(
            "drives",
            (
                _LICENCE,
                time("since"),
                time("until"),
                Many("ends", _PLACE, 2),
            ),
        ),
    ),
    0x12: (Many("events", (time("at"), _LICENCE, u8("event"))),),
    0x13: _EVENT,
    0x14: _EVENT,
    0x15: (
        Many(
            "judgements",
            (
                u8("state"),
                time("since"),
                time("until"),
                Many("seconds", (u8("kmh"), u8("reference_kmh")), 60),
            ),
        ),
    ),
}
# Down: of what time, and at most how many blocks; or what to set.
_ASKED = (Maybe((time("since"), time("until"), u16("most"))),)
ORDERS: dict[int | tuple[int, int], Table] = {
    **dict.fromkeys(range(0x10), _ASKED),
    **dict.fromkeys(range(0x10, 0x16), _ASKED),
    0x82: _VEHICLE,
    0x83: (time("installed"),),
    0x84: _SIGNALS,
    0xC2: (time("at"),),
    0xC3: _PULSES,
    0xC4: (time("at"), *_DISTANCE),
}


def _packet(blocks: dict[int | tuple[int, int], Table]) -> Part:
    """A packet; `size` is that of its data, `check` the exclusive or of all before it."""
    return Part(
        "packet",
        (
            u16("mark"),
            u8("command"),
            u16("size"),
            u8("reserved"),
            Choice("data", "command", blocks, -1),
            u8("check"),
        ),
        REST,
    )


KINDS: dict[int, Table] = {
    0x0700: (u16("answers"), u8("command"), Maybe((_packet(ANSWERS),))),
    0x8700: (u8("command"), Maybe((_packet(ORDERS),))),
    0x8701: (u8("command"), Maybe((_packet(ORDERS),))),
}
