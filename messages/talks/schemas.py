"""What clients send about messages, and what they are answered."""

import unicodedata
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from typing_extensions import TypedDict

from kernel.api import FileCard, paging

# A message is some lines; more is a file.
LONGEST_TEXT = 2_000
MOST_FILES = 10


def readable(text: str) -> str:
    """Refuse control characters but line break and tab, and half characters."""
    if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t" for char in text):
        raise ValueError("control characters are not accepted (only line break and tab)")
    return text


Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT),
    AfterValidator(readable),
]


class MessageIn(BaseModel):
    """Words, files of the sender's own, or both, about something the sender sees."""

    model_config = ConfigDict(extra="forbid")

    about: UUID
    text: Words = ""
    files: Annotated[list[UUID], Field(max_length=MOST_FILES)] = []


class MessageFilter(BaseModel):
    """Which messages a list shows, newest first; `after` those sent after one, oldest first."""

    model_config = ConfigDict(extra="forbid")

    about: UUID
    after: UUID | None = None
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class TalkSender(TypedDict):
    """Who sent a message; `organisation` is an id."""

    kind: Literal["account", "token", "link", "system"]
    id: UUID | None
    name: str
    organisation: UUID | None


class TalkMessage(TypedDict):
    """A message; files the reader may not see are left out."""

    id: UUID
    about: UUID
    text: str
    files: list[FileCard]
    sender: TalkSender
    sent_at: datetime
