"""The part of the walk that goes over the map: roads and what is found on them."""

from typing import TYPE_CHECKING

from gis.api import load_roads
from tests.contracts.planted import CITY

if TYPE_CHECKING:
    from tests.contracts.walk import Walker

CORNER, NEXT_CORNER = [114.02, 22.535], [114.023, 22.537]


def roads(walker: "Walker") -> None:
    """List the networks; close a road for an incident, change it, open it, close it again."""
    running = walker.world.running
    running.wait(load_roads(running.runtime.db, CITY))
    walker.get("wall", "/api/roads/networks")
    line = {"type": "LineString", "coordinates": [CORNER, NEXT_CORNER]}
    form = {"reason": "塌方", "shape": line, "until": "2199-01-01T00:00:00Z"}
    form |= {"incident_id": walker.ids["incident"]}
    made = walker.post("jinping", "/api/roads/closures", form)
    path = f"/api/roads/closures/{made['id']}"
    walker.ask("jinping", "PATCH", path, {"reason": "积水"})
    walker.get("wall", path)
    walker.ask("jinping", "DELETE", path)
    walker.get("wall", "/api/roads/closures?ended=true")
    walker.post("jinping", f"{path}/restore")
    walker.get("wall", "/api/roads/closures")
