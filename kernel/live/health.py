"""How fresh what screens show is: named feeds with the age of their last sign of life."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from kernel.alarms import feeds as watched

FeedState = Literal["live", "stale", "dead"]
# Age of the last sign of life in seconds; None = none yet.
Probe = Callable[[], float | None]


@dataclass(frozen=True, slots=True)
class Feed:
    """One source: older than `stale_after_s` it is stale, older than `dead_after_s` dead."""

    name: str
    probe: Probe
    stale_after_s: float
    dead_after_s: float

    def card(self) -> dict[str, Any]:
        """Return what screens are told of it."""
        age = self.probe()
        return {
            "name": self.name,
            "age_s": None if age is None else round(age, 1),
            "state": self.state(age),
        }

    def state(self, age: float | None) -> FeedState:
        """Judge an age."""
        if age is None or age > self.dead_after_s:
            return "dead"
        return "stale" if age > self.stale_after_s else "live"


class Feeds:
    """The feeds of this process; packages add theirs while the application starts."""

    def __init__(self) -> None:
        self._feeds: dict[str, Feed] = {}

    def add(self, name: str, probe: Probe, *, stale_after_s: float, dead_after_s: float) -> None:
        """Add a feed, or replace the one of this name."""
        self._feeds[name] = Feed(name, probe, stale_after_s, dead_after_s)

    def cards(self) -> list[dict[str, Any]]:
        """Return every feed as screens are told of it."""
        return [feed.card() for feed in self._feeds.values()]


class Outside:
    """Feeds from outside, as the watch last saw them; ages go on while nobody can ask it.

    Only those everybody may see: one health message goes to all screens.
    """

    def __init__(self) -> None:
        self._seen: Sequence[watched.Health] = ()

    def note(self, seen: Sequence[watched.Health]) -> None:
        """Keep what the watch says now."""
        self._seen = [
            each for each in seen if each.feed.organisation_id and each.feed.scope_id is None
        ]

    def cards(self, now: datetime) -> list[dict[str, Any]]:
        """Return every feed as screens are told of it."""
        return [self._card(each, now) for each in self._seen]

    def _card(self, health: watched.Health, now: datetime) -> dict[str, Any]:
        feed = health.feed
        age = max((now - health.beat_at).total_seconds(), 0.0)
        return {
            "name": feed.name,
            "zh": feed.zh,
            "en": feed.en,
            "age_s": round(age, 1),
            "state": watched.feed_state(age, feed.dead_after_s),
        }
