"""What clients send about one-time links, and what they are answered."""

from datetime import datetime
from typing import Annotated, Literal, NotRequired
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from incidents.fields import Form, Latitude, Longitude, Metres, Moment, Name, Phone
from kernel.api import Ref

# A link is for the minutes of one call; a long search may need a day.
DEFAULT_MINUTES, MOST_MINUTES = 60, 1440


class LinkIn(Form):
    """A link for the caller of a report or a witness of an incident."""

    incident_id: UUID | None = None
    report_id: UUID | None = None
    phone: Phone | None = None
    minutes: Annotated[int, Field(ge=1, le=MOST_MINUTES)] = DEFAULT_MINUTES
    purpose: Name | None = None


class ExchangeIn(Form):
    """The secret that stood in the address of the page."""

    token: Annotated[str, Field(min_length=20, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]


class PhonePositionIn(Form):
    """Where the phone is, WGS 84, as its browser measured it."""

    lon: Longitude
    lat: Latitude
    accuracy_m: Metres | None = None
    at: Moment | None = None


class LinkPlace(TypedDict):
    """Where the phone said it is, WGS 84 in degrees."""

    lon: float
    lat: float
    accuracy_m: float | None
    source: Literal["link"]


class LinkPrivate(TypedDict):
    """The personal part of a link."""

    phone: str | None
    place: LinkPlace | None


class Link(TypedDict):
    """A one-time link; `restricted` only for those who may read personal data."""

    id: UUID
    state: Literal["sent", "opened", "withdrawn", "expired"]
    report_id: UUID | None
    incident_id: UUID | None
    purpose: str | None
    created_at: datetime
    expires_at: datetime
    opened_at: datetime | None
    withdrawn_at: datetime | None
    position_at: datetime | None
    position_accuracy_m: float | None
    photos: int
    restricted: NotRequired[LinkPrivate]


class NewLink(TypedDict):
    """A new link; `url` is its address on this server, shown once."""

    id: UUID
    url: str
    expires_at: datetime
    link: Link


class OpenedLink(TypedDict):
    """What the page of a link may do, and for whom."""

    id: UUID
    expires_at: datetime
    purpose: str | None
    organisation: Ref
    may: list[Literal["position", "report", "photo", "live"]]
    position_at: datetime | None
    position_accuracy_m: float | None
    photos: int
    server_time: datetime


class ReceivedPosition(TypedDict):
    """When a position arrived."""

    received_at: datetime
