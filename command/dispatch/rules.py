"""Who is soonest: where units are, why some cannot go, who meets which need; pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

import numpy as np
from scipy.optimize import linear_sum_assignment

from command.dispatch.needs import Limits, Need
from gis.api import Position, distance_m
from registry.api import ENGAGED, Status

Reason = Literal[
    "off_duty",
    "out_of_service",
    "engaged",
    "lacks_capability",
    "crew_too_small",
    "no_position",
    "unreachable_by_road",
]
Mark = Literal["stale_fix", "from_station", "straight_line", "returning"]
Source = Literal["fix", "station"]
RESTING: Mapping[Status, Reason] = {"off_duty": "off_duty", "out_of_service": "out_of_service"}
# Longer than any way through a city, so that one more need met is worth any detour.
NEVER_S = 1e7
KMH_PER_MS = 3.6


@dataclass(frozen=True, slots=True)
class Fix:
    """A place (lon, lat, WGS 84) and when a unit was there."""

    place: Position
    at: datetime


@dataclass(frozen=True, slots=True)
class Where:
    """From where a unit would start; `at` of a fix, None for a station."""

    place: Position
    source: Source
    at: datetime | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Travel:
    """Driving time in seconds, None when no open road leads there."""

    seconds: float | None
    straight: bool = False


@dataclass(frozen=True, slots=True)
class ByRoad:
    """What the search over the roads found for a unit.

    Seconds, None where no open road leads; whether a road is near at all, and whether the network
    knows every street.
    """

    seconds: float | None
    near: bool
    streets: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """What is known of a unit when somebody asks who should go."""

    id: UUID
    call_sign: str
    kind: str
    status: Status
    incident: UUID | None
    capabilities: frozenset[str]
    crew: int | None
    where: Where | None = None
    travel: Travel | None = None

    @property
    def seconds(self) -> float | None:
        """The driving time, None when there is none."""
        return self.travel.seconds if self.travel else None

    def meets(self, need: Need) -> bool:
        """Say whether it can meet a need; an unknown crew is taken to be enough."""
        return need.capability in self.capabilities and not self.short_of(need)

    def short_of(self, need: Need) -> bool:
        """Say whether its crew is smaller than a need asks for."""
        return self.crew is not None and self.crew < need.min_crew

    def marks(self) -> list[Mark]:
        """Return what makes its time less sure than a live position and a road."""
        told: list[tuple[Mark, bool]] = [
            ("stale_fix", self.where is not None and self.where.stale),
            ("from_station", self.where is not None and self.where.source == "station"),
            ("straight_line", self.travel is not None and self.travel.straight),
            ("returning", self.status == "returning"),
        ]
        return [mark for mark, holds in told if holds]


@dataclass(frozen=True, slots=True)
class Met:
    """How far a need is met: by units that are sent already, by those proposed; what is missing."""

    need: Need
    sent: list[UUID] = field(default_factory=list)
    picks: list[UUID] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """How many units are still wanted."""
        return max(0, self.need.count - len(self.sent) - len(self.picks))


@dataclass(frozen=True, slots=True)
class Judged:
    """The fleet sorted: sent already, ranked by time, rejected with the reason, needs met."""

    sent: list[Unit]
    ranked: list[Unit]
    rejected: list[tuple[Unit, Reason]]
    needs: list[Met]

    @property
    def picks(self) -> list[UUID]:
        """The units proposed, soonest first."""
        picked = {unit for met in self.needs for unit in met.picks}
        return [unit.id for unit in self.ranked if unit.id in picked]


def where(fix: Fix | None, station: Position | None, now: datetime, limits: Limits) -> Where | None:
    """Return from where a unit would start: its last fix, or the station when that is forgotten."""
    if fix is not None:
        age_s = (now - fix.at).total_seconds()
        if age_s <= limits.forget_after_s or station is None:
            return Where(fix.place, "fix", fix.at, stale=age_s > limits.stale_after_s)
    return None if station is None else Where(station, "station")


def travel(unit: Unit, goal: Position, limits: Limits, road: ByRoad) -> Travel:
    """Return how long a unit drives, by road or estimated in a straight line.

    The line counts for boats and where no road is near; where only trunk roads are known it also
    counts for who stands near and would otherwise go to such a road and back: there are streets.
    """
    assert unit.where is not None
    metres = distance_m(unit.where.place, goal)
    speed = limits.off_road.get(unit.kind, limits.straight_kmh) / KMH_PER_MS
    line_s = metres * limits.detour / speed
    line = Travel(line_s, straight=True)
    if not road.near or unit.kind in limits.off_road:
        return line
    if road.seconds is None or road.streets or metres > limits.straight_within_m:
        return Travel(road.seconds)
    return line if line_s < road.seconds else Travel(road.seconds)


def judge(fleet: Collection[Unit], needs: Sequence[Need], incident: UUID) -> Judged:
    """Return who is sent, who could go by time, who not and why, and who meets which need."""
    sent: list[Unit] = []
    ranked: list[Unit] = []
    rejected: list[tuple[Unit, Reason]] = []
    for unit in sorted(fleet, key=_by_time):
        reason = reason_against(unit, needs)
        if unit.incident == incident and unit.status in ENGAGED:
            sent.append(unit)
        elif reason is None:
            ranked.append(unit)
        else:
            rejected.append((unit, reason))
    return Judged(sent, ranked, rejected, met_by(sent, ranked, needs))


def _by_time(unit: Unit) -> tuple[float, str]:
    return (np.inf if unit.seconds is None else unit.seconds, unit.call_sign)


def reason_against(unit: Unit, needs: Sequence[Need]) -> Reason | None:
    """Return the first reason why a unit cannot go, None when it can."""
    if unit.status in RESTING:
        return RESTING[unit.status]
    if unit.status in ENGAGED:
        return "engaged"
    able = [need for need in needs if need.capability in unit.capabilities]
    if not able:
        return "lacks_capability"
    if all(unit.short_of(need) for need in able):
        return "crew_too_small"
    if unit.where is None:
        return "no_position"
    return "unreachable_by_road" if unit.seconds is None else None


def met_by(sent: Sequence[Unit], ranked: Sequence[Unit], needs: Sequence[Need]) -> list[Met]:
    """Return who meets which need: as many needs as can be, in the least time altogether.

    A unit meets one need, and besides it any that are shared. Units sent already count first.
    """
    met = [Met(need) for need in needs]
    own = [each for each in met if not each.need.shared]
    for unit, each in _assigned(sent, own):
        each.sent.append(unit.id)
    for unit, each in _assigned(ranked, own):
        each.picks.append(unit.id)
    for each in met:
        if each.need.shared:
            _share(each, sent, ranked, {pick for other in met for pick in other.picks})
    return met


def _assigned(units: Sequence[Unit], wanted: Sequence[Met]) -> list[tuple[Unit, Met]]:
    """Return pairs of a unit and a need, each unit once, that meet most needs in least time."""
    slots = [each for each in wanted for _ in range(each.missing)]
    if not slots or not units:
        return []
    costs = np.array(
        [[_cost(unit, slot.need) for unit in units] for slot in slots], dtype=np.float64
    )
    rows, columns = linear_sum_assignment(costs)
    return [
        (units[column], slots[row])
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if costs[row, column] < NEVER_S
    ]


def _cost(unit: Unit, need: Need) -> float:
    if not unit.meets(need):
        return NEVER_S
    return 0.0 if unit.seconds is None else min(unit.seconds, NEVER_S / 2)


def _share(met: Met, sent: Sequence[Unit], ranked: Sequence[Unit], picked: set[UUID]) -> None:
    """Meet a shared need by units that go anyway, then by the soonest others."""
    met.sent.extend([unit.id for unit in sent if unit.meets(met.need)][: met.need.count])
    going = [unit for unit in ranked if unit.id in picked]
    others = [unit for unit in ranked if unit.id not in picked]
    able = [unit.id for unit in [*going, *others] if unit.meets(met.need)]
    met.picks.extend(able[: met.missing])
