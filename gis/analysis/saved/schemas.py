"""What clients send about saved answers, and what they are answered."""

from datetime import datetime
from typing import Annotated, Literal, NotRequired
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from gis.analysis.forms import Question
from gis.analysis.result import Analysis, Figure, Kind
from kernel.api import Ref, paging
from registry.api import Form, Name

Sight = Literal["open", "internal", "incident"]


class SaveIn(Form):
    """A question to answer now and keep.

    About an incident, whoever sees the incident sees it; else `sight` says who: one's own
    organisation (`internal`) or everybody signed in (`open`).
    """

    title: Name
    input: Annotated[Question, Field(discriminator="kind")]
    incident_id: UUID | None = None
    sight: Literal["open", "internal"] = "internal"


class SavedFilter(Form):
    """Which saved answers a list shows."""

    kind: Kind | None = None
    incident: UUID | None = None
    removed: bool = False
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class SavedBy(TypedDict):
    """Who kept it."""

    id: str | None
    name: str


class SavedCard(TypedDict):
    """A saved answer as lists and timelines show it."""

    id: UUID
    kind: Kind
    title: str
    figures: list[Figure]
    fictional: bool
    detail: Literal["full", "trunk"] | None
    organisation: Ref
    sight: Sight
    incident_id: UUID | None
    saved_by: SavedBy
    created_at: datetime
    removed_at: datetime | None
    version: NotRequired[int]


class Saved(TypedDict):
    """A saved answer in full."""

    card: SavedCard
    result: Analysis
