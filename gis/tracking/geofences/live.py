"""What boards show of geofences, of rules over them and of what those found."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

TOPIC, RULES, EVENTS = "geofences", "geofence-rules", "geofence-events"
State = dict[str, Any]
PLAIN = (
    "id", "name", "kind", "outline", "shape_digest", "radius_m", "width_m", "margin_m", "area_m2",
    "hours", "active", "drawn_by", "created_at", "changed_at", "withdrawn_at",
)  # fmt: skip
RULE = (
    "id", "name", "event", "fences", "minutes", "limit_kmh", "units", "organisations", "kinds",
    "hours", "alarm", "severity", "active", "made_by", "created_at", "changed_at", "withdrawn_at",
)  # fmt: skip
EVENT = ("id", "event", "at", "until", "standing", "figures", "late", "alarm_id")


def state_of(row: Any, organisations: Mapping[UUID, State]) -> State:
    """Return the public state of a geofence."""
    return {name: getattr(row, name) for name in PLAIN} | {
        "place": {"lon": round(row.lon, 6), "lat": round(row.lat, 6)},
        "organisation": organisations[row.organisation_id],
        "sight": "internal" if row.scope_id else "open",
    }


def rule_state(row: Any, organisations: Mapping[UUID, State]) -> State:
    """Return the public state of a rule."""
    return {name: getattr(row, name) for name in RULE} | {
        "organisation": organisations[row.organisation_id]
    }


def event_state(row: Any, organisations: Mapping[UUID, State]) -> State:
    """Return the public state of an event."""
    place = None
    if row.lon is not None:
        place = {"lon": round(row.lon, 6), "lat": round(row.lat, 6), "source": "device"}
    shown: State = {name: getattr(row, name) for name in EVENT}
    shown |= row.named
    return shown | {"place": place, "organisation": organisations[row.organisation_id]}
