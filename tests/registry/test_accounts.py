"""Accounts over HTTP: who sees them, what a post gives, how an account is shut out."""

from typing import Any
from uuid import UUID

import pytest

from kernel.api import Database, lockout, new_id, system
from tests.harness.clock import FakeClock
from tests.registry import town
from tests.registry.answers import facts, problem
from tests.registry.conftest import As

PATH = "/api/accounts"


def new(ids: dict[str, UUID], username: str, organisation: str, *posts: str) -> dict[str, Any]:
    """Return the form of a new account."""
    return {
        "username": username,
        "name": "新人",
        "organisation_id": str(ids[organisation]),
        "posts": [{"id": str(ids[post])} for post in posts],
    }


async def sign_in(client: Any, username: str, password: str) -> Any:
    """Sign in through the door."""
    body = {"username": username, "password": password}
    return await client.post("/api/session", json=body)


async def change(client: Any, account: str, **fields: Any) -> Any:
    """Patch an account at its present version."""
    version = (await client.get(f"{PATH}/{account}")).json()["version"]
    headers = {"If-Match": f'"{version}"'}
    return await client.patch(f"{PATH}/{account}", json=fields, headers=headers)


async def test_accounts_are_listed_within_sight(as_: As, ids: dict[str, UUID]) -> None:
    root, east = await as_("secadmin"), await as_("eastsec")
    everyone = {each["username"] for each in (await root.get(PATH)).json()["items"]}
    assert {username for username, *_ in town.ACCOUNTS} <= everyone
    seen = {each["username"] for each in (await east.get(PATH)).json()["items"]}
    assert seen == {"east", "eastsec"}
    (found,) = (await root.get(PATH, params={"q": "CREW"})).json()["items"]
    assert found["unit"]["call_sign"] == "东消01"
    assert found["roles"] == ["field"]
    below = (await root.get(PATH, params={"within": str(ids[town.ROOT])})).json()["items"]
    assert {each["username"] for each in below} == everyone
    alone = (await root.get(PATH, params={"organisation": str(ids[town.ROOT])})).json()["items"]
    assert {each["username"] for each in alone} < everyone
    assert "password" not in str(found).replace("must_change_password", "")


async def test_without_the_permission_nobody_is_listed(as_: As, ids: dict[str, UUID]) -> None:
    for username in ("commander", "sysadmin", "crew", "wall"):
        client = await as_(username)
        assert problem(await client.get(PATH), 403, "forbidden") == [""]
        problem(await client.get(f"{PATH}/{ids['@east']}"), 403, "forbidden")
    auditor = await as_("auditor")
    assert (await auditor.get(PATH)).status_code == 200
    body = new(ids, "byauditor", town.EAST)
    problem(await auditor.post(PATH, json=body), 403, "forbidden")


async def test_another_district_looks_like_nothing(as_: As, ids: dict[str, UUID]) -> None:
    east = await as_("eastsec")
    west = ids["@west"]
    problem(await east.get(f"{PATH}/{west}"), 404, "not-found")
    problem(await east.get(f"{PATH}/{west}/sessions"), 404, "not-found")
    for action in ("password", "disable", "enable", "unlock"):
        problem(await east.post(f"{PATH}/{west}/{action}"), 404, "not-found")
    problem(await east.delete(f"{PATH}/{west}/sessions"), 404, "not-found")
    answer = await east.patch(f"{PATH}/{west}", json={"name": "x"}, headers={"If-Match": '"1"'})
    problem(answer, 404, "not-found")
    for wrong in (
        new(ids, "x1", town.WEST),
        new(ids, "x1", town.EAST) | {"unit_id": str(ids["engine2"])},
    ):
        answer = await east.post(PATH, json=wrong)
        unknown = await east.post(
            PATH,
            json=wrong
            | {key: str(new_id()) for key in ("organisation_id", "unit_id") if key in wrong},
        )
        problem(answer, 422, "invalid")
        problem(unknown, 422, "invalid")
        assert answer.json()["detail"] in (
            unknown.json()["detail"],
            "There is no such unit among yours.",
        )
    foreign_post = new(ids, "x1", town.EAST, f"{town.WEST}.operator")
    assert problem(await east.post(PATH, json=foreign_post), 422, "invalid") == ["/posts/0/id"]


