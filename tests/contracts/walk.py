"""One walk through the whole API: every operation that answers in JSON answers well at least once.

The steps stand in the order of the doors in matrix.py; what each needs was planted before.
"""

from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pyotp

from command.api import load_walls
from incidents.lifecycle import service as lifecycle
from kernel.api import Tx, alarms, anchors, new_id
from tests.contracts.access import open_link
from tests.contracts.city import CITY, JINPING
from tests.contracts.planted import (
    JINPING_SPOT,
    LONGHU_SPOT,
    Plot,
    World,
    plant_own,
    plant_waiting,
)
from tests.contracts.running import sign_in
from tests.contracts.walk_files import transfers
from tests.contracts.walk_maps import analysis, devices, drawings, feeds, geofences, roads, tracks
from tests.contracts.walk_recordings import recordings
from tests.contracts.walk_rooms import meetings, rooms
from tests.contracts.walk_sources import sources

PASSWORD = "Kanfa-3-Leibao"
Json = dict[str, Any]


class Walker:
    """Asks as somebody who may and expects to be served."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.own: Plot = plant_own(world)
        self.ids = self.own.ids

    def ask(self, who: str | httpx.Client, method: str, path: str, body: Any = None) -> Any:
        """Send one request, as the newest version where the door wants one; return its JSON."""
        client = self.world.people[who] if isinstance(who, str) else who
        headers = {}
        if method == "PATCH":
            headers = {"If-Match": f'"{client.get(path).json()["version"]}"'}
        answer = client.request(method, path, json=body, headers=headers)
        assert answer.is_success, f"{method} {path}: {answer.text}"
        json_told = answer.headers.get("content-type") == "application/json"
        return answer.json() if json_told and answer.content else None

    def get(self, who: str | httpx.Client, path: str) -> Any:
        """Read."""
        return self.ask(who, "GET", path)

    def post(self, who: str | httpx.Client, path: str, body: Any = None) -> Any:
        """Write."""
        return self.ask(who, "POST", path, {} if body is None else body)


def walk(world: World, home: Path) -> None:
    """Walk through every package."""
    walker = Walker(world)
    session(walker)
    journal(walker, home)
    files(walker)
    alarm(walker)
    recordings(walker)
    organisations(walker)
    people(walker)
    things(walker)
    duty(walker)
    reports(walker)
    incident(walker)
    links(walker)
    layer(walker)
    roads(walker)
    drawings(walker)
    analysis(walker)
    feeds(walker)
    devices(walker)
    tracks(walker)
    geofences(walker)
    transfers(walker)
    rooms(walker)
    meetings(walker)
    sources(walker)
    other(walker)


def session(walker: Walker) -> None:
    """Sign in with a one-time password, change it, add and remove a second factor, sign out."""
    body = {"username": "newcomer", "name": "新人"}
    body |= {"organisation_id": walker.world.organisations[JINPING]}
    made = walker.post("jpsec", "/api/accounts", body)
    with walker.world.running.client(headers={"Origin": walker.world.running.origin}) as client:
        card = walker.post(
            client, "/api/session", {"username": "newcomer", "password": made["password"]}
        )
        assert card["pending"] == ["password"]
        client.headers["X-CSRF-Token"] = card["csrf"]
        new = {"current": made["password"], "new": PASSWORD}
        walker.post(client, "/api/accounts/me/password", new)
        secret = walker.post(client, "/api/accounts/me/totp")["secret"]
        code = pyotp.TOTP(secret).at(walker.world.running.runtime.clock.now())
        walker.post(client, "/api/accounts/me/totp/confirm", {"code": code})
        walker.post(client, "/api/accounts/me/totp/remove", {"current": PASSWORD})
        walker.get(client, "/api/session")
        own = {"name": "脚本", "permissions": [], "current": PASSWORD}
        token = walker.post(client, "/api/accounts/me/tokens", own)
        walker.get(client, "/api/accounts/me/tokens")
        walker.ask(client, "DELETE", f"/api/accounts/me/tokens/{token['id']}")
        walker.ask(client, "DELETE", "/api/sessions")
        walker.ask(client, "DELETE", "/api/session")
    walker.get("operator", "/api/session")
    walker.get("jpcrew", "/api/session")
    walker.post("operator", "/api/live/ticket")


def journal(walker: Walker, home: Path) -> None:
    """Read the audit."""
    walker.world.running.do(lambda tx: anchors.take(tx, home))
    for path in ("?limit=1000", "?kind=incident&limit=1", "/anchors", "/verify", ".csv"):
        walker.get("auditor", f"/api/audit{path}")


def files(walker: Walker) -> None:
    """Read a file and its card."""
    for tail in ("", "/card"):
        walker.get("jinping", f"/api/files/{walker.ids['file']}{tail}")


def alarm(walker: Walker) -> None:
    """Let an alarm climb, pause it, bring it back, take it on, clear it."""
    path = f"/api/alarms/{walker.ids['alarm']}"
    running = walker.world.running
    directory = running.runtime.directory

    async def attend(tx: Tx) -> bool:
        return await alarms.attend(tx, directory, UUID(walker.ids["alarm"]))

    assert running.do(attend)
    running.runtime.clock.advance(hours=1)  # type: ignore[attr-defined]
    assert running.do(attend)
    assert walker.get("jinping", path)["escalation"]["to"]
    walker.post("jinping", f"{path}/shelve", {"minutes": 10, "reason": "知道了"})
    walker.get("jinping", "/api/alarms?state=shelved")
    for verb in ("unshelve", "acknowledge", "clear"):
        walker.post("jinping", f"{path}/{verb}")
    walker.get("jinping", "/api/alarms?state=all")


def organisations(walker: Walker) -> None:
    """Add a town and rename it."""
    body = {"code": "walkers", "kind": "town", "zh": "行者", "en": "Walkers"}
    body["parent_id"] = walker.world.organisations[JINPING]
    made = walker.post("sysadmin", "/api/organisations", body)
    path = f"/api/organisations/{made['id']}"
    walker.get("sysadmin", path)
    walker.ask("sysadmin", "PATCH", path, {"short": "行"})
    walker.get("operator", "/api/organisations?limit=1000")


def people(walker: Walker) -> None:
    """Change accounts, posts, roles and tokens."""
    path = f"/api/accounts/{walker.ids['account']}"
    walker.ask("jpsec", "PATCH", path, {"unit_id": walker.ids["unit"]})
    for verb in ("disable", "enable", "unlock", "password"):
        walker.post("jpsec", f"{path}/{verb}")
    walker.ask("jpsec", "DELETE", f"{path}/totp")
    walker.get("secadmin", "/api/accounts?limit=1000")
    sessions = f"/api/accounts/{walker.world.accounts['jpaud']}/sessions"
    walker.get("jpsec", sessions)
    walker.ask("jpsec", "DELETE", sessions)
    walker.ask("jpsec", "PATCH", f"/api/posts/{walker.ids['post']}", {"zh": "值守"})
    walker.get("secadmin", "/api/posts?limit=1000")
    role = {"code": "walker", "zh": "行者", "en": "Walker", "permissions": ["incidents.read"]}
    walker.post("secadmin", "/api/roles", role)
    walker.ask("secadmin", "PATCH", "/api/roles/walker", {"zh": "步行者"})
    walker.get("secadmin", "/api/roles")
    walker.ask("secadmin", "DELETE", "/api/roles/walker")
    walker.get("jpsec", "/api/tokens")
    walker.ask("jpsec", "DELETE", f"/api/tokens/{walker.ids['token']}")
    walker.get("jpsec", "/api/tokens")


def things(walker: Walker) -> None:
    """Change units and resources; a crew speaks for its unit."""
    unit, now = f"/api/units/{walker.ids['unit']}", walker.world.running.runtime.clock.now()
    walker.ask("jpsys", "PATCH", unit, {"crew": 6, "capabilities": ["firefighting"]})
    sent = {"status": "assigned", "incident_id": walker.ids["incident"], "note": "去"}
    walker.post("jinping", f"{unit}/status", sent | {"at": now.isoformat()})
    crew = f"/api/units/{walker.world.units['jinpingyingji01']}"
    measured = {"place": JINPING_SPOT | {"accuracy_m": 8, "source": "device"}}
    walker.post("jpcrew", f"{crew}/position", measured | {"at": now.isoformat()})
    walker.post("jpcrew", f"{crew}/help")
    walker.get("jpcrew", crew)
    asked = {"incident_id": walker.ids["incident"]}
    advice = walker.post("operator", "/api/dispatch/recommend", asked)
    chosen = {"units": [walker.world.units["jinpingyingji01"]], "reason": "就近"}
    chosen["recommendation"] = advice["id"]
    walker.post("operator", "/api/dispatch", asked | chosen)
    orders(walker)
    walker.get("operator", "/api/units?limit=1000")
    resource = f"/api/resources/{walker.ids['resource']}"
    more = {"capacity": {"beds": 40}, "direction_deg": 12.5, "fov_deg": 60}
    walker.ask("jpsys", "PATCH", resource, more)
    walker.get("operator", "/api/resources")
    walker.get("operator", f"/api/resources?near={JINPING_SPOT['lon']},{JINPING_SPOT['lat']}")


def orders(walker: Walker) -> None:
    """Order, answer, remind, take back; a crew on scene is well."""
    unit, incident = walker.world.units["jinpingyingji01"], walker.ids["incident"]
    order = {"incident_id": incident, "text": "疏散", "units": [unit], "place": JINPING_SPOT}
    order["organisations"] = [walker.world.organisations[JINPING]]
    first, second = walker.post("operator", "/api/tasks", order)["items"]
    done = {"receipt": "acting", "word": "已疏散", "at": first["ordered_at"]}
    walker.post("jpcrew", f"/api/tasks/{first['id']}/receipts", done)
    walker.post("operator", f"/api/tasks/{second['id']}/remind")
    walker.post("operator", f"/api/tasks/{second['id']}/withdraw", {"reason": "误"})
    walker.get("jpcrew", f"/api/tasks/{first['id']}")
    walker.get("operator", "/api/tasks")
    walker.post("jpcrew", f"/api/units/{unit}/status", {"status": "on_scene"})
    walker.post("jpcrew", f"/api/units/{unit}/account")


def duty(walker: Walker) -> None:
    """Hand a duty over, take it back, take one off the roster."""
    world = walker.world
    second = {"username": "second", "name": "接班人", "posts": [{"id": walker.ids["post"]}]}
    second |= {"organisation_id": world.organisations[JINPING]}
    heir = walker.post("jpsec", "/api/accounts", second)["id"]
    first = walker.get("jpsec", f"/api/accounts/{walker.ids['account']}")["username"]
    with sign_in(world.running, first) as holder:
        path = f"/api/duty/{walker.ids['duty']}/hand-over"
        given = walker.post(holder, path, {"account_id": heir})
        world.running.runtime.clock.advance(minutes=5)  # type: ignore[attr-defined]
        taken = walker.post(holder, f"/api/duty/{given['id']}/take-over", {"note": "换回"})
    walker.get("jinping", "/api/duty")
    world.running.runtime.clock.advance(minutes=5)  # type: ignore[attr-defined]
    walker.ask("jpsys", "DELETE", f"/api/duty/{taken['id']}")


def reports(walker: Walker) -> None:
    """Take in a report and do everything with it that can be done."""
    text = "东厦路居民楼着火了，有3人被困，1人死亡"
    draft = {"text": text, "location": JINPING_SPOT, "kind": "20201"}
    walker.post("jinping", "/api/reports/suggest", {"text": text})
    walker.post("jinping", "/api/reports/duplicates", draft)
    longhu = Plot("walk")
    plant_waiting(walker.world, longhu, "longhu", LONGHU_SPOT)
    other = {"text": text, "location": LONGHU_SPOT}
    found = walker.post("jinping", "/api/reports/duplicates", other)
    assert "other" in {each["target"] for each in found["items"]}
    made = walker.post("jinping", "/api/reports", {"channel": "phone"} | draft)["report"]
    path = f"/api/reports/{made['id']}"
    walker.ask("jinping", "PATCH", path, {"title": "居民楼火灾", "caller": {"name": "王"}})
    walker.post("jinping", f"{path}/take")
    walker.post("jinping", f"{path}/link", {"incident_id": walker.ids["incident"]})
    walker.post("jinping", f"{path}/unlink", {"reason": "不是一件事"})
    rejected = f"/api/reports/{walker.ids['rejected']}"
    walker.post("jinping", f"{rejected}/restore", {"reason": "看错了"})
    for who in ("operator", "wall"):
        walker.get(who, path)
        walker.get(who, f"{path}/timeline")
    walker.get("operator", "/api/reports?limit=1000")
    walker.get("jinping", "/api/reports/mine")


def incident(walker: Walker) -> None:
    """Lead an incident through its life, merge another into it, share and restrict it."""
    world, path = walker.world, f"/api/incidents/{walker.ids['incident']}"
    unit = {"id": walker.ids["unit"], "call_sign": "x", "status": "assigned"}
    came = UUID(walker.ids["incident"])
    world.running.do(lambda tx: lifecycle.unit_came(tx, came, unit, event=None))
    change = {"grade": "II", "kind": "20201", "figures": {"dead": 1, "trapped": 2.5}}
    walker.ask("jinping", "PATCH", path, change)
    walker.post("jinping", f"{path}/clocks/phone-report/done", {"note": "已电话报告"})
    for verb in ("confirm", "respond", "control", "close"):
        walker.post("jinping", f"{path}/{verb}")
    walker.post("jinping", f"{path}/reopen", {"reason": "复燃"})
    bare = walker.post("jinping", "/api/incidents", {"title": "又一起"})
    twin = f"/api/incidents/{bare['id']}"
    walker.post("jinping", f"{twin}/merge", {"into": walker.ids["incident"]})
    walker.get("jinping", path)
    walker.post("jinping", f"{twin}/unmerge", {"reason": "不是一起"})
    fire = [world.organisations["weather"]]
    walker.post("jinping", f"{path}/assign", {"add": fire})
    walker.get("jinping", f"{path}/timeline?limit=1000")
    walker.get("wall", f"{path}/timeline?limit=1000")
    walker.get("jinping", f"{path}/attachments")
    for what in ("units", "cameras", "resources"):
        walker.get("jinping", f"{path}/nearby?what={what}")
    for tail in ("?limit=1000", "/counts", ".csv"):
        walker.get("commander", f"/api/incidents{tail}")
    walker.get("jpcrew", "/api/incidents/counts")
    away = {"organisation_id": world.organisations["weather"], "reason": "移交"}
    walker.post("operator", f"{twin}/move", away)
    posts = [world.posts["440500.commander"], world.posts[f"{JINPING}.commander"]]
    label = {"label": "restricted", "posts": posts, "reason": "保密"}
    walker.post("commander", f"{path}/label", label)


def links(walker: Walker) -> None:
    """Open a link on a phone and report by it."""
    with walker.world.running.client() as phone:
        open_link(walker.world, "jinping", phone)
        walker.get(phone, "/api/session")
        walker.get(phone, "/api/links/current")
        walker.post(phone, "/api/links/current/position", JINPING_SPOT | {"accuracy_m": 30})
        walker.post(phone, "/api/reports", {"channel": "link", "text": "看到浓烟"})
        shown = walker.post(phone, "/api/phones/mine", {"take": str(new_id())})
        walker.get(phone, "/api/phones/mine")
        walker.get("jinping", f"/api/phones?incident_id={walker.ids['incident']}")
        walker.ask("jinping", "POST", f"/api/phones/{shown['source_id']}/end")
        with_report = {"report_id": walker.ids["waiting"], "phone": "13800000000"}
        made = walker.post("jinping", "/api/links", with_report)
        secret = made["url"].rsplit("#", 1)[1]
        walker.post(phone, "/api/links/exchange", {"token": secret})
        walker.post(phone, "/api/links/current/position", JINPING_SPOT)
    for who in ("jinping", "wall"):
        walker.get(who, f"/api/links?report_id={walker.ids['waiting']}")
    walker.ask("jinping", "DELETE", f"/api/links/{made['id']}")


def layer(walker: Walker) -> None:
    """Publish a layer with every part of a style, change it, remove it, bring it back."""
    item = {"value": "涵洞", "colour": "#4f8fd6", "zh": "涵洞", "en": "Culvert"}
    ranged = {"from": 0, "to": None, "colour": "#4f8fd6", "zh": "浅", "en": "Shallow"}
    classes = {"attribute": "种类", "kind": "values", "items": [item], "otherwise": "#888888"}
    style = {"colour": "#4f8fd6", "outline": None, "dash": [2, 1], "classes": classes}
    attributes = [{"name": "种类", "type": "string", "zh": "种类", "en": "Kind", "unit": "m"}]
    form = {"zh": "积水点", "en": "Flooded spots", "geometry": "point", "style": style}
    made = walker.post("jinping", "/api/layers", form | {"attributes": attributes})
    path = f"/api/layers/{made['id']}"
    depths = {"attribute": "种类", "kind": "ranges", "items": [ranged], "otherwise": "#888888"}
    walker.ask("jinping", "PATCH", path, {"style": {"classes": depths, "heat": True}})
    walker.get("wall", "/api/layers")
    walker.ask("jinping", "DELETE", path)
    walker.post("jinping", f"{path}/restore")


def other(walker: Walker) -> None:
    """Search places, switch a wall, save a layout, read figures and vitals."""
    for query in ("q=医院", "q=23.36,116.74", "q=jinping"):
        walker.get("operator", f"/api/geocode?{query}")
        walker.get("operator", f"/api/geocode/address?{query}")
    for lon in (LONGHU_SPOT["lon"], 120):
        walker.get("operator", f"/api/geocode/reverse?lon={lon}&lat={LONGHU_SPOT['lat']}")
    walker.get("operator", "/api/codes")
    running = walker.world.running
    running.wait(load_walls(running.runtime.db, CITY))
    wall = walker.get("operator", "/api/walls")["items"][0]
    scene = {"scene": wall["scenes"][-1]}
    walker.post("operator", f"/api/walls/{wall['code']}/scene", scene)
    walker.post("operator", f"/api/walls/{wall['code']}/layers", {"layers": ["ports"]})
    shown = {"pictures": [{"kind": "source", "id": walker.ids["source"]}]}
    walker.post("operator", f"/api/walls/{wall['code']}/pictures", shown)
    walker.ask("operator", "PUT", "/api/desks/walk", {"layout": {"panels": [1]}})
    walker.get("operator", "/api/desks/walk")
    walker.get("operator", "/api/statistics/today")
    with running.client() as nobody:
        for path in ("/livez", "/readyz", "/metrics"):
            walker.get(nobody, path)
