"""What facts and answers tell of a device."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

TOPIC = "devices"
State = dict[str, Any]
PLAIN = (
    "id", "number", "protocol", "name", "unit_id", "datum", "state", "maker", "model", "plate",
    "registered_at",
)  # fmt: skip
# Whoever knows these may send positions in the device's name.
SECRET_IDS = frozenset({"osmand", "nmea"})
SHOWN = 6


def state_of(row: Any, organisations: Mapping[UUID, State]) -> State:
    """Return the public state of a device, without what it told."""
    return {name: getattr(row, name) for name in PLAIN} | {
        "identifier": shown(row.protocol, row.identifier),
        "organisation": organisations[row.organisation_id],
    }


def shown(protocol: str, identifier: str) -> str:
    """Return an identifier, or the end of one that is a secret."""
    return f"…{identifier[-SHOWN:]}" if protocol in SECRET_IDS else identifier


def told(row: Any, refused: Sequence[Any]) -> State:
    """Return what a device told last, and how much of it was not believed."""
    place = None
    if row.last_at is not None:
        place = {"lon": row.last_lon, "lat": row.last_lat, "source": "device"}
    return {
        "place": place,
        "moving": row.last_moving,
        "last_at": row.last_at,
        "last_received_at": row.last_received_at,
        "heard_at": row.heard_at,
        "refusals": {each.reason: each.count for each in refused},
        "refused_at": max((each.last_at for each in refused), default=None),
    }
