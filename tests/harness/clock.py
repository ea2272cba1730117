"""A clock in the hand of the test."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start

    def now(self) -> datetime:
        """Return the moment it was last moved to."""
        return self._now

    def advance(self, **duration: float) -> datetime:
        """Move forward, e.g. `advance(minutes=5)`."""
        self._now += timedelta(**duration)
        return self._now

    def set(self, moment: datetime) -> None:
        """Move to a moment."""
        self._now = moment
