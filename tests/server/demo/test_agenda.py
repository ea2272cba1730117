"""What the demo does with each of the recorded calls."""

import pytest

from server.demo.agenda import agenda
from server.demo.calls import Call, days, warm_up

CALLS = [*warm_up(), *days(since_s=0)]
ORDER = ("confirm", "respond", "note", "control", "close")


def valid(call: Call) -> bool:
    return call.valid and call.same_as is None


def test_a_false_call_is_rejected_and_nothing_else() -> None:
    steps = [agenda(call) for call in CALLS if not call.valid]
    assert steps
    assert {tuple(step.name for step in each) for each in steps} == {("reject",)}


@pytest.mark.parametrize("call", [call for call in CALLS if valid(call)][::25], ids=lambda c: c.id)
def test_an_incident_is_worked_through_in_order(call: Call) -> None:
    steps = agenda(call)
    assert [step.at_s for step in steps] == sorted(step.at_s for step in steps)
    at = {step.name: step.at_s for step in steps if step.name != "unit"}
    assert set(at) == set(ORDER)
    assert at["confirm"] < at["respond"] < at["control"] < at["close"]
    # Clocks of the demo: confirmed within 5 minutes, a word from the scene within 30.
    assert at["confirm"] < 300
    turned_out = min(step.at_s for step in steps if step.status == "en_route")
    assert turned_out <= at["respond"] + 300
