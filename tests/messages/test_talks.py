"""Messages about a subject: seen with it, counted on boards, their words off the journal."""

from typing import Any

import pytest

from kernel.api import Database, new_id, system
from tests.gis.conftest import As
from tests.registry.answers import facts, problem

PATH = "/api/messages"


async def test_talk_is_seen_with_its_subject(who: As, door: Database) -> None:
    east, west, operator = await who("east"), await who("west"), await who("operator")
    incident = (await east.post("/api/incidents", json={"title": "积水"})).json()["id"]
    first = await east.post(PATH, json={"about": incident, "text": "路口已封"})
    assert first.status_code == 201, first.text
    await operator.post(PATH, json={"about": incident, "text": "收到"})
    about = {"about": incident}
    listed = (await operator.get(PATH, params=about)).json()["items"]
    assert [each["text"] for each in listed] == ["收到", "路口已封"]
    page = (await operator.get(PATH, params=about | {"limit": 1})).json()
    rest = await operator.get(PATH, params=about | {"cursor": page["next"]})
    assert [each["text"] for each in rest.json()["items"]] == ["路口已封"]
    new = await east.get(PATH, params=about | {"after": first.json()["id"]})
    assert [each["text"] for each in new.json()["items"]] == ["收到"]
    problem(await west.get(PATH, params=about), 404, "not-found")
    problem(await west.post(PATH, json=about | {"text": "x"}), 422, "invalid")
    async with door.reading(system("test")) as tx:
        talk = await tx.row("select id, count from messages.talk where subject_id = :s", s=incident)
        told = await tx.value(
            "select string_agg(state::text, '') from kernel.fact where topic = 'messages'"
        )
    assert talk.count == 2
    assert "路口已封" not in told
    kinds = [(each.kind, each.state["count"]) for each in await facts(door, talk.id)]
    assert kinds == [("message.sent", 1), ("message.sent", 2)]


@pytest.mark.parametrize(
    "body",
    [
        {"text": "x"},
        {"about": str(new_id()), "text": "x"},
        {"about": "{incident}"},
        {"about": "{incident}", "text": "a\u0000"},
        {"about": "{incident}", "text": "x" * 2001},
        {"about": "{incident}", "files": [str(new_id())] * 11},
    ],
)
async def test_what_is_no_message_is_refused(who: As, body: dict[str, Any]) -> None:
    east = await who("east")
    incident = (await east.post("/api/incidents", json={"title": "积水"})).json()["id"]
    sent = {k: incident if v == "{incident}" else v for k, v in body.items()}
    assert (await east.post(PATH, json=sent)).status_code == 422
