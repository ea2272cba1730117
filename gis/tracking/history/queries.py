"""All SQL of where units were."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from gis.tracking.history.points import Columns, selected, table
from gis.tracking.pipeline.report import MOVING
from kernel.api import Tx

_DEVICE = (
    "d.id, d.number, d.protocol, d.identifier, d.state, d.name, d.plate, d.unit_id, d.changed_at"
)
# The newest position of each device at a moment: one step in the index of a day, for each.
_AT = f"""
select d.id, d.number, d.unit_id, d.changed_at, p.at, p.lon, p.lat, p.speed_mps, p.course_deg,
    p.flags & {MOVING} <> 0 as moving
from gis.device d cross join lateral (
    select * from gis.position p
    where p.device = d.number and p.at <= $1 and p.at > $2 order by p.at desc limit 1) p
"""
# What came after, at most one position of a device in each step: the last. In short steps that is
# nearly all there is, so it is read as it was stored; in long ones each is a step in the index.
LONG_STEP_S = 5.0
_ALL = f"""
select distinct on (device, step) device, step, at, lon, lat, coalesce(speed_mps, 'NaN'::real),
    coalesce(course_deg, 'NaN'::real), (flags & {MOVING})::smallint
from (select *, ceil(extract(epoch from at - $1::timestamptz) / $3::float8)::integer as step
    from gis.position where at > $1::timestamptz and at <= $2::timestamptz) p
order by device, step, at desc
"""
_STEPS = f"""
select d.number, t.step, p.at, p.lon, p.lat, coalesce(p.speed_mps, 'NaN'::real),
    coalesce(p.course_deg, 'NaN'::real), (p.flags & {MOVING})::smallint
from gis.device d cross join generate_series(
    1, ceil(extract(epoch from $2::timestamptz - $1::timestamptz) / $3::float8)::integer) t (step)
cross join lateral (
    select * from gis.position p where p.device = d.number
    and p.at > $1::timestamptz + make_interval(secs => (t.step - 1) * $3::float8)
    and p.at <= least($2::timestamptz, $1::timestamptz + make_interval(secs => t.step * $3::float8))
    order by p.at desc limit 1) p
"""
DURING: Columns = (
    ("device", ">i4"), ("step", ">i4"), ("at", ">i8"), ("lon", ">f8"), ("lat", ">f8"),
    ("speed_mps", ">f4"), ("course_deg", ">f4"), ("moving", ">i2"),
)  # fmt: skip


async def devices_of(tx: Tx, unit: UUID) -> list[Any]:
    """Return the visible devices that are or ever were bound to a unit."""
    return await tx.rows(
        f"select {_DEVICE} from gis.device d where d.unit_id = :unit union "
        f"select {_DEVICE} from gis.device d where d.id in (select f.subject from kernel.fact f "
        "where f.about @> array[cast(:unit as uuid)] and f.topic = 'devices') order by number",
        unit=unit,
    )


async def device(tx: Tx, device_id: UUID) -> Any | None:
    """Return a visible device."""
    return await tx.row(f"select {_DEVICE} from gis.device d where d.id = :id", id=device_id)


async def newest_of(tx: Tx, unit: UUID) -> Any | None:
    """Return the active device of a unit that told a position last."""
    return await tx.row(
        f"select {_DEVICE} from gis.device d left join gis.last_position p on p.device = d.number "
        "where d.unit_id = :unit and d.state = 'active' "
        "order by p.at desc nulls last, d.number limit 1",
        unit=unit,
    )


async def told_units(tx: Tx, devices: Collection[UUID]) -> list[Any]:
    """Return by device what the journal says of its unit: `device`, `at`, `unit`, in order."""
    if not devices:
        return []
    return await tx.rows(
        "select subject as device, at, cast(state ->> 'unit_id' as uuid) as unit "
        "from kernel.fact where subject = any(:devices) and topic = 'devices' order by seq",
        devices=list(devices),
    )


async def visible(tx: Tx, units: Collection[UUID]) -> set[UUID]:
    """Return which of these units are within sight."""
    if not units:
        return set()
    rows = await tx.rows("select id from registry.unit where id = any(:ids)", ids=list(units))
    return {row.id for row in rows}


async def positions(
    tx: Tx, number: int, columns: Columns, span: tuple[datetime, datetime], *, most: int
) -> NDArray[np.void]:
    """Return the positions of a device in a time, its end left out, `most` at the most."""
    connection = await tx.driver()
    pieces: list[bytes] = []
    await connection.copy_from_query(
        f"select {selected(columns)} from gis.position "
        "where device = $1::integer and at >= $2::timestamptz and at < $3::timestamptz "
        "order by at limit $4::integer",
        number,
        *span,
        most,
        output=_into(pieces),
        format="binary",
    )
    return table(b"".join(pieces), columns)


async def at(tx: Tx, moment: datetime, oldest: datetime) -> list[Any]:
    """Return the newest position of each visible device at a moment, none before `oldest`."""
    connection = await tx.driver()
    found: list[Any] = await connection.fetch(_AT, moment, oldest)
    return found


async def during(tx: Tx, begin: datetime, end: datetime, step_s: float) -> NDArray[np.void]:
    """Return what visible devices told after `begin` up to `end`: one position each step."""
    connection = await tx.driver()
    query = _ALL if step_s < LONG_STEP_S else _STEPS
    pieces: list[bytes] = []
    await connection.copy_from_query(
        query, begin, end, step_s, output=_into(pieces), format="binary"
    )
    return table(b"".join(pieces), DURING)


async def known(tx: Tx, number: int, moments: list[datetime]) -> int:
    """Count at how many of these moments a position of a device is stored."""
    return int(
        await tx.value(
            "select count(*) from gis.position where device = :number and at = any(:moments) "
            "and at >= :first and at <= :last",
            number=number,
            moments=moments,
            first=min(moments),
            last=max(moments),
        )
    )


def _into(pieces: list[bytes]) -> Any:
    async def took(data: bytes) -> None:
        pieces.append(data)

    return took
