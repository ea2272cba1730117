"""What clients send about devices, and what they are answered."""

from datetime import datetime
from typing import Annotated, Literal, NotRequired
from uuid import UUID

from pydantic import AfterValidator, Field
from typing_extensions import TypedDict

from gis.tracking.devices.model import DeviceDatum, DeviceState, Protocol
from kernel.api import Place, Ref, paging
from registry.api import Form, Name, printable

Identifier = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(printable)]
# OsmAnd ids and NMEA tokens are secrets; those are made here and shown once.
Told = Literal["jt808", "cot", "api"]


class DeviceIn(Form):
    """A device to register.

    `identifier` is what it calls itself (terminal number, uid). OsmAnd and NMEA devices get a
    random one here, which is shown once.
    """

    protocol: Protocol
    identifier: Identifier | None = None
    name: Name | None = None
    unit_id: UUID | None = None
    datum: DeviceDatum = "wgs84"


class DevicePatch(Form):
    """Fields to change; `state` lets a device in (active), turns it away (refused), has it wait."""

    name: Name | None = None
    unit_id: UUID | None = None
    datum: DeviceDatum = "wgs84"
    state: DeviceState = "active"


class DeviceFilter(Form):
    """Which devices a list shows; those `online` were heard within five minutes."""

    state: DeviceState | None = None
    protocol: Protocol | None = None
    unit: UUID | None = None
    online: bool | None = None
    q: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(printable)] | None = None
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class Device(TypedDict):
    """A device; identifiers that are secrets are shown by their last six characters.

    `place` is where it was last, at `last_at` by its own clock, received at `last_received_at`; a
    position or a keep-alive came at `heard_at`. `refusals` counts by reason what it told and was
    not taken, the last of it at `refused_at`.
    """

    id: UUID
    number: int
    protocol: Protocol
    identifier: str
    name: str | None
    unit_id: UUID | None
    organisation: Ref
    datum: DeviceDatum
    state: DeviceState
    maker: str | None
    model: str | None
    plate: str | None
    registered_at: datetime
    place: NotRequired[Place | None]
    moving: NotRequired[bool | None]
    last_at: NotRequired[datetime | None]
    last_received_at: NotRequired[datetime | None]
    heard_at: NotRequired[datetime | None]
    refusals: NotRequired[dict[str, int]]
    refused_at: NotRequired[datetime | None]
    version: NotRequired[int]
    secret: NotRequired[str]
