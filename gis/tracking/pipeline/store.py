"""Stores a batch: positions by COPY, the last of each device, what was refused; one transaction."""

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import asyncpg

from gis.tracking.geofences.guard import Guard, keep
from gis.tracking.pipeline import rows
from gis.tracking.pipeline.report import EPOCH, MOVING, Batch, Report
from gis.tracking.pipeline.steps import DAY
from kernel.api import Conflict, Database, Invalid, system

ACTOR = system("positions")
# Each part is known by name once it was seen or made; as many as retention may hold.
MOST_DAYS = 4_000

_KEEP = (
    "insert into gis.position (at, received_at, lon, lat, device, flags, altitude_m, speed_mps, "
    "course_deg, accuracy_m, extras) select * from unnest($1::timestamptz[], $2::timestamptz[], "
    "$3::float8[], $4::float8[], $5::int[], $6::smallint[], $7::real[], $8::real[], $9::real[], "
    "$10::real[], $11::jsonb[]) on conflict do nothing"
)
# Rows are taken in the order of their number: two processes never wait for each other crosswise.
# Moments go as microseconds: the driver takes a fifth of the time for a whole number.
_LAST = (
    "insert into gis.last_position as was (device, at, received_at, since, lon, lat, altitude_m, "
    "speed_mps, course_deg, accuracy_m, moving) "
    "select device, epoch + at * tick, epoch + received_at * tick, epoch + since * tick, "
    "lon, lat, altitude_m, speed_mps, course_deg, accuracy_m, moving "
    "from unnest($1::int[], $2::int8[], $3::int8[], $4::int8[], $5::float8[], $6::float8[], "
    "$7::real[], $8::real[], $9::real[], $10::real[], $11::boolean[]) "
    "as told (device, at, received_at, since, lon, lat, altitude_m, speed_mps, course_deg, "
    "accuracy_m, moving), "
    "(values (timestamptz 'epoch', interval '1 microsecond')) as unix (epoch, tick) "
    "on conflict (device) do update set at = excluded.at, received_at = excluded.received_at, "
    "lon = excluded.lon, lat = excluded.lat, since = excluded.since, "
    "altitude_m = excluded.altitude_m, speed_mps = excluded.speed_mps, "
    "course_deg = excluded.course_deg, accuracy_m = excluded.accuracy_m, "
    "moving = excluded.moving where excluded.at > was.at"
)
_REFUSED = (
    "insert into gis.device_refusal as was (device, reason, count, last_at) "
    "select * from unnest($1::int[], $2::text[], $3::bigint[], $4::timestamptz[]) "
    "on conflict (device, reason) do update set count = was.count + excluded.count, "
    "last_at = excluded.last_at"
)


@dataclass(slots=True)
class Store:
    """Writes batches; knows which days have a part."""

    db: Database
    days: set[date]
    guard: Guard

    async def write(self, batch: Batch) -> None:
        """Store a batch, whatever of it was stored before. Raises `Unavailable`.

        What the database will not take is found by halves and refused as `unstorable`.
        """
        await self._make_days(batch.taken)
        if batch.passages is None:
            batch.passages = await self.guard.judge(batch.reports)
        try:
            await self._write(batch, careful=False)
        except Conflict:
            await self._write(batch, careful=True)
        except Invalid:
            await self._write_halves(batch)

    async def _write_halves(self, batch: Batch) -> None:
        if len(batch.reports) == 1:
            batch.reports[0].refused = "unstorable"
            await self._write(batch, careful=True)
            return
        for half in batch.halves():
            await self.write(half)

    async def _write(self, batch: Batch, *, careful: bool) -> None:
        """Store a batch; `careful` looks at every row whether it is there already."""
        taken = batch.taken
        fresh = [] if careful else [report for report in taken if not report.known]
        known = taken if careful else [report for report in taken if report.known]
        async with self.db.transaction(ACTOR) as tx:
            connection = await tx.driver()
            for day, reports in by_day(fresh).items():
                await _copy(connection, day, reports)
            if known:
                await connection.execute(_KEEP, *_columns(known))
            if newest := newest_of(taken):
                await connection.execute(_LAST, *_last(newest))
            if batch.passages:
                await keep(connection, batch.passages, tx.now)
            if refused := batch.refused:
                await connection.execute(_REFUSED, *_refused(refused))

    async def _make_days(self, reports: Sequence[Report]) -> None:
        missing = by_day(reports).keys() - self.days
        if not missing:
            return
        async with self.db.transaction(ACTOR) as tx:
            for day in sorted(missing):
                await tx.run("select gis.make_position_day(:day)", day=day)
        if len(self.days) > MOST_DAYS:
            self.days.clear()
        self.days |= missing


async def _copy(connection: asyncpg.Connection, day: date, reports: Sequence[Report]) -> None:
    await connection.copy_to_table(
        part_of(day),
        schema_name="gis",
        source=io.BytesIO(rows.packed(reports)),
        columns=rows.COLUMNS,
        format="binary",
    )


def part_of(day: date) -> str:
    """Return the name of the part that holds the positions of a day (UTC)."""
    return f"position_{day:%Y%m%d}"


def by_day(reports: Sequence[Report]) -> dict[date, list[Report]]:
    """Return reports by the day (UTC) they are stored under."""
    found: dict[int, list[Report]] = {}
    for report in reports:
        found.setdefault(report.at // DAY, []).append(report)
    return {_moment(day * DAY).date(): those for day, those in found.items()}


def newest_of(reports: Sequence[Report]) -> list[Report]:
    """Return the report that moves the marker last of each device, by number."""
    newest = {report.device.number: report for report in reports if report.moves}
    return [newest[number] for number in sorted(newest)]


def _moment(micros: int) -> datetime:
    return EPOCH + timedelta(microseconds=micros)


def _columns(reports: Sequence[Report]) -> tuple[list[Any], ...]:
    seen = {(report.device.number, report.at): report for report in reversed(reports)}
    table = [
        (
            report.fix.at,
            _moment(report.received),
            report.lon,
            report.lat,
            report.device.number,
            report.flags,
            *rows.optional(report),
            _text(rows.extras_json(report.fix.extras, report.fix.battery)),
        )
        for report in seen.values()
    ]
    return tuple(map(list, zip(*table, strict=True)))


def _text(found: bytes | None) -> str | None:
    return None if found is None else found.decode()


def _last(reports: Sequence[Report]) -> tuple[list[Any], ...]:
    table = [
        (
            report.device.number,
            report.at,
            report.received,
            report.device.since,
            report.lon,
            report.lat,
            *rows.optional(report),
            bool(report.flags & MOVING),
        )
        for report in reports
    ]
    return tuple(map(list, zip(*table, strict=True)))


def _refused(reports: Sequence[Report]) -> tuple[list[Any], ...]:
    counts = Counter((report.device.number, report.refused) for report in reports)
    last = _moment(max(report.received for report in reports))
    table = [(device, reason, counts[device, reason], last) for device, reason in sorted(counts)]
    return tuple(map(list, zip(*table, strict=True)))
