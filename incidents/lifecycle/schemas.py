"""What clients send about incidents, and what they are answered."""

from datetime import datetime
from typing import Annotated, NotRequired
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from gis.api import Area
from incidents.codes.schemas import Kind
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
from incidents.lifecycle.rules import State
from kernel.api import Place, Ref

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


class Milestones(TypedDict):
    """When each state was reached, null where it was not."""

    reported: datetime | None
    confirmed: datetime | None
    responding: datetime | None
    controlled: datetime | None
    closed: datetime | None


class NamedPost(TypedDict):
    """A post an incident is restricted to; nameless for whoever does not see the post."""

    id: UUID
    code: str | None
    zh: str | None
    en: str | None


class SentUnit(TypedDict):
    """A unit that works for an incident."""

    id: UUID
    call_sign: str
    status: str


class LastNote(TypedDict):
    """A line of the log: when, by whom, what."""

    at: datetime
    by: str
    text: str


class Clock(TypedDict):
    """A deadline that runs or ran; from `warn_at` on it is yellow, after `due_at` red."""

    code: str
    zh: str
    en: str
    started_at: datetime
    warn_at: datetime
    due_at: datetime
    done_at: datetime | None


class Incident(TypedDict):
    """An incident; `reports` and `attachments` count, with what was merged into it.

    `report_ids` are the first of its own reports; `figures` are counts such as `dead`, `injured`.
    """

    id: UUID
    number: str
    title: str
    kind: Kind | None
    grade: Grade | None
    state: State
    milestones: Milestones
    occurred_at: datetime
    place: Place | None
    address: str | None
    area: Area
    organisation: Ref
    assigned: list[Ref]
    label: Label
    posts: list[NamedPost]
    reports: int
    report_ids: list[UUID]
    merged_into: UUID | None
    merged_from: list[UUID]
    units: list[SentUnit]
    attachments: int
    figures: dict[str, float]
    summary: str | None
    last_note: LastNote | None
    clocks: list[Clock]
    drill: UUID | None
    version: NotRequired[int]
