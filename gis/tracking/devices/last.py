"""Where units were last, by whichever of their devices told last."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.api import Tx


@dataclass(frozen=True, slots=True)
class LastPosition:
    """The newest position of a unit: degrees WGS 84, m/s, degrees clockwise from true north.

    `at` is by the clock of the device, `received_at` by ours; `device` is its id.
    """

    lon: float
    lat: float
    at: datetime
    received_at: datetime
    speed_mps: float | None
    course_deg: float | None
    device: UUID


_LAST = (
    "select distinct on (d.unit_id) d.unit_id, d.id as device, p.lon, p.lat, p.at, p.received_at, "
    "p.speed_mps, p.course_deg from gis.device d join gis.last_position p on p.device = d.number "
    "where d.state = 'active' and {which} order by d.unit_id, p.at desc"
)


async def last_of_units(tx: Tx, units: Collection[UUID] | None) -> dict[UUID, LastPosition]:
    """Return the newest position of these units (None = of all within sight) by unit.

    Units without a device, or whose devices never told a place, are left out.
    """
    if units is None:
        rows = await tx.rows(_LAST.format(which="d.unit_id is not null"))
    else:
        rows = await tx.rows(_LAST.format(which="d.unit_id = any(:units)"), units=list(units))
    return {
        row.unit_id: LastPosition(
            row.lon, row.lat, row.at, row.received_at, row.speed_mps, row.course_deg, row.device
        )
        for row in rows
    }
