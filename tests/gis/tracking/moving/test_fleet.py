"""Frames of positions: whole and changed, by sight and by area."""

import random
from uuid import UUID

import pytest

from gis.tracking.moving.fleet import MOST_DEVICES, Fleet, Known
from kernel.api import Area, Sight
from tests.gis.tracking.moving.frames import Seen, Shown, message

CITY, DISTRICT = UUID(int=1), UUID(int=2)
UNIT = UUID(int=9)
ALL = Sight(None, frozenset())
LOCAL = Sight(frozenset({DISTRICT}), frozenset())
NOW = 1_800_000_000.0


def fleet(*devices: Known) -> Fleet:
    """Return a fleet whose district sees its own devices."""
    made = Fleet()
    made.know(list(devices))
    made.see({ALL: frozenset({CITY, DISTRICT}), LOCAL: frozenset({DISTRICT})})
    made.turn()
    return made


def told(of: Fleet, sight: Sight = ALL, area: Area | None = None, *, whole: bool) -> bytes | None:
    """Return a frame for board `b1` a second from now."""
    return of.frame(b"b1", sight, area, whole=whole, at_ms=(NOW + 1) * 1000)


def test_a_whole_frame_holds_what_the_sight_sees() -> None:
    made = fleet(Known(3, UNIT, CITY), Known(5, None, DISTRICT), Known(6, None, DISTRICT))
    made.heard(message([(3, NOW, 116.7, 23.3), (5, NOW - 60, -70.5, -33.25)]))
    made.turn()
    shown = Shown()
    assert shown.read(told(made, whole=True) or b"") == (True, [3, 5])
    assert shown.devices[3] == Seen(116.7, 23.3, NOW, 12.5, None, moving=True)
    assert shown.devices[5].at == NOW - 60
    assert shown.units == {3: UNIT}
    assert shown.boards == {"b1"}
    assert Shown().read(told(made, LOCAL, whole=True) or b"") == (True, [5])


def test_only_what_changed_in_a_turn_is_told_then() -> None:
    made = fleet(Known(3, UNIT, CITY), Known(5, None, DISTRICT))
    made.heard(message([(3, NOW, 1, 1), (5, NOW, 2, 2)]))
    made.turn()
    made.heard(message([(5, NOW + 1, 3, 3)]))
    made.turn()
    assert Shown().read(told(made, whole=False) or b"") == (False, [5])
    made.turn()
    assert told(made, whole=False) is None


def test_older_positions_change_nothing() -> None:
    made = fleet(Known(3, None, CITY))
    made.heard(message([(3, NOW, 1, 1), (3, NOW - 5, 2, 2)]))
    made.turn()
    made.heard(message([(3, NOW, 3, 3), (3, NOW - 1, 4, 4)]))
    assert not made.turn()
    assert told(made, whole=False) is None
    shown = Shown()
    shown.read(told(made, whole=True) or b"")
    assert shown.devices[3].lon == 1


def test_what_leaves_the_area_is_told_once_more() -> None:
    made, area = fleet(Known(3, None, CITY)), Area(170, 0, -170, 10)
    for at, lon, expected in ((0, 175, [3]), (1, -175, [3]), (2, 160, [3]), (3, 150, None)):
        made.heard(message([(3, NOW + at, lon, 5)]))
        made.turn()
        frame = told(made, area=area, whole=False)
        assert (Shown().read(frame)[1] if frame else None) == expected
    assert Shown().read(told(made, area=area, whole=True) or b"") == (True, [])


