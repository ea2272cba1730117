"""Judges every batch of positions against the geofences, in the process that takes them.

What a process knows is refreshed in passing. Who came and went is written in the transaction of the
positions; what comes of it, a worker tells.
"""

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import numpy as np
import shapely
import structlog

from gis.tracking.geofences.presence import Crossing, Fence, Moves, Presence, Watch
from gis.tracking.pipeline.report import EPOCH, Report
from kernel.api import Database, Problem, Tx, system

log = structlog.get_logger()
ACTOR = system("geofences")
# A geofence or rule counts within this time.
FRESH_S = 2.0
# Changes that were under way at the last look are found by looking back so far.
OVERLAP = timedelta(seconds=30)
SECOND = 1_000_000
# Another process may have judged by an older area for so long: whose last position came by then is
# found where it is, it has not come. Within twice the time a change takes to be known.
SETTLED_S = 5.0
# Who is heard of later has been there and may be gone: a fact, but nobody is called for it.
LATE_US = 300 * SECOND
_FENCES = (
    "select id, version, shaped_at, withdrawn_at is null and active as stands, margin_m, "
    "st_asbinary(area) as area, st_asbinary(grown) as grown from gis.geofence "
    "where cast(:since as timestamptz) is null or changed_at >= :since"
)
_LIMITS = (
    "select distinct fence, limit_kmh from gis.geofence_rule, unnest(fences) fence "
    "where event = 'speed' and active and withdrawn_at is null"
)
_MOVED = (
    "select p.device, l.at from gis.presence p join gis.last_position l on l.device = p.device "
    "where p.changed_at >= :since"
)
_LAST = (
    "select device, at, received_at, lon, lat from gis.last_position where device = any(:devices)"
)
_INSIDE = (
    "select device, fence_id, limit_kmh, since from gis.presence "
    "where device = any(:devices) and inside"
)
_TAKE = (
    "select gis.take_crossings($1::int[], $2::uuid[], $3::smallint[], $4::boolean[], "
    "$5::timestamptz[], $6::timestamptz[], $7::float8[], $8::float8[], $9::real[], "
    "$10::boolean[], $11::boolean[], $12)"
)


@dataclass(slots=True)
class Passage:
    """A crossing with the report that told it; `found` for who was first seen there."""

    crossing: Crossing
    report: Report
    found: bool


@dataclass(slots=True)
class _Known:
    """A geofence as this process knows it; `look` is the one by which it learned of its area."""

    version: int
    shaped_at: float
    fence: Fence
    look: int


@dataclass(slots=True)
class _Before:
    """The fix before this batch: `look` by which it was judged here, None when it was not.

    `at` by the clock of the device, `received` by ours; Unix seconds.
    """

    at: float = -math.inf
    received: float = -math.inf
    look: int | None = None


