"""What clients send about dispatch, and what they are answered."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from command.dispatch.rules import Mark, Reason, Source
from kernel.api import Ref
from registry.api import Form, Note, Status

# As many as one alarm level ever calls; more are sent in a second step.
MOST_SENT = 40


class Asked(Form):
    """An incident for which somebody has to go."""

    incident_id: UUID


class DispatchIn(Form):
    """Units to send, all or none.

    `recommendation` is the id of the answer one had before the eyes; units other than it proposed
    need a `reason`. Each unit gets an order to go there; `word` is what it is told besides.
    """

    incident_id: UUID
    units: Annotated[list[UUID], Field(min_length=1, max_length=MOST_SENT)]
    recommendation: UUID | None = None
    reason: Note | None = None
    word: Note | None = None


class StartPlace(TypedDict):
    """From where a unit would start (WGS 84): a fix taken at `at`, or its station."""

    lon: float
    lat: float
    source: Source
    at: datetime | None
    age_s: int | None


class FleetUnit(TypedDict):
    """A unit as the recommendation judged it.

    `eta_s` is the driving time from its start; `distance_m` is measured in a straight line.
    """

    id: UUID
    call_sign: str
    kind: str
    kind_zh: str
    kind_en: str
    agency: Ref
    capabilities: list[str]
    crew: int | None
    status: Status
    incident_id: UUID | None
    start: StartPlace | None
    eta_s: float | None
    distance_m: int | None
    marks: list[Mark]
    fictional: bool


class RankedUnit(FleetUnit):
    """A unit that can go; `meets` names the needs it is proposed for, none when it is not."""

    meets: list[str]


class RejectedUnit(FleetUnit):
    """A unit that is not proposed, and why."""

    reason: Reason


class NeedMet(TypedDict):
    """A capability the incident calls for: units sent, proposed, still missing."""

    capability: str
    zh: str
    en: str
    count: int
    min_crew: int
    shared: bool
    sent: list[UUID]
    picks: list[UUID]
    missing: int


class NeedsRule(TypedDict):
    """Where the needs come from: the table, the prefix of kinds, the grade that was read."""

    scheme: str
    version: str
    kind: str
    grade: str


class RoadsUsed(TypedDict):
    """The roads the times were found on; `detail` trunk knows no streets."""

    code: str
    zh: str
    en: str
    detail: str
    source: str
    licence: str


class Recommendation(TypedDict):
    """Who should go: needs, `candidates` by time, `rejected` by time with the reason.

    `network` is null where no road is known near the incident: all times are estimates then.
    `totals` counts both lists whole; they are cut after the first few hundred.
    """

    id: UUID
    incident_id: UUID
    at: datetime
    rule: NeedsRule
    network: RoadsUsed | None
    closures: int
    needs: list[NeedMet]
    picks: list[UUID]
    candidates: list[RankedUnit]
    rejected: list[RejectedUnit]
    totals: dict[str, int]


class Dispatched(TypedDict):
    """What was sent; `override` when it is not what was recommended."""

    incident_id: UUID
    at: datetime
    units: list[UUID]
    recommended: list[UUID] | None
    override: bool
    reason: str | None
