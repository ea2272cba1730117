"""What pages of phones send, and what they and the desk are answered."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from typing_extensions import TypedDict

from kernel.api import Place, Ref
from registry.api import Form
from video.api import Source


class PhoneIn(Form):
    """Begin to show: `take` is made anew for each press of the button, the same for its retries.

    A crew names the incident; a one-time link shows what it was sent for.
    """

    take: UUID
    incident_id: UUID | None = None


class OwnPhone(TypedDict):
    """How the asker's own live picture stands.

    `source_id` takes offers at `/api/video/sources/<id>/whip` while `on`; `sees` are the
    organisations whose desks may watch, with those above them.
    """

    on: bool
    source_id: UUID | None
    take: UUID | None
    arrives: bool
    watching: int
    in_meeting: bool
    recorded: bool
    started_at: datetime | None
    ends_at: datetime
    why_ended: Literal["sender", "desk", "link", "silent", "time"] | None
    sees: list[Ref]
    restricted: bool


class LivePhone(TypedDict):
    """A phone that shows an incident; `place` for those who may read personal data."""

    source: Source
    sender: Literal["link", "account"]
    sender_id: UUID
    started_at: datetime
    ends_at: datetime
    place: Place | None
    may_end: bool
