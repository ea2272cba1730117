"""Reads the points of GPX tracks with their times, as history of a device: columns, no shapes."""

import math
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from gis.formats import markup
from gis.formats.model import Refused

# A receiver that tells every second for 28 hours; stored in some seconds while the sender waits.
MOST_POINTS = 100_000
# Unix microseconds; degrees, metres, m/s, degrees; what is missing is not a number.
POINT = np.dtype(
    [
        ("at", "<i8"), ("lon", "<f8"), ("lat", "<f8"), ("altitude_m", "<f8"), ("speed_mps", "<f8"),
        ("course_deg", "<f8"),
    ]
)  # fmt: skip
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def points(path: Path) -> tuple[NDArray[np.void], dict[str, int]]:
    """Return the points of all tracks in their order, and how many were left out, by reason.

    Raises `Refused` for what is no GPX, has no track or no times, or is too long.
    """
    root, _ = markup.root_of(path)
    if markup.local(root) != "gpx":
        raise Refused("unknown", "This is no GPX file.")
    faults: Counter[str] = Counter()
    found: list[tuple[float, ...]] = []
    for element in _track_points(root):
        if len(found) + faults.total() >= MOST_POINTS:
            raise Refused("too-many", f"A track may have {MOST_POINTS} points; cut the file.")
        point = _point(element)
        if isinstance(point, str):
            faults[point] += 1
        else:
            found.append(point)
    if not found and not faults:
        raise Refused("no-rows", "The file holds no points of a track; routes have no times.")
    if not found:
        detail = "No point of the track has a time: where it was drawn by hand it is no history."
        raise Refused("no-time" if faults["no-time"] else "bad-shape", detail)
    return np.array(found, POINT), dict(faults)


def _track_points(root: Element) -> Iterator[Element]:
    for track in markup.children(root, "trk"):
        for segment in markup.children(track, "trkseg"):
            yield from markup.children(segment, "trkpt")


def _point(element: Element) -> tuple[float, ...] | str:
    lon, lat = _number(element.get("lon")), _number(element.get("lat"))
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        return "off-earth"
    at = _micros(markup.text(markup.child(element, "time")))
    if at is None:
        return "no-time"
    told: dict[str, float] = {}
    # Speed and course stood beside the point in GPX 1.0, and stand in extensions since.
    for inner in element.iter():
        name = markup.local(inner)
        if name in ("ele", "speed", "course") and name not in told:
            told[name] = _number(markup.text(inner))
    return at, lon, lat, *(told.get(name, math.nan) for name in ("ele", "speed", "course"))


def _number(text: str | None) -> float:
    try:
        found = float(text) if text is not None else math.nan
    except ValueError:
        return math.nan
    return found if math.isfinite(found) else math.nan


def _micros(text: str | None) -> int | None:
    """Return a time as Unix microseconds; one without a zone is UTC, as GPX says."""
    try:
        found = datetime.fromisoformat(text or "")
        aware = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    passed = aware - _EPOCH
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds
