"""Joins the packets of one source after another into one stream that never breaks."""

from dataclasses import dataclass

# A slot that changes its source goes on as if one frame had passed.
STEP = {90_000: 3_000, 48_000: 960}


@dataclass(slots=True)
class Joint:
    """How indices and timestamps of the present source become those of a slot.

    `first` is the index the source was joined at: what is older belongs to what was shown before.
    """

    clock: int
    sequence_shift: int = 0
    timestamp_shift: int = 0
    first: int = 0
    last_index: int = 0
    last_timestamp: int = 0
    last_at: float = 0.0

    def join(self, index: int, timestamp: int, now: float) -> None:
        """Go on with another source, whose packet `index` is the next to be sent."""
        passed = int((now - self.last_at) * self.clock) if self.last_at else 0
        target = self.last_timestamp + max(STEP[self.clock], passed)
        self.sequence_shift = self.last_index + 1 - index
        self.timestamp_shift = target - timestamp
        self.first = index

    def sent(self, index: int, timestamp: int, now: float) -> None:
        """Note what was sent: the source's index and timestamp."""
        moved = index + self.sequence_shift
        if moved > self.last_index:
            self.last_index = moved
            self.last_timestamp = timestamp + self.timestamp_shift
            self.last_at = now

    def index_of(self, sequence: int) -> int | None:
        """Return the source's index of a number a viewer saw; None when it is of another source."""
        behind = (self.last_index - sequence) & 0xFFFF
        index = self.last_index - behind - self.sequence_shift
        return index if index >= self.first else None
