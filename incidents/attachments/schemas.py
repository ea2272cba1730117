"""Request models of attachments."""

from uuid import UUID

from incidents.fields import Form, Reason


class AttachmentIn(Form):
    """A file that was uploaded before, and what it shows."""

    file_id: UUID
    caption: Reason | None = None
