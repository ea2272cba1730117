"""What goes through the pipeline: reports of devices in batches."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from gis.tracking.devices.model import Device
from gis.tracking.fix import Fix

if TYPE_CHECKING:
    from gis.tracking.geofences.guard import Passage

# Of a position as it is stored.
BACKFILL, MOVING, OWN_SPEED, OWN_COURSE = 1, 2, 4, 8
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    """Return a moment as microseconds of Unix time."""
    return (moment - EPOCH) // _MICROSECOND


class Receipt(Protocol):
    """Whoever waits for reports to be stored."""

    def stored(self) -> None:
        """Hear that they are: committed, or refused for good. Must not raise."""
        ...


@dataclass(slots=True)
class Report:
    """One fix of one device on its way, and what the steps made of it.

    `received` and `at` in Unix microseconds; `lon`, `lat` in degrees, WGS 84 after the datum step;
    `refused` says why it is not stored; `moves` is set when it moves the marker of its device,
    `known` when a position of this device and moment may be stored already.
    """

    device: Device
    fix: Fix
    received: int
    at: int = 0
    lon: float = 0.0
    lat: float = 0.0
    speed_mps: float | None = None
    course_deg: float | None = None
    flags: int = 0
    refused: str | None = None
    moves: bool = False
    known: bool = False


@dataclass(slots=True)
class Batch:
    """Reports that are stored in one transaction, in the order they came.

    `passages` says who crossed the edge of a geofence, None until that was judged.
    """

    reports: list[Report]
    receipts: list[Receipt] = field(default_factory=list)
    passages: "list[Passage] | None" = None

    @property
    def taken(self) -> list[Report]:
        """The reports that are stored."""
        return [report for report in self.reports if report.refused is None]

    @property
    def refused(self) -> list[Report]:
        """The reports that are not believed."""
        return [report for report in self.reports if report.refused is not None]

    def halves(self) -> tuple["Batch", "Batch"]:
        """Return two batches of half the reports, each with what these crossed."""
        middle = len(self.reports) // 2
        return self._part(self.reports[:middle]), self._part(self.reports[middle:])

    def _part(self, reports: list[Report]) -> "Batch":
        chosen = {id(report) for report in reports}
        passages = [each for each in self.passages or () if id(each.report) in chosen]
        return Batch(reports, passages=passages)
