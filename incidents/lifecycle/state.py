"""The public state of incidents: what boards, lists and facts show."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gis.api import AreaIndex, area_index
from incidents.codes.reference import clock_table, kind_table
from incidents.lifecycle.clocks import clocks_of
from incidents.lifecycle.rules import milestones
from incidents.organisations import Ref, post_refs, refs
from incidents.places import place_state
from kernel.api import NIL, Tx


async def incident_state(tx: Tx, row: Any) -> dict[str, Any]:
    """Return the state of one incident."""
    return (await incident_states(tx, [row]))[0]


async def incident_states(tx: Tx, rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Return the states of incidents, organisations read once for all."""
    known = await refs(tx, [each for row in rows for each in (row.organisation_id, *row.assigned)])
    areas = await area_index(tx)
    return [await _state(tx, row, known, areas) for row in rows]


async def _state(tx: Tx, row: Any, known: dict[UUID, Ref], areas: AreaIndex) -> dict[str, Any]:
    marks = marks_of(row)
    return {
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "kind": kind_table().state(row.kind),
        "grade": row.grade,
        "state": row.state,
        "milestones": milestones(marks),
        "occurred_at": row.occurred_at,
        "place": place_state(row),
        "address": row.address,
        "area": areas.refs(row.district_code, row.town_code),
        "organisation": known.get(row.organisation_id),
        "assigned": [known[each] for each in row.assigned if each in known],
        "label": row.label,
        "posts": await post_refs(tx, row.posts),
        "reports": row.reports,
        "report_ids": row.report_ids,
        "merged_into": row.merged_into,
        "merged_from": row.merged_from or [],
        "units": row.units,
        "attachments": row.attachments,
        "figures": row.figures,
        "summary": row.summary,
        "last_note": row.last_note,
        "clocks": clocks(row, marks),
        "drill": None if row.drill == NIL else row.drill,
    }


def marks_of(row: Any) -> dict[str, datetime]:
    """Return the marks of a row as moments."""
    return {event: datetime.fromisoformat(at) for event, at in row.marks.items()}


def clocks(row: Any, marks: dict[str, datetime]) -> list[dict[str, Any]]:
    """Return the clocks of a row."""
    kind = kind_table().kinds.get(row.kind) if row.kind else None
    return clocks_of(
        clock_table(), marks, event_class=kind.event_class if kind else None, grade=row.grade
    )


def form_view(state: dict[str, Any] | Any) -> dict[str, Any]:
    """Return the values of a state that its form edits, under the names of the form's fields."""
    place = state.get("place")
    fields = {
        name: state.get(name) for name in ("title", "grade", "address", "summary", "occurred_at")
    }
    kind = (state.get("kind") or {}).get("code")
    point = {"lon": place["lon"], "lat": place["lat"]} if place else None
    figures = {f"figures/{name}": value for name, value in (state.get("figures") or {}).items()}
    return fields | {"kind": kind, "location": point} | figures


def form_changes(changes: dict[str, Any]) -> dict[str, Any]:
    """Return the changes of a form under the names `form_view` uses."""
    plain = {name: value for name, value in changes.items() if name not in ("location", "figures")}
    if "location" in changes:
        place = changes["location"]
        plain["location"] = place and {
            "lon": round(place["lon"], 6),
            "lat": round(place["lat"], 6),
        }
    figures = changes.get("figures") or {}
    return plain | {f"figures/{name}": value for name, value in figures.items()}
