"""What the audit doors answer."""

from datetime import datetime
from uuid import UUID

from typing_extensions import TypedDict

from kernel.journal.anchors import Anchor
from kernel.web.answers import Fact


class AuditFact(Fact):
    """A fact without its restricted part; `drill` is null for what was real."""

    drill: UUID | None


class Head(TypedDict):
    """The newest fact; `digest` is SHA-256 in hex."""

    seq: int
    at: datetime
    digest: str


class Anchors(TypedDict):
    """The head of the journal, how many anchors there are, and the latest of them."""

    head: Head | None
    count: int
    items: list[Anchor]


class JournalFault(TypedDict):
    """A fact that does not fit the chain or its anchor."""

    seq: int
    fault: str


class Verification(TypedDict):
    """What walking the whole journal found."""

    ok: bool
    checked: int
    head_seq: int
    head_digest: str
    erased: int
    anchors: int
    faults: list[JournalFault]
