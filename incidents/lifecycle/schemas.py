"""Request models of incidents."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from incidents.fields import (
    Address,
    ClientId,
    Form,
    Grade,
    KindCode,
    Label,
    Location,
    Moment,
    Note,
    Reason,
    Summary,
    Title,
)

# An incident with more reports than this at once is made by a machine in steps.
MOST_REPORTS = 200
# All districts and agencies of a city, with room.
MOST_ORGANISATIONS = 100
MOST_POSTS = 100
# Casualties and the like; a figure above ten million is a slip of the finger.
MOST_FIGURES = 30
FigureName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Figure = Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False)]


class IncidentIn(Form):
    """A new incident, usually made from reports; what is left out is taken from the first one."""

    id: ClientId | None = None
    title: Title
    kind: KindCode | None = None
    grade: Grade | None = None
    location: Location | None = None
    address: Address | None = None
    occurred_at: Moment | None = None
    organisation_id: UUID | None = None
    assigned: list[UUID] = Field(default_factory=list, max_length=MOST_ORGANISATIONS)
    label: Label = "internal"
    posts: list[UUID] = Field(default_factory=list, max_length=MOST_POSTS)
    summary: Summary | None = None
    figures: dict[FigureName, Figure] = Field(default_factory=dict, max_length=MOST_FIGURES)
    reports: list[UUID] = Field(default_factory=list, max_length=MOST_REPORTS)


class IncidentPatch(Form):
    """Any of the fields; a figure of null is taken out."""

    title: Title = ""
    kind: KindCode | None = None
    grade: Grade | None = None
    location: Location | None = None
    address: Address | None = None
    occurred_at: Moment | None = None
    summary: Summary | None = None
    figures: dict[FigureName, Figure | None] = Field(default_factory=dict, max_length=MOST_FIGURES)


class StepIn(Form):
    """Why a step is taken."""

    reason: Reason | None = None
    note: Note | None = None


class MergeIn(Form):
    """The incident that remains, and why."""

    into: UUID
    reason: Reason | None = None


class ReasonIn(Form):
    """Why."""

    reason: Reason


class MoveIn(Form):
    """Who answers for it from now on, and why."""

    organisation_id: UUID
    reason: Reason


class AssignIn(Form):
    """Organisations called in or released."""

    add: list[UUID] = Field(default_factory=list, max_length=MOST_ORGANISATIONS)
    remove: list[UUID] = Field(default_factory=list, max_length=MOST_ORGANISATIONS)
    reason: Reason | None = None


class LabelIn(Form):
    """Who may see it: open, internal, or restricted to posts."""

    label: Label
    posts: list[UUID] = Field(default_factory=list, max_length=MOST_POSTS)
    reason: Reason


class NoteIn(Form):
    """A line in the log of an incident."""

    text: Note
