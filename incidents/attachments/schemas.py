"""What clients send about attachments, and what they are answered."""

from datetime import datetime
from typing import NotRequired
from uuid import UUID

from typing_extensions import TypedDict

from incidents.fields import Form, Reason
from kernel.api import FileCard


class AttachmentIn(Form):
    """A file that was uploaded before, and what it shows."""

    file_id: UUID
    caption: Reason | None = None


class Sender(TypedDict):
    """Who hung a file; without an id for the sender of a one-time link."""

    id: UUID | None
    name: str


class Attachment(TypedDict):
    """A file that hangs on an incident, or on a report of it; who and where stand in lists."""

    id: UUID
    file: FileCard
    caption: str | None
    added_at: datetime
    added_by: NotRequired[Sender]
    report_id: NotRequired[UUID | None]
