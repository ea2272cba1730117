"""Which voices are passed on: the loudest, who keep their place through a breath."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from video.engine.rtp import SILENCE

# Three are heard at once; the fourth is for whoever is one of the three and must not hear itself.
SPOKEN = 3
KEPT = SPOKEN + 1
# One packet of 20 ms moves the average by this: a word counts, a click does not.
ATTACK, RELEASE = 0.25, 0.04
# RFC 6464 counts down: 127 is silence; ordinary rooms hum at about 70.
SPEECH = SILENCE - 60
# Somebody must be louder by this (dB) to take the place of one who speaks, and later than this.
MARGIN, HOLD_S = 6.0, 1.0

Key = TypeVar("Key", bound=Hashable)


@dataclass(slots=True)
class _Voice:
    loudness: float = 0.0
    since: float = 0.0


class Voices(Generic[Key]):
    """The voices of one room in order of their slots; a place without anybody is None."""

    def __init__(self) -> None:
        self.slots: list[Key | None] = [None] * KEPT
        self._voices: dict[Key, _Voice] = {}

    def heard(self, key: Key, level: int) -> None:
        """Note the level of one packet (RFC 6464)."""
        voice = self._voices.get(key)
        if voice is None:
            voice = self._voices[key] = _Voice()
        loud = SILENCE - level
        voice.loudness += (ATTACK if loud > voice.loudness else RELEASE) * (loud - voice.loudness)

    def level(self, key: Key) -> int:
        """Return how loud somebody is of late (RFC 6464)."""
        voice = self._voices.get(key)
        return SILENCE - round(voice.loudness) if voice is not None else SILENCE

    def gone(self, key: Key) -> None:
        """Forget somebody."""
        self._voices.pop(key, None)
        self.slots = [None if held == key else held for held in self.slots]

    def choose(self, allowed: Collection[Key], now: float) -> bool:
        """Give the places anew among those who may be heard; say whether anything changed."""
        before, fourth = list(self.slots), self.slots[SPOKEN]
        spoken = [held if held in allowed else None for held in before[:SPOKEN]]
        self.slots = [*spoken, None]
        waiting = [key for key in self._voices if key in allowed and key not in spoken]
        for key in sorted(waiting, key=self._loudness, reverse=True):
            if None in self.slots[:SPOKEN]:
                self._place(self.slots.index(None), key, now)
            elif not self._displace(key, now):
                break
        rest = [key for key in self._voices if key in allowed and key not in self.slots]
        # Whoever has the fourth place keeps it against somebody who is hardly louder.
        stay = {fourth: MARGIN}
        self.slots[SPOKEN] = max(
            rest, key=lambda key: self._loudness(key) + stay.get(key, 0.0), default=None
        )
        return self.slots != before

    def loudest(self) -> list[Key]:
        """Return who speaks now, loudest first."""
        speaking = [k for k in self.slots if k is not None and self._loudness(k) >= SPEECH]
        return sorted(speaking, key=self._loudness, reverse=True)

    def _loudness(self, key: Key) -> float:
        return self._voices[key].loudness if key in self._voices else 0.0

    def _displace(self, key: Key, now: float) -> bool:
        """Put somebody who speaks in the place of the quietest of the three, if that is fair."""
        quietest = min((k for k in self.slots[:SPOKEN] if k is not None), key=self._loudness)
        held, loud = self._voices[quietest], self._loudness(key)
        speaks = held.loudness >= SPEECH
        if loud < SPEECH or (speaks and now - held.since < HOLD_S):
            return False
        if speaks and loud < held.loudness + MARGIN:
            return False
        self._place(self.slots.index(quietest), key, now)
        return True

    def _place(self, slot: int, key: Key, now: float) -> None:
        self.slots[slot] = key
        self._voices[key].since = now
