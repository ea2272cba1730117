"""Incidents as CSV for office programs: nothing in a cell is ever run as a formula; pure."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

# Office programs run cells that start so (OWASP, CSV injection); a leading ' makes them text.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BOM = "\ufeff"
COLUMNS = (
    ("编号", "number"),
    ("标题", "title"),
    ("类别代码", "kind_code"),
    ("类别", "kind_zh"),
    ("级别", "grade"),
    ("状态", "state"),
    ("发生时间", "occurred_at"),
    ("接报时间", "reported_at"),
    ("办结时间", "closed_at"),
    ("经度", "lon"),
    ("纬度", "lat"),
    ("地址", "address"),
    ("区县", "district"),
    ("镇街", "town"),
    ("主办单位", "organisation"),
    ("协办单位", "assigned"),
    ("接报数", "reports"),
    ("摘要", "summary"),
)


def to_csv(states: Iterable[Mapping[str, Any]], zone: str) -> bytes:
    """Return states as UTF-8 CSV with a byte order mark, times local with offset."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow([title for title, _ in COLUMNS])
    for state in states:
        row = _row(state, ZoneInfo(zone))
        writer.writerow([cell(row[name]) for _, name in COLUMNS])
    return (BOM + sheet.getvalue()).encode("utf-8")


def cell(value: Any) -> str:
    """Return a value as a cell that no program takes for a formula; numbers stay numbers."""
    if value is None:
        return ""
    text = str(value)
    if not isinstance(value, int | float) and text.lstrip(" ").startswith(DANGEROUS):
        return f"'{text}"
    return text


def _row(state: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    place, kind, area = state["place"] or {}, state["kind"] or {}, state["area"]
    return {
        **{name: state[name] for name in ("number", "title", "grade", "state", "address")},
        "reports": state["reports"],
        "summary": state["summary"],
        "kind_code": kind.get("code"),
        "kind_zh": kind.get("zh"),
        "occurred_at": _local(state["occurred_at"], zone),
        "reported_at": _local(state["milestones"]["reported"], zone),
        "closed_at": _local(state["milestones"]["closed"], zone),
        "lon": place.get("lon"),
        "lat": place.get("lat"),
        "district": (area["district"] or {}).get("zh"),
        "town": (area["town"] or {}).get("zh"),
        "organisation": (state["organisation"] or {}).get("zh"),
        "assigned": "、".join(ref["zh"] for ref in state["assigned"]),
    }


def _local(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None
