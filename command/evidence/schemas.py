"""What clients send to have a clip made."""

from uuid import UUID

from registry.api import Note
from video.api import ClipIn


class ClipForm(ClipIn):
    """A part of a recording; with `incident_id` it hangs on the incident, with its caption."""

    incident_id: UUID | None = None
    caption: Note | None = None
