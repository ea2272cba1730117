"""The board topic `roads`: what screens show of a closure."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

TOPIC = "roads"
State = dict[str, Any]
PLAIN = (
    "id", "reason", "shape", "reach_m", "starts_at", "until", "roads", "drawn_by", "created_at",
    "changed_at", "opened_at",
)  # fmt: skip


def state_of(row: Any, organisations: Mapping[UUID, State]) -> State:
    """Return the public state of a closure.

    Whoever sees a closure may not see the incident it was drawn for, so that no state names it.
    """
    return {name: getattr(row, name) for name in PLAIN} | {
        "incident_id": None,
        "place": {"lon": round(row.lon, 6), "lat": round(row.lat, 6)},
        "organisation": organisations[row.organisation_id],
        "sight": "internal" if row.scope_id else "open",
    }
