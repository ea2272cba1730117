"""A device as a process that takes positions holds it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

Protocol = Literal["jt808", "cot", "nmea", "osmand", "api"]
DeviceState = Literal["active", "quarantined", "refused"]
DeviceDatum = Literal["wgs84", "gcj02", "bd09"]


@dataclass(slots=True)
class Spot:
    """Where a device was at a moment: Unix microseconds, degrees WGS 84."""

    at: int
    lon: float
    lat: float


@dataclass(slots=True, eq=False)
class Device:
    """Who tells positions, and where it was last, which the next position is judged by.

    `last` is the newest position that moved the marker; `doubted` one that was refused as a jump:
    when the next one agrees with it, the jump was true. `moving` and `since` (Unix microseconds)
    say whether it moves or stands, and since when.
    """

    id: UUID
    number: int
    protocol: Protocol
    identifier: str
    state: DeviceState
    datum: DeviceDatum = "wgs84"
    secret_hash: bytes | None = None
    changed_at: datetime | None = None
    last: Spot | None = None
    doubted: Spot | None = None
    moving: bool = False
    since: int = 0
