"""The states of a unit and the ways between them (thirteen field-proven states made eight).

Pure. 失联 (no contact) is no state: it is judged from the age of position and keep-alive.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

from kernel.api import Conflict, FieldError, Forbidden, Invalid

Status = Literal[
    "available",
    "assigned",
    "en_route",
    "on_scene",
    "transporting",
    "returning",
    "out_of_service",
    "off_duty",
]
STATUSES: tuple[Status, ...] = get_args(Status)

WAYS: dict[Status, frozenset[Status]] = {
    "available": frozenset({"assigned", "en_route", "out_of_service", "off_duty"}),
    "assigned": frozenset({"en_route", "on_scene", "available", "out_of_service"}),
    "en_route": frozenset({"on_scene", "assigned", "returning", "available", "out_of_service"}),
    "on_scene": frozenset({"transporting", "returning", "available", "out_of_service"}),
    "transporting": frozenset({"on_scene", "returning", "available", "out_of_service"}),
    "returning": frozenset({"available", "assigned", "en_route", "out_of_service"}),
    "out_of_service": frozenset({"available", "off_duty"}),
    "off_duty": frozenset({"available", "out_of_service"}),
}
# In these a unit works for one incident and is not free for another.
ENGAGED: frozenset[Status] = frozenset({"assigned", "en_route", "on_scene", "transporting"})
# In these it belongs to no incident any more.
FREE: frozenset[Status] = frozenset({"available", "out_of_service", "off_duty"})
# A phone's clock may be a day off and its outbox a week old; anything further is a mistake.
OLDEST_REPORT = timedelta(days=7)
NEWEST_REPORT = timedelta(days=2)


class StatusStep(Conflict):
    """The unit cannot go from its present status to this one."""

    code = "unit-status"
    title = "A unit cannot go from its status to this one"


class UnitTaken(Conflict):
    """The unit works for another incident."""

    code = "unit-taken"
    title = "The unit works for another incident"


class ForeignUnit(Forbidden):
    """A crew speaks for its own unit only."""

    code = "foreign-unit"
    title = "You speak for your own unit only"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a unit does now and for which incident."""

    status: Status
    incident: UUID | None


@dataclass(frozen=True, slots=True)
class Step:
    """A status that was reported; `forced` by a dispatcher who gave a note."""

    status: Status
    incident: UUID | None = None
    reported_at: datetime | None = None
    forced: bool = False


def next_standing(present: Standing, step: Step, now: datetime) -> Standing:
    """Return what the unit does after a step.

    Raises `StatusStep`, `UnitTaken`, `Invalid`.
    """
    check_moment(step.reported_at, now)
    if not step.forced and step.status != present.status:
        _check_way(present.status, step.status)
    incident = step.incident or present.incident
    if step.status in FREE:
        return Standing(step.status, None)
    _check_taken(present, step)
    if step.status == "assigned" and incident is None:
        raise Invalid(
            "Say which incident the unit is assigned to.",
            errors=[FieldError("/incident_id", "missing", "needed for assigned")],
        )
    return Standing(step.status, incident)


def _check_way(present: Status, wanted: Status) -> None:
    if wanted not in WAYS[present]:
        ways = ", ".join(status for status in STATUSES if status in WAYS[present])
        raise StatusStep(
            f"From {present} a unit goes to {ways}; a dispatcher may set another with a note.",
            errors=[FieldError("/status", "step", f"from {present}: {ways}")],
            allowed=[status for status in STATUSES if status in WAYS[present]],
        )


def _check_taken(present: Standing, step: Step) -> None:
    other = present.incident is not None and step.incident not in (None, present.incident)
    if other and present.status in ENGAGED and not step.forced:
        raise UnitTaken(
            "It works for another incident; a dispatcher may divert it with a note.",
            errors=[FieldError("/incident_id", "taken", "works for another incident")],
        )


def check_moment(reported: datetime | None, now: datetime) -> None:
    """Raise `Invalid` for a moment further off than any phone's clock or outbox."""
    if reported is None or now - OLDEST_REPORT <= reported <= now + NEWEST_REPORT:
        return
    raise Invalid(
        "The moment lies too far from now.",
        errors=[FieldError("/at", "range", "at most 7 days ago, 2 days ahead")],
    )


def check_speaker(own_unit: UUID | None, unit: UUID, *, forced: bool) -> None:
    """Raise unless this account may set the status of a unit: a crew its own, by the usual ways."""
    if own_unit is None:
        return
    if own_unit != unit:
        raise ForeignUnit
    if forced:
        raise ForeignUnit("A crew follows the usual ways; the dispatcher may set any status.")
