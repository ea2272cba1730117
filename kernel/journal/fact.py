"""What a fact is before and after it stands in the journal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact to be appended at the end of the transaction.

    `kind` is `<noun>.<past verb>`; `state` the subject's whole public state after the change (None
    takes it off the boards); `restricted` the personal part, which retention may erase; `scope`
    who may see it (None = all signed in); `about` other subjects whose timelines show it.
    """

    kind: str
    topic: str
    subject: UUID
    state: Mapping[str, Any] | None
    scope: UUID | None
    about: Sequence[UUID] = ()
    restricted: Mapping[str, Any] | None = None
    cause: int | None = None


@dataclass(frozen=True, slots=True)
class Appended:
    """Where a fact landed: its number, moment, and the subject's version."""

    seq: int
    at: datetime
    version: int
