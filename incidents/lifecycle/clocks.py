"""Clocks of an incident, derived from its marks and the clock table; pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

Colour = Literal["green", "yellow", "red", "done"]
# A daily report falls due at these times again and again until the clock is done.
FOLLOWED_UP = "incident.followed_up"


def clocks_of(
    rows: Iterable[Mapping[str, Any]],
    marks: Mapping[str, datetime],
    *,
    event_class: int | None,
    grade: str | None,
) -> list[dict[str, Any]]:
    """Return the clocks that run or ran, one per code: the first row that matches holds."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        started = marks.get(row["starts"])
        if row["code"] in found or started is None or not _holds(row, event_class, grade):
            continue
        found[row["code"]] = _clock(row, started, marks)
    return list(found.values())


def colour(clock: Mapping[str, Any], now: datetime) -> Colour:
    """Return how a clock stands: yellow from its warning share on, red when over."""
    if clock["done_at"] is not None:
        return "done"
    if now >= clock["due_at"]:
        return "red"
    return "yellow" if now >= clock["warn_at"] else "green"


def done_by(code: str, rows: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the event that a duty officer reports to stop a clock, None when it is not manual."""
    for row in rows:
        if row["code"] == code and row["starts"].startswith("incident."):
            return FOLLOWED_UP if row.get("daily_at") else str(row["done"])
    return None


def _holds(row: Mapping[str, Any], event_class: int | None, grade: str | None) -> bool:
    return grade in row["grades"] and (event_class is None or event_class in row["classes"])


def _clock(
    row: Mapping[str, Any], started: datetime, marks: Mapping[str, datetime]
) -> dict[str, Any]:
    begun = max(started, marks.get(FOLLOWED_UP, started)) if row.get("daily_at") else started
    due = _due(row, begun)
    done = marks.get(row["done"])
    return {
        "code": row["code"],
        "zh": row["zh"],
        "en": row["en"],
        "started_at": begun,
        "warn_at": begun + (due - begun) * row["warn_share"],
        "due_at": due,
        "done_at": done if done is not None and done >= started else None,
    }


def _due(row: Mapping[str, Any], begun: datetime) -> datetime:
    if "duration_s" in row:
        return begun + timedelta(seconds=row["duration_s"])
    zone = ZoneInfo(row["timezone"])
    local = begun.astimezone(zone)
    moments = [
        datetime.combine(local.date() + timedelta(days=day), time.fromisoformat(at), zone)
        for day in (0, 1)
        for at in row["daily_at"]
    ]
    return min(moment for moment in moments if moment > begun).astimezone(begun.tzinfo)
