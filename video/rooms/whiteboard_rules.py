"""What may be drawn on a whiteboard, and by whom; pure."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from kernel.api import Conflict, FieldError, Forbidden, Invalid, RateLimited
from video.rooms.whiteboard_schemas import WIDEST_LAT, Ground, Shape

# What is still a picture; beyond it pages draw slowly and nobody reads it.
MOST_OBJECTS = 500
# Erased ones stay for the recording: together with them a whiteboard is bounded too.
MOST_EVER = 5_000
# Somebody who writes quickly makes two strokes a second.
PACE, MOST_IN_PACE = timedelta(seconds=10), 50
# Sheet: thousandths of a pixel on the largest wall; map: a tenth of a metre.
SHEET_DIGITS, MAP_DIGITS = 5, 6
# Degrees wide: at the largest scale of the map as wide as a wall of 4K is; a country.
NARROWEST, WIDEST = 0.01, 60.0
POINTS: dict[str, int] = {"line": 2, "arrow": 2, "rectangle": 2, "ellipse": 2, "text": 1}


class WhiteboardOpen(Conflict):
    """A whiteboard is open in the room already."""

    code = "whiteboard-open"
    title = "A whiteboard is open in this room already"


class NoWhiteboard(Conflict):
    """No whiteboard is open in the room."""

    code = "no-whiteboard"
    title = "No whiteboard is open in this room"


class WhiteboardFull(Conflict):
    """As much stands on the whiteboard as it takes."""

    code = "whiteboard-full"
    title = "The whiteboard is full; erase something or open a new one"


class WhiteboardPace(RateLimited):
    """Somebody draws faster than anybody does by hand."""

    code = "whiteboard-pace"
    title = "Too many strokes at once; wait a moment"


def check_box(ground: Ground, box: Sequence[float] | None) -> list[float] | None:
    """Return the part of the map a whiteboard shows, rounded. Raises `Invalid`."""
    if ground == "sheet":
        if box is not None:
            raise _refused("/box", "unfit", "a blank sheet shows no part of the map")
        return None
    if box is None:
        raise _refused("/box", "required", "west, south, east, north in degrees")
    west, south, east, north = box
    inside = south >= -WIDEST_LAT and north <= WIDEST_LAT
    if not (inside and NARROWEST <= east - west <= WIDEST and 0 < north - south <= WIDEST):
        raise _refused("/box", "range", f"{NARROWEST} to {WIDEST} degrees wide")
    return [round(each, MAP_DIGITS) for each in box]


def flat(ground: Ground, kind: Shape, points: Sequence[Sequence[float]], text: str) -> list[float]:
    """Return the points of an object as x and y in turn, rounded. Raises `Invalid`."""
    if len(points) != POINTS.get(kind, len(points)):
        raise _refused("/points", "count", f"a {kind} has {POINTS[kind]}")
    if (kind == "text") != bool(text):
        raise _refused("/text", "unfit", "a text has words, and nothing else has")
    if ground == "map":
        if any(abs(lat) > WIDEST_LAT for _, lat in points):
            raise _refused("/points", "range", f"latitudes within ±{WIDEST_LAT}")
    elif any(not 0 <= each <= 1 for point in points for each in point):
        raise _refused("/points", "range", "parts of the sheet, 0 to 1")
    digits = MAP_DIGITS if ground == "map" else SHEET_DIGITS
    return [round(each, digits) for point in points for each in point]


def check_room_for(*, standing: int, ever: int, lately: int) -> None:
    """Raise unless one more object fits: by what stands, what ever stood, and one's own pace."""
    if standing >= MOST_OBJECTS:
        raise WhiteboardFull(f"{MOST_OBJECTS} objects stand on it.")
    if ever >= MOST_EVER:
        raise WhiteboardFull(f"{MOST_EVER} were drawn on it; close it and open a new one.")
    if lately >= MOST_IN_PACE:
        raise WhiteboardPace(
            f"{MOST_IN_PACE} in {PACE.seconds} seconds.", headers={"Retry-After": "2"}
        )


def check_draws(participant: Any) -> None:
    """Raise `Forbidden` unless somebody in the room may draw: whoever may speak may."""
    if participant.role == "listener":
        raise Forbidden("Listeners look on; ask the chair to speak.")


def _refused(pointer: str, code: str, detail: str) -> Invalid:
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, code, detail)])
