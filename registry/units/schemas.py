"""What clients send about units, and what they are answered."""

from datetime import datetime
from typing import Annotated, NotRequired
from uuid import UUID

from pydantic import BeforeValidator, Field
from typing_extensions import TypedDict

from kernel.api import Place, Ref, paging
from registry.fields import (
    MOST_VALUES,
    Form,
    Key,
    Keys,
    Moment,
    Name,
    Note,
    Query,
    ShortName,
    parted,
)
from registry.places import PlaceIn
from registry.units.rules import Status

# More than any vehicle can do: the list is a choice, not a text.
MOST_CAPABILITIES = 20
LARGEST_CREW = 200
Capabilities = Annotated[list[Key], Field(max_length=MOST_CAPABILITIES)]
Statuses = Annotated[list[Status], BeforeValidator(parted), Field(max_length=MOST_VALUES)]
Crew = Annotated[int, Field(ge=0, le=LARGEST_CREW)]


class StationIn(Form):
    """Where a unit is at home."""

    zh: Name
    en: Name
    place: PlaceIn


class UnitIn(Form):
    """A new unit of an organisation; `agency_id` is the service it belongs to."""

    call_sign: ShortName
    kind: Key
    organisation_id: UUID
    agency_id: UUID | None = None
    capabilities: Capabilities = Field(default_factory=list)
    crew: Crew | None = None
    station: StationIn | None = None
    place: PlaceIn | None = None
    fictional: bool = False


class UnitPatch(Form):
    """Fields to change; status has its own door."""

    call_sign: ShortName = ""
    kind: Key = ""
    organisation_id: UUID = UUID(int=0)
    agency_id: UUID = UUID(int=0)
    capabilities: Capabilities = Field(default_factory=list)
    crew: Crew | None = None
    station: StationIn | None = None
    place: PlaceIn | None = None
    fictional: bool = False


class UnitFilter(Form):
    """Which units a list shows; `bbox` is west,south,east,north (WGS 84)."""

    status: Statuses | None = None
    kind: Keys | None = None
    organisation: UUID | None = None
    incident: UUID | None = None
    bbox: Annotated[str, Field(max_length=200)] | None = None
    q: Query | None = None
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class StatusIn(Form):
    """A status with the moment it began; `note` lets a dispatcher leave the usual ways."""

    status: Status
    incident_id: UUID | None = None
    place: PlaceIn | None = None
    at: Moment | None = None
    note: Note | None = None


class PositionIn(Form):
    """Where a crew's phone is, measured at `at`."""

    place: PlaceIn
    at: Moment


class HelpIn(Form):
    """A crew in danger; everything but the call itself may be missing."""

    place: PlaceIn | None = None
    at: Moment | None = None


class CheckIn(Form):
    """The crew is well; said at `at` by the sender's clock."""

    at: Moment | None = None


class CrewCheck(TypedDict):
    """When a crew on scene was last known to be well, and when that must be known again.

    `by` is null while nobody has said so since it arrived.
    """

    at: datetime
    by: str | None
    warn_at: datetime
    due_at: datetime


class Station(TypedDict):
    """Where a unit is at home."""

    zh: str
    en: str
    place: Place | None


class Unit(TypedDict):
    """A unit and what it does now; `heading_deg` clockwise from true north.

    `status_at` is when the server learned of the status, `reported_at` when the crew set it;
    nothing was heard of its devices since `no_contact_since`, null while there is contact.
    """

    id: UUID
    code: str
    call_sign: str
    kind: str
    kind_zh: str
    kind_en: str
    agency: Ref
    organisation: Ref
    capabilities: list[str]
    crew: int | None
    status: Status
    status_at: datetime
    status_note: str | None
    reported_at: datetime | None
    place: Place | None
    heading_deg: float | None
    position_at: datetime | None
    station: Station | None
    no_contact_since: datetime | None
    incident_id: UUID | None
    check: CrewCheck | None
    fictional: bool
    version: NotRequired[int]


class HelpCall(TypedDict):
    """The alarm a crew's call raised."""

    alarm_id: UUID
    received_at: datetime
