"""Identifiers: UUIDv7 everywhere, so that ids sort by the time they were made (RFC 9562 §5.7)."""

from uuid import UUID

import uuid6

NIL = UUID(int=0)
# The standing scope of what hangs on nothing: no organisation and no post is in its sight.
LOOSE = UUID("00000000-0000-7000-8000-0000000000f1")


def new_id() -> UUID:
    """Return a fresh UUIDv7."""
    return UUID(int=uuid6.uuid7().int)
