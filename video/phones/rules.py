"""When a phone may show, and when it has ended. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from kernel.api import Conflict, RateLimited

Why = Literal["sender", "desk", "link", "silent", "time"]
# A crew's phone: longer than a shift lasts nobody holds one up.
CREW_LASTS = timedelta(hours=12)
# Longer than a dead zone or a change of the battery; whoever comes back after that begins anew.
SILENT = timedelta(minutes=10)
# Old pages that might still ask; more than anybody opens at one link.
MOST_TAKES = 50
# Nobody presses the button more often; each press is a fact on the boards of the incident.
MOST_BEGUN, BEGUN_WITHIN = 10, timedelta(minutes=1)


class PhoneEnded(Conflict):
    """What this page showed was ended, or another page of the same sender took its place."""

    code = "phone-ended"
    title = "This live picture was ended"


def check_take(row: Any, take: UUID) -> bool:
    """Say whether a take has to be begun; False when it is under way.

    Whoever was silent for long may go on. Raises `PhoneEnded` for a take that was replaced, or
    ended by its sender, the desk or its link.
    """
    if take in row.past_takes:
        raise PhoneEnded("Another page of this phone shows its picture now.", why="replaced")
    if take != row.take:
        return True
    if row.ended_at is None:
        return False
    if row.why_ended == "silent":
        return True
    raise PhoneEnded("It begins again when somebody presses the button.", why=row.why_ended)


def pace(row: Any, now: datetime) -> tuple[datetime, int]:
    """Return since when beginnings are counted, and how many there are with this one.

    Raises `RateLimited`.
    """
    if now - row.paced_from >= BEGUN_WITHIN:
        return now, 1
    if row.begun >= MOST_BEGUN:
        wait = BEGUN_WITHIN.seconds
        raise RateLimited(
            f"A phone begins to show {MOST_BEGUN} times a minute.",
            headers={"Retry-After": str(wait)},
            retry_after=wait,
        )
    return row.paced_from, row.begun + 1


def past(row: Any, take: UUID) -> Sequence[UUID]:
    """Return the takes that do not come back once this one begins."""
    if take == row.take:
        return list(row.past_takes)
    return [*row.past_takes, row.take][-MOST_TAKES:]
