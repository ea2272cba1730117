"""What is planted of meetings: one about the incident under way, and one that is booked."""

from datetime import timedelta
from typing import TYPE_CHECKING

from kernel.api import new_id

if TYPE_CHECKING:
    from tests.contracts.planted import Plot, World

ROOMS = "/api/video/rooms"


def plant_room(world: "World", plot: "Plot", who: str) -> None:
    """Plant a meeting about an incident, under way, and another one booked."""
    mark, incident = plot.mark, plot.ids["incident"]
    room = world.post(who, ROOMS, {"title": mark("room"), "incident_id": incident})["id"]
    path = f"{ROOMS}/{room}"
    page = {"page": str(new_id())}
    entered = world.post(who, f"{path}/enter", page | {"venue": mark("venue")})
    world.post(who, f"{path}/roll-calls")
    world.post(who, f"{path}/roll-calls/finish")
    world.post(who, f"{path}/decisions", {"text": mark("decision")})
    message = world.post(who, f"{path}/messages", {"text": mark("chat")})
    world.post(who, "/api/messages", {"about": incident, "text": mark("talk")})
    guest = world.post(who, f"{path}/guests", {"name": mark("guest")})
    plot.markers["guest_secret"] = guest["url"].rsplit("#", 1)[1]
    drawing = f"{path}/whiteboard"
    sheet = world.post(who, drawing, page | {"ground": "sheet"})
    on = page | {"whiteboard_id": sheet["id"]}
    words = {"kind": "text", "points": [[0.1, 0.2]], "text": mark("whiteboard")}
    drawn = world.post(who, f"{drawing}/objects", on | {"id": str(new_id())} | words)
    now = world.running.runtime.clock.now()
    booking = {"title": mark("meeting"), "agenda": mark("agenda"), "incident_id": incident}
    booking |= {
        "starts_at": (now + timedelta(hours=2)).isoformat(),
        "ends_at": (now + timedelta(hours=3)).isoformat(),
    }
    plot.ids |= {
        "room": room,
        "participant": entered["me"]["id"],
        "message": message["id"],
        "guest": guest["id"],
        "whiteboard": sheet["id"],
        "whiteboard_object": drawn["last"]["drawn"]["id"],
        "meeting": world.post(who, "/api/video/meetings", booking)["id"],
    }