@dataclass(slots=True)
class Guard:
    """One a process. Costs a question every other second while there are no geofences."""

    db: Database
    fences: dict[UUID, _Known] = field(default_factory=dict)
    devices: dict[int, Presence] = field(default_factory=dict)
    _before: dict[int, _Before] = field(default_factory=dict)
    _looks: int = 0
    _limits: dict[UUID, tuple[int, ...]] = field(default_factory=dict)
    _watch: Watch | None = None
    _looked: datetime | None = None
    _looked_at: float = -math.inf

    async def judge(self, reports: Sequence[Report]) -> list[Passage]:
        """Return who came and went by these reports. Raises `Unavailable`, having judged nothing.

        Only what moves a marker is judged: backfill and what is older than the last position is
        history, which crosses nothing. A mistake of ours never keeps a position from being stored.
        """
        try:
            return await self._judged(reports)
        except Problem:
            raise
        except Exception:
            log.exception("geofences_not_judged", positions=len(reports))
            return []

    async def _judged(self, reports: Sequence[Report]) -> list[Passage]:
        if time.monotonic() - self._looked_at >= FRESH_S:
            await self._look()
        if self._watch is None:
            return []
        moving = [report for report in reports if report.moves and report.refused is None]
        if not moving:
            return []
        await self._remember({report.device.number for report in moving} - self.devices.keys())
        by_fix = {(report.device.number, report.at / SECOND): report for report in moving}
        passages = [
            Passage(each, by_fix[each.device, each.at], self._found(each))
            for each in self._watch.judge(_moves(moving))
        ]
        for device in {report.device.number for report in moving}:
            before = self._before.setdefault(device, _Before())
            before.at, before.look = self.devices[device].at, self._looks
        return passages

    def _found(self, crossing: Crossing) -> bool:
        """Say whether no fix before was compared with this area: somebody may have been there."""
        before = self._before.get(crossing.device) or _Before()
        if crossing.before > before.at:
            return False
        known = self.fences[crossing.fence]
        if before.look is not None:
            return before.look < known.look
        return before.received <= known.shaped_at + SETTLED_S

    async def _look(self) -> None:
        """Learn which geofences changed, and whom other processes saw since."""
        since = self._looked and self._looked - OVERLAP
        async with self.db.reading(ACTOR) as tx:
            rows = await tx.rows(_FENCES, since=since)
            limits = await _limits(tx)
            moved = await tx.rows(_MOVED, since=since) if since and self.devices else []
        for row in moved:
            known = self.devices.get(row.device)
            if known is not None and row.at.timestamp() > known.at:
                del self.devices[row.device]
        self._looks += 1
        changed = [self._learn(row) for row in rows]
        if any(changed) or limits != self._limits:
            self._limits = limits
            self._watch_anew()
        self._looked, self._looked_at = tx.now, time.monotonic()

    def _learn(self, row: Any) -> bool:
        """Take in a geofence; say whether it is another than before."""
        if not row.stands:
            return self.fences.pop(row.id, None) is not None
        known = self.fences.get(row.id)
        if known is not None and known.version == row.version:
            return False
        area, grown = shapely.from_wkb(row.area), shapely.from_wkb(row.grown)
        fence = Fence(row.id, area, row.margin_m, grown=grown)
        shaped_at = row.shaped_at.timestamp()
        same = known is not None and known.shaped_at == shaped_at
        look = known.look if same and known is not None else self._looks
        self.fences[row.id] = _Known(row.version, shaped_at, fence, look)
        return True

    def _watch_anew(self) -> None:
        if not self.fences:
            self._watch = None
            self.devices.clear()
            self._before.clear()
            return
        fences = [
            Fence(key, known.fence.area, known.fence.margin_m, self._limits.get(key, ()),
                  known.fence.grown)
            for key, known in self.fences.items()
        ]  # fmt: skip
        self._watch = Watch(fences, self.devices)

    async def _remember(self, devices: set[int]) -> None:
        """Take up where others, or this process before it ended, left off."""
        if not devices:
            return
        async with self.db.reading(ACTOR) as tx:
            last = await tx.rows(_LAST, devices=sorted(devices))
            inside = await tx.rows(_INSIDE, devices=sorted(devices))
        for row in last:
            at = row.at.timestamp()
            self.devices[row.device] = Presence(at, row.lon, row.lat)
            self._before[row.device] = _Before(at, row.received_at.timestamp())
        for row in inside:
            presence = self.devices.get(row.device)
            if presence is not None and row.fence_id in self.fences:
                since = row.since.timestamp()
                if row.limit_kmh:
                    presence.fast[row.fence_id, row.limit_kmh] = since
                else:
                    presence.inside[row.fence_id] = since


async def keep(connection: asyncpg.Connection, passages: Iterable[Passage], now: datetime) -> None:
    """Write who came and went, in the transaction of their positions."""
    table = [_row(each) for each in passages if each.report.refused is None]
    if table:
        await connection.execute(_TAKE, *map(list, zip(*table, strict=True)), now)


async def _limits(tx: Tx) -> dict[UUID, tuple[int, ...]]:
    found: dict[UUID, list[int]] = {}
    for row in await tx.rows(_LIMITS):
        found.setdefault(row.fence, []).append(row.limit_kmh)
    return {fence: tuple(sorted(limits)) for fence, limits in found.items()}


def _moves(reports: Sequence[Report]) -> Moves:
    rows = [
        (report.device.number, report.at / SECOND, report.lon, report.lat) for report in reports
    ]
    moves = Moves.of(rows)
    speeds = [math.nan if each.speed_mps is None else each.speed_mps for each in reports]
    return Moves(moves.device, moves.at, moves.lon, moves.lat, np.array(speeds, np.float64))


def _row(passage: Passage) -> tuple[Any, ...]:
    crossing, report = passage.crossing, passage.report
    return (
        crossing.device,
        crossing.fence,
        crossing.limit_kmh,
        crossing.entered,
        EPOCH + timedelta(microseconds=report.at),
        EPOCH + timedelta(microseconds=round(crossing.since * SECOND)),
        report.lon,
        report.lat,
        report.speed_mps,
        passage.found,
        report.received - report.at > LATE_US,
    )
