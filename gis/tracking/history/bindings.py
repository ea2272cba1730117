"""Which unit a device told positions for, and when: devices move from vehicle to vehicle. Pure.

The journal holds every change. Before its first entry a device counts as that of its first unit:
what it brings from before it was registered is the unit's own history.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Binding:
    """A device with a unit (None = with none) from a moment to another; None = without end."""

    unit: UUID | None
    begin: datetime | None
    end: datetime | None

    def within(self, begin: datetime, end: datetime) -> tuple[datetime, datetime] | None:
        """Return the part of it within a time, None when there is none."""
        first = begin if self.begin is None else max(begin, self.begin)
        last = end if self.end is None else min(end, self.end)
        return (first, last) if first < last else None


def bindings(devices: Iterable[Any], told: Sequence[Any]) -> dict[UUID, list[Binding]]:
    """Return the bindings of each device, in order, from what the journal told of them.

    A device nothing is told of has been with its present unit always.
    """
    found: dict[UUID, list[Binding]] = {}
    changes: dict[UUID, list[Any]] = {}
    for row in told:
        changes.setdefault(row.device, []).append(row)
    for device in devices:
        steps: list[tuple[UUID | None, datetime | None]] = []
        for row in changes.get(device.id, ()):
            if not steps or steps[-1][0] != row.unit:
                steps.append((row.unit, row.at if steps else None))
        steps = steps or [(device.unit_id, None)]
        ends = [begin for _, begin in steps[1:]] + [None]
        found[device.id] = [
            Binding(unit, begin, end) for (unit, begin), end in zip(steps, ends, strict=True)
        ]
    return found


def unit_at(steps: Sequence[Binding], moment: datetime) -> UUID | None:
    """Return the unit a device was with at a moment."""
    return next(each.unit for each in steps if each.end is None or moment < each.end)
