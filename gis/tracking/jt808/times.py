"""Times of JT/T 808: twelve digits of BCD, always of Beijing. Pure."""

from datetime import UTC, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))


def read(digits: bytes) -> datetime | None:
    """Return YYMMDDhhmmss of Beijing as UTC; None for what is no time, as 000000000000."""
    text = digits.hex()
    try:
        year, month, day, hour, minute, second = (int(text[at : at + 2]) for at in range(0, 12, 2))
        return datetime(2000 + year, month, day, hour, minute, second, tzinfo=BEIJING).astimezone(
            UTC
        )
    except ValueError:
        return None


def written(value: datetime | None) -> bytes:
    """Return the six bytes of a time; of noughts for None."""
    if value is None:
        return bytes(6)
    return bytes.fromhex(f"{value.astimezone(BEIJING):%y%m%d%H%M%S}")
