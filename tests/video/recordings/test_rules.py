"""Chapters out of facts, what is a fault, how long a recording is kept."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from video.recordings import rules
from video.recordings.chapters import Told, chapters

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
HALL: dict[str, Any] = {"name": "张三", "venue": "指挥大厅", "screen_id": "s1", "silenced": False}


def told(seconds: int, kind: str, subject: str, **state: Any) -> Told:
    return Told(NOW + timedelta(seconds=seconds), kind, subject, state)


def summary(facts: list[Told], before: list[Told] | None = None) -> list[tuple[Any, ...]]:
    found = chapters(before or [], facts)
    return [(each["kind"], each["name"], each["source_id"], each["text"]) for each in found]


def test_whoever_comes_on_the_main_screen_is_named_by_camera_or_screen() -> None:
    before = [
        told(-9, "participant.entered", "p1", **HALL),
        told(-8, "room.opened", "r", main_source=None, layout="1", locked=False),
    ]
    facts = [
        told(1, "room.staged", "r", main_source="p1", layout="speaker", locked=False),
        told(2, "room.counted", "r", main_source="p1", layout="speaker", locked=False),
        told(3, "room.staged", "r", main_source="s1", layout="9", locked=True),
        told(4, "room.staged", "r", main_source=None, layout="9", locked=True),
    ]
    assert [one for one in summary(facts, before) if one[0] in ("main", "layout", "locked")] == [
        ("main", "指挥大厅", "p1", None),
        ("layout", None, None, "speaker"),
        ("main", "指挥大厅", "s1", None),
        ("layout", None, None, "9"),
        ("locked", None, None, None),
    ]


def test_what_stood_on_the_screens_when_it_began_is_told_first() -> None:
    before = [
        told(-9, "participant.entered", "p1", **HALL),
        told(-8, "room.staged", "r", main_source="p1", layout="speaker", locked=False),
    ]
    facts = [
        told(0, "recording.started", "k", title="会商"),
        told(0, "room.recorded", "r", main_source="p1", layout="speaker", locked=False),
    ]
    assert summary(facts, before) == [
        ("recording-started", None, None, None),
        ("main", "指挥大厅", "p1", None),
        ("layout", None, None, "speaker"),
    ]


def test_only_what_changes_of_a_person_is_told() -> None:
    before = [told(-9, "participant.entered", "p1", **HALL)]
    facts = [
        told(1, "participant.steered", "p1", **HALL | {"silenced": True}),
        told(2, "participant.changed", "p1", **HALL | {"silenced": True, "hand_at": "t"}),
        told(3, "participant.changed", "p1", **HALL | {"silenced": True, "sharing": True}),
        told(4, "participant.left", "p1", **HALL | {"left_at": "t", "why_left": "lost"}),
    ]
    assert summary(facts, before) == [
        ("silenced", "指挥大厅", "p1", None),
        ("hand", "指挥大厅", "p1", None),
        ("sharing", "指挥大厅", "p1", None),
        ("left", "指挥大厅", "p1", "lost"),
    ]
    assert summary([told(5, "participant.entered", "p2", **HALL)]) == [
        ("entered", "指挥大厅", "p2", None)
    ]
    assert summary([Told(NOW, "participant.cleared", "p1", None)], before) == []


def test_what_was_decided_called_and_recorded_stands_among_the_chapters() -> None:
    facts = [
        told(1, "recording.started", "k", title="会商"),
        told(2, "roll-call.started", "c", expected=3, answered=0),
        told(3, "roll-call.answered", "c", expected=3, answered=1),
        told(4, "decision.made", "d", text="转移", decided_by="李四"),
        told(5, "recording.failed", "k", fault="disk-full"),
        told(6, "recording.resumed", "k", fault=None),
    ]
    assert summary(facts) == [
        ("recording-started", None, None, None),
        ("roll-call", None, None, None),
        ("answered", None, None, "1/3"),
        ("decision", "李四", None, "转移"),
        ("recording-paused", None, None, "disk-full"),
        ("recording-resumed", None, None, None),
    ]


@pytest.mark.parametrize(
    ("source", "told_fault", "writing", "age_s", "fault"),
    [
        (True, None, 0, 5, None),  # a camera is being asked
        (True, None, 0, 60, "no-media"),
        (True, None, 1, 60, None),
        (False, None, 0, 60, None),  # nobody sends in a room: no fault
        (False, "disk-full", 3, 1, "disk-full"),
    ],
)
def test_a_source_that_brings_nothing_is_a_fault_an_empty_room_is_none(
    source: bool,
    told_fault: str | None,
    writing: int,
    age_s: int,
    fault: str | None,
) -> None:
    row = SimpleNamespace(
        source_id=object() if source else None, started_at=NOW - timedelta(seconds=age_s)
    )
    assert rules.fault_of(row, told_fault, writing, NOW) == fault


def test_nothing_that_is_held_or_of_an_open_incident_has_an_end() -> None:
    row = SimpleNamespace(state="kept", held=False, ended_at=NOW)
    until = NOW + timedelta(days=90)
    assert rules.keep_until(row, days=90, incident_open=False) == until
    assert rules.keep_until(row, days=90, incident_open=True) is None
    row.held = True
    assert rules.keep_until(row, days=90, incident_open=False) is None
