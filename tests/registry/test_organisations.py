"""The tree over HTTP: read by all, changed by the system administrator, never looped."""

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest

from kernel.api import Database, new_id
from tests.registry import town
from tests.registry.answers import facts, problem
from tests.registry.conftest import As

PATH = "/api/organisations"
NEW = {"code": "water", "kind": "agency", "zh": "水务局", "en": "Water Bureau", "phone": "0754-1"}


async def test_everybody_signed_in_reads_the_tree(as_: As) -> None:
    for username in ("commander", "west", "crew", "auditor"):
        client = await as_(username)
        answer = (await client.get(PATH)).json()
        codes = [each["code"] for each in answer["items"]]
        assert {code for code, *_ in town.ORGANISATIONS} <= set(codes)
        assert codes == sorted(codes)


async def test_nobody_else_does(app: Any) -> None:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://test"
    ) as client:
        problem(await client.get(PATH), 401, "not-signed-in")


async def test_pages_follow_each_other_without_gap(as_: As) -> None:
    client = await as_("commander")
    whole = (await client.get(PATH)).json()["items"]
    seen, cursor = [], None
    while True:
        params = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        answer = (await client.get(PATH, params=params)).json()
        seen += answer["items"]
        cursor = answer["next"]
        if cursor is None:
            break
    assert seen == whole


async def test_filters_and_their_refusals(as_: As, ids: dict[str, UUID]) -> None:
    client = await as_("commander")
    found = (await client.get(PATH, params={"q": "消防"})).json()["items"]
    assert [each["code"] for each in found] == [town.FIRE]
    below = (await client.get(PATH, params={"parent": str(ids[town.EAST])})).json()["items"]
    assert [each["code"] for each in below] == [town.TOWN]
    assert problem(await client.get(PATH, params={"kind": "club"}), 422, "invalid") == ["?kind"]
    assert problem(await client.get(PATH, params={"limit": 1001}), 422, "invalid") == ["?limit"]
    assert problem(await client.get(PATH, params={"q": "a\0b"}), 400, "malformed") == []
    for cursor in ("nonsense", "WzFd", "WyJcdTAwMDAiXQ"):
        answer = await client.get(PATH, params={"cursor": cursor})
        if cursor == "WzFd":  # a number where a text belongs is read as text: an empty page
            assert answer.status_code == 200
        else:
            problem(answer, 400, "malformed")


async def test_one_organisation_has_its_path(as_: As, ids: dict[str, UUID]) -> None:
    client = await as_("west")
    answer = (await client.get(f"{PATH}/{ids[town.TOWN]}")).json()
    assert answer["path"] == [town.ROOT, town.EAST, town.TOWN]
    assert answer["version"] >= 1
    problem(await client.get(f"{PATH}/{new_id()}"), 404, "not-found")
    problem(await client.get(f"{PATH}/nonsense"), 422, "invalid")


async def test_a_new_organisation_is_seen_from_above(
    as_: As, ids: dict[str, UUID], db: Database
) -> None:
    client = await as_("sysadmin")
    body = NEW | {"parent_id": str(ids[town.ROOT])}
    answer = await client.post(PATH, json=body)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert answer.headers["etag"] == '"1"'
    assert made["phone"] == "0754-1"
    (fact,) = await facts(db, made["id"])
    assert (fact.kind, fact.topic, fact.scope_id) == (
        "organisation.registered",
        "organisations",
        None,
    )
    assert problem(await client.post(PATH, json=body), 409, "code-taken") == ["/code"]


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"code": "with space"}, "/code"),
        ({"kind": "town"}, "/kind"),
        ({"zh": ""}, "/zh"),
        ({"zh": "x" * 101}, "/zh"),
        ({"zh": "a\u0000b"}, "/zh"),
        ({"en": None}, "/en"),
        ({"area_code": "shantou"}, "/area_code"),
        ({"phone": "call me"}, "/phone"),
        ({"parent_id": "00000000-0000-0000-0000-000000000001"}, "/parent_id"),
        ({"scope_id": "x"}, "/scope_id"),
    ],
)
async def test_a_bad_field_is_named(
    as_: As, ids: dict[str, UUID], wrong: dict[str, Any], pointer: str
) -> None:
    client = await as_("sysadmin")
    body = NEW | {"code": "bad", "parent_id": str(ids[town.ROOT])} | wrong
    assert problem(await client.post(PATH, json=body), 422, "invalid") == [pointer]


async def test_others_may_not_change_the_tree(as_: As, ids: dict[str, UUID]) -> None:
    body = NEW | {"code": "other", "parent_id": str(ids[town.ROOT])}
    for username in ("commander", "secadmin", "auditor", "east"):
        client = await as_(username)
        problem(await client.post(PATH, json=body), 403, "forbidden")
        answer = await client.patch(
            f"{PATH}/{ids[town.EAST]}", json={"zh": "x"}, headers={"If-Match": '"1"'}
        )
        problem(answer, 403, "forbidden")


