"""The life of an incident and its clocks, without a database."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from incidents.codes.reference import clock_table
from incidents.intake import rules as intake
from incidents.lifecycle import rules
from incidents.lifecycle.clocks import clocks_of, colour, done_by
from incidents.links import rules as links
from incidents.watch import rules as watch
from kernel.api import Invalid

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
REPORTED = {"incident.reported": NOW}


@pytest.mark.parametrize(
    ("verb", "starts"),
    [
        ("confirm", {"reported"}),
        ("respond", {"reported", "confirmed", "controlled"}),
        ("control", {"reported", "confirmed", "responding"}),
        ("close", {"reported", "confirmed", "responding", "controlled"}),
        ("reopen", {"closed"}),
    ],
)
def test_each_step_starts_only_where_it_may(verb: Any, starts: set[str]) -> None:
    for state in ("reported", "confirmed", "responding", "controlled", "closed", "merged"):
        if state in starts:
            assert rules.take(verb, state, REPORTED, NOW, reason="x").state
        else:
            with pytest.raises(rules.WrongState):
                rules.take(verb, state, REPORTED, NOW, reason="x")


def test_a_skipped_confirmation_is_marked() -> None:
    taken = rules.take("respond", "reported", REPORTED, NOW, reason=None)
    assert taken.marks["incident.confirmed"] == NOW


def test_reopening_needs_a_reason_and_forgets_the_end() -> None:
    marks = REPORTED | {"incident.confirmed": NOW, "incident.closed": NOW}
    with pytest.raises(Invalid):
        rules.take("reopen", "closed", marks, NOW, reason=None)
    taken = rules.take("reopen", "closed", marks, NOW, reason="复燃")
    assert taken.state == "confirmed"
    assert "incident.closed" not in taken.marks


def test_responding_again_forgets_control() -> None:
    marks = REPORTED | {"incident.responding": NOW, "incident.controlled": NOW}
    taken = rules.take("respond", "controlled", marks, NOW + timedelta(minutes=1), reason=None)
    assert "incident.controlled" not in taken.marks
    assert taken.marks["incident.responding"] == NOW


def test_the_first_note_of_the_response_counts() -> None:
    early = {"incident.noted": NOW, "incident.responding": NOW + timedelta(minutes=5)}
    late = NOW + timedelta(minutes=9)
    assert rules.note_mark(early, late)["incident.noted"] == late
    answered = early | {"incident.noted": late}
    assert rules.note_mark(answered, late + timedelta(minutes=1))["incident.noted"] == late


def test_who_is_called_in() -> None:
    own, a, b, c = (uuid4() for _ in range(4))
    assert rules.after_assignment(own, [a, b], [c], [a]) == [b, c]
    assert rules.after_assignment(own, [a], [own], []) == [a]
    assert rules.after_assignment(own, [a], [a], [a]) == [a]
    assert rules.sight_of(own, [a, own]) == [own, a]


def test_units_come_change_and_leave() -> None:
    unit = {"id": "1", "call_sign": "金平01", "status": "assigned"}
    units = rules.with_unit([], unit)
    units = rules.with_unit(units, unit | {"status": "en_route"})
    assert units == [unit | {"status": "en_route"}]
    assert rules.with_unit(units, unit | {"status": None}) == []


def test_clocks_follow_grade_and_marks() -> None:
    graded = {
        clock["code"]: clock
        for clock in clocks_of(clock_table(), REPORTED, event_class=2, grade="II")
    }
    assert graded["phone-report"]["due_at"] == NOW + timedelta(minutes=15)
    assert graded["confirm"]["done_at"] is None
    assert "follow-up" not in graded
    ungraded = {
        clock["code"] for clock in clocks_of(clock_table(), REPORTED, event_class=2, grade=None)
    }
    assert ungraded == {"confirm"}


def test_a_clock_turns_yellow_red_and_done() -> None:
    (clock,) = [
        each
        for each in clocks_of(clock_table(), REPORTED, event_class=None, grade=None)
        if each["code"] == "confirm"
    ]
    assert colour(clock, NOW + timedelta(seconds=239)) == "green"
    assert colour(clock, NOW + timedelta(seconds=240)) == "yellow"
    assert colour(clock, NOW + timedelta(seconds=300)) == "red"
    assert colour(clock | {"done_at": NOW}, NOW + timedelta(hours=1)) == "done"


def test_daily_reports_fall_due_at_local_times() -> None:
    marks = REPORTED | {"incident.confirmed": NOW}  # 16:00 in Shantou

    def due(marks: dict[str, datetime]) -> datetime:
        found = clocks_of(clock_table(), marks, event_class=2, grade="III")
        return next(clock["due_at"] for clock in found if clock["code"] == "follow-up")

    assert due(marks) == datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    sent = marks | {"incident.followed_up": NOW + timedelta(minutes=70)}
    assert due(sent) == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    assert done_by("follow-up", clock_table()) == "incident.followed_up"
    assert done_by("acknowledge", clock_table()) is None


def test_a_report_is_linked_once() -> None:
    one, two = uuid4(), uuid4()
    assert intake.check_link("received", None, one)
    assert not intake.check_link("linked", one, one)
    for state, present in (("linked", two), ("rejected", None)):
        with pytest.raises(rules.WrongState):
            intake.check_link(state, present, one)


def test_the_content_of_a_report_is_told_apart_without_its_id() -> None:
    body = {"id": "a", "text": "x", "channel": "phone"}
    assert intake.content_hash(body) == intake.content_hash(body | {"id": "b"})
    assert intake.content_hash(body) != intake.content_hash(body | {"text": "y"})


def row(**fields: Any) -> Any:
    plain = {"expires_at": NOW + timedelta(hours=1), "withdrawn_at": None, "cookie_hash": None}
    return SimpleNamespace(**(plain | fields))


def test_a_link_is_good_for_its_first_phone() -> None:
    assert links.check_exchange(row(), None, NOW)
    assert not links.check_exchange(row(cookie_hash=b"c"), b"c", NOW)
    for cookie in (None, b"d"):
        with pytest.raises(links.LinkUsed):
            links.check_exchange(row(cookie_hash=b"c"), cookie, NOW)
    for gone in (None, row(expires_at=NOW), row(withdrawn_at=NOW)):
        with pytest.raises(links.LinkGone):
            links.check_exchange(gone, None, NOW)


def incident(**fields: Any) -> Any:
    plain = {"state": "reported", "number": "SJ-1", "title": "火", "grade": None, "units": []}
    return SimpleNamespace(**(plain | fields))


def test_what_calls_for_an_alarm() -> None:
    late = NOW + timedelta(minutes=11)
    clocks = clocks_of(clock_table(), REPORTED, event_class=2, grade="I")

    def kinds(item: Any, marks: dict[str, datetime] = REPORTED, at: datetime = late) -> set[str]:
        return {call.kind for call in watch.calls(item, marks, clocks, at)}

    assert kinds(incident(), at=NOW) == set()
    assert kinds(incident()) == {watch.OVERDUE, watch.UNASSIGNED}
    assert kinds(incident(grade="I", units=[{}])) == {watch.OVERDUE, watch.HIGH}
    assert kinds(incident(state="closed", grade="I")) == set()
    responding = REPORTED | {"incident.responding": NOW}
    assert watch.UNASSIGNED not in kinds(incident(), responding)


def test_personal_fields_are_written_by_column() -> None:
    assert intake.private_names({"caller", "text", "title"}) == [
        "text",
        "caller_name",
        "caller_phone",
    ]


def test_somebody_else_must_be_relieved() -> None:
    mine, other = UUID(int=1), UUID(int=2)
    intake.check_taker(None, mine, None, over=False)
    intake.check_taker(mine, mine, "我", over=False)
    intake.check_taker(other, mine, "方敏", over=True)
    with pytest.raises(intake.AlreadyTaken):
        intake.check_taker(other, mine, "方敏", over=False)
