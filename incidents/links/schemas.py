"""Request models of one-time links."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from incidents.fields import Form, Latitude, Longitude, Metres, Moment, Name, Phone

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


class PositionIn(Form):
    """Where the phone is, WGS 84, as its browser measured it."""

    lon: Longitude
    lat: Latitude
    accuracy_m: Metres | None = None
    at: Moment | None = None
