"""Pictures, sounds, data passed through, CAN frames, keys (0x07…, 0x08…, 0x09…, 0x0A…)."""

from gis.tracking.jt808.fields import Bytes, Digits, Number, Table, text, time, u8, u16, u32
from gis.tracking.jt808.messages.report import Report
from gis.tracking.jt808.structure import Choice, Edition, Many, Maybe, Part

# What a picture or sound is of: kind 0 picture, 1 sound, 2 video.
MEDIUM = (u32("medium"), u8("type"), u8("format"), u8("event"), u8("channel"))
FOUND = (
    Edition((u32("medium"),), since=2013),
    u8("type"),
    u8("channel"),
    u8("event"),
    Report(),
)
SOUGHT = (u8("type"), u8("channel"), u8("event"), time("since"), time("until"))
# Data passed through: of peripherals of driver assistance (0xF7 state, 0xF8 who made it).
STATES, MAKERS = 0xF7, 0xF8
PERIPHERAL_STATE = (u8("peripheral"), Part("state", (u8("works"), u32("alarms")), "B"))
PERIPHERAL_MAKER = (
    u8("peripheral"),
    Part(
        "about",
        (
            text("maker", "B"),
            text("model", "B"),
            text("hardware", "B"),
            text("firmware", "B"),
            text("device", "B"),
            text("customer", "B"),
        ),
        "B",
    ),
)
_ASKED = (Many("peripherals", u8("peripherals"), "B"),)

KINDS: dict[int, Table] = {
    0x0705: (
        u16("total"),
        Digits("first_at", 5),
        Many("frames", (Number("frame", "I"), Bytes("data", 8)), counted="total"),
    ),
    0x0800: MEDIUM,
    0x0801: (*MEDIUM, Edition((Report(),), since=2013), Bytes("data")),
    0x0802: (u16("answers"), Many("media", FOUND, "H")),
    0x0805: (u16("answers"), u8("result"), Maybe((Many("media", u32("media"), "H"),))),
    0x0900: (
        u8("type"),
        Choice(
            "data",
            "type",
            {
                STATES: (Many("peripherals", PERIPHERAL_STATE, "B"),),
                MAKERS: (Many("peripherals", PERIPHERAL_MAKER, "B"),),
            },
        ),
    ),
    0x0901: (Bytes("compressed", "I"),),
    0x0A00: (u32("exponent"), Bytes("modulus", 128)),
    0x8108: (u8("type"), text("maker", 5), text("version", "B"), Bytes("data", "I")),
    0x8800: (
        u32("medium"),
        Maybe((Many("parts", u16("parts"), "B"),)),
    ),
    0x8801: (
        u8("channel"),
        u16("command"),
        u16("interval_s"),
        u8("keep"),
        u8("resolution"),
        u8("quality"),
        u8("brightness"),
        u8("contrast"),
        u8("saturation"),
        u8("chroma"),
    ),
    0x8802: SOUGHT,
    0x8803: (*SOUGHT, u8("delete")),
    0x8804: (u8("command"), u16("duration_s"), u8("keep"), u8("rate")),
    0x8805: (u32("medium"), u8("delete")),
    0x8900: (u8("type"), Choice("data", "type", {STATES: _ASKED, MAKERS: _ASKED})),
    0x8A00: (u32("exponent"), Bytes("modulus", 128)),
}
