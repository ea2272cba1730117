"""The board topic `warnings`: what screens show of a warning."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

TOPIC = "warnings"
State = dict[str, Any]
PLAIN = (
    "id", "kind", "subject", "colour", "zh", "en", "figures", "districts", "exercise",
    "observed_at", "until", "issued_at", "raised_at", "changed_at", "lifted_at",
)  # fmt: skip


def state_of(row: Any, organisations: Mapping[UUID, State]) -> State:
    """Return the public state of a warning."""
    place = None if row.lon is None else {"lon": round(row.lon, 5), "lat": round(row.lat, 5)}
    noted = None
    if row.acknowledged_at is not None:
        noted = {"at": row.acknowledged_at, "by": row.acknowledged_by}
    return {name: getattr(row, name) for name in PLAIN} | {
        "place": place,
        "acknowledged": noted,
        "feed": {
            "id": row.feed_id,
            "code": row.feed_code,
            "zh": row.feed_zh,
            "en": row.feed_en,
        },
        "organisation": organisations[row.organisation_id],
    }
