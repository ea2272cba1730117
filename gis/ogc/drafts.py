"""Features as clients send them: GeoJSON with JSON-FG's `time`; pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from gis.features.edits import Draft
from gis.ogc.crs import crs_of, to_wgs84
from gis.ogc.links import GEOJSON, JSON, MERGE_PATCH
from gis.ogc.moments import last_of, moment_of, span_of
from kernel.api import FieldError, Malformed, UnsupportedMedia

WHOLE = (GEOJSON, JSON)
PART = (MERGE_PATCH, *WHOLE)
MEMBERS = frozenset({"geometry", "properties", "time"})
Span = tuple[datetime | None, datetime | None] | None


def draft_of(body: bytes, headers: Mapping[str, str], kinds: tuple[str, ...] = WHOLE) -> Draft:
    """Return the feature of a body. Raises `UnsupportedMedia`, `Malformed`."""
    kind = headers.get("content-type", GEOJSON).partition(";")[0].strip().lower()
    if kind not in kinds:
        raise UnsupportedMedia(f"Send {' or '.join(kinds)}.")
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Malformed("The body is not valid JSON.") from error
    if not isinstance(found, dict):
        raise _refused("", "a GeoJSON feature is needed")
    if kinds is WHOLE and found.get("type") != "Feature":
        raise _refused("/type", "Feature")
    crs = crs_of(headers.get("content-crs"), "Content-Crs")
    return Draft(
        geometry=found.get("geometry"),
        properties=found.get("properties") or {},
        during=span_from(found.get("time")),
        given=MEMBERS & found.keys(),
        convert=lambda shape: to_wgs84(shape, crs),
    )


def span_from(time: Any) -> Span:
    """Return from and until of a feature's `time` (JSON-FG), None when it has none.

    Raises `Malformed`.
    """
    if time is None:
        return None
    if not isinstance(time, dict):
        raise _refused("/time", "an object with timestamp, date or interval")
    try:
        if "interval" in time:
            start, end = time["interval"]
            return span_of(str(start), str(end))
        text = str(time.get("timestamp", time.get("date")))
        return moment_of(text), last_of(text)
    except (TypeError, ValueError) as error:
        raise _refused("/time", str(error)) from error


def _refused(pointer: str, detail: str) -> Malformed:
    return Malformed(f"{pointer}: {detail}", errors=[FieldError(pointer, "malformed", detail)])
