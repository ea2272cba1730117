"""What a board keeps back while its snapshot is on the way."""

from typing import Any, cast

import pytest

from kernel.ids import NIL, new_id
from kernel.live.board import Board
from kernel.live.classes import Sight, SightClass


@pytest.fixture
def board() -> Board:
    """A board that is being filled; nothing here writes to a screen."""
    return Board(
        id="b1",
        key=b"",
        topics=("things",),
        subjects=None,
        drill=NIL,
        area=None,
        sight=SightClass(Sight(None, frozenset()), 0),
        personal=False,
        wire=cast(Any, None),
        owner=cast(Any, None),
    )


def test_what_a_snapshot_holds_is_not_told_again(board: Board) -> None:
    board.put(4, new_id(), b"4", lost=False)
    board.put(5, new_id(), b"5", lost=False)
    assert board.release(4, losses=True) == [b"5"]
    assert board.release(0, losses=True) == []


def test_what_was_lost_ahead_of_a_reading_is_told_after_it(board: Board) -> None:
    lost, regained = new_id(), new_id()
    board.put(2, lost, b"shown 2", lost=False)
    board.put(3, lost, b"lost 3", lost=True)
    board.put(3, regained, b"lost 3 too", lost=True)
    board.put(4, regained, b"shown 4", lost=False)
    board.put(6, lost, b"shown 6", lost=False)
    assert board.release(5, losses=True) == [b"lost 3", b"shown 6"]


def test_a_first_snapshot_has_nothing_to_lose(board: Board) -> None:
    board.put(3, new_id(), b"lost 3", lost=True)
    assert board.release(5, losses=False) == []
