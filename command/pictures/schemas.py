"""What the door of pictures answers."""

from uuid import UUID

from typing_extensions import TypedDict

from kernel.api import Names
from video.api import Source


class IncidentPicture(TypedDict):
    """A camera with its source; `in_view` when the incident lies in its field of view."""

    camera_id: UUID
    name: Names
    distance_m: int
    in_view: bool
    source: Source
