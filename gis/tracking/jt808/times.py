"""Times of JT/T 808: twelve digits of BCD, always of Beijing. Pure."""

from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

BEIJING = timezone(timedelta(hours=8))
_NUMBERS = {int(f"{number:02d}", 16): number for number in range(100)}
# Reports are of today or of the days since a network was lost.
MOST_DAYS = 1_000


def read(digits: bytes) -> datetime | None:
    """Return YYMMDDhhmmss of Beijing as UTC; None for what is no time, as 000000000000."""
    midnight = _midnight(digits[:3])
    if midnight is None or len(digits) < 6:
        return None
    hour, minute, second = map(_NUMBERS.get, digits[3:6])
    if hour is None or minute is None or second is None:
        return None
    if hour > 23 or minute > 59 or second > 59:
        return None
    return midnight + timedelta(0, 3600 * hour + 60 * minute + second)


@lru_cache(MOST_DAYS)
def _midnight(digits: bytes) -> datetime | None:
    """Return when a day of Beijing begins; None for what is no day."""
    try:
        year, month, day = (_NUMBERS[each] for each in digits)
        return datetime(2000 + year, month, day, tzinfo=BEIJING).astimezone(UTC)
    except (KeyError, ValueError):
        return None


def written(value: datetime | None) -> bytes:
    """Return the six bytes of a time; of noughts for None."""
    if value is None:
        return bytes(6)
    return bytes.fromhex(f"{value.astimezone(BEIJING):%y%m%d%H%M%S}")
