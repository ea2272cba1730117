"""Joins the cameras near an incident with the sources of their pictures."""

from typing import Any
from uuid import UUID

from incidents.api import nearby
from kernel.api import Tx
from video.api import sources

# Looked at around an incident; most cameras of a city have a source.
LOOKED_AT = 60
# Farther off nothing of the incident is seen but by cameras whose field of view holds it.
NEAR_M = 3_000


async def pictures(tx: Tx, incident: UUID, limit: int) -> dict[str, Any]:
    """Return sources of cameras: those that see the incident first, then others, nearest first."""
    found = await nearby.near_incident(tx, incident, "cameras", LOOKED_AT)
    cameras = {camera["id"]: camera for camera in found["items"]}
    connected = await sources.of_cameras(tx, list(cameras))
    items = [
        {
            "camera_id": each,
            "name": camera["name"],
            "distance_m": camera["distance_m"],
            "in_view": camera["in_view"],
            "source": connected[each],
        }
        for each, camera in cameras.items()
        if each in connected and (camera["in_view"] or camera["distance_m"] <= NEAR_M)
    ]
    return {"items": items[:limit], "next": None}
