"""When a one-time link is good, and for whom; pure."""

from datetime import datetime, timedelta
from typing import Any

from kernel.api import Conflict, Problem, RateLimited

# A witness sends some photos and a few lines; what sends more would bury the desk. Whoever wrote
# without a network for long sends the rest some minutes later by itself.
MOST_REPORTS, REPORTS_WITHIN = 30, timedelta(minutes=10)
PAUSE_S = 60


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


def check_pace(lately: int) -> None:
    """Raise `RateLimited` when a link sent more reports lately than anybody writes."""
    if lately > MOST_REPORTS:
        raise RateLimited(
            f"A link may send {MOST_REPORTS} reports in {REPORTS_WITHIN.seconds // 60} minutes.",
            headers={"Retry-After": str(PAUSE_S)},
            retry_after=PAUSE_S,
        )


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
