"""Fixtures of rooms: the small town, the whole application, HTTP as its people and as guests."""

from typing import Any

import pytest

from kernel.api import new_id
from tests.gis.conftest import As, Client, Json, codes, door, gis_app, nobody, test_city, who

__all__ = ["As", "Client", "Json", "codes", "door", "gis_app", "nobody", "test_city", "who"]
ROOMS = "/api/video/rooms"


async def done(client: Client, path: str, body: Any = None, status: int = 200) -> Json:
    """Send a command that must succeed; return its answer."""
    answer = await client.post(path, json=body)
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found


async def made(client: Client, **fields: Any) -> Json:
    """Make a room."""
    return await done(client, ROOMS, {"title": "防汛会商"} | fields, 201)


async def entered(client: Client, room: Json, **fields: Any) -> Json:
    """Enter a room; return who one is in it."""
    view = await done(client, f"{ROOMS}/{room['id']}/enter", {"page": str(new_id())} | fields)
    me: Json = view["me"]
    return me


@pytest.fixture
async def meeting(who: As, codes: dict[str, Any]) -> dict[str, Any]:
    """A room of the commander with the east district invited, both in it."""
    commander, east = await who("commander"), await who("east")
    room = await made(commander, venues=[str(codes["990001"])])
    chair = await entered(commander, room)
    venue = await entered(east, room, venue="东区会场", camera=True)
    return {
        "room": room,
        "path": f"{ROOMS}/{room['id']}",
        "commander": commander,
        "east": east,
        "chair": chair,
        "venue": venue,
    }
