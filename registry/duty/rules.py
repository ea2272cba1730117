"""How a duty passes from one person to the next. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kernel.api import Conflict, FieldError, Forbidden, Invalid

# A roster entry is a shift or a week on call, not a career.
LONGEST = timedelta(days=31)


class DutyOver(Conflict):
    """The duty is over or has not begun: nothing to hand over."""

    code = "duty-over"
    title = "This duty does not stand now"


class NotHolder(Invalid):
    """Only holders of a post stand on its roster."""

    code = "not-holder"
    title = "This account does not hold the post"


class DutyTaken(Conflict):
    """The account is on this roster at that time already."""

    code = "duty-taken"
    title = "This account is on the roster at that time already"


class NotOnDuty(Forbidden):
    """Only the one on duty hands it over."""

    code = "not-on-duty"
    title = "Only the one on duty hands it over"


@dataclass(frozen=True, slots=True)
class Duty:
    """One entry of the roster."""

    account: UUID
    starts_at: datetime
    ends_at: datetime


def check_span(starts: datetime, ends: datetime, now: datetime) -> None:
    """Raise `Invalid` for a span that is backwards, over, or too long."""
    if ends <= starts:
        raise _refused("/until", "must be later than from")
    if ends <= now:
        raise _refused("/until", "must lie in the future")
    if ends - starts > LONGEST:
        raise _refused("/until", f"at most {LONGEST.days} days after from")


def handed_over(present: Duty, to: UUID, now: datetime) -> tuple[Duty, Duty]:
    """Return the entry cut off now and the one that goes on to its end. Raises `DutyOver`."""
    if not present.starts_at < now < present.ends_at:
        raise DutyOver
    if to == present.account:
        raise DutyTaken(errors=[FieldError("/account_id", "same", "is on duty already")])
    return (
        Duty(present.account, present.starts_at, now),
        Duty(to, now, present.ends_at),
    )


def _refused(pointer: str, detail: str) -> Invalid:
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, "range", detail)])
