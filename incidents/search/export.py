"""Incidents as CSV for office programs; pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from kernel.api import sheet

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
    rows = (_row(state, zone) for state in states)
    lines = ([row[name] for _, name in COLUMNS] for row in rows)
    return sheet.document([title for title, _ in COLUMNS], lines)


def _row(state: Mapping[str, Any], zone: str) -> dict[str, Any]:
    place, kind, area = state["place"] or {}, state["kind"] or {}, state["area"]
    return {
        **{name: state[name] for name in ("number", "title", "grade", "state", "address")},
        "reports": state["reports"],
        "summary": state["summary"],
        "kind_code": kind.get("code"),
        "kind_zh": kind.get("zh"),
        "occurred_at": sheet.local(state["occurred_at"], zone),
        "reported_at": sheet.local(state["milestones"]["reported"], zone),
        "closed_at": sheet.local(state["milestones"]["closed"], zone),
        "lon": place.get("lon"),
        "lat": place.get("lat"),
        "district": (area["district"] or {}).get("zh"),
        "town": (area["town"] or {}).get("zh"),
        "organisation": (state["organisation"] or {}).get("zh"),
        "assigned": "、".join(ref["zh"] for ref in state["assigned"]),
    }
