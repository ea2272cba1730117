"""What moves too fast for the journal: told once a second to the boards that follow it.

A source is asked for a whole frame when a board is new, has changed its view or missed a turn, and
every half minute; in between for what changed since the last turn. A screen that has not read what
was written misses turns and costs nobody anything.
"""

import asyncio
import time
from dataclasses import dataclass
from typing import Protocol

import structlog

from kernel.ids import NIL
from kernel.live.board import Board
from kernel.live.classes import Sight
from kernel.live.frames import binary
from kernel.live.hub import Hub, count
from kernel.live.place import Area
from kernel.tasks import ended

log = structlog.get_logger()
TURN_S = 1.0
# A screen that missed something unseen is right again after this long (contract).
WHOLE_S = 30.0


class Source(Protocol):
    """Something that moves. Called from the event loop only; nothing in it waits.

    `topic` is what boards open, `channel` where other processes tell what moved.
    """

    topic: str
    channel: str

    async def start(self) -> None:
        """Begin to keep itself up to date."""
        ...

    async def stop(self) -> None:
        """Stop."""
        ...

    def heard(self, message: bytes) -> None:
        """Take in a message of the channel."""
        ...

    def turn(self) -> bool:
        """Begin a turn: what was heard so far is what changed; true when all of it may have."""
        ...

    def frame(self, board: bytes, sight: Sight, area: Area | None, *, whole: bool) -> bytes | None:
        """Return the payload for boards of an id, or None when there is nothing to tell.

        A whole frame replaces what the board showed, so it may be empty but is never None once the
        source knows what the sight sees.
        """
        ...


# The frames of one turn: boards of one id, sight and area share one.
_Built = dict[tuple[bytes, Sight, Area | None, bool], bytes | None]


@dataclass(frozen=True, slots=True)
class _Told:
    """What a board knows: the area it was told for, the turn, and when it was told the whole."""

    area: Area | None
    turn: int
    whole_at: float


class Motion:
    """The sources of one process and what each board was told of them."""

    def __init__(self, hub: Hub) -> None:
        self.sources: list[Source] = []
        self._hub = hub
        self._told: dict[tuple[str, Board], _Told] = {}
        self._turn = 0
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to tell."""
        for source in self.sources:
            await source.start()
        self._task = asyncio.create_task(self._run(), name="live-motion")

    async def stop(self) -> None:
        """Stop telling."""
        await ended([self._task])
        for source in self.sources:
            await source.stop()

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(TURN_S)
            try:
                self.tell(time.monotonic())
            except Exception:
                log.exception("motion_failed")

    def tell(self, now: float) -> None:
        """Take one turn of every source and write to the boards that follow it."""
        self._turn += 1
        told: dict[tuple[str, Board], _Told] = {}
        for source in self.sources:
            self._tell(source, now, told, anew=source.turn())
        self._told = told

    def _tell(
        self, source: Source, now: float, told: dict[tuple[str, Board], _Told], *, anew: bool
    ) -> None:
        built: _Built = {}
        frames = written = 0
        for board in self._hub.followers(NIL, source.topic):
            if board.filling or not board.wire.open or board.wire.buffered():
                continue
            before = self._told.get((source.topic, board))
            whole = anew or before is None or self._anew(before, board, now)
            try:
                frame = _built(source, board, built, whole=whole)
            except Exception:
                # One board that cannot be told must not silence the others.
                log.exception("motion_failed", board=board.id)
                continue
            if frame is not None:
                board.wire.write(frame)
                frames += 1
                written += len(frame)
            if frame is not None or not whole:
                since = now if before is None or whole else before.whole_at
                told[source.topic, board] = _Told(board.area, self._turn, since)
        count(frames, written)

    def _anew(self, before: _Told, board: Board, now: float) -> bool:
        missed = before.turn != self._turn - 1
        return missed or before.area != board.area or now - before.whole_at >= WHOLE_S


def _built(source: Source, board: Board, built: _Built, *, whole: bool) -> bytes | None:
    name = board.id.encode()
    key = (name, board.sight.sight, board.area, whole)
    if key not in built:
        payload = source.frame(name, board.sight.sight, board.area, whole=whole)
        built[key] = None if payload is None else binary(payload)
    return built[key]
