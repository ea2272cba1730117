"""What the demo does with one call, and when: a list of timed steps. Pure.

Times are seconds after the call. The real stamps are used where the source has them; a usual
time stands in for a missing one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from server.demo.calls import Call, Dispatch

StepName = Literal["reject", "confirm", "unit", "respond", "note", "control", "close"]

# An operator needs so long to recognise a call that is none, and to confirm a real one.
REJECT_AFTER_S = 25.0
CONFIRM_AFTER_S = 45.0
# Usual times where the source has no stamp (medians of the San Francisco calls).
DISPATCHED_S = 80.0
RESPONDING_S = 170.0
ON_SCENE_S = 330.0
AVAILABLE_S = 1_500.0
# The first crew tells what it found.
NOTE_AFTER_S = 90.0
# The log of an incident is closed some minutes after the last unit left.
CONTROL_BEFORE_END = 0.75
CLOSE_AFTER_S = 240.0


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do at a time; `number` is the unit's place in the call's list."""

    at_s: float
    name: StepName
    number: int = -1
    status: str = ""


def agenda(call: Call) -> list[Step]:
    """Return the steps of a call that has an incident of its own, in order of time."""
    if not call.valid:
        return [Step(REJECT_AFTER_S, "reject")]
    steps = [Step(CONFIRM_AFTER_S, "confirm")]
    ends = [AVAILABLE_S]
    for number, unit in enumerate(call.units):
        run = list(_run(number, unit))
        steps += run
        ends.append(run[-1].at_s)
    last = max(ends)
    responding = min(
        (step.at_s for step in steps if step.status == "en_route"), default=RESPONDING_S
    )
    arrived = min((step.at_s for step in steps if step.status == "on_scene"), default=ON_SCENE_S)
    steps += [
        Step(arrived + NOTE_AFTER_S, "note"),
        Step(max(responding, CONFIRM_AFTER_S + 1), "respond"),
        Step(max(last * CONTROL_BEFORE_END, responding + 60), "control"),
        Step(last + CLOSE_AFTER_S, "close"),
    ]
    return sorted(steps, key=lambda step: step.at_s)


def arrival_s(call: Call, number: int) -> float:
    """Return when a unit of a call arrives, in seconds after the call."""
    run = _run(number, call.units[number])
    return next(step.at_s for step in run if step.status == "on_scene")


def _run(number: int, unit: Dispatch) -> Iterator[Step]:
    at = 0.0
    for status, real, usual in (
        ("assigned", unit.dispatched_s, DISPATCHED_S),
        ("en_route", unit.responding_s, RESPONDING_S),
        ("on_scene", unit.on_scene_s, ON_SCENE_S),
        ("available", unit.available_s, AVAILABLE_S),
    ):
        at = max(at + 1, real if real is not None else usual)
        yield Step(at, "unit", number, status)
