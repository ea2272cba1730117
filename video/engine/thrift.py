"""When a viewer's way is too narrow for large pictures, and when to try them again."""

# A second of loss is an accident; three are a way that is full.
MUCH_LOSS, FULL_AFTER = 0.10, 3
# Trying too early fills the way again: each failed try doubles the wait.
LITTLE_LOSS, TRY_AFTER, LATEST_TRY = 0.02, 10, 160


class Thrift:
    """Judged once a second by the loss the viewer reports; `small` while it gets small pictures."""

    __slots__ = ("_bad", "_good", "_wait", "small")

    def __init__(self) -> None:
        self.small = False
        self._bad = self._good = 0
        self._wait = TRY_AFTER

    def judge(self, loss: float) -> None:
        """Take the loss of the last second into account."""
        self._bad = self._bad + 1 if loss > MUCH_LOSS else 0
        self._good = self._good + 1 if loss < LITTLE_LOSS else 0
        if not self.small and self._bad >= FULL_AFTER:
            self.small, self._good = True, 0
        elif self.small and self._good >= self._wait:
            self.small, self._good = False, 0
            self._wait = min(LATEST_TRY, self._wait * 2)
        elif not self.small and self._good >= LATEST_TRY:
            self._wait = TRY_AFTER
