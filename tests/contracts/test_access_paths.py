"""Isolation by paths that are more than one request: repeated keys, duplicates, units, moves."""

from typing import Any

import httpx
import pytest

from kernel.api import new_id
from kernel.journal.reactions import Runner
from tests.contracts.access import Attack
from tests.contracts.city import LONGHU
from tests.contracts.doors import seen_in
from tests.contracts.planted import JINPING_SPOT, LONGHU_SPOT, World
from tests.contracts.running import Running

MARK = "zqxlost"


@pytest.fixture
def jinping(world: World) -> httpx.Client:
    return world.people["jinping"]


def keyed() -> dict[str, str]:
    return {"Idempotency-Key": str(new_id())}


def opened(world: World, who: str = "jinping", **more: Any) -> dict[str, Any]:
    body = {"title": f"{MARK} 着火", "kind": "20201", "location": JINPING_SPOT, **more}
    answer: dict[str, Any] = world.post(who, "/api/incidents", body)
    return answer


def give_away(world: World, incident: str) -> None:
    """Move an incident out of Jinping's sight."""
    body = {"organisation_id": world.organisations[LONGHU], "reason": "转交"}
    world.post("operator", f"/api/incidents/{incident}/move", body)


WRITES: dict[str, tuple[str, str, dict[str, Any], dict[str, str]]] = {
    "note": ("POST", "/api/incidents/{id}/notes", {"text": f"{MARK} note"}, {}),
    "step": ("POST", "/api/incidents/{id}/confirm", {"note": f"{MARK} note"}, {}),
    "change": ("PATCH", "/api/incidents/{id}", {"summary": f"{MARK} x"}, {"If-Match": '"1"'}),
    "assign": ("POST", "/api/incidents/{id}/assign", {"add": []}, {}),
    "clock": ("POST", "/api/incidents/{id}/clocks/phone-report/done", {}, {}),
    "link": ("POST", "/api/links", {"incident_id": "{id}", "purpose": f"{MARK} x"}, {}),
}


@pytest.mark.parametrize("name", WRITES)
def test_a_repeated_key_shows_nothing_out_of_sight(
    world: World, jinping: httpx.Client, name: str
) -> None:
    method, path, body, headers = WRITES[name]
    incident = opened(world)["id"]
    body = {k: v.replace("{id}", incident) if v == "{id}" else v for k, v in body.items()}
    path, headers = path.replace("{id}", incident), headers | keyed()
    first = jinping.request(method, path, json=body, headers=headers)
    assert first.is_success, first.text
    again = jinping.request(method, path, json=body, headers=headers)
    assert again.status_code == first.status_code
    give_away(world, incident)
    lost = jinping.request(method, path, json=body, headers=headers)
    assert lost.status_code == 404, lost.text
    assert MARK not in seen_in(lost)


def test_the_key_of_the_move_itself_shows_nothing(world: World, jinping: httpx.Client) -> None:
    incident, headers = opened(world)["id"], keyed()
    body = {"organisation_id": world.organisations[LONGHU], "reason": "转交"}
    path = f"/api/incidents/{incident}/move"
    first = jinping.post(path, json=body, headers=headers)
    assert first.status_code == 200
    again = jinping.post(path, json=body, headers=headers)
    assert again.status_code == 404, again.text
    assert MARK not in seen_in(again)


def test_a_repeated_key_shows_no_duplicate_out_of_sight(
    world: World, jinping: httpx.Client
) -> None:
    incident = opened(world)["id"]
    body = {"channel": "phone", "text": "东门二楼着火，有浓烟", "location": JINPING_SPOT}
    headers = keyed()
    first = jinping.post("/api/reports", json=body | {"kind": "20201"}, headers=headers)
    assert MARK in first.text, "the incident was no candidate: the test tests nothing"
    give_away(world, incident)
    again = jinping.post("/api/reports", json=body | {"kind": "20201"}, headers=headers)
    assert again.status_code == 201
    assert again.json()["report"] == first.json()["report"]
    assert MARK not in seen_in(again)


def test_a_repeated_key_gives_no_more_than_present_permissions(world: World) -> None:
    """An answer with personal data is not repeated to whoever may not read such now."""
    body = {"channel": "phone", "text": MARK, "caller": {"phone": "0754-1234567"}}
    headers, few = keyed(), ["reports.create", "reports.read"]
    with bearer(world, [*few, "personal.read"]) as wide, bearer(world, few) as narrow:
        first = wide.post("/api/reports", json=body, headers=headers)
        assert first.json()["report"]["restricted"]["text"] == MARK, first.text
        again = narrow.post("/api/reports", json=body, headers=headers)
        assert again.status_code == 404, again.text
        assert MARK not in seen_in(again)
        assert wide.post("/api/reports", json=body, headers=headers).json()["report"]


