"""A text as JT/T 808 sends it (0x8300). Pure."""

from gis.tracking.jt808 import messages
from gis.tracking.jt808.header import LENGTH
from gis.tracking.jt808.messages import Message

KIND = 0x8300
ENCODING = "gbk"
# JT/T 808-2019 §8.33: a text has at most 1,024 bytes.
MOST_BYTES = 1_024
CUT = "…"
DRILL = "【演练】"
# Of a text: shown on the display and read out. Before 2019 bit 0 is an emergency; since then bits
# 0 and 1 tell an emergency (2) from a notice (3), and a byte after the flags says notice (1).
SHOWN_AND_READ = 0b1100
URGENT, URGENT_2019, NOTICE_2019 = 0b01, 0b10, 0b11
NOTICE = 1


def said(text: str, *, drill: bool) -> str:
    """Return what a device can show of a text: marked in a drill, cut where it has no room.

    Letters that GBK does not have become question marks.
    """
    shown = (DRILL if drill else "") + text
    raw = shown.encode(ENCODING, "replace")
    if len(raw) > MOST_BYTES:
        room = MOST_BYTES - len(CUT.encode(ENCODING))
        raw = raw[:room].decode(ENCODING, "ignore").encode(ENCODING) + CUT.encode(ENCODING)
    return raw.decode(ENCODING)


def body(text: str, *, urgent: bool, edition: int) -> bytes:
    """Return the body of 0x8300 in an edition of the standard."""
    flags = URGENT if urgent else 0
    if edition >= 2019:
        flags = URGENT_2019 if urgent else NOTICE_2019
    values = {"flags": SHOWN_AND_READ | flags, "type": NOTICE, "text": text}
    return messages.written(Message(KIND, values, edition))


def parts(body_bytes: bytes) -> list[bytes]:
    """Return a body in as many parts as messages have room for."""
    starts = range(0, max(1, len(body_bytes)), LENGTH)
    return [body_bytes[start : start + LENGTH] for start in starts]
