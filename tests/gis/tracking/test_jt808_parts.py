"""Messages in parts: out of order, twice, incomplete, mixed, without end."""

from gis.tracking.jt808.header import Header
from gis.tracking.jt808.parts import MOST_ASKED, MOST_OPEN, PATIENCE_S, Missing, Parts

PICTURE = 0x0801


def part(which: int, many: int, *, serial: int, kind: int = PICTURE) -> Header:
    return Header(kind, "1" * 12, serial, part=(which, many))


def test_parts_come_in_any_order_and_twice() -> None:
    parts = Parts()
    assert parts.take(part(2, 3, serial=11), b"b", 0) is None
    assert parts.take(part(2, 3, serial=11), b"b", 0) is None
    assert parts.take(part(3, 3, serial=12), b"c", 0) is None
    assert parts.take(part(1, 3, serial=10), b"a", 0) == b"abc"
    assert len(parts) == 0


def test_two_messages_of_a_kind_are_not_mixed() -> None:
    parts = Parts()
    parts.take(part(1, 2, serial=0xFFFF), b"a", 0)
    parts.take(part(1, 2, serial=7), b"c", 0)
    assert parts.take(part(2, 2, serial=0), b"b", 0) == b"ab"
    assert parts.take(part(2, 2, serial=8), b"d", 0) == b"cd"


def test_missing_parts_are_asked_for_and_found_under_a_new_serial_number() -> None:
    parts = Parts()
    parts.take(part(1, 3, serial=10), b"a", 0)
    parts.take(part(3, 3, serial=12), b"c", 1)
    assert parts.late(PATIENCE_S) == []
    assert parts.late(1 + PATIENCE_S) == [Missing(PICTURE, 10, (2,))]
    assert parts.take(part(2, 3, serial=99), b"b", 40) == b"abc"


def test_what_never_comes_is_given_up() -> None:
    parts, now = Parts(), 0.0
    parts.take(part(1, 2, serial=1), b"a", now)
    for _ in range(MOST_ASKED):
        now += PATIENCE_S
        assert len(parts.late(now)) == 1
    assert parts.late(now + PATIENCE_S) == []
    assert (len(parts), parts.given_up) == (0, 1)


def test_so_many_unfinished_and_no_more() -> None:
    parts = Parts()
    for number in range(MOST_OPEN + 3):
        parts.take(part(1, 2, serial=number * 10), b"a", number)
    assert (len(parts), parts.given_up) == (MOST_OPEN, 3)
    assert parts.take(part(5, 2, serial=1), b"x", 99) is None
    assert parts.take(part(1, 60_000, serial=1), b"x", 99) is None
    assert parts.given_up == 5
