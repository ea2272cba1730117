"""How long packets wait on the way: the growth over the shortest delay seen of late."""

# Clocks of two machines drift by some 50 µs/s: the shortest delay is looked for anew.
WINDOW_S = 20.0
# The shortest of a second stands for its queue: one late packet is no queue.
NONE = 1e9
# A sender that paused for so long, or counts anew, is judged anew.
LONGEST_STEP_S = 10.0


class Delay:
    """Judges one stream by arrival and timestamp; the two clocks share no beginning."""

    __slots__ = ("_base", "_clock", "_last", "_least", "_older", "_ticks", "_turned")

    def __init__(self, clock: int) -> None:
        self._clock = clock
        self._last: int | None = None
        self._ticks = 0
        self._base = self._older = self._least = NONE
        self._turned = 0.0

    def came(self, timestamp: int, now: float) -> None:
        """Note the arrival of a packet."""
        step = 0 if self._last is None else (timestamp - self._last) & 0xFFFFFFFF
        if step > 0x7FFFFFFF:
            step -= 0x100000000
        if self._last is None or abs(step) > LONGEST_STEP_S * self._clock:
            self._base = self._older = self._least = NONE
            self._ticks, self._turned = 0, now
        else:
            self._ticks += step
        self._last = timestamp
        self._least = min(self._least, now - self._ticks / self._clock)

    def judged(self, now: float) -> float:
        """Return the queue of the time since the last call in seconds; 0 when nothing came."""
        least, self._least = self._least, NONE
        if least == NONE:
            return 0.0
        if now - self._turned > WINDOW_S:
            self._older, self._base, self._turned = self._base, NONE, now
        self._base = min(self._base, least)
        return least - min(self._base, self._older)
