"""Tokens: whose they may be, what they open, and that nobody acts as another person by one."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from kernel.api import Database, Problem, new_id, system
from registry.api import People, TokenPart, tokens
from tests.harness.clock import FakeClock
from tests.registry import town
from tests.registry.answers import facts, problem
from tests.registry.conftest import As

TOKENS = "/api/tokens"
OWN = "/api/accounts/me/tokens"


@pytest.fixture
async def script(app: FastAPI) -> Any:
    """A script without cookies."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


def bearer(made: dict[str, Any]) -> dict[str, str]:
    """Return the header a script sends."""
    return {"Authorization": f"Bearer {made['token']}"}


async def service(admin: Any, ids: dict[str, UUID], organisation: str, post: str) -> dict[str, Any]:
    """Make the account of a device that holds a post."""
    body = {
        "username": f"pump{new_id().hex[-8:]}",
        "name": "泵站网关",
        "kind": "service",
        "organisation_id": str(ids[organisation]),
        "posts": [{"id": str(ids[post])}],
    }
    answer = await admin.post("/api/accounts", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


# Of devices and services -------------------------------------------------------------------------


@pytest.mark.parametrize("account", ["@operator", "@auditor", "@eastsec", "@secadmin"])
async def test_nobody_makes_a_token_for_another_person(
    as_: As, ids: dict[str, UUID], account: str
) -> None:
    admin = await as_("secadmin")
    body = {"name": "x", "account_id": str(ids[account]), "permissions": []}
    assert problem(await admin.post(TOKENS, json=body), 422, "invalid") == ["/account_id"]


async def test_a_token_does_what_it_was_given_until_it_is_withdrawn(
    as_: As, ids: dict[str, UUID], script: httpx.AsyncClient, db: Database, clock: FakeClock
) -> None:
    admin = await as_("secadmin")
    account = await service(admin, ids, town.ROOT, f"{town.ROOT}.operator")
    body = {
        "name": "泵站",
        "account_id": account["id"],
        "permissions": ["units.read"],
        "days": 2,
    }
    key = {"Idempotency-Key": str(new_id())}
    made = (await admin.post(TOKENS, json=body, headers=key)).json()
    assert (await admin.post(TOKENS, json=body, headers=key)).json()["token"] is None
    (fact,) = await facts(db, made["id"])
    assert made["token"] not in str(fact.state)
    assert (await script.get("/api/units", headers=bearer(made))).status_code == 200
    problem(await script.get("/api/resources", headers=bearer(made)), 403, "forbidden")
    listed = (await admin.get(TOKENS)).json()["items"]
    (shown,) = [each for each in listed if each["id"] == made["id"]]
    assert shown["account"]["username"] == account["username"]
    assert made["token"] not in str(listed)
    assert (await admin.delete(f"{TOKENS}/{made['id']}")).status_code == 204
    problem(await script.get("/api/units", headers=bearer(made)), 401, "not-signed-in")
    problem(await admin.delete(f"{TOKENS}/{made['id']}"), 404, "not-found")
    again = (await admin.post(TOKENS, json=body)).json()
    clock.advance(days=3)
    problem(await script.get("/api/units", headers=bearer(again)), 401, "not-signed-in")


@pytest.mark.parametrize(
    ("post", "permissions", "pointer"),
    [
        (f"{town.FIRE}.field", ["reports.close"], "/permissions"),
        (f"{town.EAST}.secadmin", ["accounts.manage"], "/permissions"),
        (f"{town.ROOT}.auditor", ["audit.export"], "/permissions"),
        (f"{town.ROOT}.sysadmin", ["registry.manage"], "/permissions"),
        (None, ["units.read"], "/account_id"),
    ],
)
async def test_a_token_beyond_its_account_or_for_guarding_rights_is_refused(
    as_: As, ids: dict[str, UUID], post: str | None, permissions: list[str], pointer: str
) -> None:
    admin = await as_("secadmin")
    account = str(new_id())
    if post is not None:
        account = (await service(admin, ids, post.partition(".")[0], post))["id"]
    body = {"name": "x", "account_id": account, "permissions": permissions}
    assert problem(await admin.post(TOKENS, json=body), 422, "invalid") == [pointer]


async def test_tokens_stay_within_sight_and_rights(as_: As, ids: dict[str, UUID]) -> None:
    admin, east = await as_("secadmin"), await as_("eastsec")
    account = await service(admin, ids, town.WEST, f"{town.WEST}.operator")
    body = {"name": "x", "account_id": account["id"], "permissions": ["units.read"]}
    made = (await admin.post(TOKENS, json=body)).json()
    assert problem(await east.post(TOKENS, json=body), 422, "invalid") == ["/account_id"]
    assert made["id"] not in str((await east.get(TOKENS)).json())
    problem(await east.delete(f"{TOKENS}/{made['id']}"), 404, "not-found")
    operator = await as_("operator")
    problem(await operator.get(TOKENS), 403, "forbidden")
    problem(await operator.post(TOKENS, json=body), 403, "forbidden")
    too_long = body | {"days": 401}
    assert problem(await admin.post(TOKENS, json=too_long), 422, "invalid") == ["/days"]


async def test_nobody_signs_in_to_a_service(
    as_: As, ids: dict[str, UUID], script: httpx.AsyncClient, db: Database
) -> None:
    admin = await as_("secadmin")
    made = await service(admin, ids, town.ROOT, f"{town.ROOT}.operator")
    assert (made["kind"], made["password"], made["must_change_password"]) == (
        "service",
        None,
        False,
    )
    path = f"/api/accounts/{made['id']}"
    problem(await admin.post(f"{path}/password"), 409, "service-account")
    problem(await admin.delete(f"{path}/totp"), 409, "service-account")
    version = (await admin.get(path)).json()["version"]
    seen = {"If-Match": f'"{version}"'}
    answer = await admin.patch(path, json={"kind": "person"}, headers=seen)
    assert problem(answer, 422, "invalid") == ["/kind"]
    body = {"username": made["username"], "password": "none"}
    problem(await script.post("/api/session", json=body), 401, "sign-in-failed")
    found = (await admin.get("/api/accounts", params={"kind": "service"})).json()["items"]
    assert made["id"] in {each["id"] for each in found}
    assert {each["kind"] for each in found} == {"service"}


async def test_a_role_that_asks_for_a_second_factor_does_not_shut_a_service_out(
    as_: As, ids: dict[str, UUID], script: httpx.AsyncClient
) -> None:
    admin = await as_("secadmin")
    role = {"code": "strict", "zh": "严", "en": "Strict", "permissions": ["units.read"]}
    assert (await admin.post("/api/roles", json=role | {"totp_required": True})).is_success
    post = {"organisation_id": str(ids[town.ROOT]), "name": "strict", "zh": "严", "en": "Strict"}
    held = (await admin.post("/api/posts", json=post | {"roles": ["strict"]})).json()
    made = await service(admin, {**ids, "strict": UUID(held["id"])}, town.ROOT, "strict")
    body = {"name": "x", "account_id": made["id"], "permissions": ["units.read"]}
    token = (await admin.post(TOKENS, json=body)).json()
    assert (await script.get("/api/units", headers=bearer(token))).status_code == 200


# One's own ---------------------------------------------------------------------------------------


def own_body(credentials: dict[str, dict[str, Any]], username: str, **more: Any) -> dict[str, Any]:
    """Return the form of a token for the own account."""
    body = {"name": "巡查脚本", "permissions": ["units.read"], "days": 2}
    return body | {"current": credentials[username]["password"]} | more


async def test_a_person_makes_lists_and_withdraws_tokens_of_the_own_account(
    as_: As,
    credentials: dict[str, dict[str, Any]],
    script: httpx.AsyncClient,
    db: Database,
) -> None:
    operator, other, admin = await as_("operator"), await as_("operator2"), await as_("secadmin")
    body, key = own_body(credentials, "operator"), {"Idempotency-Key": str(new_id())}
    made = (await operator.post(OWN, json=body, headers=key)).json()
    assert made["account"]["username"] == "operator"
    assert (await operator.post(OWN, json=body, headers=key)).json()["token"] is None
    (fact,) = await facts(db, made["id"])
    assert fact.kind == "token.issued"
    assert made["token"] not in str(fact.state)
    assert body["current"] not in str(fact.state)
    assert (await script.get("/api/units", headers=bearer(made))).status_code == 200
    listed = (await operator.get(OWN)).json()["items"]
    assert [each["id"] for each in listed] == [made["id"]]
    assert (await other.get(OWN)).json()["items"] == []
    problem(await other.delete(f"{OWN}/{made['id']}"), 404, "not-found")
    assert made["id"] in str((await admin.get(TOKENS)).json())
    assert (await operator.delete(f"{OWN}/{made['id']}")).status_code == 204
    problem(await operator.delete(f"{OWN}/{made['id']}"), 404, "not-found")
    problem(await script.get("/api/units", headers=bearer(made)), 401, "not-signed-in")
    again = (await operator.post(OWN, json=body)).json()
    assert (await admin.delete(f"{TOKENS}/{again['id']}")).status_code == 204
    problem(await script.get("/api/units", headers=bearer(again)), 401, "not-signed-in")


async def test_an_own_token_needs_the_password_and_stays_within_the_own_rights(
    as_: As, credentials: dict[str, dict[str, Any]]
) -> None:
    operator, admin = await as_("operator"), await as_("secadmin")
    wrong = own_body(credentials, "operator", current="not-this-one")
    assert problem(await operator.post(OWN, json=wrong), 403, "wrong-password") == ["/current"]
    beyond = own_body(credentials, "operator", permissions=["audit.read"])
    assert problem(await operator.post(OWN, json=beyond), 422, "invalid") == ["/permissions"]
    guarded = own_body(credentials, "secadmin", permissions=["accounts.manage"])
    assert problem(await admin.post(OWN, json=guarded), 422, "invalid") == ["/permissions"]
    auditor = await as_("auditor")
    reading = own_body(credentials, "auditor", permissions=["audit.read"])
    assert (await auditor.post(OWN, json=reading)).status_code == 201
    foreign = own_body(credentials, "operator", account_id=str(new_id()))
    assert problem(await operator.post(OWN, json=foreign), 422, "invalid") == ["/account_id"]


async def test_a_token_makes_no_tokens_and_changes_no_password_or_second_factor(
    as_: As,
    ids: dict[str, UUID],
    credentials: dict[str, dict[str, Any]],
    script: httpx.AsyncClient,
) -> None:
    east = await as_("east")
    body = own_body(credentials, "east")
    made = (await east.post(OWN, json=body)).json()
    for method, path, sent in (
        ("GET", OWN, None),
        ("POST", OWN, body),
        ("DELETE", f"{OWN}/{made['id']}", None),
        ("POST", TOKENS, {"name": "x", "account_id": str(ids["@east"]), "permissions": []}),
        ("DELETE", f"{TOKENS}/{made['id']}", None),
        ("POST", "/api/accounts/me/password", {"current": "x", "new": "Kwangchow-7"}),
        ("POST", "/api/accounts/me/totp", {}),
        ("POST", "/api/accounts/me/totp/remove", {"current": "x"}),
        ("DELETE", "/api/sessions", None),
    ):
        answer = await script.request(method, path, json=sent, headers=bearer(made))
        problem(answer, 403, "forbidden")


async def test_a_person_has_only_so_many_tokens(
    as_: As, credentials: dict[str, dict[str, Any]], db: Database, ids: dict[str, UUID]
) -> None:
    west = await as_("west")
    body = own_body(credentials, "west")
    part = TokenPart(name="x", permissions=["units.read"])
    async with db.transaction(system("test")) as tx:
        made = [await tokens.add(tx, "west", part, People()) for _ in range(tokens.MOST_OWN)]
    problem(await west.post(OWN, json=body), 409, "too-many-tokens")
    assert (await west.delete(f"{OWN}/{made[0]['id']}")).status_code == 204
    assert (await west.post(OWN, json=body)).status_code == 201


async def test_the_command_line_gives_no_more_than_the_account_has(
    db: Database, credentials: dict[str, dict[str, Any]]
) -> None:
    assert credentials
    for username, permission in (("crew", "reports.close"), ("nobody", "units.read")):
        part = TokenPart(name="x", permissions=[permission])
        with pytest.raises(Problem):
            async with db.transaction(system("test")) as tx:
                await tokens.add(tx, username, part, People())
