"""One board of one screen: what it follows, and what waits while its snapshot is on the way."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from kernel.live.classes import SightClass
from kernel.live.closing import TOO_SLOW
from kernel.live.place import Area
from kernel.live.transport import MOST_WAITING, Wire


class Owner(Protocol):
    """The screen a board stands on."""

    def start_over(self, board: "Board", reason: str) -> None:
        """Close the board and tell the screen to open it again without `since`."""
        ...


class Kept(NamedTuple):
    """A frame of the tail that waits behind a snapshot; `lost` says that sight was lost."""

    seq: int
    subject: UUID
    frame: bytes
    lost: bool


@dataclass(slots=True, eq=False)
class Board:
    """An open board.

    While `filling`, frames of the tail are kept back so that they follow the snapshot they
    belong behind; `touched` are the subjects the tail spoke of while a change of view was read;
    `turn` lets one of these happen after another.
    """

    id: str
    key: bytes
    topics: tuple[str, ...]
    subjects: frozenset[UUID] | None
    drill: UUID
    area: Area | None
    sight: SightClass
    personal: bool
    wire: Wire
    owner: Owner
    at: datetime | None = None
    filling: bool = True
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    touched: set[UUID] | None = None
    kept: list[Kept] = field(default_factory=list)
    kept_bytes: int = 0

    def follows(self, subject: UUID) -> bool:
        """Say whether a subject is among those the board was opened for."""
        return self.subjects is None or subject in self.subjects

    def put(self, seq: int, subject: UUID, frame: bytes, *, lost: bool) -> None:
        """Write a frame of the tail, or keep it back behind the snapshot on its way."""
        if not self.filling:
            self.wire.write(frame)
            if self.touched is not None:
                self.touched.add(subject)
            return
        self.kept.append(Kept(seq, subject, frame, lost))
        self.kept_bytes += len(frame)
        if self.kept_bytes > MOST_WAITING:
            self.wire.close(TOO_SLOW, "too far behind")

    def release(self, after: int, *, losses: bool) -> list[bytes]:
        """Return the frames kept back that come after a place in the journal, and keep none.

        With `losses` also what was lost up to that place and not gained again: the tail judges by
        the present, which may be newer than what was read at that place.
        """
        last = {kept.subject: kept for kept in self.kept if losses and kept.seq <= after}
        frames = [
            kept.frame
            for kept in self.kept
            if kept.seq > after or (kept.lost and last.get(kept.subject) is kept)
        ]
        self.kept.clear()
        self.kept_bytes = 0
        return frames

    def start_over(self, reason: str) -> None:
        """Have the screen open this board again."""
        self.owner.start_over(self, reason)
