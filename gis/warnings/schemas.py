"""What clients ask about warnings, and what they are answered."""

from datetime import datetime
from typing import Any, Literal, NotRequired
from uuid import UUID

from typing_extensions import TypedDict

from kernel.api import Ref, paging
from registry.api import Form

Colour = Literal["blue", "yellow", "orange", "red"]
WarningKind = Literal["level", "quake", "storm"]


class WarningFilter(Form):
    """Which warnings a list shows; without `lifted` those that stand."""

    lifted: bool = False
    feed: UUID | None = None
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class District(TypedDict):
    """A district a wind circle reaches."""

    code: str
    zh: str
    en: str


class FeedRef(TypedDict):
    """The feed a warning comes from."""

    id: UUID
    code: str
    zh: str
    en: str


class SeenBy(TypedDict):
    """Who took note of a warning first."""

    id: str | None
    name: str


class Noted(TypedDict):
    """That somebody took note, and when."""

    at: datetime
    by: SeenBy


class Warning(TypedDict):  # noqa: A001 - the word of the domain
    """A warning; `figures` are what it was judged by, `raised_at` is when it last became worse."""

    id: UUID
    kind: WarningKind
    subject: str
    colour: Colour
    zh: str
    en: str
    figures: dict[str, Any]
    place: dict[str, float] | None
    districts: list[District]
    feed: FeedRef
    organisation: Ref
    exercise: bool
    observed_at: datetime
    until: datetime
    issued_at: datetime
    raised_at: datetime
    changed_at: datetime
    acknowledged: Noted | None
    lifted_at: datetime | None
    version: NotRequired[int]
