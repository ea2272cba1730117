"""The life of an alarm, pure."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.alarms import feeds, rules
from kernel.alarms.kinds import alarm_kinds
from kernel.alarms.rules import Alarm, Cause, cause_of
from kernel.api import Invalid, new_id

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
WHO = {"kind": "account", "id": str(new_id()), "name": "anna"}
KIND = alarm_kinds()["report-unacknowledged"]
POST = {"id": str(new_id()), "code": "x.dispatcher", "zh": "调度员", "en": "Dispatcher"}


def cause(**changes: object) -> Cause:
    return replace(cause_of("report-unacknowledged", "east", number="R-1", minutes=2), **changes)


def fresh(**changes: object) -> Alarm:
    alarm = rules.raised(cause(), KIND, alarm_id=new_id(), drill=new_id(), now=NOW)
    return replace(alarm, **changes)


def after(**duration: float) -> datetime:
    return NOW + timedelta(**duration)


def test_every_kind_reads_well_in_both_languages() -> None:
    for kind in alarm_kinds().values():
        assert kind.zh
        assert kind.en
        assert kind.steps[0].after_s == 0
        assert [step.after_s for step in kind.steps] == sorted(step.after_s for step in kind.steps)


def test_a_raised_alarm_is_due_at_once_for_its_owner() -> None:
    alarm = fresh()
    assert rules.due(alarm, NOW)
    state = rules.state(alarm, KIND)
    assert state["zh"] == "接报 R-1 未受理 2 分"
    assert state["owner_post"]["code"] == "operator"
    assert state["escalation"] == {"level": 0, "to": None, "next_at": after(seconds=60)}
    assert state["count"] == 1
    assert state["repeat_s"] == 30


def test_steps_follow_their_deadlines_until_nobody_is_left() -> None:
    alarm, at = fresh(), NOW
    times = []
    while alarm.next_at is not None:
        at = alarm.next_at
        alarm = rules.stepped(alarm, KIND, [POST], held=True, now=at)
        times.append((alarm.level, at))
    assert times == [(0, NOW), (1, after(seconds=60)), (2, after(seconds=180))]
    assert not rules.due(alarm, after(days=1))
    assert rules.state(alarm, KIND)["escalation"]["level"] == 2


def test_a_post_without_a_holder_is_passed_over_at_once() -> None:
    alarm = rules.stepped(fresh(), KIND, [POST], held=False, now=NOW)
    assert (alarm.level, alarm.next_at) == (0, NOW)
    alarm = rules.stepped(alarm, KIND, [], held=False, now=NOW)
    assert alarm.called_post == {**rules.unnamed("dispatcher"), "held": False}
    assert rules.due(alarm, NOW)


def test_acknowledging_ends_the_calls() -> None:
    alarm = rules.acknowledged(fresh(), WHO, after(seconds=5))
    assert not rules.due(alarm, after(days=1))
    assert rules.state(alarm, KIND)["escalation"] is None
    assert rules.state(alarm, KIND)["acknowledged"] == {"at": after(seconds=5), "by": WHO}


def test_a_flood_is_counted_fully_and_told_rarely() -> None:
    alarm, told = fresh(), []
    for n in range(1000):
        alarm, fact = rules.folded(alarm, cause(), KIND, now=after(milliseconds=25 * n))
        if fact:
            told.append(fact)
    assert alarm.count == 1001
    assert told == ["alarm.folded"] * 2
    late = after(seconds=60)
    assert rules.untold(alarm, late)
    assert not rules.untold(rules.told(alarm, late), late)


def test_what_gets_worse_asks_anew() -> None:
    alarm = fresh(severity="yellow")
    alarm = rules.acknowledged(rules.stepped(alarm, KIND, [POST], held=True, now=NOW), WHO, NOW)
    worse, fact = rules.folded(alarm, cause(), KIND, now=after(seconds=1))
    assert fact == "alarm.raised"
    assert worse.severity == "red"
    assert worse.acknowledged_at is None
    assert rules.due(worse, after(seconds=1))
    again, fact = rules.folded(worse, cause(severity="yellow"), KIND, now=after(seconds=2))
    assert (again.severity, fact) == ("red", None)


def test_shelving_pauses_and_comes_back() -> None:
    alarm = rules.stepped(fresh(), KIND, [POST], held=True, now=NOW)
    shelf = rules.shelved(alarm, 240, " maintenance ", by=WHO, now=NOW)
    assert not rules.due(shelf, after(hours=3))
    assert not rules.shelf_is_over(shelf, after(hours=3, minutes=59))
    assert rules.shelf_is_over(shelf, after(hours=4))
    assert rules.state(shelf, KIND)["shelved"] == {"reason": "maintenance", "by": WHO}
    back = rules.unshelved(shelf, after(hours=4))
    assert rules.due(back, after(hours=4))
    assert back.shelved_until is None
    called = rules.stepped(back, KIND, [POST], held=True, now=after(hours=4))
    assert called.next_at == after(hours=4, seconds=60)


@pytest.mark.parametrize(("minutes", "reason"), [(0, "x"), (241, "x"), (-5, "x"), (10, "  ")])
def test_shelving_has_bounds(minutes: int, reason: str) -> None:
    with pytest.raises(Invalid):
        rules.shelved(fresh(), minutes, reason, by=WHO, now=NOW)


def test_a_cleared_alarm_leaves_after_a_while() -> None:
    alarm = rules.cleared(fresh(count=9), WHO, NOW)
    assert not rules.due(alarm, after(days=1))
    assert not rules.untold(alarm, after(days=1))
    assert not rules.leaves(alarm, after(minutes=4))
    assert rules.leaves(alarm, after(minutes=5))


@given(st.lists(st.sampled_from(["fold", "step", "ack", "shelve", "unshelve"]), max_size=30))
def test_an_open_alarm_never_falls_silent_unseen(steps: list[str]) -> None:
    """Open, not acknowledged, not shelved: either a step is to come or all posts were called."""
    alarm, now = fresh(), NOW
    for step in steps:
        now += timedelta(seconds=7)
        if step == "fold":
            alarm, _ = rules.folded(alarm, cause(), KIND, now=now)
        elif step == "step" and rules.is_waiting(alarm) and alarm.next_at is not None:
            alarm = rules.stepped(alarm, KIND, [POST], held=True, now=now)
        elif step == "ack":
            alarm = rules.acknowledged(alarm, WHO, now)
        elif step == "shelve":
            alarm = rules.shelved(alarm, 1, "x", by=WHO, now=now)
        elif step == "unshelve" and alarm.shelved_until is not None:
            alarm = rules.unshelved(alarm, now)
        if rules.is_waiting(alarm):
            assert alarm.next_at is not None or alarm.level == len(KIND.steps) - 1
        if alarm.shelved_until is not None:
            assert alarm.next_at is None


@pytest.mark.parametrize(
    ("silence", "state"), [(0, "live"), (4.9, "live"), (5, "stale"), (9.9, "stale"), (10, "dead")]
)
def test_silence(silence: float, state: str) -> None:
    assert feeds.feed_state(silence, 10) == state


def test_watching_starts_anew_after_a_gap() -> None:
    assert feeds.watched_since(None, None, NOW) == NOW
    assert feeds.watched_since(after(hours=-1), after(seconds=-2), NOW) == after(hours=-1)
    assert feeds.watched_since(after(hours=-1), after(seconds=-60), NOW) == NOW
    assert feeds.watched_since(after(hours=-1), after(seconds=60), NOW) == NOW
