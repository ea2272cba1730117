"""Answers, registration, authentication, parameters, places: what every server and terminal say."""

from gis.tracking.jt808.fields import REST, Digits, Table, text, time, u8, u16, u32
from gis.tracking.jt808.messages.parameters import PARAMETERS
from gis.tracking.jt808.messages.report import Report
from gis.tracking.jt808.structure import Edition, Many, Maybe

# `answers` is everywhere the serial number of what is answered, `answers_kind` its kind.
ANSWER = (u16("answers"), u16("answers_kind"), u8("result"))
EMPTY: Table = ()
PARTS = (
    u16("first_serial"),
    Edition((Many("parts", u16("parts"), "B"),), before=2019),
    Edition((Many("parts", u16("parts"), "H"),), since=2019),
)
REGISTER = (
    u16("province"),
    u16("city"),
    Edition((text("maker", 5), text("model", 8), text("device", 7)), before=2013),
    Edition((text("maker", 5), text("model", 20), text("device", 7)), since=2013, before=2019),
    Edition((text("maker", 11), text("model", 30), text("device", 30)), since=2019),
    u8("plate_colour"),
    text("plate"),
)
AUTHENTICATE = (
    Edition((text("code"),), before=2019),
    Edition((text("code", "B"), text("imei", 15), text("software", 20)), since=2019),
)
ATTRIBUTES = (
    u16("type"),
    text("maker", 5),
    Edition((text("model", 20), text("device", 7)), before=2019),
    Edition((text("model", 30), text("device", 30)), since=2019),
    Digits("iccid", 10),
    text("hardware", "B"),
    text("firmware", "B"),
    u8("satellite_systems"),
    u8("networks"),
)
TEXT = (u8("flags"), Edition((u8("type"),), since=2019), text("text"))
CARD = (
    u8("state"),
    time("at"),
    Maybe(
        (
            u8("result"),
            text("driver", "B"),
            text("qualification", 20),
            text("issuer", "B"),
            Digits("expires", 4),
            text("identity", 20),
            u8("face_match"),
            text("face", 20),
        )
    ),
)
UPGRADE = (u8("type"), text("maker", 5), text("version", "B"))

KINDS: dict[int, Table] = {
    0x0001: ANSWER,
    0x0002: EMPTY,
    0x0003: EMPTY,
    0x0004: EMPTY,
    0x0005: PARTS,
    0x0100: REGISTER,
    0x0102: AUTHENTICATE,
    0x0104: (u16("answers"), PARAMETERS),
    0x0107: ATTRIBUTES,
    0x0108: (u8("type"), u8("result")),
    0x0109: EMPTY,
    0x0200: (Report(size=REST),),
    0x0201: (u16("answers"), Report(size=REST)),
    0x0301: (u8("event"),),
    0x0302: (u16("answers"), u8("answer")),
    0x0303: (u8("information"), u8("action")),
    0x0500: (u16("answers"), Report(size=REST)),
    0x0701: (text("waybill", "I"),),
    0x0702: CARD,
    0x0704: (
        u16("total"),
        u8("backfill"),
        Many("locations", Report("locations", "H"), counted="total"),
    ),
    0x8001: ANSWER,
    0x8003: PARTS,
    0x8004: (time("at"),),
    0x8100: (u16("answers"), u8("result"), Maybe((text("code"),))),
    0x8103: (PARAMETERS,),
    0x8104: EMPTY,
    0x8105: (u8("command"), Maybe((text("parameters"),))),
    0x8106: (Many("numbers", u32("numbers"), "B"),),
    0x8107: EMPTY,
    # The time of day, UTC, for a terminal without a clock.
    0x8109: (u16("year"), u8("month"), u8("day"), u8("hour"), u8("minute"), u8("second")),
    0x8201: EMPTY,
    0x8202: (u16("interval_s"), Maybe((u32("duration_s"),))),
    0x8203: (u16("alarm_serial"), u32("alarms")),
    0x8204: EMPTY,
    0x8300: TEXT,
    0x8301: (u8("action"), Many("events", (u8("event"), text("text", "B")), "B")),
    0x8302: (
        u8("flags"),
        text("question", "B"),
        Many("choices", (u8("answer"), text("text", "H"))),
    ),
    0x8303: (u8("action"), Many("informations", (u8("information"), text("text", "H")), "B")),
    0x8304: (u8("information"), text("text", "H")),
    0x8400: (u8("listen"), text("phone")),
    0x8401: (
        u8("action"),
        Many("contacts", (u8("direction"), text("phone", "B"), text("name", "B")), "B"),
    ),
    0x8500: (
        Edition((u8("controls"),), before=2019),
        Edition((Many("controls", (u16("control"), u8("value")), "H"),), since=2019),
    ),
    0x8702: EMPTY,
}
