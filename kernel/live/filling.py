"""Fills a board: a snapshot, what a returning screen missed, or what came into view.

No gap and no duplicate: the board follows the tail first and keeps those frames back, the database
is read at a place in the journal, the reader catches up with that place, then the rows go out and
after them only the frames that come behind. A row leaves only while the reader's holdings say that
the board's class holds its subject, so what was lost on the way is not shown.
"""

import asyncio
from typing import Any
from uuid import UUID

from kernel.access.actor import Actor
from kernel.errors import Unavailable
from kernel.live import frames
from kernel.live.board import Board
from kernel.live.hub import count
from kernel.live.parts import Parts
from kernel.live.place import Area, Place, place_of
from kernel.live.readings import Reading, StartOver

# A part has at most 200 facts (contract) and some 128 KiB: a phone with 30 KB/s drains one within
# the 5 s after which a screen counts as stalled.
PART_FACTS = 200
PART_BYTES = 131_072
# The database answers within its own limit of 8 s or not at all.
PATIENCE_S = 10.0


class Filling:
    """Fills the boards of this process."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def ready(self, board: Board) -> None:
        """Wait until the reader judges for the board's class.

        Raises `Unavailable` while the database does not answer.
        """
        await self._patiently(board.sight.ready.wait())

    async def present(self, actor: Actor, board: Board) -> None:
        """Send the present state of each subject, then follow the tail."""
        async with board.turn:
            reading = await self._read(self._parts.readings.present(actor, board))
            writer = _Parts(board, self._head(board, reading))
            for row in reading.rows:
                if self._held(board, row) and inside(board, row):
                    await writer.add(shown_text(board, row))
            await writer.finish()
            await _follow(board, reading.seq, losses=False)

    async def since(self, actor: Actor, board: Board, since: int, epoch: UUID | None) -> None:
        """Send what came after `since`, with what was lost and gained, then follow the tail.

        Raises `StartOver` when the screen has to begin anew.
        """
        if epoch is not None and epoch != self._parts.reader.epoch:
            raise StartOver("epoch")
        async with board.turn:
            reading = await self._read(self._parts.readings.sight_changes(actor, board, since))
            writer = _Parts(board, self._head(board, reading, since=since))
            told = await self._missed(actor, board, writer, (since, reading.seq))
            for row in reading.rows:
                if row["how"] == "stands":
                    await writer.add(self._told(board, row))
                elif row["how"] == "lost" or told.get(row["subject"]) != row["own_seq"]:
                    await writer.add(lost_text(board, row))
            await writer.finish()
            await _follow(board, reading.seq, losses=True)

    async def view(self, actor: Actor, board: Board, was: Area | None) -> None:
        """Send what came into view when the board's area changed from `was`, be it nothing.

        The tail goes on meanwhile; a row is left out when the tail has spoken of its subject, so
        rows are never newer than what was already sent.
        """
        async with board.turn:
            coming = [
                subject
                for subject, place in self._parts.holdings.within(board.drill, board.sight.bit)
                if _came(place, board.area, was) and board.follows(subject)
            ]
            board.touched = set()
            rows = await self._coming(actor, board, coming) if coming else []
            reading = Reading(self._parts.reader.seq, None, [])
            area = board.area and list(board.area)
            writer = _Parts(board, self._head(board, reading, view=area))
            for row in rows:
                fresh = row["subject"] not in board.touched
                if fresh and self._held(board, row) and inside(board, row):
                    await writer.add(shown_text(board, row))
            await writer.finish()
            board.touched = None

    async def _coming(self, actor: Actor, board: Board, subjects: list[UUID]) -> list[Any]:
        return (await self._read(self._parts.readings.subjects(actor, board, subjects))).rows

    async def past(self, actor: Actor, board: Board) -> Reading:
        """Send the board as it stood; return what was read."""
        assert board.at is not None
        reading = await self._parts.readings.past(actor, board, board.at)
        writer = _Parts(board, self._head(board, reading))
        for row in reading.rows:
            if inside(board, row):
                await writer.add(shown_text(board, row))
        await writer.finish()
        return reading

    async def _missed(
        self, actor: Actor, board: Board, writer: "_Parts", span: tuple[int, int]
    ) -> dict[UUID, int]:
        """Send the facts of a span; return the last one of each subject."""
        after, until = span
        last: dict[UUID, int] = {}
        while rows := await self._parts.readings.page(actor, board, after, until):
            for row in rows:
                await writer.add(self._told(board, row))
                last[row["subject"]] = row["seq"]
            after = rows[-1]["seq"]
        return last

    def _told(self, board: Board, row: Any) -> str:
        """Return a missed fact, or its subject's leaving when it is not on the board any more."""
        if not row["gone"] and not self._held(board, row):
            return lost_text(board, row)
        if not row["gone"] and not inside(board, row):
            return lost_text(board, row, "area.left")
        return shown_text(board, row)

    def _held(self, board: Board, row: Any) -> bool:
        held = self._parts.holdings.of(board.drill, row["subject"])
        return bool(held.classes & board.sight.bit)

    def _head(self, board: Board, reading: Reading, **more: Any) -> dict[str, Any]:
        at = reading.at or self._parts.runtime.clock.now()
        return {
            "id": board.id,
            "epoch": self._parts.reader.epoch,
            "seq": reading.seq,
            "at": at,
            "topics": board.topics,
            **more,
        }

    async def _read(self, reading: Any) -> Reading:
        found: Reading = await reading
        await self._patiently(self._parts.reader.reached(found.seq))
        return found

    async def _patiently(self, waiting: Any) -> None:
        try:
            async with asyncio.timeout(PATIENCE_S):
                await waiting
        except TimeoutError:
            raise Unavailable(
                "The journal cannot be read at the moment; open the board again.",
                headers={"Retry-After": "2"},
            ) from None


