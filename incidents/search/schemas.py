"""What a list of incidents is narrowed to, and what counting them answers."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from incidents.fields import Form, Grade, Moment, Words
from kernel.api import paging

StateFilter = Literal[
    "open", "reported", "confirmed", "responding", "controlled", "closed", "merged"
]
# Kinds are chosen by code or by the start of one: 2 all accidents, 202 fires, 20201 one kind.
KindStart = Annotated[str, Field(pattern=r"^[0-9]{1,5}$")]


class Narrowing(Form):
    """Filters shared by list, export and counts."""

    state: StateFilter | None = None
    kind: KindStart | None = None
    grade: Grade | None = None
    organisation: UUID | None = None
    bbox: Annotated[str | None, Field(max_length=100)] = None
    since: Moment | None = Field(None, alias="from")
    until: Moment | None = Field(None, alias="to")
    words: Words | None = Field(None, alias="q")


# A sheet of so many rows is what an office program opens; more is a job for the data export.
MOST_EXPORTED = 10_000


class ExportFilters(Narrowing):
    """A narrowed sheet."""

    limit: Annotated[int, Field(ge=1, le=MOST_EXPORTED)] = MOST_EXPORTED


class IncidentFilters(Narrowing):
    """One page of a narrowed list."""

    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class WaitingReports(TypedDict):
    """Reports that wait for an incident, those nobody works on, and when the oldest came in."""

    waiting: int
    untaken: int
    oldest: datetime | None


class Counts(TypedDict):
    """How many incidents there are, by code; `none` counts those without one.

    `reports` is null for whoever may not read reports.
    """

    total: int
    by_state: dict[str, int]
    by_grade: dict[str, int]
    by_class: dict[str, int]
    by_district: dict[str, int]
    reports: WaitingReports | None
