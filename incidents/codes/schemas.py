"""What the door of code lists answers, and how answers name a kind of event."""

from typing import Annotated, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from incidents.fields import Grade
from kernel.api import Names


class Kind(TypedDict):
    """A kind of event with the code table it stands in."""

    scheme: str
    version: str
    code: str
    zh: str
    en: str


class EventKind(Kind):
    """A row of the table of event kinds; `class` is 1 to 4, the first digit of the code."""

    parent: str | None
    class_: Annotated[int, Field(alias="class")]
    graded: bool
    icon: str


class Code(TypedDict):
    """A row of a code list; what a list does not need is left out."""

    code: str
    zh: str
    en: str
    short: NotRequired[str]
    short_zh: NotRequired[str]
    short_en: NotRequired[str]
    icon: NotRequired[str]
    colour: NotRequired[str]
    shape: NotRequired[str]
    rank: NotRequired[int]
    key: NotRequired[str | None]
    open: NotRequired[bool]
    verb: NotRequired[Names | None]


class Escalated(TypedDict):
    """Which post is called how long after a clock ran out."""

    after_s: int
    to: str


class ClockRule(TypedDict):
    """A row of the clock table: which fact starts a clock, which stops it, and how long it runs.

    `warn_share` is the share of the time after which it turns yellow; `daily_at` are local times of
    `timezone` at which it falls due again and again.
    """

    code: str
    zh: str
    en: str
    jurisdiction: str
    classes: list[int]
    grades: list[Grade | None]
    starts: str
    done: str
    duration_s: NotRequired[int]
    daily_at: NotRequired[list[str]]
    timezone: NotRequired[str]
    repeats: NotRequired[bool]
    warn_share: float
    escalate: list[Escalated]
    source: str


class Codes(TypedDict):
    """Every code list, the table of event kinds and the table of clocks."""

    version: str
    kinds: list[EventKind]
    clocks: list[ClockRule]
    grades: list[Code]
    warning_colours: list[Code]
    response_levels: list[Code]
    event_classes: list[Code]
    report_channels: list[Code]
    report_states: list[Code]
    reject_reasons: list[Code]
    incident_states: list[Code]
    scope_labels: list[Code]
    unit_statuses: list[Code]
    unit_flags: list[Code]
    unit_kinds: list[Code]
    capabilities: list[Code]
    resource_kinds: list[Code]
    resource_statuses: list[Code]
    place_sources: list[Code]
    alarm_severities: list[Code]
    organisation_kinds: list[Code]
    gazetteer_kinds: list[Code]