def test_what_is_new_to_a_board_is_told_with_its_unit() -> None:
    """A page learns from whole frames alone whose device it is: it must not wait for the next."""
    made, area = fleet(Known(3, UNIT, CITY), Known(5, None, CITY)), Area(1, 1, 10, 10)
    made.heard(message([(5, NOW, 5, 5)]))
    made.turn()
    made.heard(message([(3, NOW, 20, 5)]))
    made.turn()
    everywhere, near = Shown(), told(made, area=area, whole=False)
    assert everywhere.read(told(made, whole=False) or b"") == (True, [3, 5]), "its first position"
    assert everywhere.units == {3: UNIT}
    assert near is None
    made.heard(message([(3, NOW + 1, 8, 5)]))
    made.turn()
    assert Shown().read(told(made, whole=False) or b"") == (False, [3])
    shown = Shown()
    assert shown.read(told(made, area=area, whole=False) or b"") == (True, [3, 5]), "it came in"
    assert shown.units == {3: UNIT}
    made.heard(message([(3, NOW + 2, 7, 5)]))
    made.turn()
    assert Shown().read(told(made, area=area, whole=False) or b"") == (False, [3])


def test_a_sight_nobody_asked_for_before_is_asked_about() -> None:
    made, new = fleet(Known(3, None, CITY)), Sight(frozenset({CITY}), frozenset())
    made.heard(message([(3, NOW, 1, 1)]))
    made.turn()
    assert told(made, new, whole=True) is None
    assert made.asked == {new}
    made.see({new: frozenset({CITY})})
    assert not made.asked
    assert Shown().read(told(made, new, whole=True) or b"") == (True, [3])


def test_devices_nobody_knows_are_shown_to_nobody() -> None:
    made = fleet(Known(3, None, CITY))
    made.heard(message([(4, NOW, 1, 1), (MOST_DEVICES, NOW, 1, 1)]))
    made.turn()
    assert made.strangers
    assert Shown().read(told(made, whole=True) or b"") == (True, [])
    made.know([Known(3, None, CITY), Known(4, None, CITY)])
    assert made.turn(), "the register changed: everybody is told the whole"
    assert not made.strangers
    assert Shown().read(told(made, whole=True) or b"") == (True, [4])


@pytest.mark.parametrize("change", ["unbound", "moved", "gone", "sight"])
def test_a_changed_register_or_sight_is_told_as_a_whole(change: str) -> None:
    made = fleet(Known(3, UNIT, DISTRICT))
    made.heard(message([(3, NOW, 1, 1)]))
    made.turn()
    match change:
        case "unbound":
            made.know([Known(3, None, DISTRICT)])
        case "moved":
            made.know([Known(3, UNIT, CITY)])
        case "gone":
            made.know([])
        case "sight":
            made.see({ALL: frozenset({CITY, DISTRICT}), LOCAL: frozenset()})
    assert made.turn()
    shown = Shown()
    shown.read(told(made, LOCAL, whole=True) or b"")
    assert (3 in shown.devices) == (change == "unbound")
    assert not shown.units
    made.know([Known(3, UNIT, DISTRICT)] if change == "sight" else [])
    made.turn()
    made.know([Known(3, UNIT, DISTRICT)] if change == "sight" else [])
    assert not made.turn(), "nothing changed any more"


@pytest.mark.parametrize("text", [b"", b"\x02\0\0\0", b"\x01\0\1\0short"])
def test_messages_of_others_are_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"positions|multiple"):
        Fleet().heard(text)


def test_whole_and_changes_together_equal_a_fresh_whole() -> None:
    chance = random.Random(4)
    made = fleet(*(Known(n, None, DISTRICT if n % 3 else CITY) for n in range(1, 41)))
    area = Area(0, 0, 50, 50)
    shown = Shown()
    for turn in range(60):
        rows = [
            (
                chance.randrange(45),
                NOW + turn + chance.uniform(-3, 1),
                *(chance.uniform(-10, 60),) * 2,
            )
            for _ in range(chance.randrange(12))
        ]
        made.heard(message(rows))
        made.turn()
        frame = told(made, LOCAL, area, whole=turn == 0)
        if frame:
            shown.read(frame)
        fresh = Shown()
        fresh.read(told(made, LOCAL, area, whole=True) or b"")
        inside = {n: s for n, s in shown.devices.items() if 0 <= s.lon <= 50 and 0 <= s.lat <= 50}
        assert inside == fresh.devices
    assert len(shown.devices) > 10
