"""What clients send about meetings, and what they are answered."""

from datetime import UTC, datetime
from typing import Annotated, Literal, NotRequired
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from typing_extensions import TypedDict

from kernel.api import Person, Ref, paging
from registry.api import Form, Moment, Name, lines
from video.rooms.schemas import Posts, RoomState, Venues

LONGEST_AGENDA = 2_000
DEFAULT_REMINDER, MOST_REMINDER = 15, 1440
Agenda = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=LONGEST_AGENDA),
    AfterValidator(lines),
]
Reminder = Annotated[int, Field(ge=0, le=MOST_REMINDER, description="Minutes before the start")]
# What the fields of a patch hold when they were not sent: never read.
_UNSENT = datetime(2000, 1, 1, tzinfo=UTC)


class MeetingIn(Form):
    """A meeting: what about, when, which venues; seen like the room it gets (`RoomIn`)."""

    title: Name
    agenda: Agenda = ""
    starts_at: Moment
    ends_at: Moment
    reminder_minutes: Reminder = DEFAULT_REMINDER
    venues: Venues = Field(default_factory=list)
    incident_id: UUID | None = None
    posts: Posts = Field(default_factory=list)


class MeetingPatch(Form):
    """Fields to change; `venues` that are new are invited, none is turned away."""

    title: Name = "-"
    agenda: Agenda = ""
    starts_at: Moment = _UNSENT
    ends_at: Moment = _UNSENT
    reminder_minutes: Reminder = DEFAULT_REMINDER
    venues: Venues = Field(default_factory=list)


class MeetingFilter(Form):
    """Which meetings a list shows, in the order they begin: those not over, or since a moment."""

    since: Moment | None = None
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class Meeting(TypedDict):
    """A meeting; `reminded` says that its venues were told it is about to begin."""

    id: UUID
    room_id: UUID
    room_state: RoomState
    title: str
    agenda: str
    state: Literal["booked", "cancelled", "held"]
    organisation: Ref
    incident_id: UUID | None
    venues: list[UUID]
    starts_at: datetime
    ends_at: datetime
    reminder_minutes: int
    reminded: bool
    booked_by: Person
    booked_at: datetime
    version: NotRequired[int]
