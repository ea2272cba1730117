"""The door of relays: none by default, credentials for whoever meets or watches."""

from typing import Any

import pytest
from pydantic import SecretStr

from kernel.api import Settings
from tests.registry.answers import problem
from tests.video.rooms.conftest import (
    As,
    Client,
    codes,
    done,
    door,
    gis_app,
    made,
    nobody,
    test_city,
    who,
)

__all__ = ["codes", "door", "gis_app", "nobody", "test_city", "who"]
PATH = "/api/video/relays"
URL = "turn:relay.city:3478?transport=tcp"


@pytest.fixture(scope="module")
def settings(settings: Settings) -> Settings:
    """Settings with a relay."""
    return settings.model_copy(update={"turn_urls": URL, "turn_secret": SecretStr("geheim")})


async def test_credentials_go_to_whoever_meets_and_to_guests(
    who: As, nobody: Client, codes: dict[str, Any]
) -> None:
    commander = await who("commander")
    answer = await commander.get(PATH)
    (entry,) = answer.json()["ice_servers"]
    assert entry["urls"] == [URL]
    assert answer.headers["cache-control"] == "no-store"
    assert "geheim" not in answer.text
    problem(await (await who("eastsec")).get(PATH), 403, "forbidden")
    problem(await nobody.get(PATH), 401, "not-signed-in")
    room = await made(commander)
    path = f"/api/video/rooms/{room['id']}/guests"
    link = await done(commander, path, {"name": "专家"}, 201)
    token = {"token": link["url"].rsplit("#", 1)[1]}
    assert (await nobody.post("/api/video/guests/exchange", json=token)).status_code == 204
    (theirs,) = (await nobody.get(PATH)).json()["ice_servers"]
    assert theirs["username"] != entry["username"]
