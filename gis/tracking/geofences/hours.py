"""When a geofence or a rule counts: days of the week and hours, local time of the city. Pure."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Hours = Mapping[str, Any]
# Always: longer ago than anything that stands.
EVER = datetime.min.replace(tzinfo=ZoneInfo("UTC"))


def since(hours: Hours | None, moment: datetime, zone: str) -> datetime | None:
    """Return since when a schedule has counted without a break; None while it does not count.

    `hours` is `{days: [1 Monday … 7 Sunday], from, to}` with times as `HH:MM`; an end that is not
    after the beginning lies on the next day; no hours at all are always.
    """
    if hours is None:
        return EVER
    local = moment.astimezone(ZoneInfo(zone))
    for back in (0, 1):
        began = _began(hours, local, back)
        if began is not None:
            return began
    return None


def counts(hours: Hours | None, moment: datetime, zone: str) -> bool:
    """Say whether a schedule counts at a moment."""
    return since(hours, moment, zone) is not None


def _began(hours: Hours, local: datetime, back: int) -> datetime | None:
    """Return the beginning of the window that opened so many days ago, if it is open now."""
    day = local.date() - timedelta(days=back)
    if day.isoweekday() not in hours["days"]:
        return None
    begins, ends = time.fromisoformat(hours["from"]), time.fromisoformat(hours["to"])
    began = datetime.combine(day, begins, local.tzinfo)
    last = day if ends > begins else day + timedelta(days=1)
    return began if began <= local < datetime.combine(last, ends, local.tzinfo) else None
