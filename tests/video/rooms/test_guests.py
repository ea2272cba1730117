"""Guests: let in by a one-time link, see their room and nothing else."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from kernel.api import Database, new_id, system
from tests.harness.clock import FakeClock
from tests.registry.answers import problem
from tests.video.rooms.conftest import ROOMS, As, Client, done, entered, made
from video.rooms.rights import look


@pytest.fixture
async def phone(gis_app: Any) -> AsyncIterator[Client]:
    """A guest's phone."""
    async with Client(transport=httpx.ASGITransport(gis_app), base_url="http://test") as client:
        yield client


async def invited(meeting: dict[str, Any], **fields: Any) -> dict[str, Any]:
    body = {"name": "气象专家"} | fields
    return await done(meeting["commander"], f"{meeting['path']}/guests", body, 201)


async def opened(phone: Client, guest: dict[str, Any]) -> httpx.Response:
    token = guest["url"].removeprefix("/meet/guest#")
    return await phone.post("/api/video/guests/exchange", json={"token": token})


async def test_a_guest_meets_and_sees_nothing_else(
    who: As, meeting: dict[str, Any], phone: Client, nobody: Client, door: Database
) -> None:
    guest, path = await invited(meeting), meeting["path"]
    assert (await opened(phone, guest)).status_code == 204
    assert (await opened(phone, guest)).status_code == 204
    problem(await opened(nobody, guest), 409, "guest-used")
    async with door.reading(system("test")) as tx:
        kept = await tx.value("select cast(g.* as text) from video.guest g limit 1")
    assert guest["url"].removeprefix("/meet/guest#") not in kept
    current = (await phone.get("/api/video/guests/current")).json()
    assert (current["room_id"], current["name"]) == (meeting["room"]["id"], "气象专家")
    me = await entered(phone, meeting["room"], camera=True)
    assert (me["kind"], me["name"], me["organisation"], me["role"]) == (
        "guest", "气象专家", None, "speaker",
    )  # fmt: skip
    await done(phone, f"{path}/me", {"page": me["page"], "hand": True})
    await done(phone, f"{path}/messages", {"text": "风力将增强"}, 201)
    view = (await meeting["commander"].get(path)).json()
    assert "气象专家" in {each["name"] for each in view["participants"]}
    assert (await phone.get(f"{path}/messages")).json()["items"][0]["text"] == "风力将增强"
    for step, body in (("stage", {"locked": True}), ("silence", None), ("close", None)):
        problem(await phone.post(f"{path}/{step}", json=body), 403, "not-chair")
    problem(await phone.post(f"{path}/guests", json={"name": "x"}), 403, "not-chair")
    other = await made(meeting["commander"])
    for place in (f"{ROOMS}/{other['id']}", ROOMS, "/api/incidents", "/api/organisations"):
        assert (await phone.get(place)).status_code in (403, 404), place
    away = await phone.post(f"{ROOMS}/{other['id']}/enter", json={"page": str(new_id())})
    problem(away, 403, "forbidden")


async def test_a_guest_s_link_ends(
    meeting: dict[str, Any], phone: Client, clock: FakeClock, gis_app: Any
) -> None:
    path, commander = meeting["path"], meeting["commander"]
    guest = await invited(meeting, minutes=10)
    await opened(phone, guest)
    await entered(phone, meeting["room"])
    listed = (await commander.get(f"{path}/guests")).json()["items"]
    assert [each["state"] for each in listed] == ["opened"]
    gone = await commander.delete(f"{path}/guests/{guest['id']}")
    assert gone.json()["state"] == "withdrawn"
    problem(await phone.get(path), 401, "not-signed-in")
    problem(await opened(phone, guest), 410, "guest-gone")
    view = (await commander.get(path)).json()
    (out,) = [each for each in view["participants"] if each["kind"] == "guest"]
    assert out["why_left"] == "kicked"
    late = await invited(meeting, minutes=10)
    await opened(phone, late)
    last = await entered(phone, meeting["room"])
    clock.advance(minutes=11)
    problem(await opened(phone, late), 410, "guest-gone")
    await look(gis_app.state.runtime)
    view = (await commander.get(path)).json()
    left = {each["id"]: each["why_left"] for each in view["participants"]}
    assert (left[last["id"]], left[meeting["venue"]["id"]]) == ("kicked", None)
    problem(await commander.delete(f"{path}/guests/{new_id()}"), 404, "not-found")


async def test_a_guest_who_was_sent_out_sees_nothing_more(
    meeting: dict[str, Any], phone: Client
) -> None:
    path = meeting["path"]
    await opened(phone, await invited(meeting))
    me = await entered(phone, meeting["room"])
    assert (await phone.get(path)).status_code == 200
    await done(meeting["commander"], f"{path}/participants/{me['id']}", {"barred": True})
    problem(await phone.get(path), 403, "room-barred")
    her = f"{path}/participants/{meeting['venue']['id']}"
    await done(meeting["commander"], her, {"barred": True})
    assert (await meeting["east"].get(path)).json()["me"]["barred"] is True
    await done(meeting["commander"], f"{path}/participants/{me['id']}", {"barred": False})
    assert (await phone.get(path)).status_code == 200


@pytest.mark.parametrize("token", ["x" * 43, "-" * 20])
async def test_a_token_that_never_was_is_gone(nobody: Client, token: str) -> None:
    answer = await nobody.post("/api/video/guests/exchange", json={"token": token})
    problem(answer, 410, "guest-gone")


async def test_an_account_is_no_guest(meeting: dict[str, Any]) -> None:
    problem(await meeting["east"].get("/api/video/guests/current"), 403, "forbidden")
