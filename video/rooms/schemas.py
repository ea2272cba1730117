"""What clients send about rooms, and what they are answered."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from kernel.api import Person, Place, Ref, paging
from messages.api import Words
from registry.api import Form, Name, Note, PlaceIn
from video.rooms.whiteboard_schemas import Whiteboard
from video.sources.schemas import SourceKind

# A city invites its districts, towns and agencies; more is a broadcast.
MOST_VENUES = 100
MOST_POSTS = 50
# A guest's link is for one meeting.
DEFAULT_MINUTES, MOST_MINUTES = 120, 1440
LONGEST_GUEST = 40
# A page shows sixteen tiles beside the main picture.
MOST_SLOTS = 20

Sight = Literal["invited", "incident", "posts"]
Layout = Literal["speaker", "1", "4", "9", "16"]
RoomState = Literal["planned", "open", "closed"]
PersonRole = Literal["chair", "speaker", "listener", "recorder"]
OwnRole = Literal["speaker", "listener"]
Venues = Annotated[list[UUID], Field(max_length=MOST_VENUES)]
Posts = Annotated[list[UUID], Field(max_length=MOST_POSTS)]


class RoomIn(Form):
    """A room: for an incident, for the venues invited, or for named posts alone.

    With `incident_id` whoever sees the incident sees the room; with `posts` these posts alone; else
    one's own organisation and those of `venues`. The roll call expects the `venues`.
    """

    title: Name
    incident_id: UUID | None = None
    venues: Venues = Field(default_factory=list)
    posts: Posts = Field(default_factory=list)


class RoomFilter(Form):
    """Which rooms a list shows, newest first."""

    state: RoomState | None = None
    incident: UUID | None = None
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class EnterIn(Form):
    """Who enters, from where. `page` is an id the page makes for itself: the newest one counts."""

    page: UUID
    role: OwnRole = "speaker"
    venue: Name | None = None
    place: PlaceIn | None = None
    microphone: bool = False
    camera: bool = False


class PageIn(Form):
    """The page of the room that speaks."""

    page: UUID


class OwnIn(PageIn):
    """What one changes of oneself: microphone, camera, shared screen, raised hand."""

    microphone: bool = False
    camera: bool = False
    sharing: bool = False
    hand: bool = False


class StageIn(Form):
    """What the chair sets for everybody: the lock, the layout, whose picture is the main one."""

    locked: bool = False
    layout: Layout = "speaker"
    main_source: UUID | None = None


class BringIn(Form):
    """A source one may watch, to be shown to everybody in the room."""

    source_id: UUID


class InviteIn(Form):
    """Venues to invite beside those that are."""

    venues: Annotated[list[UUID], Field(min_length=1, max_length=MOST_VENUES)]


class SteerIn(Form):
    """What the chair changes of somebody: role, silence, and being sent out."""

    role: PersonRole = "speaker"
    silenced: bool = False
    barred: bool = False
    hand: Literal[False] = False


class GuestIn(Form):
    """Somebody without an account who is let in by a one-time link."""

    name: Annotated[Name, Field(max_length=LONGEST_GUEST)]
    role: OwnRole = "speaker"
    minutes: Annotated[int, Field(ge=5, le=MOST_MINUTES)] = DEFAULT_MINUTES


class ExchangeIn(Form):
    """The secret that stood in the address of the page."""

    token: Annotated[str, Field(min_length=20, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]


class DecisionIn(Form):
    """What the meeting decided."""

    text: Note


class ChatIn(Form):
    """Words to everybody in the room, and files of one's own."""

    text: Words = ""
    files: Annotated[list[UUID], Field(max_length=10)] = Field(default_factory=list)


class ChatFilter(Form):
    """Which messages a list shows: newest first, or those sent `after` one, oldest first."""

    after: UUID | None = None
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class SlotIn(Form):
    """What a picture slot of one's own page is to show, and how large; null empties it."""

    slot: Annotated[int, Field(ge=0, lt=MOST_SLOTS)]
    source: UUID | None
    layer: Literal["large", "small"] = "small"


class SlotsIn(PageIn):
    """Which slots change."""

    slots: Annotated[list[SlotIn], Field(max_length=MOST_SLOTS)]


class RunningCall(TypedDict):
    """The roll call that is running."""

    id: UUID
    started_at: datetime
    expected: int
    answered: int


