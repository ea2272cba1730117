"""Plays a board on from a past moment, at a speed, until it reaches the present."""

import asyncio
from datetime import datetime
from typing import Any

from kernel.access.actor import Actor
from kernel.live import frames
from kernel.live.board import Board
from kernel.live.filling import inside, lost_text, shown_text
from kernel.live.hub import count
from kernel.live.parts import Parts
from kernel.live.readings import PAGE_REACH, Reading

# How often the journal is looked at when it has nothing more to play.
TICK_S = 0.2


class Replay:
    """One board being played: facts come in their order, at their distance divided by the speed."""

    def __init__(self, parts: Parts, board: Board, at: datetime, speed: float) -> None:
        self._parts = parts
        self._board = board
        self._at = at
        self._speed = speed
        self._began = asyncio.get_running_loop().time()

    async def run(self, actor: Actor, start: Reading) -> int:
        """Play on from what stood; return the last fact played when the present is reached."""
        shown = {row["subject"] for row in start.rows if inside(self._board, row)}
        seq = start.seq
        while True:
            end = self._parts.reader.seq
            reach = seq + PAGE_REACH
            rows = await self._parts.readings.page(actor, self._board, seq, reach)
            for row in rows:
                await asyncio.sleep(self._until(row["at"]))
                await self._play(row, shown)
                seq = row["seq"]
            if rows:
                continue
            seq = max(seq, min(reach, end))
            if seq < end:
                continue
            if self._played() >= (self._parts.runtime.clock.now() - self._at).total_seconds():
                return seq
            await asyncio.sleep(TICK_S)

    def _played(self) -> float:
        """Return how many seconds of the past have been played."""
        return (asyncio.get_running_loop().time() - self._began) * self._speed

    def _until(self, moment: datetime) -> float:
        """Return how many seconds are left until a moment of the past is due."""
        return max(0.0, ((moment - self._at).total_seconds() - self._played()) / self._speed)

    async def _play(self, row: Any, shown: set[Any]) -> None:
        board, subject = self._board, row["subject"]
        if (row["gone"] and (board.area is None or subject in shown)) or (
            not row["gone"] and inside(board, row)
        ):
            text = shown_text(board, row)
            (shown.discard if row["gone"] else shown.add)(subject)
        elif subject in shown:
            text = lost_text(board, row, "area.left")
            shown.discard(subject)
        else:
            return
        frame = frames.fact(board.key, text.encode())
        board.wire.write(frame)
        count(1, len(frame))
        await board.wire.drained()
