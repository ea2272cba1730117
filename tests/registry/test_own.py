"""The own password and second factor."""

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pyotp
import pytest
from fastapi import FastAPI

from kernel.access.sessions import MOST_SESSIONS
from kernel.api import Database, lockout, system
from tests.harness.clock import FakeClock
from tests.registry.answers import facts, problem
from tests.registry.conftest import As

PASSWORD = "/api/accounts/me/password"
TOTP = "/api/accounts/me/totp"


@pytest.fixture
async def stranger(app: FastAPI) -> Any:
    """A browser without a session."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def sign_in(client: httpx.AsyncClient, account: dict[str, Any], **more: str) -> Any:
    """Sign in through the door."""
    body = {"username": account["username"], "password": account["password"]} | more
    return await client.post("/api/session", json=body)


async def test_a_password_is_changed_and_other_sessions_end(
    as_: As, credentials: dict[str, dict[str, Any]], stranger: httpx.AsyncClient
) -> None:
    account = credentials["operator"]
    here, elsewhere = await as_("operator"), await as_("operator")
    body = {"current": account["password"], "new": "Kwangchow-7"}
    assert (await here.post(PASSWORD, json=body)).status_code == 200
    assert (await here.get("/api/session")).status_code == 200
    problem(await elsewhere.get("/api/session"), 401, "not-signed-in")
    problem(await sign_in(stranger, account), 401, "sign-in-failed")
    account["password"] = "Kwangchow-7"
    assert (await sign_in(stranger, account)).status_code == 200
    used = {"current": "Kwangchow-7", "new": "Kwangchow-7"}
    answer = await here.post(PASSWORD, json=used)
    assert problem(answer, 422, "weak-password") == ["/new"]


@pytest.mark.parametrize("new", ["short1!", "onlysmallletters", "East-east-2026", "x"])
async def test_a_weak_password_is_refused_with_the_rule(
    as_: As, credentials: dict[str, dict[str, Any]], new: str
) -> None:
    client = await as_("east")
    body = {"current": credentials["east"]["password"], "new": new}
    assert set(problem(await client.post(PASSWORD, json=body), 422, "weak-password")) == {"/new"}


async def test_a_wrong_present_password_counts_towards_the_lock(
    as_: As, credentials: dict[str, dict[str, Any]]
) -> None:
    client = await as_("fire")
    wrong = {"current": "not-this-one", "new": "Kwangchow-7"}
    for _ in range(lockout.PAIR_FAILURES):
        answer = await client.post(PASSWORD, json=wrong)
        assert problem(answer, 403, "wrong-password") == ["/current"]
    right = wrong | {"current": credentials["fire"]["password"]}
    problem(await client.post(PASSWORD, json=right), 429, "locked-out")


async def test_guesses_side_by_side_lock_like_one_after_the_other(
    credentials: dict[str, dict[str, Any]], stranger: httpx.AsyncClient
) -> None:
    right = credentials["operator2"]["password"]
    bodies = [{"username": "operator2", "password": f"not-this-one-{n}"} for n in range(8)]
    answers = await asyncio.gather(*(stranger.post("/api/session", json=each) for each in bodies))
    refused = sorted(answer.status_code for answer in answers)
    assert refused == [401] * lockout.PAIR_FAILURES + [429] * 3
    body = {"username": "operator2", "password": right}
    problem(await stranger.post("/api/session", json=body), 429, "locked-out")


async def test_signing_in_again_ends_the_session_before(
    credentials: dict[str, dict[str, Any]], stranger: httpx.AsyncClient, db: Database
) -> None:
    await sign_in(stranger, credentials["commander"])
    earlier = stranger.cookies["wanglou_session"]
    assert (await sign_in(stranger, credentials["wall"])).status_code == 200
    stranger.cookies = httpx.Cookies({"wanglou_session": earlier})
    problem(await stranger.get("/api/session"), 401, "not-signed-in")
    async with db.reading(system("test")) as tx:
        ended = await tx.value(
            "select state ->> 'username' from kernel.fact where kind = 'session.ended' "
            "order by seq desc limit 1"
        )
    assert ended == "commander"


async def test_a_clock_that_runs_back_ends_an_older_session_not_the_new_one(
    as_: As, clock: FakeClock
) -> None:
    earlier = [await as_("east") for _ in range(MOST_SESSIONS)]
    clock.advance(hours=-1)
    newest = await as_("east")
    assert (await newest.get("/api/session")).status_code == 200
    answers = [(await client.get("/api/session")).status_code for client in earlier]
    assert sorted(answers) == [200] * (MOST_SESSIONS - 1) + [401]


async def test_a_password_past_its_age_must_be_changed(
    credentials: dict[str, dict[str, Any]], stranger: httpx.AsyncClient, clock: FakeClock
) -> None:
    clock.advance(days=89)
    assert (await sign_in(stranger, credentials["west"])).json()["pending"] == []
    clock.advance(days=2)
    session = (await sign_in(stranger, credentials["west"])).json()
    assert session["pending"] == ["password"]
    assert session["permissions"] == []


async def test_a_second_factor_from_enrolment_to_removal(
    as_: As,
    credentials: dict[str, dict[str, Any]],
    stranger: httpx.AsyncClient,
    clock: FakeClock,
    db: Database,
    ids: dict[str, UUID],
) -> None:
    account, client = credentials["commander"], await as_("commander")
    problem(await client.post(f"{TOTP}/confirm", json={"code": "123456"}), 409, "totp-state")
    begun = (await client.post(TOTP)).json()
    assert begun["address"].startswith("otpauth://totp/Wanglou:commander?")
    totp = pyotp.TOTP(begun["secret"])
    assert (await sign_in(stranger, account)).status_code == 200  # not in force yet
    wrong = await client.post(f"{TOTP}/confirm", json={"code": "000000"})
    assert problem(wrong, 422, "wrong-code") == ["/code"]
    code = totp.at(clock.now())
    confirmed = await client.post(f"{TOTP}/confirm", json={"code": code})
    assert confirmed.json()["totp"] is True
    assert begun["secret"] not in str([fact.state for fact in await facts(db, ids["@commander"])])
    problem(await client.post(TOTP), 409, "totp-state")

    problem(await sign_in(stranger, account), 401, "totp-needed")
    problem(await sign_in(stranger, account, totp=code), 401, "sign-in-failed")  # used already
    clock.advance(seconds=60)
    fresh = totp.at(clock.now())
    assert (await sign_in(stranger, account, totp=fresh)).status_code == 200
    problem(await sign_in(stranger, account, totp=fresh), 401, "sign-in-failed")

    problem(await client.post(f"{TOTP}/remove", json={"current": "wrong"}), 403, "wrong-password")
    removed = await client.post(f"{TOTP}/remove", json={"current": account["password"]})
    assert removed.json()["totp"] is False
    assert (await sign_in(stranger, account)).status_code == 200


async def test_a_lost_phone_is_helped_by_the_administrator(
    as_: As, clock: FakeClock, ids: dict[str, UUID]
) -> None:
    person = await as_("operator2")
    secret = (await person.post(TOTP)).json()["secret"]
    code = pyotp.TOTP(secret).at(clock.now())
    await person.post(f"{TOTP}/confirm", json={"code": code})
    admin = await as_("secadmin")
    answer = await admin.delete(f"/api/accounts/{ids['@operator2']}/totp")
    assert answer.json()["totp"] is False
    problem(await person.delete(f"/api/accounts/{ids['@operator2']}/totp"), 403, "forbidden")


async def test_a_role_can_force_the_second_factor(as_: As, clock: FakeClock, db: Database) -> None:
    async with db.transaction(system("test")) as tx:
        await tx.run("update registry.role set totp_required = true where code = 'auditor'")
    client = await as_("auditor")
    session = (await client.get("/api/session")).json()
    assert (session["pending"], session["permissions"]) == (["totp"], [])
    problem(await client.get("/api/accounts"), 403, "forbidden")
    secret = (await client.post(TOTP)).json()["secret"]
    code = pyotp.TOTP(secret).at(clock.now())
    await client.post(f"{TOTP}/confirm", json={"code": code})
    session = (await client.get("/api/session")).json()
    assert session["pending"] == []
    assert "audit.read" in session["permissions"]


async def test_a_repeat_does_not_tell_the_secret_again(as_: As, db: Database) -> None:
    client, key = await as_("commander"), {"Idempotency-Key": "enrol-1"}
    begun = (await client.post(TOTP, headers=key)).json()
    again = await client.post(TOTP, headers=key)
    assert again.json() == {"secret": None, "address": None}
    assert again.headers["idempotent-replayed"] == "true"
    kept = "select string_agg(cast(answer as text), ' ') from kernel.idempotency"
    async with db.reading(system("test")) as tx:
        assert begun["secret"] not in await tx.value(kept)
