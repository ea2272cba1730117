"""What the boards of each sight class hold: per open subject the classes that see it, its place.

Kept by the reader alone, from what it has already sent. So whoever held a subject and no longer
sees it is known without asking what its scope once was.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from kernel.live.place import Place

Key = tuple[UUID, UUID]  # drill, subject


class Held(NamedTuple):
    """The classes that hold a subject, its topic, and where it lies."""

    classes: int
    topic: str
    place: Place | None


NOT_HELD = Held(0, "", None)


class Holdings:
    """One entry for each open subject of a topic that boards can open."""

    def __init__(self) -> None:
        self._held: dict[Key, Held] = {}

    def of(self, drill: UUID, subject: UUID) -> Held:
        """Return who holds a subject."""
        return self._held.get((drill, subject), NOT_HELD)

    def put(self, key: Key, held: Held) -> Held:
        """Set who holds a subject from now on; return who did before."""
        before = self._held.get(key, NOT_HELD)
        self._held[key] = held
        return before

    def drop(self, key: Key) -> Held:
        """Forget a subject that left the boards; return who held it."""
        return self._held.pop(key, NOT_HELD)

    def begin(self, classes: int, rows: Iterable[tuple[Key, Held]]) -> None:
        """Start classes: they hold exactly what these rows say; the others stay as they are."""
        held = self._held
        for key, before in list(held.items()):
            if before.classes & classes:
                held[key] = before._replace(classes=before.classes & ~classes)
        for key, row in rows:
            mine = row.classes & classes
            known = held.get(key)
            if known is None:
                held[key] = row._replace(classes=mine)
            elif mine:
                held[key] = known._replace(classes=known.classes | mine)

    def within(self, drill: UUID, classes: int) -> Iterator[tuple[UUID, Place]]:
        """Yield the subjects of a drill that these classes hold and that have a place."""
        for (where, subject), held in self._held.items():
            if held.place is not None and held.classes & classes and where == drill:
                yield subject, held.place

    def clear(self) -> None:
        """Forget everything: nobody is looking."""
        self._held.clear()
