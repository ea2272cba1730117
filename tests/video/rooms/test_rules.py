"""Who may enter, who is gone, whom a roll call calls, who follows on the big screen."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Row
from typing import Any
from uuid import uuid4

import pytest

from video.rooms import rules

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)


def room(**fields: Any) -> Any:
    return Row(**{"state": "open", "locked": False, "chair_account": uuid4()} | fields)


def been(**fields: Any) -> Any:
    return Row(**{"barred": False, "role": "speaker"} | fields)


@pytest.mark.parametrize(
    ("where", "before", "chairs", "present", "refusal"),
    [
        (room(), None, False, 0, None),
        (room(state="closed"), None, True, 0, rules.RoomOver),
        (room(state="planned"), None, False, 0, rules.RoomNotOpen),
        (room(state="planned"), None, True, 0, None),
        (room(locked=True), None, False, 1, rules.RoomLocked),
        (room(locked=True), been(), False, 1, None),
        (room(locked=True), None, True, 1, None),
        (room(), been(barred=True), False, 1, rules.Barred),
        (room(), None, False, rules.MOST_PRESENT, rules.RoomFull),
        (room(), None, True, rules.MOST_PRESENT, None),
    ],
)
def test_who_may_enter(where: Any, before: Any, chairs: bool, present: int, refusal: Any) -> None:
    if refusal is None:
        rules.check_enter(where, before, chairs=chairs, present=present)
    else:
        with pytest.raises(refusal):
            rules.check_enter(where, before, chairs=chairs, present=present)


def test_a_call_calls_the_invited_then_whoever_else_is_there() -> None:
    own, invited, absent, other = (uuid4() for _ in range(4))
    called = rules.expected([invited, absent], {own, invited, other}, own)
    assert called == {invited: True, absent: False, other: True}


def test_whoever_the_engine_lost_is_gone_and_a_page_that_starts_is_given_time() -> None:
    def person(entered_s: float, seen_s: float) -> Any:
        moments = {"entered_at": entered_s, "seen_at": seen_s}
        return Row(id=uuid4(), **{k: NOW - timedelta(seconds=v) for k, v in moments.items()})

    lost, here, starting, never, back = (
        person(60, 13), person(60, 11), person(60, 60), person(91, 91), person(60, 20),
    )  # fmt: skip
    seen = {back.id: NOW - timedelta(seconds=1)}
    assert rules.gone([lost, here, starting, never, back], seen, NOW) == [lost.id, never.id]


def test_the_chair_follows_on_the_big_screen() -> None:
    listener, speaker, chair = (Row(id=uuid4(), role=r) for r in ("listener", "speaker", "chair"))
    assert rules.next_main([listener, speaker, chair]) == chair.id
    assert rules.next_main([listener, speaker]) == speaker.id
    assert rules.next_main([listener]) is None