def bearer(world: World, permissions: list[str]) -> httpx.Client:
    """Return a program of Jinping with some of its operator's permissions."""
    wanted = {"name": "x", "account_id": world.accounts["jpprogram"], "permissions": permissions}
    token = world.post("jpsec", "/api/tokens", wanted)["token"]
    return world.running.client(headers={"Authorization": f"Bearer {token}"})


@pytest.mark.parametrize(
    "draft",
    [
        {"text": "二楼着火，有浓烟", "location": LONGHU_SPOT, "kind": "20201"},
        {"text": "着火了，zqxtext", "location": LONGHU_SPOT},
        {"text": "着火了，zqxsecrettext", "location": LONGHU_SPOT},
    ],
)
def test_of_duplicates_elsewhere_only_whose_desk_to_call(
    attacked: Attack, jinping: httpx.Client, draft: dict[str, Any]
) -> None:
    items = jinping.post("/api/reports/duplicates", json=draft).json()["items"]
    theirs = [item for item in items if item["target"] == "other"]
    assert [item["organisation"]["code"] for item in theirs] == [LONGHU]
    assert set(theirs[0]) == {"target", "organisation", "distance_m", "minutes"}
    assert theirs[0]["distance_m"] % 100 == 0
    assert LONGHU not in str([item for item in items if item["target"] != "other"])


def test_what_is_restricted_is_not_even_told_of(world: World, jinping: httpx.Client) -> None:
    """A restricted incident alone at its place leaves no trace among the duplicates."""
    spot = {"lon": 116.79, "lat": 23.47}
    post = world.posts[f"{LONGHU}.commander"]
    restricted = {"label": "restricted", "posts": [post], "location": spot}
    draft = {"text": "着火了，有浓烟", "location": spot, "kind": "20201"}

    def told() -> dict[str, Any]:
        doors = {name: world.people[name] for name in ("jinping", "longhu", "operator")}
        answers = {n: c.post("/api/reports/duplicates", json=draft) for n, c in doors.items()}
        return {name: answer.json()["items"] for name, answer in answers.items()}

    before = told()
    opened(world, "lhcommander", **restricted)
    assert told() == before
    seen = world.people["lhcommander"].post("/api/reports/duplicates", json=draft).json()
    assert [each["target"] for each in seen["items"]].count("incident") == 1


def test_nobody_sends_a_unit_into_an_incident_out_of_sight(
    attacked: Attack, world: World, jinping: httpx.Client
) -> None:
    """Refused as if there were none; the incident of others neither shows it nor stops a clock."""
    incident = attacked.world.plots["internal"].ids["incident"]
    path = f"/api/incidents/{incident}"
    before = world.people["longhu"].get(path).json()
    unit = world.units["jinpingchengguan01"]
    body = {"status": "en_route", "incident_id": incident, "note": "x"}
    nothing = body | {"incident_id": str(new_id())}
    answers = [jinping.post(f"/api/units/{unit}/status", json=each) for each in (body, nothing)]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].json()["errors"] == answers[1].json()["errors"]
    react(world.running)
    assert world.people["longhu"].get(path).json() == before


def test_a_unit_joins_what_its_dispatcher_sees_and_reports_on(
    world: World, jinping: httpx.Client
) -> None:
    """A crew goes on reporting for the incident it was sent to, whether it sees that or not."""
    incident, unit = opened(world, "operator")["id"], world.units["jinpingyingji01"]
    status = f"/api/units/{unit}/status"
    world.post("operator", status, {"status": "assigned", "incident_id": incident, "note": "x"})
    react(world.running)
    give_away(world, incident)
    world.post("jpcrew", status, {"status": "en_route"})
    react(world.running)
    shown = world.people["longhu"].get(f"/api/incidents/{incident}").json()["units"]
    assert [(each["id"], each["status"]) for each in shown] == [(unit, "en_route")]
    world.post("jpcrew", status, {"status": "available"})
    react(world.running)


def react(running: Running) -> None:
    """Let every reaction read the journal to its end, as a worker does."""

    async def digested() -> None:
        for feature in running.runtime.features:
            for reaction in feature.reactions:
                runner = Runner(running.runtime, reaction)
                while await runner._step():
                    pass

    running.wait(digested())
