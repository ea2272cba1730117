"""The life of an incident: which step leads where, and what each step needs; pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from kernel.api import Conflict, FieldError, Invalid

State = Literal["reported", "confirmed", "responding", "controlled", "closed", "merged"]
Verb = Literal["confirm", "respond", "control", "close", "reopen"]
OPEN: frozenset[str] = frozenset({"reported", "confirmed", "responding", "controlled"})
# Milestones of an incident, in the order in which they are reached.
MILESTONES = ("reported", "confirmed", "responding", "controlled", "closed")
Marks = Mapping[str, datetime]
# What a duty officer does outside the system and ticks off here.
REPORTED_BY_HAND: frozenset[str] = frozenset(
    {"incident.phone_reported", "incident.first_reported", "incident.followed_up"}
)
# Units of a major fire with reserves; the state stays small.
MOST_UNITS = 60


class WrongState(Conflict):
    """The step does not lead on from the present state."""

    code = "wrong-state"
    title = "This step does not follow from the present state"


class CannotMerge(Conflict):
    """An incident cannot be merged into itself or into what is merged into it."""

    code = "cannot-merge"
    title = "These two incidents cannot be merged this way"


@dataclass(frozen=True, slots=True)
class Step:
    """One verb: where it may start, where it ends, the fact it leaves."""

    start: frozenset[str]
    end: State
    fact: str
    needs_reason: bool = False


STEPS: dict[Verb, Step] = {
    "confirm": Step(frozenset({"reported"}), "confirmed", "incident.confirmed"),
    "respond": Step(
        frozenset({"reported", "confirmed", "controlled"}), "responding", "incident.responding"
    ),
    "control": Step(
        frozenset({"reported", "confirmed", "responding"}), "controlled", "incident.controlled"
    ),
    "close": Step(OPEN, "closed", "incident.closed"),
    "reopen": Step(frozenset({"closed"}), "responding", "incident.reopened", needs_reason=True),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that is allowed: the state it leads to, its fact, and the marks afterwards."""

    state: str
    fact: str
    marks: dict[str, datetime] = field(default_factory=dict)


def take(verb: Verb, state: str, marks: Marks, now: datetime, *, reason: str | None) -> Taken:
    """Return what a step leads to.

    Raises `WrongState`, and `Invalid` when a reason is missing.
    """
    step = STEPS[verb]
    if state not in step.start:
        raise WrongState(
            f"{verb} is possible from: {', '.join(sorted(step.start))}; it stands at {state}.",
            state=state,
        )
    if step.needs_reason and not reason:
        raise Invalid(
            "/reason: say why",
            errors=[FieldError("/reason", "required", "this step needs a reason")],
        )
    end = _reopened(marks) if verb == "reopen" else step.end
    return Taken(end, step.fact, _marked(marks, end, now))


def _reopened(marks: Marks) -> State:
    """Return the furthest state short of control that was reached before."""
    for state in ("responding", "confirmed"):
        if f"incident.{state}" in marks:
            return state
    return "reported"


def _marked(marks: Marks, end: str, now: datetime) -> dict[str, datetime]:
    """Set the milestone of a state and, when it was skipped, the confirmation; drop later ones."""
    place = MILESTONES.index(end)
    later = {f"incident.{state}" for state in MILESTONES[place + 1 :]}
    kept = {name: at for name, at in marks.items() if name not in later}
    if end in ("responding", "controlled"):
        kept.setdefault("incident.confirmed", now)
    kept.setdefault(f"incident.{end}", now)
    return kept


def note_mark(marks: Marks, now: datetime) -> dict[str, datetime]:
    """Return the marks after a note: the first one since the response began answers its clock."""
    began, noted = marks.get("incident.responding"), marks.get("incident.noted")
    if noted is None or (began is not None and noted < began):
        return {**marks, "incident.noted": now}
    return dict(marks)


def milestones(marks: Marks) -> dict[str, datetime | None]:
    """Return the moment of each milestone, None where it was not reached."""
    return {state: marks.get(f"incident.{state}") for state in MILESTONES}


def check_open(state: str) -> None:
    """Raise `WrongState` for an incident that is closed or merged."""
    if state not in OPEN:
        raise WrongState(f"It stands at {state}; reopen or un-merge it first.", state=state)


def check_not_merged(state: str) -> None:
    """Raise `WrongState` for an incident that was merged into another."""
    if state == "merged":
        raise WrongState("It was merged; work on the survivor or un-merge it.", state=state)


def check_merge(merged: UUID, survivor: UUID, states: Collection[str]) -> None:
    """Raise unless one open incident is merged into another open one."""
    if merged == survivor:
        raise CannotMerge("The other incident is this one, or was merged into it.")
    for state in states:
        check_open(state)


def check_merged_into(present: UUID | None, seen: UUID | None, state: str) -> None:
    """Raise `WrongState` unless an incident is still merged into what was seen."""
    if present is None or present != seen:
        raise WrongState(f"It is not merged; it stands at {state}.", state=state)


def sight_of(organisation: UUID, assigned: Collection[UUID]) -> list[UUID]:
    """Return whose people see an incident: the responsible organisation and those called in."""
    return list(dict.fromkeys([organisation, *assigned]))


def after_assignment(
    organisation: UUID, assigned: Collection[UUID], add: Collection[UUID], remove: Collection[UUID]
) -> list[UUID]:
    """Return who is called in after a change; the responsible organisation is never among them."""
    gone = {organisation, *remove} - set(add)
    kept = [each for each in dict.fromkeys([*assigned, *add]) if each not in gone]
    return [each for each in kept if each != organisation]


def with_unit(units: Sequence[Mapping[str, Any]], unit: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the units of an incident after one came, changed or left (`status` None)."""
    others = [dict(each) for each in units if each["id"] != unit["id"]]
    if unit["status"] is None:
        return others
    return sorted([*others, dict(unit)], key=lambda each: str(each["call_sign"]))[:MOST_UNITS]


def check_free(report_state: str) -> None:
    """Raise `WrongState` for a report that is no longer waiting for an incident."""
    if report_state != "received":
        raise WrongState(f"A report stands at {report_state} already.", state=report_state)
