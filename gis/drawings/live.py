"""The board topic `drawings`: what screens show of a drawing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

TOPIC = "drawings"
State = dict[str, Any]
PLAIN = (
    "id", "kind", "shape", "radius_m", "symbol", "label", "style", "sheet", "length_m", "area_m2",
    "until", "sight", "incident_id", "drawn_by", "created_at", "changed_at", "removed_at",
)  # fmt: skip


def state_of(row: Any, organisations: Mapping[UUID, State]) -> State:
    """Return the public state of a drawing."""
    return {name: getattr(row, name) for name in PLAIN} | {
        "place": {"lon": round(row.lon, 6), "lat": round(row.lat, 6)},
        "organisation": organisations[row.organisation_id],
    }
