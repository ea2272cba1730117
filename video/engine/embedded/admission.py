"""Joins one after another: many at once would hold up the media of those who are in."""

import asyncio
from collections import deque

from video.engine.interface import EngineFull

# A handshake costs some milliseconds and lasts a few round trips.
AT_ONCE = 12
# Whoever takes longer makes room for the next, and goes on joining.
HOLD_S = 1.5
# Fifty people who come back at once are a hundred joins; more than this is a flood.
MOST_WAITING = 256
RETRY_AFTER_S = 2


class Admission:
    """A bounded number of joins under way and a bounded queue before them."""

    def __init__(self) -> None:
        self._under_way = 0
        self._queue: deque[asyncio.Future[None]] = deque()

    async def enter(self) -> "Pass":
        """Wait for a place. Raises `EngineFull` when too many wait."""
        loop = asyncio.get_running_loop()
        if self._under_way < AT_ONCE:
            self._under_way += 1
        else:
            if len(self._queue) >= MOST_WAITING:
                raise EngineFull(
                    "too many join at the same time", headers={"Retry-After": str(RETRY_AFTER_S)}
                )
            turn: asyncio.Future[None] = loop.create_future()
            self._queue.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    self.next()
                raise
        return Pass(self, loop)

    def next(self) -> None:
        """Give a place that was left to the next in the queue."""
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._under_way -= 1


class Pass:
    """A place among those who join; given back once, at the latest after `HOLD_S`."""

    def __init__(self, admission: Admission, loop: asyncio.AbstractEventLoop) -> None:
        self._admission: Admission | None = admission
        self._timer = loop.call_later(HOLD_S, self.leave)

    def leave(self) -> None:
        """Make room for the next."""
        if self._admission is not None:
            admission, self._admission = self._admission, None
            self._timer.cancel()
            admission.next()
