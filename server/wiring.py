"""Joins what a low floor declares with what a higher one implements."""

from incidents.api import Links
from kernel.api import Actor, LinkBook, Tx
from registry.api import People
from video.api import GuestBook

__all__ = ["LinkBooks", "People"]


class LinkBooks:
    """One-time links of all packages: of callers and witnesses, of guests of a meeting."""

    def __init__(self) -> None:
        self._books: tuple[LinkBook, ...] = (Links(), GuestBook())

    async def actor(self, tx: Tx, secret_hash: bytes) -> Actor | None:
        """Return who a link cookie stands for, None when no package knows it as good."""
        for book in self._books:
            found = await book.actor(tx, secret_hash)
            if found is not None:
                return found
        return None
