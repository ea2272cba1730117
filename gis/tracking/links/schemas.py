"""What programs send by HTTP about where devices are, and what they are answered."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field
from typing_extensions import TypedDict

from registry.api import Form, Moment, printable

# A phone that was away for an hour with a fix every four seconds; more come in several requests.
MOST_POSITIONS = 1_000
Degrees = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Amount = Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]


class ReportedPosition(Form):
    """Where a device is: `device` is its identifier (protocol `api`); degrees in its datum."""

    device: Annotated[str, Field(min_length=1, max_length=200), AfterValidator(printable)]
    at: Moment
    lon: Degrees
    lat: Latitude
    altitude_m: Annotated[float, Field(ge=-1e5, le=1e5, allow_inf_nan=False)] | None = None
    speed_mps: Amount | None = None
    course_deg: Annotated[float, Field(ge=0, le=360, allow_inf_nan=False)] | None = None
    accuracy_m: Amount | None = None
    battery: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None


Positions = Annotated[list[ReportedPosition], Field(min_length=1, max_length=MOST_POSITIONS)]


class RefusedPosition(TypedDict):
    """A position that is not kept: where it stood in the request, and why."""

    index: int
    reason: str


class TakenPositions(TypedDict):
    """What became of positions: those not refused are committed."""

    taken: int
    refused: list[RefusedPosition]
    received_at: datetime
