"""Use cases: the track of a unit or device, where everybody was, who brings a file in."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from gis.geodesy import METRES_PER_DEGREE
from gis.tracking.history import queries
from gis.tracking.history.bindings import Binding, bindings, unit_at
from gis.tracking.history.points import THIN, Columns
from gis.tracking.history.schemas import (
    MOST_FILM,
    MOST_RANGE,
    MOST_STEPS,
    FilmQuery,
    Range,
    TrackQuery,
)
from gis.tracking.history.track import Wish
from kernel.api import FieldError, Invalid, NotFound, TooLarge, Tx
from registry.api import units

READ = "units.read"
# A week of one device at a position a second, with a second one beside it for a day; 40 MB.
MOST_POSITIONS = 700_000
# Who was silent for longer is not shown at a past second: nobody would look for him there.
LOOK_BACK = timedelta(hours=24)
TOLERANCE_M = 10.0
TILE_PX = 512


@dataclass(frozen=True, slots=True)
class Told:
    """What one device told of a track."""

    device: Any
    rows: NDArray[np.void]


def bounds(wanted: Range, now: datetime) -> tuple[datetime, datetime]:
    """Return begin and end of a range. Raises `Invalid`."""
    begin, end = wanted.from_, min(wanted.to or now, now)
    if begin >= end:
        raise _refused("?from", "range", "must lie before `to` and before now")
    if end - begin > MOST_RANGE:
        detail = f"at most {MOST_RANGE.days} days at once"
        raise _refused("?to", "range", detail)
    return begin, end


def _refused(pointer: str, code: str, detail: str) -> Invalid:
    return Invalid(f"{pointer[1:]}: {detail}", errors=[FieldError(pointer, code, detail)])


async def told(tx: Tx, wanted: Range, columns: Columns = THIN) -> list[Told]:
    """Return what a unit's devices, or one device, told in a range; the most telling first.

    A device counts for a unit while it was bound to it; of its time with units out of the asker's
    sight nothing is told. Raises `NotFound`, `TooLarge`.
    """
    tx.actor.require(READ)
    begin, end = bounds(wanted, tx.now)
    devices = await _devices(tx, wanted)
    bound = await steps_of(tx, devices)
    others = {step.unit for steps in bound.values() for step in steps if step.unit is not None}
    seen = await queries.visible(tx, others)
    found, left = [], MOST_POSITIONS
    for device in devices:
        shown = [step for step in bound[device.id] if _shown(step, wanted.unit, seen)]
        parts = []
        for span in filter(None, (step.within(begin, end) for step in shown)):
            rows = await queries.positions(tx, device.number, columns, span, most=left + 1)
            left -= len(rows)
            if left < 0:
                raise TooLarge(f"More than {MOST_POSITIONS} positions: choose a shorter time.")
            parts.append(rows)
        if parts and any(map(len, parts)):
            found.append(Told(device, np.concatenate(parts)))
    return sorted(found, key=lambda each: -len(each.rows))


async def called(tx: Tx, wanted: Range, told_by: Sequence[Told]) -> str:
    """Return what a file of a track is called: as the unit, else as the device."""
    if wanted.unit is not None:
        return str((await units.find(tx, wanted.unit))["call_sign"])
    return str(told_by[0].device.name or told_by[0].device.number) if told_by else "track"


async def _devices(tx: Tx, wanted: Range) -> list[Any]:
    if wanted.device is not None:
        device = await queries.device(tx, wanted.device)
        if device is None:
            raise NotFound
        return [device]
    assert wanted.unit is not None
    if not await queries.visible(tx, [wanted.unit]):
        raise NotFound
    return await queries.devices_of(tx, wanted.unit)


def _shown(step: Binding, unit: UUID | None, seen: set[UUID]) -> bool:
    if unit is not None:
        return step.unit == unit
    return step.unit is None or step.unit in seen


async def steps_of(tx: Tx, devices: Sequence[Any]) -> dict[UUID, list[Binding]]:
    """Return with which units devices were, and when."""
    return bindings(devices, await queries.told_units(tx, [device.id for device in devices]))


def wish_of(wanted: TrackQuery, lat: float) -> Wish:
    """Return how a track at a latitude is thinned: a pixel of its zoom, or as asked."""
    tolerance = TOLERANCE_M if wanted.tolerance_m is None else wanted.tolerance_m
    if wanted.tolerance_m is None and wanted.zoom is not None:
        pixels = TILE_PX * 2.0**wanted.zoom
        tolerance = 360 * METRES_PER_DEGREE * math.cos(math.radians(lat)) / pixels
    return Wish(round(tolerance, 2), wanted.stop_radius_m, wanted.stop_s, wanted.gap_s)


async def stood(tx: Tx, moment: datetime) -> list[tuple[UUID, Any]]:
    """Return where the visible units were at a moment: unit and position of each of its devices.

    A device counts for the unit it was bound to then. Raises `Invalid`.
    """
    tx.actor.require(READ)
    if moment > tx.now:
        raise _refused("?at", "range", "a moment of the past")
    rows = await queries.at(tx, moment, moment - LOOK_BACK)
    # Who has not changed since was with the unit it is with now.
    changed = [_Changed(row["id"], row["unit_id"]) for row in rows if row["changed_at"] > moment]
    steps = await steps_of(tx, changed)
    then = {device: unit_at(those, moment) for device, those in steps.items()}
    seen = await queries.visible(tx, {unit for unit in then.values() if unit is not None})
    found = []
    for row in rows:
        unit = then.get(row["id"], row["unit_id"])
        if unit is not None and (row["id"] not in then or unit in seen):
            found.append((unit, row))
    return found


@dataclass(frozen=True, slots=True)
class _Changed:
    id: UUID
    unit_id: UUID | None


async def filmed(tx: Tx, wanted: FilmQuery) -> tuple[list[tuple[UUID, Any]], NDArray[np.void]]:
    """Return where units were at a beginning, and what came after. Raises `Invalid`."""
    end = min(wanted.to, tx.now)
    if not wanted.from_ <= wanted.to <= wanted.from_ + MOST_FILM:
        minutes = MOST_FILM.total_seconds() / 60
        raise _refused("?to", "range", f"after `from`, at most {minutes:.0f} minutes")
    if (wanted.to - wanted.from_).total_seconds() > MOST_STEPS * wanted.step_s:
        raise _refused("?step_s", "range", f"at most {MOST_STEPS} steps at once")
    those = await stood(tx, wanted.from_)
    return those, await queries.during(tx, wanted.from_, end, wanted.step_s)


def newest(those: Iterable[tuple[UUID, Any]]) -> list[dict[str, Any]]:
    """Return where units were: of several devices of one, the one that told last."""
    best: dict[UUID, Any] = {}
    for unit, row in those:
        standing = best.get(unit)
        if standing is None or row["at"] > standing["at"]:
            best[unit] = row
    names = ("at", "lon", "lat", "speed_mps", "course_deg", "moving")
    return [
        {"unit": unit, "device": row["id"]} | {name: row[name] for name in names}
        for unit, row in best.items()
    ]