class _Parts:
    """Writes facts in parts, each after the one before has mostly left."""

    def __init__(self, board: Board, head: dict[str, Any]) -> None:
        self._board = board
        self._head = head
        self._texts: list[str] = []
        self._size = 0

    async def add(self, text: str) -> None:
        """Add one fact."""
        if len(self._texts) == PART_FACTS or self._size > PART_BYTES:
            self._write({**self._head, "more": True})
            await self._board.wire.drained()
        self._texts.append(text)
        self._size += len(text)

    async def finish(self) -> None:
        """Write the last part."""
        self._write(self._head)
        await self._board.wire.drained()

    def _write(self, head: dict[str, Any]) -> None:
        frame = frames.part(head, self._texts)
        self._texts = []
        self._size = 0
        self._board.wire.write(frame)
        count(1, len(frame))


async def _follow(board: Board, after: int, *, losses: bool) -> None:
    """Let what was kept back follow, then write the tail straight through."""
    while kept := board.release(after, losses=losses):
        size = 0
        for frame in kept:
            board.wire.write(frame)
            size += len(frame)
            if size > PART_BYTES:
                await board.wire.drained()
                size = 0
        await board.wire.drained()
    board.filling = False


def inside(board: Board, row: Any) -> bool:
    """Say whether the board's area shows a row."""
    return board.area is None or board.area.holds(place_of(row["lon"], row["lat"]))


def _came(place: Place, now: Area | None, was: Area | None) -> bool:
    shown = now is None or now.holds(place)
    return shown and was is not None and not was.holds(place)


def shown_text(board: Board, row: Any) -> str:
    """Return a row's fact as this board gets it."""
    text: str = row["text"]
    return frames.with_restricted(text, row["restricted"]) if board.personal else text


def lost_text(board: Board, row: Any, kind: str = "sight.lost") -> str:
    """Return the fact that takes a row's subject off the board."""
    return frames.vanished(
        kind,
        row["topic"],
        row["subject"],
        board.drill,
        seq=row["seq"],
        at=row["at"].isoformat(),
        version=row["version"],
    )
