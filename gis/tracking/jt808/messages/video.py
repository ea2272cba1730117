"""Live and recorded video and its parameters (JT/T 1078-2016)."""

from gis.tracking.jt808.fields import Digits, Number, Table, text, time, u8, u16, u32
from gis.tracking.jt808.structure import Many

_SERVER = (text("server", "B"), u16("tcp_port"), u16("udp_port"))
_STREAM = (
    u8("encoding"),
    u8("resolution"),
    u16("key_frames"),
    u8("frames_per_s"),
    u32("kbit_per_s"),
)
_ALARMS = Number("alarms", "Q")
_SPAN = (time("since"), time("until"))
_MOVED = (u8("channel"), u8("action"))


def _named(prefix: str) -> Table:
    return tuple(Number(f"{prefix}_{each.name}", each.how) for each in _STREAM)


_STREAMS: Table = (*_named("live"), *_named("kept"), u16("captions"))

KINDS: dict[int, Table] = {
    0x1003: (
        u8("audio_encoding"),
        u8("audio_channels"),
        u8("audio_rate"),
        u8("audio_bits"),
        u16("audio_frame_bytes"),
        u8("audio_out"),
        u8("video_encoding"),
        u8("most_audio_channels"),
        u8("most_video_channels"),
    ),
    0x1005: (*_SPAN, u16("boarded"), u16("alighted")),
    0x1205: (
        u16("answers"),
        Many(
            "recordings",
            (
                u8("channel"),
                *_SPAN,
                _ALARMS,
                u8("medium"),
                u8("stream"),
                u8("storage"),
                u32("bytes"),
            ),
            "I",
        ),
    ),
    0x1206: (u16("answers"), u8("result")),
    0x9003: (),
    0x9101: (*_SERVER, u8("channel"), u8("medium"), u8("stream")),
    0x9102: (u8("channel"), u8("command"), u8("close"), u8("stream")),
    0x9105: (u8("channel"), u8("lost")),
    0x9201: (
        *_SERVER,
        u8("channel"),
        u8("medium"),
        u8("stream"),
        u8("storage"),
        u8("mode"),
        u8("speed"),
        *_SPAN,
    ),
    0x9202: (u8("channel"), u8("mode"), u8("speed"), time("at")),
    0x9205: (u8("channel"), *_SPAN, _ALARMS, u8("medium"), u8("stream"), u8("storage")),
    0x9206: (
        text("server", "B"),
        u16("tcp_port"),
        text("user", "B"),
        text("password", "B"),
        text("path", "B"),
        u8("channel"),
        *_SPAN,
        _ALARMS,
        u8("medium"),
        u8("stream"),
        u8("storage"),
        u8("conditions"),
    ),
    0x9207: (u16("answers"), u8("command")),
    0x9301: (u8("channel"), u8("direction"), u8("speed")),
    0x9302: _MOVED,
    0x9303: _MOVED,
    0x9304: _MOVED,
    0x9305: _MOVED,
    0x9306: _MOVED,
}

PARAMETERS: dict[int | tuple[int, int], Table] = {
    0x0075: (*_STREAMS, u8("audio")),
    0x0076: (
        u8("av_channels"),
        u8("audio_channels"),
        u8("video_channels"),
        Many("channels", (u8("physical"), u8("logical"), u8("type"), u8("turns"))),
    ),
    0x0077: (Many("channels", (u8("logical"), *_STREAMS), "B"),),
    0x0079: (u8("storage_percent"), u8("longest_min"), u8("since_min")),
    0x007A: (u32("masked_video_alarms"),),
    0x007B: (u8("most_people"), u8("drowsy_percent")),
    0x007C: (
        u8("wake_by"),
        u8("wake_events"),
        u8("wake_days"),
        u8("wake_times"),
        Many("wakes", (Digits("wakes", 2), Digits("sleeps", 2)), 4),
    ),
}