async def test_a_change_needs_the_version_and_merges_by_fields(
    as_: As, ids: dict[str, UUID]
) -> None:
    client = await as_("sysadmin")
    path = f"{PATH}/{ids[town.WEST]}"
    version = (await client.get(path)).json()["version"]
    seen = {"If-Match": f'"{version}"'}
    problem(await client.patch(path, json={"zh": "西区一"}), 428, "version-required")
    changed = await client.patch(path, json={"zh": "西区一"}, headers=seen)
    assert changed.status_code == 200
    assert changed.json()["version"] == version + 1
    other_field = await client.patch(path, json={"en": "West One"}, headers=seen)
    assert other_field.json()["zh"] == "西区一"
    assert other_field.json()["en"] == "West One"
    stale = await client.patch(path, json={"zh": "西区二"}, headers=seen)
    assert problem(stale, 412, "stale") == ["/zh"]
    assert stale.json()["theirs"] == {"zh": "西区一"}
    assert stale.json()["yours"] == {"zh": "西区二"}
    problem(await client.patch(path, json={"code": "x"}, headers=seen), 422, "invalid")
    problem(await client.patch(path, json={"zh": "x"}, headers={"If-Match": "x"}), 400, "malformed")


async def test_a_move_takes_people_along_and_never_loops(
    as_: As, ids: dict[str, UUID], db: Database
) -> None:
    admin, east, west = await as_("sysadmin"), await as_("east"), await as_("west")
    body = {
        "code": "moving",
        "kind": "agency",
        "parent_id": str(ids[town.EAST]),
        "zh": "移动队",
        "en": "Moving",
    }
    team = (await admin.post(PATH, json=body)).json()
    inner = (await admin.post(PATH, json=body | {"code": "inner", "parent_id": team["id"]})).json()
    unit = {
        "call_sign": "移动01",
        "kind": "emergency_team",
        "organisation_id": inner["id"],
        "capabilities": ["shelter"],
    }
    made = await (await as_("sysadmin")).post("/api/units", json=unit)
    assert made.status_code == 201, made.text
    assert (await east.get(f"/api/units/{made.json()['id']}")).status_code == 200
    problem(await west.get(f"/api/units/{made.json()['id']}"), 404, "not-found")

    async def move(subject: dict[str, Any], parent: Any) -> Any:
        version = (await admin.get(f"{PATH}/{subject['id']}")).json()["version"]
        return await admin.patch(
            f"{PATH}/{subject['id']}",
            json={"parent_id": parent},
            headers={"If-Match": f'"{version}"'},
        )

    assert problem(await move(team, team["id"]), 409, "tree-loop") == ["/parent_id"]
    assert problem(await move(team, inner["id"]), 409, "tree-loop") == ["/parent_id"]
    assert problem(await move(team, None), 422, "invalid") == ["/parent_id"]
    assert problem(await move(team, str(new_id())), 422, "invalid") == ["/parent_id"]
    assert (await move(team, str(ids[town.WEST]))).status_code == 200
    assert (await facts(db, team["id"]))[-1].kind == "organisation.moved"
    problem(await east.get(f"/api/units/{made.json()['id']}"), 404, "not-found")
    assert (await west.get(f"/api/units/{made.json()['id']}")).status_code == 200


async def test_two_moves_at_once_close_no_loop(as_: As, ids: dict[str, UUID]) -> None:
    admin = await as_("sysadmin")
    body = {"kind": "agency", "parent_id": str(ids[town.ROOT]), "zh": "队", "en": "Team"}
    one, two = [
        (await admin.post(PATH, json=body | {"code": code})).json() for code in ("loop1", "loop2")
    ]

    async def below(subject: dict[str, Any], parent: dict[str, Any]) -> int:
        answer = await admin.patch(
            f"{PATH}/{subject['id']}",
            json={"parent_id": parent["id"]},
            headers={"If-Match": '"1"'},
        )
        return int(answer.status_code)

    assert sorted(await asyncio.gather(below(one, two), below(two, one))) == [200, 409]


async def test_a_repeated_key_gives_the_same_answer(as_: As, ids: dict[str, UUID]) -> None:
    client = await as_("sysadmin")
    body = NEW | {"code": "keyed", "parent_id": str(ids[town.ROOT])}
    key = {"Idempotency-Key": str(new_id())}
    first = await client.post(PATH, json=body, headers=key)
    again = await client.post(PATH, json=body, headers=key)
    assert again.json() == first.json()
    assert again.headers["idempotent-replayed"] == "true"
    other = await client.post(PATH, json=body | {"zh": "别的"}, headers=key)
    problem(other, 409, "idempotency-key-reused")
