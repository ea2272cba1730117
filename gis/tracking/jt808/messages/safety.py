"""Driver assistance: evidence of alarms and its parameters.

Jiangsu's rules (T/JSATL 12-2017) before 2019, Guangdong's (T/GDRTA 002-2019) since.
"""

from gis.tracking.jt808.fields import Bytes, Table, text, u8, u16, u32
from gis.tracking.jt808.items import ALARM, DEVICE
from gis.tracking.jt808.structure import Many, Part

_FILE = (text("name", "B"), u8("type"), u32("bytes"))

KINDS: dict[int, Table] = {
    0x1210: (
        *DEVICE,
        Part("alarm", ALARM),
        text("evidence", 32),
        u8("type"),
        Many("files", (text("name", "B"), u32("bytes")), "B"),
    ),
    0x1211: _FILE,
    0x1212: _FILE,
    0x9208: (
        text("server", "B"),
        u16("tcp_port"),
        u16("udp_port"),
        Part("alarm", ALARM),
        text("evidence", 32),
        Bytes("reserved", 16),
    ),
    0x9212: (
        text("name", "B"),
        u8("type"),
        u8("result"),
        Many("missing", (u32("offset"), u32("bytes")), "B"),
    ),
}


def _each(*names: str) -> Table:
    return tuple(u8(name) for name in names)


def _event(name: str) -> Table:
    """What an alarm does: from which speed, seconds of video, photos, tenths of s between them."""
    return _each(f"{name}_kmh", f"{name}_video_s", f"{name}_photos", f"{name}_photo_gap")


_COMMON: Table = (
    *_each("least_kmh", "volume", "photo_strategy"),
    u16("photo_interval_s"),
    u16("photo_distance_m"),
    *_each("photos", "photo_gap", "photo_resolution", "video_resolution"),
    u32("alarms"),
    u32("events"),
)
_AHEAD: Table = (
    *_COMMON,
    *_each("reserved_1", "obstacle_s_tenth"),
    *_event("obstacle"),
    *_each("lane_changes_s", "lane_changes"),
    *_event("lane_changes"),
    *_event("lane_departure"),
    *_each("collision_s_tenth"),
    *_event("collision"),
    *_each("pedestrian_s_tenth"),
    *_event("pedestrian"),
    *_each("distance_s_tenth"),
    *_event("distance"),
    *_each("sign_photos", "sign_photo_gap"),
)
_DRIVER: Table = (
    *_COMMON,
    u16("smoking_s"),
    u16("phoning_s"),
    Bytes("reserved", 3),
    *_event("fatigue"),
    *_event("phoning"),
    *_event("smoking"),
)
_UNNAMED = Bytes("reserved_end", 4)

# The largest of a number stands first (see `Choice`).
PARAMETERS: dict[int | tuple[int, int], Table] = {
    (0xF364, 64): (*_AHEAD, *_event("solid_line"), *_event("aisle"), _UNNAMED),
    (0xF364, 56): (*_AHEAD, _UNNAMED),
    (0xF365, 66): (
        *_DRIVER,
        *_event("distraction"),
        *_event("odd_driving"),
        *_each("identify_by", "covered_kmh"),
        *_event("unbelted"),
        *_event("sunglasses"),
        *_event("hands_off"),
        *_event("playing"),
        Bytes("reserved_end", 2),
    ),
    (0xF365, 47): (
        *_DRIVER,
        *_each("distraction_kmh", "distraction_photos", "distraction_photo_gap"),
        *_each("odd_driving_video_s", "odd_driving_photos", "odd_driving_photo_gap"),
        *_each("identify_by"),
        Bytes("reserved_end", 2),
    ),
    0xF367: (u8("rear_s"), u8("side_s")),
}
