"""Moments and intervals as clients write them: RFC 3339, a date alone, `..` for an open end."""

import re
from datetime import UTC, datetime, timedelta

from kernel.api import FieldError, Malformed

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})")
OPEN = ("..", "")
DAY = timedelta(days=1)
LAST_YEAR = 9999
Span = tuple[datetime | None, datetime | None]


def is_date(text: str) -> bool:
    """Say whether a text is a date without a time of day."""
    return bool(_DATE.fullmatch(text))


def moment_of(text: str) -> datetime:
    """Return the moment of a text, a date as its midnight in UTC. Raises `ValueError`."""
    if is_date(text):
        moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
        if moment.year == LAST_YEAR:  # the end of its last day must not leave the calendar
            raise ValueError("a year that cannot be")
        return moment
    if not _MOMENT.fullmatch(text):
        raise ValueError("not a date or an RFC 3339 moment")
    moment = datetime.fromisoformat(text.upper())
    if not 1 < moment.year < LAST_YEAR:  # its zone must not carry it out of the calendar
        raise ValueError("a year that cannot be")
    return moment.astimezone(UTC)


def span_of(start: str, end: str) -> Span:
    """Return from and until of an interval; both ends included, a date with its whole day.

    Raises `ValueError`.
    """
    since = None if start in OPEN else moment_of(start)
    until = None if end in OPEN else last_of(end)
    if since is not None and until is not None and since > until:
        raise ValueError("the interval ends before it starts")
    return since, until


def last_of(text: str) -> datetime:
    """Return the last moment a text names: of a date the end of its day."""
    moment = moment_of(text)
    return moment + DAY - timedelta(microseconds=1) if is_date(text) else moment


def span_asked(text: str) -> Span:
    """Return from and until of `?datetime=`: a moment, a date, or two of them with a slash.

    Raises `Malformed`.
    """
    start, slash, end = text.partition("/")
    try:
        if slash and start in OPEN and end in OPEN:
            raise ValueError("an interval has at least one end")
        return span_of(start, end) if slash else (moment_of(start), last_of(start))
    except ValueError as error:
        raise Malformed(
            f"datetime: {error}", errors=[FieldError("?datetime", "malformed", str(error))]
        ) from error
