"""When a source is online, and when it is looked at next."""

from datetime import timedelta

from tests.harness.clock import START
from video.sources.rules import after_failure, after_success, of_publisher


def test_two_failures_in_a_row_are_a_fault_one_is_none() -> None:
    first = after_failure("online", 0, 300, START)
    assert (first.state, first.failures) == ("online", 1)
    assert first.next_look is not None
    assert first.next_look - START < timedelta(seconds=30)
    assert after_failure("online", 1, 300, START).state == "offline"
    assert after_failure("unknown", 0, 300, START).state == "offline"
    assert after_success(300, START).failures == 0


def test_a_dead_camera_is_looked_at_seldom() -> None:
    assert after_failure("offline", 50, 60, START).next_look == START + timedelta(minutes=5)
    assert after_failure("offline", 50, 3600, START).next_look == START + timedelta(hours=1)


def test_a_publisher_that_ended_is_looked_at_no_more() -> None:
    assert of_publisher(sends=True, now=START).next_look == START + timedelta(seconds=10)
    ended = of_publisher(sends=False, now=START)
    assert (ended.state, ended.next_look) == ("offline", None)
