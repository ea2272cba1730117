"""The board topic `units`: what screens show of a unit."""

from typing import Any

from registry.places import place_state
from registry.reference import names_of

TOPIC = "units"
State = dict[str, Any]


def state_of(row: Any) -> State:
    """Return the public state of a unit."""
    names = names_of("unit_kinds", row.kind)
    return {
        "id": row.id,
        "code": row.code,
        "call_sign": row.call_sign,
        "kind": row.kind,
        "kind_zh": names["zh"],
        "kind_en": names["en"],
        "agency": _ref(row, "agency"),
        "organisation": _ref(row, "organisation"),
        "capabilities": row.capabilities,
        "crew": row.crew,
        "status": row.status,
        "status_at": row.status_at,
        "status_note": row.status_note,
        "reported_at": row.reported_at,
        "place": place_state(row),
        "heading_deg": row.heading_deg,
        "position_at": row.position_at,
        "station": _station(row),
        "incident_id": row.incident_id,
        "check": _check(row),
        "no_contact_since": row.no_contact_since,
        "fictional": row.fictional,
    }


def _ref(row: Any, prefix: str) -> State:
    return {name: getattr(row, f"{prefix}_{name}") for name in ("id", "code", "zh", "en")}


def _check(row: Any) -> State | None:
    if row.check_due_at is None:
        return None
    return {
        "at": row.checked_at,
        "by": row.checked_by,
        "warn_at": row.check_warn_at,
        "due_at": row.check_due_at,
    }


def _station(row: Any) -> State | None:
    if row.station_zh is None:
        return None
    return {"zh": row.station_zh, "en": row.station_en, "place": place_state(row, "station")}


def form_view(state: Any) -> State:
    """Return a state as the values its form edits."""
    return dict(state) | {
        "organisation_id": (state.get("organisation") or {}).get("id"),
        "agency_id": (state.get("agency") or {}).get("id"),
    }