class BookedMeeting(TypedDict):
    """The meeting a room was booked for."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    agenda: str


class RoomRecording(TypedDict):
    """That a room is being recorded; `fault` says why nothing is written at the moment."""

    id: UUID
    started_at: datetime
    fault: str | None


class Room(TypedDict):
    """A room; `main_source` is the id of a participant, of its screen, or of a source.

    `venues` are the organisations invited, `present` how many are in it.
    """

    id: UUID
    title: str
    state: RoomState
    sight: Sight
    organisation: Ref
    incident_id: UUID | None
    venues: list[UUID]
    locked: bool
    layout: Layout
    main_source: UUID | None
    made_by: Person
    present: int
    recording: RoomRecording | None
    roll_call: RunningCall | None
    meeting: BookedMeeting | None
    created_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None


class Participant(TypedDict):
    """Who is or was in a room.

    `id` names the camera of this participant at the media engine, `screen_id` the screen it shares;
    `microphone`, `camera`, `sharing` are its own, `silenced` is the chair's.
    """

    id: UUID
    room_id: UUID
    kind: Literal["account", "guest"]
    account_id: UUID | None
    name: str
    organisation: Ref | None
    venue: str | None
    place: Place | None
    role: PersonRole
    page: UUID
    screen_id: UUID
    microphone: bool
    camera: bool
    sharing: bool
    silenced: bool
    hand_at: datetime | None
    barred: bool
    entered_at: datetime
    left_at: datetime | None
    why_left: Literal["left", "lost", "kicked", "closed"] | None


class Answered(TypedDict):
    """How a venue stands in a roll call; `present` says whether it was there when called."""

    organisation: Ref
    present: bool
    answered_at: datetime | None
    answered_by: str | None


class RollCall(TypedDict):
    """A roll call and who answered it."""

    id: UUID
    room_id: UUID
    started_at: datetime
    finished_at: datetime | None
    called_by: str
    entries: list[Answered]


class RoomSource(TypedDict):
    """A camera or other source shown to everybody in a room.

    `id` names it at the media engine in this room, `source_id` is what it is; `added_by` decided
    that the others see it.
    """

    id: UUID
    room_id: UUID
    source_id: UUID
    zh: str
    en: str
    kind: SourceKind
    sound: bool
    organisation: Ref
    added_by: Person
    added_at: datetime
    removed_at: datetime | None
    why_removed: Literal["removed", "rights", "closed"] | None


class RoomView(TypedDict):
    """All that the page of a room shows: who asks, as who in it, who and what is there."""

    room: Room
    me: Participant | None
    chairs: bool
    participants: list[Participant]
    sources: list[RoomSource]
    whiteboard: Whiteboard | None
    roll_call: RollCall | None
    server_time: datetime


class Attendance(TypedDict):
    """A span of time somebody was in the room."""

    participant_id: UUID
    name: str
    organisation: Ref | None
    venue: str | None
    entered_at: datetime
    left_at: datetime | None
    why_left: str | None


class Decision(TypedDict):
    """What the meeting decided."""

    id: UUID
    room_id: UUID
    room_title: str
    text: str
    decided_by: str
    decided_at: datetime


class Guest(TypedDict):
    """A one-time link into a room."""

    id: UUID
    room_id: UUID
    name: str
    role: OwnRole
    state: Literal["sent", "opened", "withdrawn", "expired"]
    created_at: datetime
    expires_at: datetime
    opened_at: datetime | None


class NewGuest(TypedDict):
    """A new link; `url` is its address on this server, shown once."""

    id: UUID
    url: str
    expires_at: datetime
    guest: Guest


class GuestRoom(TypedDict):
    """Which room a guest is let into, and as whom."""

    room_id: UUID
    name: str
    title: str
    organisation: Ref
    expires_at: datetime


class Bound(TypedDict):
    """Slots whose source is not at the media engine yet: ask again."""

    missing: list[int]


class SourceQuality(TypedDict):
    """How what somebody sends arrives: kbit/s, loss 0 to 1, loudness in -dBov (0 loudest).

    `number` stands as CSRC in its packets; `wanted` are the sizes anybody is shown: the other may
    pause.
    """

    id: UUID
    number: int
    connected: bool
    kbps: int
    video_kbps: int
    loss: float
    level: int
    silent: bool
    wanted: list[Literal["large", "small"]]


class ViewerQuality(TypedDict):
    """How what somebody is sent arrives, as its page reported: kbit/s, loss 0 to 1."""

    id: UUID
    connected: bool
    kbps: int
    loss: float


class Quality(TypedDict):
    """How the media of a room is; `voices` are who is heard now, loudest first."""

    main: UUID | None
    voices: list[UUID]
    sources: list[SourceQuality]
    viewers: list[ViewerQuality]
