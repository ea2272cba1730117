"""Who guesses is slowed down; who is guessed at is not shut out by it."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from kernel.api import Database, lockout, system
from tests.harness.clock import FakeClock
from tests.registry.answers import problem
from tests.registry.conftest import As


def at(app: FastAPI, address: str) -> httpx.AsyncClient:
    """Return a browser at an address."""
    transport = httpx.ASGITransport(app, client=(address, 40_000))
    return httpx.AsyncClient(transport=transport, base_url="http://test")


async def guess(app: FastAPI, address: str, username: str, times: int) -> int:
    """Try wrong passwords from an address; return the last answer's status."""
    status = 0
    async with at(app, address) as client:
        for number in range(times):
            body = {"username": username, "password": f"not-this-one-{number}"}
            status = (await client.post("/api/session", json=body)).status_code
    return status


async def guessed(app: FastAPI, db: Database, address: str, username: str) -> None:
    """Let so many wrong guesses come from an address that it is locked: only the last is judged."""
    async with db.transaction(system("test")) as tx:
        for _ in range(lockout.PAIR_FAILURES - 1):
            await lockout.failed(tx, username, address)
    assert await guess(app, address, username, 1) == 401


async def sign_in(app: FastAPI, address: str, account: dict[str, Any]) -> httpx.Response:
    """Sign in with the right password from an address."""
    body = {"username": account["username"], "password": account["password"]}
    async with at(app, address) as client:
        return await client.post("/api/session", json=body)


async def test_guesses_from_elsewhere_lock_nobody_out(
    app: FastAPI, as_: As, credentials: dict[str, dict[str, Any]]
) -> None:
    account, seated = credentials["fire"], await as_("fire")
    assert await guess(app, "192.0.2.66", "fire", lockout.PAIR_FAILURES + 1) == 429
    problem(await sign_in(app, "192.0.2.66", account), 429, "locked-out")
    assert (await sign_in(app, "192.0.2.7", account)).status_code == 200
    assert (await seated.get("/api/session")).status_code == 200
    change = {"current": account["password"], "new": "Kwangchow-7"}
    assert (await seated.post("/api/accounts/me/password", json=change)).status_code == 200


async def test_guesses_from_many_places_are_slowed_down_all_the_same(
    app: FastAPI,
    db: Database,
    as_: As,
    credentials: dict[str, dict[str, Any]],
    ids: dict[str, UUID],
    clock: FakeClock,
) -> None:
    account, admin = credentials["east"], await as_("secadmin")
    seated, path = await as_("east"), f"/api/accounts/{ids['@east']}"
    places = lockout.USERNAME_FAILURES // lockout.PAIR_FAILURES
    for number in range(places):
        await guessed(app, db, f"192.0.2.{number + 1}", "east")
    problem(await sign_in(app, "198.51.100.7", account), 429, "locked-out")
    assert (await seated.get("/api/session")).status_code == 200
    assert (await admin.get(path)).json()["locked_until"] is not None
    assert (await admin.post(f"{path}/unlock")).json()["locked_until"] is None
    for place in ("198.51.100.7", "192.0.2.1"):
        assert (await sign_in(app, place, account)).status_code == 200
    for number in range(places):
        await guessed(app, db, f"192.0.2.{number + 1}", "east")
    clock.advance(minutes=16)
    assert (await sign_in(app, "198.51.100.7", account)).status_code == 200


async def test_an_address_that_tries_many_names_is_shut_out(
    app: FastAPI, db: Database, credentials: dict[str, dict[str, Any]]
) -> None:
    async with db.transaction(system("test")) as tx:
        for number in range(lockout.ADDRESS_FAILURES):
            await lockout.failed(tx, f"name{number}", "203.0.113.9")
    problem(await sign_in(app, "203.0.113.9", credentials["west"]), 429, "locked-out")
    assert (await sign_in(app, "203.0.113.10", credentials["west"])).status_code == 200


@pytest.mark.parametrize("username", ["commander", "nobody-at-all"])
async def test_a_known_and_an_unknown_name_are_locked_alike(app: FastAPI, username: str) -> None:
    assert await guess(app, "192.0.2.99", username, lockout.PAIR_FAILURES) == 401
    assert await guess(app, "192.0.2.99", username, 1) == 429
