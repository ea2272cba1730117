"""All screens and boards of this process: who follows what, who is too slow, who must go."""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from kernel.live.board import Board
from kernel.live.closing import RESYNC
from kernel.live.metrics import BOARDS, BYTES, FRAMES, SOCKETS

if TYPE_CHECKING:
    from kernel.live.screen import Screen

_NOBODY: frozenset[Board] = frozenset()


class Hub:
    """The screens of this process and, by drill and topic, the boards that follow the tail."""

    def __init__(self) -> None:
        self.screens: set[Screen] = set()
        self.past: set[Board] = set()
        self._tails: dict[tuple[UUID, str], set[Board]] = {}

    def add(self, screen: "Screen") -> None:
        """Take in a screen that has said who it is."""
        self.screens.add(screen)
        SOCKETS.inc()

    def remove(self, screen: "Screen") -> None:
        """Let a screen go; its boards were closed by itself."""
        self.screens.discard(screen)
        SOCKETS.dec()

    def held_by(self, account: UUID | None) -> int:
        """Return how many screens an account has open here."""
        return sum(1 for screen in self.screens if screen.actor.account_id == account)

    def attach(self, board: Board) -> None:
        """Let a board follow the tail of its topics, or stand in the past without one."""
        BOARDS.inc()
        if board.at is not None:
            self.past.add(board)
            return
        for topic in board.topics:
            self._tails.setdefault((board.drill, topic), set()).add(board)

    def detach(self, board: Board) -> None:
        """Take a board out."""
        BOARDS.dec()
        if board.at is not None:
            self.past.discard(board)
            return
        for topic in board.topics:
            followers = self._tails[board.drill, topic]
            followers.discard(board)
            if not followers:
                del self._tails[board.drill, topic]

    def followers(self, drill: UUID, topic: str) -> Collection[Board]:
        """Return the boards that follow a topic."""
        return self._tails.get((drill, topic), _NOBODY)

    def broadcast(self, frame: bytes) -> None:
        """Write one frame to every screen."""
        for screen in self.screens:
            screen.wire.write(frame)
        count(len(self.screens), len(self.screens) * len(frame))

    def check(self, now: float) -> None:
        """Cut the screens that do not read."""
        for screen in self.screens:
            screen.wire.check(now)

    def of_accounts(self, accounts: Collection[UUID] | None) -> Iterator["Screen"]:
        """Yield the screens of these accounts, of all when None."""
        for screen in self.screens:
            if accounts is None or screen.actor.account_id in accounts:
                yield screen

    def close(self, screens: Iterable["Screen"], code: int, reason: str) -> None:
        """Close screens with a code."""
        for screen in list(screens):
            screen.wire.close(code, reason)

    def start_over(self) -> None:
        """Send every screen away to come back without `since`: this is another journal."""
        self.close(self.screens, RESYNC, "the journal has another epoch")


def count(frames: int, written: int) -> None:
    """Count what was written to sockets."""
    FRAMES.inc(frames)
    BYTES.inc(written)
