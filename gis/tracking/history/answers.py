"""Tracks as answers: measured and written in a thread, a day at a position a second at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

import orjson
from starlette.responses import Response, StreamingResponse

from gis.tracking.history import files
from gis.tracking.history.points import SECOND, points
from gis.tracking.history.schemas import TrackFile, TrackQuery
from gis.tracking.history.service import Told, wish_of
from gis.tracking.history.track import track_of

# A file has a new part after a silence as long as a drawn line has.
GAP_S = 300
HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
# How files and films are described.
BYTES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}
}


def tracks(wanted: TrackQuery, span: tuple[datetime, datetime], told: Sequence[Told]) -> Response:
    """Return the tracks of a range as JSON."""
    found = []
    for each in told:
        told_by = points(each.rows)
        wish = wish_of(wanted, float(told_by.lat[0]))
        found.append({"device": device_name(each.device)} | track_of(told_by, wish))
    answer = {"unit": wanted.unit, "from": span[0], "to": span[1], "tracks": found}
    content = orjson.dumps(answer, default=str, option=orjson.OPT_UTC_Z)
    return Response(content, media_type="application/json")


def device_name(device: Any) -> dict[str, Any]:
    """Return which device it is, without its identifier, which may be a secret."""
    return {name: getattr(device, name) for name in ("id", "number", "protocol", "name", "plate")}


def file(wanted: TrackFile, name: str, told: Sequence[Told]) -> Response:
    """Return every position of a range as a file to be saved."""
    parts = [(_called(each.device), files.cut(each.rows, GAP_S * SECOND)) for each in told]
    ending = f"{name} {wanted.from_:%Y-%m-%d %H%M}.{wanted.format}"
    saved = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(ending, safe='')}"}
    content = files.written(wanted.format, name, parts)
    return StreamingResponse(
        content, headers=saved | HEADERS, media_type=files.KINDS[wanted.format]
    )


def _called(device: Any) -> str:
    return str(device.name or device.plate or f"{device.protocol} {device.number}")
