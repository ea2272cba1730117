"""Request models of reports."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from incidents.codes.reference import codes_of
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
    Title,
    Words,
)
from kernel.api import paging

# A caller's album is not evidence: twenty pictures of one report is what an operator can look at.
MOST_ATTACHMENTS = 20
MOST_EXTRACTED = 40
FieldName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Figure = Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False)]
RejectReason = Literal["false", "nuisance", "enquiry", "duplicate", "other"]


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


class LinkIn(Form):
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

    state: Literal["received", "linked", "rejected"] | None = None
    channel: Annotated[str | None, Field(max_length=20)] = None
    organisation: UUID | None = None
    incident: UUID | None = None
    since: Moment | None = Field(None, alias="from")
    until: Moment | None = Field(None, alias="to")
    words: Words | None = Field(None, alias="q")
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS
