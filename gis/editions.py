"""Indexes kept per process by the digest of what they were built from.

The digest names the content, so a kept index is a pure value: it can never be wrong, only unused.
"""

from typing import Generic, TypeVar

T = TypeVar("T")

# The edition in use and the one before it, while a new city is loaded.
MOST_EDITIONS = 2


class Shelf(Generic[T]):
    """Holds the last few indexes by digest."""

    def __init__(self) -> None:
        self._kept: dict[str, T] = {}

    def get(self, digest: str) -> T | None:
        """Return the index of a digest if it stands here."""
        return self._kept.get(digest)

    def put(self, digest: str, index: T) -> T:
        """Keep an index; the oldest leaves."""
        if digest:
            self._kept[digest] = index
            while len(self._kept) > MOST_EDITIONS:
                del self._kept[next(iter(self._kept))]
        return index
