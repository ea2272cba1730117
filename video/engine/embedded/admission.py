"""Joins one after another: many at once would hold up the media of those who are in."""

import asyncio
from collections import Counter

from video.engine.interface import EngineFull

# A handshake costs some milliseconds and lasts a few round trips.
AT_ONCE = 12
# Whoever takes longer makes room for the next, and goes on joining.
HOLD_S = 1.5
# Fifty people who come back at once are a hundred joins; more than this is a flood.
MOST_WAITING = 256
# Of one person: a wall of sixteen pictures opens them together, and leaves room for others.
AT_ONCE_EACH, MOST_WAITING_EACH = 6, 32
RETRY_AFTER_S = 2


class Admission:
    """A bounded number of joins under way and a bounded queue before them, in all and of each.

    `holder` says whose a join is; those of nobody in particular ("") are each somebody's own.
    """

    def __init__(self) -> None:
        self._under_way = 0
        self._of: Counter[str] = Counter()
        self._queue: list[tuple[str, asyncio.Future[None]]] = []

    async def enter(self, holder: str = "") -> "Pass":
        """Wait for a place. Raises `EngineFull` when too many wait."""
        loop = asyncio.get_running_loop()
        if self._under_way < AT_ONCE and self._may(holder):
            self._take(holder)
        else:
            self._check_room(holder)
            turn: asyncio.Future[None] = loop.create_future()
            self._queue.append((holder, turn))
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    self.leave(holder)
                raise
        return Pass(self, holder, loop)

    def leave(self, holder: str) -> None:
        """Take a place back and give what is free to who waits longest."""
        self._under_way -= 1
        self._of[holder] -= 1
        if not self._of[holder]:
            del self._of[holder]
        self._queue = [(whose, turn) for whose, turn in self._queue if not turn.done()]
        for whose, turn in self._queue:
            if self._under_way >= AT_ONCE:
                return
            if self._may(whose):
                self._take(whose)
                turn.set_result(None)

    def _may(self, holder: str) -> bool:
        return not holder or self._of[holder] < AT_ONCE_EACH

    def _take(self, holder: str) -> None:
        self._under_way += 1
        self._of[holder] += 1

    def _check_room(self, holder: str) -> None:
        waiting = [whose for whose, turn in self._queue if not turn.done()]
        own = waiting.count(holder) if holder else 0
        if len(waiting) >= MOST_WAITING or own >= MOST_WAITING_EACH:
            raise EngineFull(
                "too many join at the same time", headers={"Retry-After": str(RETRY_AFTER_S)}
            )


class Pass:
    """A place among those who join; given back once, at the latest after `HOLD_S`."""

    def __init__(self, admission: Admission, holder: str, loop: asyncio.AbstractEventLoop) -> None:
        self._admission: Admission | None = admission
        self._holder = holder
        self._timer = loop.call_later(HOLD_S, self.leave)

    def leave(self) -> None:
        """Make room for the next."""
        if self._admission is not None:
            admission, self._admission = self._admission, None
            self._timer.cancel()
            admission.leave(self._holder)
