"""The part of the walk that goes over the map: roads and what is found on them."""

from typing import TYPE_CHECKING, Any

from gis.api import load_roads
from tests.contracts.planted import CITY, JINPING_SPOT

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
    incident = walker.post("jinping", "/api/incidents", {"title": "塌方", "kind": "10101"})
    walker.ids["map_incident"] = incident["id"]  # the others are merged and restricted by now
    form |= {"incident_id": incident["id"]}
    made = walker.post("jinping", "/api/roads/closures", form)
    path = f"/api/roads/closures/{made['id']}"
    walker.ask("jinping", "PATCH", path, {"reason": "积水"})
    walker.get("wall", path)
    walker.ask("jinping", "DELETE", path)
    walker.get("wall", "/api/roads/closures?ended=true")
    walker.post("jinping", f"{path}/restore")
    walker.get("wall", "/api/roads/closures")


def drawings(walker: "Walker") -> None:
    """Draw each kind for an incident, change one, remove it, put it back."""
    walker.get("wall", "/api/drawings/symbols")
    point = {"type": "Point", "coordinates": CORNER}
    line = {"type": "LineString", "coordinates": [CORNER, NEXT_CORNER]}
    ring = [CORNER, NEXT_CORNER, [CORNER[0], NEXT_CORNER[1]], CORNER]
    forms: list[dict[str, Any]] = [
        {"kind": "point", "shape": point, "symbol": {"set": "cn", "code": "command"}},
        {"kind": "text", "shape": point, "label": "集结点"},
        {"kind": "circle", "shape": point, "radius_m": 500},
        {"kind": "line", "shape": line, "until": "2199-01-01T00:00:00Z"},
        {"kind": "area", "shape": {"type": "Polygon", "coordinates": [ring]}, "sight": "internal"},
        {"kind": "arrow", "shape": line, "sight": "incident"},
    ]
    for form in forms:
        form["incident_id"] = walker.ids["map_incident"]
        made = walker.post("jinping", "/api/drawings", form)
    path = f"/api/drawings/{made['id']}"
    walker.ask("jinping", "PATCH", path, {"label": "进攻方向"})
    walker.get("jinping", path)
    walker.ask("jinping", "DELETE", path)
    walker.get("jinping", "/api/drawings?removed=true")
    walker.post("jinping", f"{path}/restore", {"until": None})
    walker.get("wall", "/api/drawings")
    walker.get("wall", "/api/drawings/export?format=geojson")


def analysis(walker: "Walker") -> None:
    """Ask every question once; keep an answer, read and export it, take it away, bring it back."""
    here = {"lon": CORNER[0], "lat": CORNER[1]}
    there = {"lon": NEXT_CORNER[0], "lat": NEXT_CORNER[1]}
    district = {"district": "440511"}
    questions: dict[str, dict[str, Any]] = {
        "buffer": {"shape": {"type": "Point", "coordinates": CORNER}, "distances_m": [500]},
        "within": {"area": district},
        "nearest": {"point": JINPING_SPOT, "what": ["units"], "by": "road"},
        "route": {"points": [here, there]},
        "isochrone": {"point": here, "minutes": [5]},
        "affected": {"typhoon": "2013-usagi"},
        "heat": {"what": ["resources"]},
        "clusters": {"what": ["units", "resources"], "minimum": 2, "distance_m": 50_000},
        "statistics": {"what": ["units"]},
    }
    for kind, body in questions.items():
        walker.post("jinping", f"/api/analysis/{kind}", body)
    walker.get("wall", "/api/analysis/typhoons")
    form = {"title": "周边资源", "input": {"kind": "within", "area": district}, "sight": "open"}
    made = walker.post("jinping", "/api/analysis/results", form)
    path = f"/api/analysis/results/{made['id']}"
    for address in ("/api/analysis/results", path, f"{path}/geojson", f"{path}/csv"):
        walker.get("wall", address)
    walker.ask("jinping", "DELETE", path)
    walker.post("jinping", f"{path}/restore")
