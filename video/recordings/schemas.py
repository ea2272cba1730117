"""What clients send about recordings, and what they are answered."""

from datetime import datetime
from typing import Annotated, Literal, NotRequired, Self
from uuid import UUID

from pydantic import Field, model_validator
from typing_extensions import TypedDict

from kernel.api import FileCard, Person, Ref, paging
from registry.api import Form, Moment, Note
from video.rooms.whiteboard_schemas import Ground, WhiteboardObject

# A camera somebody forgot to stop ends by itself; a room ends with its meeting, or after a day.
DEFAULT_MINUTES, MOST_MINUTES = 60, 1_440
MOST_TRACKS = 8

RecordingState = Literal["running", "closing", "kept", "erased"]
Fault = Literal["no-media", "disk-full", "disk-low", "disk-slow", "disk-failed", "media-down"]
Codec = Literal["VP8", "H264", "opus"]
MediaType = Literal["video/webm", "audio/webm", "video/mp4"]
ChapterKind = Literal[
    "opened", "closed", "entered", "left", "main", "layout", "locked", "unlocked", "silenced",
    "unsilenced", "hand", "sharing", "sharing-ended", "roll-call", "roll-call-ended", "answered",
    "decision", "message", "recording-started", "recording-paused", "recording-resumed",
    "recording-stopped", "whiteboard-opened", "whiteboard-wiped", "whiteboard-closed",
]  # fmt: skip


class RecordingIn(Form):
    """What to record: a room, or a source for so many minutes."""

    room_id: UUID | None = None
    source_id: UUID | None = None
    minutes: Annotated[int, Field(ge=1, le=MOST_MINUTES)] = DEFAULT_MINUTES

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.room_id is None) == (self.source_id is None):
            raise ValueError("name a room or a source")
        return self


class RecordingFilter(Form):
    """Which recordings a list shows, newest first; `from` and `to` those of that time."""

    room: UUID | None = None
    source: UUID | None = None
    incident: UUID | None = None
    state: RecordingState | None = None
    since: Annotated[Moment | None, Field(alias="from")] = None
    until: Annotated[Moment | None, Field(alias="to")] = None
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class HoldIn(Form):
    """Whether retention leaves a recording alone, and why."""

    held: bool
    reason: Note


class EraseIn(Form):
    """Why a recording is erased before its time."""

    reason: Note


class StillIn(Form):
    """Which picture to take out of a track."""

    track_id: UUID
    at: Moment


class ClipIn(Form):
    """Which part of which tracks becomes a file."""

    tracks: Annotated[list[UUID], Field(min_length=1, max_length=MOST_TRACKS)]
    since: Annotated[Moment, Field(alias="from")]
    until: Annotated[Moment, Field(alias="to")]


class Recorder(TypedDict):
    """Who began, ended or erased a recording; without an id it went by itself."""

    id: UUID | None
    name: str


class Recording(TypedDict):
    """A recording; `fault` says why nothing is written at the moment, null that it is.

    `keep_until` is null while it is running, held, or its incident is open. What the asker may do
    stands in answers, not in facts.
    """

    id: UUID
    title: str
    kind: Literal["room", "source"]
    room_id: UUID | None
    source_id: UUID | None
    incident_id: UUID | None
    organisation: Ref
    state: RecordingState
    fault: Fault | None
    started_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    why_ended: Literal["stopped", "room-closed", "time-over"] | None
    started_by: Recorder
    ended_by: Recorder | None
    held: bool
    held_reason: str | None
    bytes: int
    frames: int
    segments: int
    tracks: int
    erased_at: datetime | None
    erased_by: Recorder | None
    erased_reason: str | None
    keep_until: NotRequired[datetime | None]
    may_stop: NotRequired[bool]
    may_hold: NotRequired[bool]
    may_clip: NotRequired[bool]
    may_erase: NotRequired[bool]


class RecordedTrack(TypedDict):
    """Sound or picture of one participant, shared screen or source, on the common time line."""

    id: UUID
    kind: Literal["video", "audio"]
    source_id: UUID
    name: str
    screen: bool
    segments: int
    starts_at: datetime
    ends_at: datetime


class RecordedSegment(TypedDict):
    """A finished file of a track: from `started_at` by the clock of the wall, about a minute."""

    n: int
    track_id: UUID
    codec: Codec
    media_type: MediaType
    started_at: datetime
    ended_at: datetime
    duration_s: float
    bytes: int
    frames: int
    width: int | None
    height: int | None
    sha256: str
    thumbnail: bool


class Chapter(TypedDict):
    """What happened in the room at a moment: who (`name`), whose picture (`source_id`), what."""

    at: datetime
    kind: ChapterKind
    name: str | None
    source_id: UUID | None
    text: str | None


class RecordedObject(WhiteboardObject):
    """A thing drawn while it was recorded, until it was erased."""

    erased_at: datetime | None


class RecordedWhiteboard(TypedDict):
    """A whiteboard that was open while it was recorded, with all that ever stood on it then."""

    id: UUID
    ground: Ground
    box: list[float] | None
    opened_by: Person
    opened_at: datetime
    closed_at: datetime | None
    objects: list[RecordedObject]


class RecordingView(TypedDict):
    """All that a page of playback needs; `complete` is false where not all segments are listed."""

    recording: Recording
    tracks: list[RecordedTrack]
    segments: list[RecordedSegment]
    complete: bool
    chapters: list[Chapter]
    server_time: datetime


class Clip(TypedDict):
    """A part of a recording as a file; `complete` is false where a track could not go on.

    It begins at the last key picture before the moment asked for.
    """

    file: FileCard
    started_at: datetime
    ended_at: datetime
    tracks: int
    complete: bool
    attachment_id: UUID | None