async def test_a_new_account_signs_in_changes_its_password_and_works(
    as_: As, ids: dict[str, UUID], db: Database
) -> None:
    admin = await as_("secadmin")
    body = new(ids, "Newbie", town.EAST, f"{town.EAST}.operator")
    key = {"Idempotency-Key": str(new_id())}
    answer = await admin.post(PATH, json=body, headers=key)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["username"] == "newbie"
    assert made["must_change_password"]
    again = (await admin.post(PATH, json=body, headers=key)).json()
    assert again == made | {"password": None}
    async with db.reading(system("test")) as tx:
        kept = await tx.value(
            "select answer::text from kernel.idempotency where key = :key",
            key=key["Idempotency-Key"],
        )
    assert made["password"] not in kept
    (fact,) = await facts(db, made["id"])
    assert fact.kind == "account.created"
    assert str(fact.scope_id) == str(ids[town.EAST])
    assert made["password"] not in str(fact.state)

    client = await as_("newbie")
    session = (await client.get("/api/session")).json()
    assert session["pending"] == ["password"]
    assert session["permissions"] == []
    assert session["roles"] == ["district_duty"]
    problem(await client.get("/api/units"), 403, "forbidden")
    change_own = {"current": made["password"], "new": "Kwangchow-7"}
    answer = await client.post(f"{PATH}/me/password", json=change_own)
    assert answer.status_code == 200, answer.text
    assert (await client.get("/api/units")).status_code == 200
    assert problem(await admin.post(PATH, json=body), 409, "username-taken") == ["/username"]


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"username": "a"}, "/username"),
        ({"username": "有人"}, "/username"),
        ({"name": " "}, "/name"),
        ({"organisation_id": "x"}, "/organisation_id"),
        ({"posts": [{"id": "x"}]}, "/posts/0/id"),
        ({"posts": [{"id": str(UUID(int=1))}]}, "/posts/0/id"),
        ({"posts": [{}] * 21}, "/posts"),
        ({"password": "Chosen-by-me-1"}, "/password"),
        ({"disabled": False}, "/disabled"),
    ],
)
async def test_a_bad_field_is_named(
    as_: As, ids: dict[str, UUID], wrong: dict[str, Any], pointer: str
) -> None:
    client = await as_("secadmin")
    body = new(ids, "fieldtest", town.EAST) | wrong
    assert problem(await client.post(PATH, json=body), 422, "invalid")[0] == pointer


async def test_posts_with_times_come_and_go(
    as_: As, ids: dict[str, UUID], clock: FakeClock
) -> None:
    admin = await as_("secadmin")
    later, end = "2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z"
    post = {"id": str(ids[f"{town.EAST}.operator"]), "from": later, "until": end}
    body = new(ids, "timed", town.EAST) | {"posts": [post]}
    made = (await admin.post(PATH, json=body)).json()
    assert made["roles"] == []
    (held,) = made["posts"]
    assert (held["from"][:10], held["until"][:10]) == ("2026-11-23", "2026-11-24")
    clock.advance(hours=25)
    admin = await as_("secadmin")
    assert (await admin.get(f"{PATH}/{made['id']}")).json()["roles"] == ["district_duty"]
    clock.advance(hours=25)
    admin = await as_("secadmin")
    assert (await admin.get(f"{PATH}/{made['id']}")).json()["posts"] == []
    past = new(ids, "timed2", town.EAST) | {"posts": [post]}
    assert problem(await admin.post(PATH, json=past), 422, "invalid") == ["/posts/0/until"]
    backwards = post | {"from": end, "until": later}
    wrong = new(ids, "timed2", town.EAST) | {"posts": [backwards]}
    assert problem(await admin.post(PATH, json=wrong), 422, "invalid") == ["/posts/0"]


async def test_the_three_administrators_exclude_each_other_and_business(
    as_: As, ids: dict[str, UUID]
) -> None:
    admin = await as_("secadmin")
    kinds = ["sysadmin", "secadmin", "auditor", "operator"]
    for one in kinds:
        for other in kinds:
            if one == other:
                continue
            body = new(ids, "mixed", town.ROOT, f"{town.ROOT}.{one}", f"{town.ROOT}.{other}")
            answer = await admin.post(PATH, json=body)
            assert problem(answer, 409, "roles-exclude") == ["/posts"]
    body = new(ids, "unmixed", town.ROOT, f"{town.ROOT}.operator", f"{town.ROOT}.commander")
    made = (await admin.post(PATH, json=body)).json()
    assert made["roles"] == ["commander", "operator"]
    answer = await change(admin, made["id"], posts=[{"id": str(ids[f"{town.ROOT}.auditor"])}])
    assert answer.json()["roles"] == ["auditor"]


