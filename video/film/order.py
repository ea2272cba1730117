"""Puts packets back into their order: what is sent again comes late. Pure."""

from collections.abc import Iterator

from video.engine.rtp import Packet

# What is asked for again has come by then, or never will.
PATIENCE_S = 1.0
MOST_WAITING = 1_024


class Order:
    """Holds what came early until what is missing before it has come, or is given up."""

    def __init__(self) -> None:
        self.lost = 0
        self._next: int | None = None
        self._waiting: dict[int, tuple[Packet, float]] = {}

    def take(self, packet: Packet, now: float) -> Iterator[Packet]:
        """Take a packet; give all that may go on, in order."""
        if self._next is None:
            self._next = packet.index
        if packet.index < self._next:
            return
        self._waiting[packet.index] = (packet, now)
        yield from self._ready()
        while self._waiting:
            first = min(self._waiting)
            since = self._waiting[first][1]
            if now - since < PATIENCE_S and len(self._waiting) < MOST_WAITING:
                return
            self.lost += first - self._next
            self._next = first
            yield from self._ready()

    def rest(self) -> Iterator[Packet]:
        """Give what still waits, as the stream has ended."""
        for index in sorted(self._waiting):
            yield self._waiting[index][0]
        self._waiting.clear()
        self._next = None

    def _ready(self) -> Iterator[Packet]:
        while self._next in self._waiting:
            packet, _ = self._waiting.pop(self._next)
            self._next += 1
            yield packet
