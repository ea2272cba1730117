"""What clients send about reports, and what they are answered."""

from datetime import datetime
from typing import Annotated, Literal, NotRequired
from uuid import UUID

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict

from gis.api import Area
from incidents.codes.reference import codes_of
from incidents.codes.schemas import Kind
from incidents.duplicates.schemas import KnownCandidate, OtherCandidate
from incidents.fields import (
    Address,
    ClientId,
    Form,
    Grade,
    KindCode,
    Location,
    Moment,
    Name,
    Narrative,
    Note,
    Phone,
    Reason,
    ReportState,
    Title,
    Words,
)
from kernel.api import Names, Person, Place, Ref, paging

# A caller's album is not evidence: twenty pictures of one report is what an operator can look at.
MOST_ATTACHMENTS = 20
MOST_EXTRACTED = 40
FieldName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Figure = Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False)]
RejectReason = Literal["false", "nuisance", "enquiry", "duplicate", "other"]
# The codes of the list `report_channels` (a test holds that).
ReportChannel = Literal["phone", "desk", "field", "link", "agency", "cap", "sensor", "api"]


def known_channel(code: str) -> str:
    """Refuse a channel the code list does not hold."""
    if code not in codes_of("report_channels"):
        raise PydanticCustomError("unknown-code", "not in the list report_channels")
    return code


Channel = Annotated[str, Field(max_length=20), AfterValidator(known_channel)]


class Caller(Form):
    """Who called; personal data."""

    name: Name | None = None
    phone: Phone | None = None


class Draft(Form):
    """What is known of a report while it is being typed; enough to look for duplicates."""

    text: Narrative | None = None
    location: Location | None = None
    address: Address | None = None
    occurred_at: Moment | None = None
    kind: KindCode | None = None
    exclude: UUID | None = None


class SuggestIn(Form):
    """A narrative to read; `kind` is what was chosen by hand, so that the grade fits it."""

    text: Narrative
    kind: KindCode | None = None


class ReportIn(Form):
    """A report as it comes in.

    `incident_id` names the incident a crew reports from: the report hangs there at once if the
    crew sees it, else its desk decides.
    """

    id: ClientId | None = None
    channel: Channel
    text: Narrative
    caller: Caller | None = None
    location: Location | None = None
    address: Address | None = None
    place_hint: Address | None = None
    occurred_at: Moment | None = None
    kind: KindCode | None = None
    grade: Grade | None = None
    title: Title | None = None
    extracted: dict[FieldName, Figure] = Field(default_factory=dict, max_length=MOST_EXTRACTED)
    attachments: list[UUID] = Field(default_factory=list, max_length=MOST_ATTACHMENTS)
    link_id: UUID | None = None
    incident_id: UUID | None = None


class ReportPatch(Form):
    """Any of the fields; text, caller, address and figures are personal."""

    text: Narrative = ""
    caller: Caller | None = None
    location: Location | None = None
    address: Address | None = None
    occurred_at: Moment | None = None
    kind: KindCode | None = None
    grade: Grade | None = None
    title: Title | None = None
    extracted: dict[FieldName, Figure] = Field(default_factory=dict, max_length=MOST_EXTRACTED)


class TakeIn(Form):
    """Who works on it; `over` takes it over from somebody else."""

    over: bool = False


class LinkReportIn(Form):
    """The incident a report belongs to."""

    incident_id: UUID


class UnlinkIn(Form):
    """Why a report is taken out of its incident."""

    reason: Reason


class RejectIn(Form):
    """Why a report is closed without an incident."""

    reason: RejectReason
    note: Note | None = None


class RestoreIn(Form):
    """Why a rejected report is opened again."""

    reason: Reason


class OwnReports(Form):
    """How many of the asker's own reports are shown."""

    limit: paging.Limit = paging.DEFAULT_ITEMS


class ReportFilters(Form):
    """What a list of reports is narrowed to."""

    state: ReportState | None = None
    channel: Annotated[str | None, Field(max_length=20)] = None
    organisation: UUID | None = None
    incident: UUID | None = None
    since: Moment | None = Field(None, alias="from")
    until: Moment | None = Field(None, alias="to")
    words: Words | None = Field(None, alias="q")
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class CallerCard(TypedDict):
    """Who called."""

    name: str | None
    phone: str | None


class ReportPrivate(TypedDict):
    """The personal part of a report: the narrative, who called, where they live, what was read.

    `note` is what was written when it was rejected.
    """

    text: str
    caller: CallerCard
    address: str | None
    extracted: dict[str, float]
    note: str | None


class Report(TypedDict):
    """A report; `restricted` only in answers about one, for those who may read personal data.

    `waiting_since` is null once somebody works on it; `attachments` counts files.
    """

    id: UUID
    number: str
    channel: ReportChannel
    received_at: datetime
    occurred_at: datetime
    kind: Kind | None
    grade: Grade | None
    state: ReportState
    reject_reason: RejectReason | None
    incident_id: UUID | None
    organisation: Ref
    place: Place | None
    area: Area
    title: str | None
    attachments: int
    waiting_since: datetime | None
    taken_by: Person | None
    link_id: UUID | None
    drill: UUID | None
    version: NotRequired[int]
    restricted: NotRequired[ReportPrivate]


class Span(TypedDict):
    """Words of the narrative, by letter."""

    text: str
    start: int
    end: int


class KindSuggestion(TypedDict):
    """A kind the narrative suggests, and the words it rests on."""

    code: str
    zh: str
    en: str
    score: float
    phrases: list[Span]


class GradeSuggestion(TypedDict):
    """A grade the narrative suggests, the rule that gives it, and the words it rests on."""

    grade: Grade
    score: float
    rule: Names
    phrases: list[Span]


class Extracted(TypedDict):
    """A figure read from the narrative."""

    field: str
    zh: str
    en: str
    value: float
    unit: Names
    start: int
    end: int


class Suggestions(TypedDict):
    """What a narrative suggests, best first; nothing of it is stored."""

    kinds: list[KindSuggestion]
    grades: list[GradeSuggestion]
    extracted: list[Extracted]


class ReceivedReport(TypedDict):
    """A new report with what it suggests; `duplicates` is empty when the request is repeated."""

    report: Report
    suggestions: Suggestions
    duplicates: list[KnownCandidate | OtherCandidate]
    version: int


class ReceiptReport(TypedDict):
    """What the sender of a link learns of a report."""

    id: UUID
    number: str
    received_at: datetime
    attachments: int


class Receipt(TypedDict):
    """The answer to whoever reports by a one-time link."""

    report: ReceiptReport
    version: int
