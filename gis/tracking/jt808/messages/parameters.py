"""Parameters of terminals: number, length, value (JT/T 808-2019 §8.3, tables 10 to 12)."""

from gis.tracking.jt808.fields import Bytes, Digits, Number, Table, text, u8, u16, u32
from gis.tracking.jt808.messages import safety, video
from gis.tracking.jt808.structure import Choice, Many

_NUMBERS = {
    0x0001: "heartbeat_s",
    0x0002: "tcp_wait_s",
    0x0003: "tcp_retries",
    0x0004: "udp_wait_s",
    0x0005: "udp_retries",
    0x0006: "sms_wait_s",
    0x0007: "sms_retries",
    0x0018: "tcp_port",
    0x0019: "udp_port",
    0x001B: "card_tcp_port",
    0x001C: "card_udp_port",
    0x0020: "report_strategy",
    0x0021: "report_scheme",
    0x0022: "signed_off_interval_s",
    0x0027: "asleep_interval_s",
    0x0028: "alarm_interval_s",
    0x0029: "interval_s",
    0x002C: "distance_m",
    0x002D: "signed_off_distance_m",
    0x002E: "asleep_distance_m",
    0x002F: "alarm_distance_m",
    0x0030: "turn_deg",
    0x0045: "answering",
    0x0046: "longest_call_s",
    0x0047: "longest_calls_of_month_s",
    0x0050: "masked_alarms",
    0x0051: "sms_alarms",
    0x0052: "photo_alarms",
    0x0053: "kept_photo_alarms",
    0x0054: "key_alarms",
    0x0055: "most_kmh",
    0x0056: "overspeed_s",
    0x0057: "longest_drive_s",
    0x0058: "longest_drive_of_day_s",
    0x0059: "shortest_rest_s",
    0x005A: "longest_stop_s",
    0x0064: "timed_photos",
    0x0065: "distance_photos",
    0x0070: "picture_quality",
    0x0071: "brightness",
    0x0072: "contrast",
    0x0073: "saturation",
    0x0074: "chroma",
    0x0080: "distance_km_tenth",
    0x0093: "fix_interval_s",
    0x0095: "fix_upload",
    0x0100: "can1_interval_ms",
    0x0102: "can2_interval_ms",
}
_SMALL = {
    0x0031: "fence_radius_m",
    0x005B: "overspeed_warning_kmh_tenth",
    0x005C: "drowsy_warning_s",
    0x005D: "collision",
    0x005E: "rollover_deg",
    0x0081: "province",
    0x0082: "city",
    0x0101: "can1_upload_s",
    0x0103: "can2_upload_s",
}
_TEXTS = {
    0x0010: "apn",
    0x0011: "apn_user",
    0x0012: "apn_password",
    0x0013: "server",
    0x0014: "backup_apn",
    0x0015: "backup_apn_user",
    0x0016: "backup_apn_password",
    0x0017: "backup_server",
    0x001A: "card_server",
    0x001D: "card_backup_server",
    0x0023: "follower_apn",
    0x0024: "follower_apn_user",
    0x0025: "follower_apn_password",
    0x0026: "follower_server",
    0x0040: "platform_phone",
    0x0041: "reset_phone",
    0x0042: "restore_phone",
    0x0043: "platform_sms_phone",
    0x0044: "alarm_sms_phone",
    0x0048: "listen_phone",
    0x0049: "platform_sms_privileged",
    0x0083: "plate",
}
_BYTES = {
    0x0084: "plate_colour",
    0x0090: "satellite_systems",
    0x0091: "fix_rate",
    0x0092: "fix_output_rate",
    0x0094: "fix_upload_by",
}

VALUES: dict[int | tuple[int, int], Table] = {
    **{number: (u32(name),) for number, name in _NUMBERS.items()},
    **{number: (u16(name),) for number, name in _SMALL.items()},
    **{number: (text(name),) for number, name in _TEXTS.items()},
    **{number: (u8(name),) for number, name in _BYTES.items()},
    # Four times of a day, hhmm to hhmm (2019).
    0x0032: (Digits("quiet_hours", 4),),
    # Which CAN frames are taken: interval, bus, identity.
    **{number: (Bytes("can_rule", 8),) for number in range(0x0110, 0x0200)},
    **video.PARAMETERS,
    **safety.PARAMETERS,
}
# Each with its number and, under `value`, a dict of one value or more by their names.
PARAMETERS = Many(
    "parameters", (Number("number", "I"), Choice("value", "number", VALUES, "B")), "B"
)
