"""Sight classes: screens that may see exactly the same things share one judgement per fact.

Each class has a number; a set of classes is an int with one bit per number.
"""

import asyncio
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from kernel.access.actor import Actor
from kernel.journal.tail import Classes

# A city has two dozen kinds of desk in a dozen organisations: 64 classes without a screen are kept
# for those who come back; each costs one bit per open subject.
MOST_IDLE = 64
# Every class, also those to come: subjects without a scope.
EVERYONE = -1


class Sight(NamedTuple):
    """All that decides which subjects somebody may see."""

    organisations: frozenset[UUID] | None
    posts: frozenset[UUID]


@dataclass(slots=True, eq=False)
class SightClass:
    """One sight with its number and how many screens share it."""

    sight: Sight
    number: int
    screens: int = 0
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def bit(self) -> int:
        """The class as a set of one; empty before the reader knows it."""
        return 1 << self.number if self.number >= 0 else 0


class SightClasses:
    """The classes of this process.

    Screens join and leave at any time; numbers change hands only in `settle`, which the reader
    calls between two batches.
    """

    def __init__(self) -> None:
        self._by_sight: dict[Sight, SightClass] = {}
        self._new: list[SightClass] = []
        self._listed: Classes | None = None

    def join(self, actor: Actor) -> SightClass:
        """Return the class of an actor; it may be used once `ready` is set."""
        sight = Sight(actor.organisations, actor.posts)
        found = self._by_sight.get(sight)
        if found is None:
            found = self._by_sight[sight] = SightClass(sight, -1)
            self._new.append(found)
        found.screens += 1
        return found

    def leave(self, sight_class: SightClass) -> None:
        """Take a screen out of its class."""
        sight_class.screens -= 1

    def settle(self) -> list[SightClass]:
        """Drop idle classes above the cap, number the new ones and return them."""
        self._drop_idle()
        fresh = [item for item in self._new if item.screens > 0]
        for item in self._new:
            if item.screens <= 0:
                del self._by_sight[item.sight]
        self._new.clear()
        taken = {item.number for item in self._by_sight.values()}
        free = (number for number in range(len(self._by_sight) + 1) if number not in taken)
        for item in fresh:
            item.number = next(free)
        if fresh:
            self._listed = None
        return fresh

    def unsettle(self, fresh: list[SightClass]) -> None:
        """Take back numbers given out when what follows could not be read."""
        for item in fresh:
            item.number = -1
        self._new.extend(fresh)
        self._listed = None

    def forget(self) -> None:
        """Drop all classes: their screens are being sent away."""
        self._by_sight.clear()
        self._new.clear()
        self._listed = None

    def listed(self) -> Classes:
        """Return all numbered classes in the form queries take; free numbers see nothing."""
        if self._listed is None:
            numbered = {c.number: c.sight for c in self._by_sight.values() if c.number >= 0}
            sights = [numbered.get(n, _NOTHING) for n in range(max(numbered, default=-1) + 1)]
            self._listed = Classes(
                tuple(None if s.organisations is None else array(s.organisations) for s in sights),
                tuple(array(s.posts) for s in sights),
            )
        return self._listed

    def __len__(self) -> int:
        return len(self._by_sight)

    def _drop_idle(self) -> None:
        idle = [c for c in self._by_sight.values() if c.screens <= 0 and c.number >= 0]
        for item in idle[: max(0, len(idle) - MOST_IDLE)]:
            del self._by_sight[item.sight]
            self._listed = None


_NOTHING = Sight(frozenset(), frozenset())


def array(ids: frozenset[UUID]) -> str:
    """Return ids as the text of a PostgreSQL array."""
    return "{" + ",".join(str(item) for item in sorted(ids)) + "}"


def mask(numbers: list[int] | None) -> int:
    """Return a list of class numbers as a set."""
    found = 0
    for number in numbers or ():
        found |= 1 << number
    return found
