"""What calls for an alarm, and when it is over; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from incidents.lifecycle.clocks import colour
from incidents.lifecycle.rules import OPEN

UNTAKEN_AFTER = timedelta(seconds=60)
UNASSIGNED_AFTER = timedelta(minutes=10)
HIGH_GRADES = frozenset({"I", "II"})
UNTAKEN, OVERDUE, UNASSIGNED, HIGH = (
    "report-unacknowledged",
    "clock-overdue",
    "incident-unassigned",
    "grade-high",
)


@dataclass(frozen=True, slots=True)
class Call:
    """An alarm an incident calls for, with what its text says in both languages."""

    kind: str
    zh: Mapping[str, Any]
    en: Mapping[str, Any]


def calls(
    incident: Any,
    marks: Mapping[str, datetime],
    clocks: Sequence[Mapping[str, Any]],
    now: datetime,
) -> list[Call]:
    """Return the alarms an incident calls for now, one of a kind."""
    if incident.state not in OPEN:
        return []
    found = [_overdue(incident, clocks, now), _unassigned(incident, marks, now), _high(incident)]
    return [call for call in found if call is not None]


def _overdue(incident: Any, clocks: Sequence[Mapping[str, Any]], now: datetime) -> Call | None:
    red = [clock for clock in clocks if colour(clock, now) == "red"]
    if not red:
        return None
    worst = min(red, key=lambda clock: clock["due_at"])
    values = {"number": incident.number, "minutes": minutes(now - worst["due_at"])}
    return Call(OVERDUE, values | {"clock": worst["zh"]}, values | {"clock": worst["en"]})


def _unassigned(incident: Any, marks: Mapping[str, datetime], now: datetime) -> Call | None:
    waited = now - marks["incident.reported"]
    if incident.units or "incident.responding" in marks or waited < UNASSIGNED_AFTER:
        return None
    values = {"number": incident.number, "minutes": minutes(waited)}
    return Call(UNASSIGNED, values, values)


def _high(incident: Any) -> Call | None:
    if incident.grade not in HIGH_GRADES:
        return None
    values = {name: getattr(incident, name) for name in ("number", "grade", "title")}
    return Call(HIGH, values, values)


def minutes(span: timedelta) -> int:
    """Return whole minutes."""
    return int(span.total_seconds() // 60)
