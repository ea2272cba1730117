"""The board topic `drawings`: what screens show of a drawing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

TOPIC = "drawings"
State = dict[str, Any]
PLAIN = (
    "id", "kind", "shape", "radius_m", "symbol", "label", "style", "sheet", "length_m", "area_m2",
    "until", "sight", "drawn_by", "created_at", "changed_at", "removed_at",
)  # fmt: skip


def state_of(row: Any, organisations: Mapping[UUID, State]) -> State:
    """Return the public state of a drawing.

    Whoever sees a drawing of sight `incident` sees that incident too; others may not, so that
    their states do not name it.
    """
    return {name: getattr(row, name) for name in PLAIN} | {
        "incident_id": named_incident(row),
        "place": {"lon": round(row.lon, 6), "lat": round(row.lat, 6)},
        "organisation": organisations[row.organisation_id],
    }


def named_incident(row: Any) -> UUID | None:
    """Return the incident everybody who sees the drawing may know of."""
    found: UUID | None = row.incident_id if row.sight == "incident" else None
    return found
