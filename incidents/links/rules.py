"""When a one-time link is good, and for whom; pure."""

from datetime import datetime
from typing import Any

from kernel.api import Conflict, Problem


class LinkGone(Problem):
    """The link expired or was withdrawn."""

    code = "link-gone"
    status = 410
    title = "This link is no longer good; ask the desk for a new one"


class LinkUsed(Conflict):
    """The link was opened on another phone before."""

    code = "link-used"
    title = "This link was opened on another phone; ask the desk for a new one"


def good(expires_at: datetime, withdrawn_at: datetime | None, now: datetime) -> bool:
    """Say whether a link may be used now."""
    return withdrawn_at is None and now < expires_at


def check_exchange(row: Any, cookie_hash: bytes | None, now: datetime) -> bool:
    """Say whether the phone has to be bound; False when this phone opened it before.

    Raises `LinkGone` (also for a token that never was) and `LinkUsed`.
    """
    if row is None or not good(row.expires_at, row.withdrawn_at, now):
        raise LinkGone
    if row.cookie_hash is None:
        return True
    if cookie_hash is None or bytes(row.cookie_hash) != cookie_hash:
        raise LinkUsed
    return False


def state_word(row: Any, now: datetime) -> str:
    """Return how a link stands: sent, opened, withdrawn or expired."""
    if row.withdrawn_at is not None:
        return "withdrawn"
    if now >= row.expires_at:
        return "expired"
    return "opened" if row.opened_at is not None else "sent"
