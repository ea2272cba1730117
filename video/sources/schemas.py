"""What clients send about sources, and what they are answered."""

from datetime import datetime
from typing import Annotated, Literal, NotRequired
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from typing_extensions import TypedDict

from gis.api import FieldOfView
from kernel.api import Names, Place, Ref, paging
from registry.api import Form, Name, parted, printable
from video.sources.rules import SourceState

SourceKind = Literal["rtsp", "whip", "file", "test-pattern"]
Address = Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=500)]
Credential = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100),
    AfterValidator(printable),
]
# More often than every ten seconds a map shows nothing new; once a day is next to never.
Seconds = Annotated[int, Field(ge=10, le=86_400)]
EVERY_S = 300
MOST_CAMERAS = 100
Cameras = Annotated[list[UUID], BeforeValidator(parted), Field(max_length=MOST_CAMERAS)]


class SourceIn(Form):
    """A new source, of its camera's organisation or the asker's own.

    `address` (rtsp, rtsps) goes without name and password; `look_every_s` is how often a picture is
    taken for maps and lists.
    """

    kind: SourceKind
    zh: Name
    en: Name
    camera_id: UUID | None = None
    address: Address | None = None
    username: Credential = ""
    password: Credential = ""
    file_id: UUID | None = None
    sound: bool = False
    look_every_s: Seconds = EVERY_S
    paused: bool = False


class SourcePatch(Form):
    """Fields to change; name and password go together, empty ones remove them."""

    zh: Name = ""
    en: Name = ""
    camera_id: UUID | None = None
    address: Address = ""
    username: Credential = ""
    password: Credential = ""
    sound: bool = False
    look_every_s: Seconds = EVERY_S
    paused: bool = False


class SourceFilter(Form):
    """Which sources a list shows."""

    kind: SourceKind | None = None
    state: SourceState | None = None
    organisation: UUID | None = None
    camera: Cameras | None = None
    q: Words | None = None
    removed: bool = False
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class Shown(TypedDict):
    """What the pictures of a source are like; `transcoded` says why they are re-encoded."""

    codec: str
    width: int | None
    height: int | None
    transcoded: Literal["h265", "b-frames", "codec"] | None
    sound: str | None


class CameraCard(TypedDict):
    """Where the camera of a source stands and looks."""

    id: UUID
    name: Names
    place: Place | None
    area_code: str | None
    direction_deg: float | None
    view: FieldOfView | None
    fictional: bool
    restricted: bool


class PhoneCard(TypedDict):
    """What the phone behind a source shows, since when, and whose it is: a link's or a crew's."""

    sender: Literal["link", "account"]
    incident_id: UUID | None
    report_id: UUID | None
    started_at: datetime


class Source(TypedDict):
    """A source; address and what the camera answered are for its keepers alone.

    Its room at the media engine has the same id; `since` is when its state began.
    """

    id: UUID
    zh: str
    en: str
    kind: SourceKind
    camera_id: UUID | None
    camera: CameraCard | None
    organisation: Ref
    phone: PhoneCard | None
    sound: bool
    look_every_s: int
    paused: bool
    state: SourceState
    since: datetime
    reason: str | None
    detail: str | None
    picture: Shown | None
    snapshot_at: datetime | None
    address: str | None
    has_credentials: bool | None
    created_at: datetime
    changed_at: datetime
    removed_at: datetime | None
    may_manage: bool
    version: NotRequired[int]
