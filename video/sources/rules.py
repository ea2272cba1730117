"""When a source counts as online or offline, and when it is looked at next. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

SourceState = Literal["unknown", "online", "offline"]
# One look that fails may be a camera that restarts; two in a row are a fault.
FAILURES_TO_BE_OFFLINE = 2
# Looked at again soon after a failure, so that a fault is known within a minute; then seldom, so
# that a thousand dead cameras do not keep the worker busy.
SOON = timedelta(seconds=20)
SELDOM = timedelta(minutes=5)
MANY_FAILURES = 10
# Whoever stops without saying so is noticed within this time.
SENDING = timedelta(seconds=10)
# A phone comes and goes with its network: whoever looks at it learns within seconds.
PHONE_LOOK = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class Verdict:
    """State and failures after a look, and when the next is due."""

    state: SourceState
    failures: int
    next_look: datetime | None


def of_publisher(*, sends: bool, now: datetime) -> Verdict:
    """Judge a publisher: one that sends is looked at soon, one that ended when it sends again."""
    return Verdict("online", 0, now + SENDING) if sends else Verdict("offline", 0, None)


def of_phone(*, sends: bool, now: datetime) -> Verdict:
    """Judge a phone, which is expected to come back until it is ended."""
    return Verdict("online" if sends else "offline", 0, now + PHONE_LOOK)


def after_success(every_s: int, now: datetime) -> Verdict:
    """Judge a look that showed a picture."""
    return Verdict("online", 0, now + timedelta(seconds=every_s))


def after_failure(state: SourceState, failures: int, every_s: int, now: datetime) -> Verdict:
    """Judge a look that showed none."""
    failures += 1
    gone = failures >= FAILURES_TO_BE_OFFLINE or state == "unknown"
    wait = SOON if failures < MANY_FAILURES else max(SELDOM, timedelta(seconds=every_s))
    return Verdict("offline" if gone else state, failures, now + wait)
