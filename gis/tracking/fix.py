"""What every protocol makes of a message about a place: one fix. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(slots=True)
class Fix:
    """A device at a place, as it told; nothing in it has been judged yet.

    `lon`, `lat` in degrees and in the datum of the device, which no protocol tells. `at` is the
    device's time, None when it told none that is a time. `valid` is false where the device itself
    says that it has no fix. `backfill` is set for what was kept while there was no network: it is
    history and moves no marker. `extras` holds what else came, by names of ours; a part nobody
    knows stands there under its number in hexadecimal, as bytes in hexadecimal.
    """

    at: datetime | None
    lon: float
    lat: float
    valid: bool = True
    altitude_m: float | None = None
    speed_mps: float | None = None
    course_deg: float | None = None
    accuracy_m: float | None = None
    battery: float | None = None
    backfill: bool = False
    extras: dict[str, Any] = field(default_factory=dict)
