"""The board topic `roads`: what screens show of a closure."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

TOPIC = "roads"
State = dict[str, Any]
PLAIN = (
    "id", "reason", "shape", "reach_m", "starts_at", "until", "roads", "incident_id", "drawn_by",
    "created_at", "changed_at", "opened_at",
)  # fmt: skip


def state_of(row: Any, organisations: Mapping[UUID, State]) -> State:
    """Return the public state of a closure."""
    return {name: getattr(row, name) for name in PLAIN} | {
        "place": {"lon": round(row.lon, 6), "lat": round(row.lat, 6)},
        "organisation": organisations[row.organisation_id],
        "sight": "internal" if row.scope_id else "open",
    }
