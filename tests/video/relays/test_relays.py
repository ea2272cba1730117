"""The door of relays: none by default, credentials for whoever meets or watches."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from kernel.api import Settings, new_id
from tests.harness.clock import FakeClock
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


async def test_credentials_of_a_link_end_with_it(who: As, nobody: Client, clock: FakeClock) -> None:
    commander = await who("commander")
    room = await made(commander)
    path = f"/api/video/rooms/{room['id']}/guests"
    link = await done(commander, path, {"name": "专家", "minutes": 10}, 201)
    token = {"token": link["url"].rsplit("#", 1)[1]}
    await nobody.post("/api/video/guests/exchange", json=token)
    told = (await nobody.get(PATH)).json()
    ends = datetime.fromisoformat(told["expires_at"])
    assert ends == clock.now().replace(microsecond=0) + timedelta(minutes=10)
    assert told["ice_servers"][0]["username"].startswith(f"{int(ends.timestamp())}:")


async def test_a_caller_s_link_has_a_relay_while_it_shows_live(who: As, nobody: Client) -> None:
    operator = await who("operator")
    link = await done(operator, "/api/links", {}, 201)
    token = {"token": link["url"].removeprefix("/r/#")}
    assert (await nobody.post("/api/links/exchange", json=token)).status_code == 204
    problem(await nobody.get(PATH), 403, "forbidden")
    assert (await nobody.post("/api/phones/mine", json={"take": str(new_id())})).is_success
    told = (await nobody.get(PATH)).json()
    assert told["ice_servers"][0]["urls"] == [URL]
    assert datetime.fromisoformat(told["expires_at"]) <= datetime.fromisoformat(link["expires_at"])
    assert (await nobody.delete("/api/phones/mine")).is_success
    problem(await nobody.get(PATH), 403, "forbidden")
