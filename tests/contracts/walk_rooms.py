"""A walk through meetings: every answer of rooms, guests, bookings and messages once."""

from datetime import timedelta
from typing import TYPE_CHECKING

from kernel.api import new_id
from tests.contracts.city import JINPING

if TYPE_CHECKING:
    from tests.contracts.walk import Walker

ROOMS, MEETINGS = "/api/video/rooms", "/api/video/meetings"


def rooms(walker: "Walker") -> None:
    """Meet, call the roll, silence, decide, write, let a guest in and out, close."""
    venues = [walker.world.organisations[JINPING]]
    room = walker.post("operator", ROOMS, {"title": "会商", "venues": venues})
    path, page = f"{ROOMS}/{room['id']}", {"page": str(new_id())}
    walker.post("operator", f"{path}/enter", {"page": str(new_id())})
    place = {"lon": 116.66, "lat": 23.4, "source": "map"}
    entered = walker.post("jinping", f"{path}/enter", page | {"venue": "金平", "place": place})
    her = entered["me"]["id"]
    walker.post("jinping", f"{path}/me", page | {"hand": True, "sharing": True})
    walker.post("operator", f"{path}/stage", {"main_source": her, "layout": "9"})
    walker.post("operator", f"{path}/venues", {"venues": [walker.world.organisations["fire"]]})
    walker.post("operator", f"{path}/roll-calls")
    walker.post("jinping", f"{path}/answer", page)
    walker.get("jinping", path)
    walker.post("operator", f"{path}/roll-calls/finish")
    walker.post("operator", f"{path}/silence")
    walker.post("operator", f"{path}/participants/{her}", {"silenced": False, "role": "recorder"})
    walker.post("jinping", f"{path}/decisions", {"text": "转移"})
    walker.post("jinping", f"{path}/messages", {"text": "收到"})
    incident = walker.post("jinping", "/api/incidents", {"title": "积水"})["id"]
    walker.post("jinping", "/api/messages", {"about": incident, "text": "路已封"})
    walker.get("jinping", f"/api/messages?about={incident}")
    walker.post("jinping", f"{path}/slots", page | {"slots": []})
    form = {"kind": "test-pattern", "zh": "测试图", "en": "Test"}
    source = walker.post("commander", "/api/video/sources", form)["id"]
    walker.post("commander", f"{path}/enter", {"page": str(new_id())})
    shown = walker.post("commander", f"{path}/sources", {"source_id": source})
    walker.get("jinping", "/api/video/relays")
    _whiteboard(walker, path, page)
    _guest(walker, path, room["id"])
    walker.ask("commander", "DELETE", f"{path}/sources/{shown['id']}")
    walker.get("operator", path)
    for part in ("roll-calls", "decisions", "attendance", "messages", "guests", "quality"):
        walker.get("operator", f"{path}/{part}")
    walker.post("jinping", f"{path}/leave", page)
    walker.post("operator", f"{path}/close")
    for query in ("", "?state=closed"):
        walker.get("operator", f"{ROOMS}{query}")


def _whiteboard(walker: "Walker", path: str, page: dict[str, str]) -> None:
    board = f"{path}/whiteboard"
    walker.get("operator", board)
    box = {"ground": "map", "box": [116.6, 23.3, 116.8, 23.4]}
    page = page | {"whiteboard_id": walker.post("jinping", board, page | box)["id"]}
    line = page | {"id": str(new_id()), "kind": "line", "points": [[116.61, 23.31], [116.7, 23.4]]}
    walker.post("jinping", f"{board}/objects", line)
    words = {"kind": "text", "points": [[116.65, 23.35]], "text": "堤防", "colour": "plot"}
    walker.post("jinping", f"{board}/objects", line | words | {"id": str(new_id())})
    walker.post("jinping", f"{board}/erase", page | {"objects": [line["id"]]})
    walker.get("operator", f"{board}?after=1")
    walker.get("operator", path)
    walker.post("jinping", f"{board}/wipe", page)
    walker.post("jinping", f"{board}/close", page)


def _guest(walker: "Walker", path: str, room: str) -> None:
    made = walker.post("operator", f"{path}/guests", {"name": "专家"})
    with walker.world.running.client() as phone:
        token = {"token": made["url"].rsplit("#", 1)[1]}
        walker.post(phone, "/api/video/guests/exchange", token)
        walker.get(phone, "/api/video/guests/current")
        walker.post(phone, f"{ROOMS}/{room}/enter", {"page": str(new_id())})
        walker.get(phone, path)
    walker.ask("operator", "DELETE", f"{path}/guests/{made['id']}")


def meetings(walker: "Walker") -> None:
    """Book, change, look, cancel."""
    now = walker.world.running.runtime.clock.now()
    times = {"starts_at": now + timedelta(hours=1), "ends_at": now + timedelta(hours=2)}
    form = {name: at.isoformat() for name, at in times.items()} | {"title": "例会"}
    made = walker.post("operator", MEETINGS, form)
    path = f"{MEETINGS}/{made['id']}"
    walker.ask("operator", "PATCH", path, {"agenda": "一"})
    for tail in ("", "/calendar"):
        walker.get("operator", f"{path}{tail}")
    walker.get("operator", MEETINGS)
    walker.post("operator", f"{path}/cancel")
