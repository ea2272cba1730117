"""What clients send to have a text sent, and what they are told of texts."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from typing_extensions import TypedDict

from kernel.api import paging
from registry.api import Form, Moment, Note

TextState = Literal["waiting", "sent", "answered", "failed"]
Reason = Literal["expired", "refused", "unsupported"]


class TextIn(Form):
    """A text for a device; `until` says how long it is worth sending, an hour when missing."""

    text: Note
    urgent: bool = False
    until: Moment | None = None


class TextFilter(Form):
    """Which texts of a device a list shows."""

    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class Text(TypedDict):
    """A text and what became of it.

    It waits until the device is on line, is sent, and answered by the device; it failed when its
    time was over (`expired`) or the device would not have it (`refused`, `unsupported`). `cause` is
    the id of what it is about.
    """

    id: UUID
    device_id: UUID
    unit_id: UUID | None
    cause: UUID | None
    text: str
    urgent: bool
    state: TextState
    reason: Reason | None
    tries: int
    written_by: str
    written_at: datetime
    until: datetime
    sent_at: datetime | None
    ended_at: datetime | None
