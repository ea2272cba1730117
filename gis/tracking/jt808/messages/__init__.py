"""Bodies of JT/T 808 messages as data: each kind has a table of fields. Pure.

    told, body = header.read(frames.opened(frame))
    message = messages.read(told.kind, body, messages.edition_of(told))
    message.values["plate"]
    body = messages.written(Message(0x8100, {"answers": told.serial, "result": 0, "code": "…"}))

Names of the values stand in the tables (`general`, `areas`, `media`, `video`, `safety`,
`recorder`, `parameters`). Numbers are those of the wire, texts are `str`, times are `datetime` in
UTC or None, a place is a `location.Location`, what nobody knows is `bytes`.
"""

from dataclasses import dataclass
from typing import Any

from gis.tracking.jt808 import fields
from gis.tracking.jt808.fields import Table
from gis.tracking.jt808.frames import BadFrame
from gis.tracking.jt808.header import Header
from gis.tracking.jt808.messages import areas, general, media, recorder, safety, video

EDITIONS = (2019, 2013, 2011)
KINDS: dict[int, Table] = {
    **general.KINDS,
    **areas.KINDS,
    **media.KINDS,
    **video.KINDS,
    **safety.KINDS,
    **recorder.KINDS,
}


@dataclass(frozen=True, slots=True)
class Message:
    """What a body says: values by the names of its table, in an edition of the standard.

    What stood behind the last field is in `rest`; a kind without a table has nothing else.
    """

    kind: int
    values: dict[str, Any]
    edition: int = 2013


def edition_of(header: Header) -> int:
    """Return the edition a header follows; one of 2011 looks like one of 2013."""
    return 2013 if header.version is None else 2019


def read(kind: int, body: bytes, edition: int = 2013) -> Message:
    """Return what a body says; one too short for its edition is read as one of an older one.

    Terminals send bodies of 2011 as there is no telling them apart by the header, and bodies of
    2013 under headers of 2019. Raises `BadFrame` ("short") for one that fits none.
    """
    table = KINDS.get(kind)
    if table is None:
        return Message(kind, {"rest": body} if body else {}, edition)
    for each in EDITIONS:
        if each <= edition:
            try:
                return Message(kind, fields.whole(table, body, each), each)
            except BadFrame:
                continue
    raise BadFrame("short")


def written(message: Message) -> bytes:
    """Return the body of a message; what was read comes out as it came.

    Raises `ValueError` for a value that is missing, too large or not writable in GBK.
    """
    return fields.written(KINDS.get(message.kind, ()), message.values, message.edition)
