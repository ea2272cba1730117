"""The part of the walk that goes over the map: roads and what is found on them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.contracts.planted import JINPING_SPOT

if TYPE_CHECKING:
    from tests.contracts.walk import Walker

STORM = Path(__file__).resolve().parents[1] / "data" / "feeds" / "typhoon_provincial_synthetic.json"
CORNER, NEXT_CORNER = [114.02, 22.535], [114.023, 22.537]


def roads(walker: "Walker") -> None:
    """List the networks; close a road for an incident, change it, open it, close it again."""
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


def feeds(walker: "Walker") -> None:
    """Listen to a gauge that warns and to a typhoon; try a feed out, take one away and back."""
    running = walker.world.running
    now = running.runtime.clock.now()
    steps = [{"kind": "level", "over": 1, "colour": "blue"}]
    form = {"code": "tides", "zh": "潮位", "en": "Tides", "form": "gauges-csv", "thresholds": steps}
    made = walker.post("weather", "/api/feeds", form)
    path = f"/api/feeds/{made['id']}"
    columns = "dateTime,stationReference,parameter,value"
    rows = f"{now.isoformat()},mayu,level,2\n{now.isoformat()},mayu,level,x"
    push(walker, path, f"{columns}\n{rows}")
    (warning,) = walker.get("wall", f"/api/warnings?feed={made['id']}")["items"]
    walker.get("wall", f"/api/warnings/{warning['id']}")
    walker.post("operator", f"/api/warnings/{warning['id']}/acknowledge")
    walker.get("wall", f"{path}/observed")
    walker.get("wall", f"{path}/series?station=mayu&quantity=level")
    walker.get("weather", f"{path}/messages")
    push(walker, path, f"{columns}\n{now.isoformat()},mayu,level,0\n")
    walker.get("wall", "/api/warnings?lifted=true")
    typhoon = {"code": "storm", "zh": "台风", "en": "Typhoon", "form": "typhoon-provincial"}
    typhoon["thresholds"] = [{"kind": "storm", "within_km": 900, "colour": "blue"}]
    storm = walker.post("weather", "/api/feeds", typhoon)
    push(walker, f"/api/feeds/{storm['id']}", STORM.read_text(encoding="utf-8"))
    walker.get("wall", f"/api/feeds/{storm['id']}/observed")
    fields = {"fields": {"station": "code", "at": "at", "value": "value"}}
    url = f"http://127.0.0.1:{running.port}/basemap/districts.geojson"
    table = {"code": "table", "zh": "表", "en": "Table", "form": "table-geojson", "url": url}
    asked = walker.post("weather", "/api/feeds", table | {"settings": fields})
    walker.post("weather", f"/api/feeds/{asked['id']}/test")
    walker.ask("weather", "PATCH", path, {"paused": True})
    walker.get("weather", path)
    walker.ask("weather", "DELETE", path)
    walker.get("weather", "/api/feeds?removed=true")
    walker.post("weather", f"{path}/restore")
    walker.get("wall", "/api/feeds")
    walker.get("wall", "/api/feeds/forms")


def push(walker: "Walker", path: str, text: str) -> None:
    """Bring a message to a feed."""
    answer = walker.world.people["weather"].post(f"{path}/messages", content=text.encode())
    assert answer.status_code == 201, answer.text


def tracks(walker: "Walker") -> None:
    """Bring a track in, look at it, and where everybody was then."""
    unit = walker.world.units["jinpingyingji01"]
    form = {"protocol": "api", "identifier": "gpx", "unit_id": unit}
    device = walker.post("commander", "/api/devices", form)["id"]
    point = '<trkpt lat="23.36" lon="116.7"><time>2026-11-22T07:50:00Z</time></trkpt>'
    gpx = f"<gpx><trk><trkseg>{point}</trkseg></trk></gpx>".encode()
    sent = {"file": ("spur.gpx", gpx, "application/gpx+xml")}
    file = walker.world.people["commander"].post("/api/files", files=sent).json()["id"]
    walker.post("commander", "/api/tracks", {"file": file, "device": device})
    span = "from=2026-11-22T07:30:00Z&to=2026-11-22T08:00:00Z"
    assert walker.get("commander", f"/api/tracks?device={device}&{span}")["tracks"]
    walker.get("commander", f"/api/tracks/file?device={device}&{span}&format=csv")
    assert walker.get("commander", "/api/tracks/at?at=2026-11-22T07:55:00Z")["units"]
    walker.get("commander", "/api/tracks/film?from=2026-11-22T07:55:00Z&to=2026-11-22T07:56:00Z")


def devices(walker: "Walker") -> None:
    """Register a device of each kind, bind one to a unit, turn one away."""
    unit = walker.world.units["jinpingyingji01"]
    phone = walker.post("commander", "/api/devices", {"protocol": "osmand", "name": "手机"})
    for method in ("GET", "POST"):
        walker.ask("wall", method, f"/osmand?id={phone['secret']}&lat=23.36&lon=116.7")
    position = {"device": "nobody", "at": "2026-11-22T08:00:00Z", "lon": 116.7, "lat": 23.36}
    walker.post("weather", "/api/positions", [position])
    form = {"protocol": "jt808", "identifier": "013912345678", "unit_id": unit, "datum": "gcj02"}
    made = walker.post("commander", "/api/devices", form)
    path = f"/api/devices/{made['id']}"
    walker.ask("commander", "PATCH", path, {"name": "一号车", "unit_id": None})
    walker.get("commander", path)
    walker.get("commander", "/api/devices?protocol=jt808&q=1391")
    walker.post("commander", f"{path}/secret")
    walker.post("commander", f"{path}/text", {"text": "立即返回", "urgent": True})
    walker.get("commander", f"{path}/texts")


def geofences(walker: "Walker") -> None:
    """Draw a geofence, change it, make a rule over it, look what it found, withdraw and restore."""
    shape = {"type": "LineString", "coordinates": [CORNER, NEXT_CORNER]}
    hours = {"days": [1, 2], "from": "22:00", "to": "06:00"}
    form = {"name": "沿河", "kind": "corridor", "shape": shape, "width_m": 80, "hours": hours}
    made = walker.post("jinping", "/api/geofences", form)
    path = f"/api/geofences/{made['id']}"
    walker.ask("jinping", "PATCH", path, {"width_m": 120, "hours": None})
    rule = {"name": "限速", "event": "speed", "limit_kmh": 40, "fences": [made["id"]]}
    rule = walker.post("jinping", "/api/geofences/rules", rule)
    rule_path = f"/api/geofences/rules/{rule['id']}"
    walker.ask("jinping", "PATCH", rule_path, {"hours": hours, "kinds": ["fire_engine"]})
    walker.get("jinping", rule_path)
    walker.get("jinping", "/api/geofences/rules")
    walker.ask("jinping", "DELETE", rule_path)
    walker.get("wall", path)
    walker.get("jinping", f"/api/geofences/{walker.ids['geofence']}/inside")
    walker.get("jinping", f"/api/geofences/events/{walker.ids['geofence_event']}")
    walker.get("jinping", "/api/geofences/events")
    walker.ask("jinping", "DELETE", path)
    walker.get("wall", "/api/geofences?withdrawn=true")
    walker.post("jinping", f"{path}/restore")
    walker.get("wall", "/api/geofences")
