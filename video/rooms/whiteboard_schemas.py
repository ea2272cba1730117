"""What clients send about whiteboards, and what they are answered."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from kernel.api import Person
from messages.api import Words
from registry.api import Form

# A pen that is thinned out as it is drawn needs some dozens.
MOST_POINTS = 400
LONGEST_TEXT = 80
# One stroke of an eraser.
MOST_ERASED = 50
# Degrees; nearer the poles the map has no picture.
WIDEST_LON, WIDEST_LAT = 180.0, 85.0

Ground = Literal["sheet", "map"]
Shape = Literal["pen", "line", "arrow", "rectangle", "ellipse", "text"]
# The colour of text, then hues of the plotting palette; alarm hues are not among them.
Ink = Literal["ink", "plot", "blue", "cyan", "green", "violet"]
Width = Literal[2, 4, 8]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-WIDEST_LON, le=WIDEST_LON)]
Point = Annotated[list[Number], Field(min_length=2, max_length=2)]
Caption = Annotated[Words, Field(max_length=LONGEST_TEXT)]


class DrawerIn(Form):
    """The page of the room that draws."""

    page: UUID


class WhiteboardIn(DrawerIn):
    """A whiteboard to open: a blank sheet, or the part of the map in `box`.

    The box is west, south, east, north in degrees (WGS 84). Both are 16 wide and 9 high on every
    screen.
    """

    ground: Ground
    box: Annotated[list[Number], Field(min_length=4, max_length=4)] | None = None


class SheetIn(DrawerIn):
    """The whiteboard that is meant: what was meant for a closed one goes on no other."""

    whiteboard_id: UUID


class WhiteboardObjectIn(SheetIn):
    """A finished thing to put on the whiteboard; `id` is made by the client (UUIDv7).

    A pen has up to 400 points, a text one (its lower left) and its words, the others two: from, to,
    or two opposite corners. Points are longitude and latitude on the map, else parts of the sheet,
    0 to 1, from its upper left. `width` counts thousandths of the width of the sheet.
    """

    id: UUID
    kind: Shape
    points: Annotated[list[Point], Field(min_length=1, max_length=MOST_POINTS)]
    text: Caption = ""
    colour: Ink = "ink"
    width: Width = 4


class WhiteboardEraseIn(SheetIn):
    """Which objects to erase: one's own; the chair, and who opened the whiteboard, any."""

    objects: Annotated[list[UUID], Field(min_length=1, max_length=MOST_ERASED)]


class WhiteboardFilter(Form):
    """With `after` only what changed since that revision."""

    after: Annotated[int, Field(ge=0)] | None = None


class WhiteboardObject(TypedDict):
    """A thing on a whiteboard; the higher its `place`, the further on top."""

    id: UUID
    kind: Shape
    points: list[list[float]]
    text: str
    colour: Ink
    width: int
    participant_id: UUID
    drawn_by: str
    drawn_at: datetime
    place: int


class WhiteboardChange(TypedDict):
    """What the last revision did: something drawn, some erased, or all of it wiped."""

    drawn: WhiteboardObject | None
    erased: list[UUID]
    wiped: bool


class Whiteboard(TypedDict):
    """A whiteboard; who changed it is told in `last` how, boards and others are not.

    Who hears of a new `revision` asks for what is newer than the one he has.
    """

    id: UUID
    room_id: UUID
    state: Literal["open", "closed"]
    ground: Ground
    box: list[float] | None
    opened_by: Person
    opened_at: datetime
    closed_at: datetime | None
    revision: int
    objects: int
    last: WhiteboardChange | None


class WhiteboardView(TypedDict):
    """The whiteboard that is open in a room, if any, and what stands on it.

    After a revision: what was drawn since, and which objects are erased since.
    """

    whiteboard: Whiteboard | None
    objects: list[WhiteboardObject]
    erased: list[UUID]