async def test_nobody_changes_the_own_rights(as_: As, ids: dict[str, UUID]) -> None:
    admin, own = await as_("secadmin"), str(ids["@secadmin"])
    problem(await change(admin, own, posts=[]), 403, "own-rights")
    problem(await admin.post(f"{PATH}/{own}/disable"), 403, "own-rights")
    problem(await admin.post(f"{PATH}/{own}/password"), 403, "own-rights")
    problem(await admin.delete(f"{PATH}/{own}/totp"), 403, "own-rights")
    assert (await change(admin, own, name="安全管理员")).status_code == 200


async def test_an_account_moves_only_with_fitting_posts(as_: As, ids: dict[str, UUID]) -> None:
    admin = await as_("secadmin")
    body = new(ids, "mover", town.EAST, f"{town.EAST}.operator")
    made = (await admin.post(PATH, json=body)).json()
    west = str(ids[town.WEST])
    answer = await change(admin, made["id"], organisation_id=west)
    assert problem(answer, 422, "invalid") == ["/posts/0/id"]
    posts = [{"id": str(ids[f"{town.WEST}.operator"])}]
    moved = (await change(admin, made["id"], organisation_id=west, posts=posts)).json()
    assert moved["organisation"]["code"] == town.WEST
    east = await as_("eastsec")
    problem(await east.get(f"{PATH}/{made['id']}"), 404, "not-found")


async def test_disabling_ends_sessions_and_signs_nobody_in(
    as_: As, ids: dict[str, UUID], credentials: dict[str, dict[str, Any]]
) -> None:
    admin, person = await as_("secadmin"), await as_("operator2")
    account = ids["@operator2"]
    assert (await person.get("/api/session")).status_code == 200
    sessions = (await admin.get(f"{PATH}/{account}/sessions")).json()["items"]
    assert len(sessions) >= 1
    assert "secret" not in str(sessions)
    answer = await admin.post(f"{PATH}/{account}/disable")
    assert answer.json()["disabled"]
    problem(await person.get("/api/session"), 401, "not-signed-in")
    password = credentials["operator2"]["password"]
    problem(await sign_in(person, "operator2", password), 401, "sign-in-failed")
    assert not (await admin.post(f"{PATH}/{account}/enable")).json()["disabled"]
    assert (await sign_in(person, "operator2", password)).status_code == 200


async def test_a_reset_password_ends_sessions_and_must_be_changed(
    as_: As, ids: dict[str, UUID]
) -> None:
    admin, person = await as_("secadmin"), await as_("west")
    reset = (await admin.post(f"{PATH}/{ids['@west']}/password")).json()
    problem(await person.get("/api/session"), 401, "not-signed-in")
    session = (await sign_in(person, "west", reset["password"])).json()
    assert session["pending"] == ["password"]
    assert session["permissions"] == []


async def test_a_lock_out_is_shown_and_released(
    as_: As, ids: dict[str, UUID], db: Database
) -> None:
    admin = await as_("secadmin")
    async with db.transaction(system("test")) as tx:
        for _ in range(lockout.PAIR_FAILURES):
            await lockout.failed(tx, "fire", "somewhere")
    path = f"{PATH}/{ids['@fire']}"
    assert (await admin.get(path)).json()["locked_until"] is not None
    released = await admin.post(f"{path}/unlock")
    assert released.json()["locked_until"] is None
    assert (await facts(db, ids["@fire"]))[-1].kind == "account.unlocked"


async def test_sessions_of_others_need_their_own_permission(as_: As, ids: dict[str, UUID]) -> None:
    admin, person, other = await as_("secadmin"), await as_("operator"), await as_("operator")
    own = ids["@operator"]
    listed = (await person.get(f"{PATH}/{own}/sessions")).json()["items"]
    assert sum(each["present"] for each in listed) == 1
    problem(await person.get(f"{PATH}/{ids['@commander']}/sessions"), 403, "forbidden")
    problem(await person.delete(f"{PATH}/{ids['@commander']}/sessions"), 403, "forbidden")
    assert (await person.delete("/api/sessions")).json()["ended"] >= 1
    problem(await other.get("/api/session"), 401, "not-signed-in")
    assert (await person.get("/api/session")).status_code == 200
    assert (await admin.delete(f"{PATH}/{own}/sessions")).json()["ended"] == 1
    problem(await person.get("/api/session"), 401, "not-signed-in")
