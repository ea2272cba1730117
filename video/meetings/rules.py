"""When a meeting may be, and when it is told of; pure."""

from datetime import datetime, timedelta

from kernel.api import Conflict, FieldError, Invalid

# A command post sits for days; what is longer is not one meeting.
LONGEST = timedelta(days=7)


class MeetingOver(Conflict):
    """The meeting was cancelled or held."""

    code = "meeting-over"
    title = "This meeting is over or was cancelled"


def check_times(starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """Raise `Invalid` for a meeting that ends before it begins, is past, or takes too long."""
    if ends_at <= starts_at:
        raise _refused("the end lies before the beginning")
    if ends_at <= now:
        raise _refused("the end lies in the past")
    if ends_at - starts_at > LONGEST:
        raise _refused(f"at most {LONGEST.days} days")


def remind_at(starts_at: datetime, minutes: int, now: datetime) -> datetime | None:
    """Return when the venues are to be reminded; None when it has begun or none is wanted.

    A meeting booked inside its reminder is told of at once.
    """
    if minutes == 0 or starts_at <= now:
        return None
    return max(now, starts_at - timedelta(minutes=minutes))


def _refused(detail: str) -> Invalid:
    return Invalid(f"/ends_at: {detail}", errors=[FieldError("/ends_at", "impossible", detail)])
