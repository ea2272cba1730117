"""Sign in, who am I, sign out, and the one-time set-up of the first administrator."""

import asyncio
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from kernel.access import lockout, secrets, sessions, setup
from kernel.access.actor import Actor, system
from kernel.access.address import client_address
from kernel.access.credentials import SESSION_COOKIE, actor_of, check_origin
from kernel.access.directory import Login
from kernel.access.schemas import FirstAccount, LinkSession, Session, SetUpState
from kernel.db import Tx
from kernel.errors import NotSignedIn
from kernel.journal.fact import NewFact
from kernel.runtime import Runtime
from kernel.web.answers import gives
from kernel.web.deps import RuntimeDep, plain

router = APIRouter(prefix="/api", tags=["session"])


class SignIn(BaseModel):
    """Username, password, and the six digits of the second factor where the account has one."""

    model_config = ConfigDict(extra="forbid")

    username: Annotated[str, Field(min_length=1, max_length=100)]
    password: Annotated[str, Field(min_length=1, max_length=200)]
    totp: Annotated[str, Field(pattern=r"^\d{6}$")] | None = None


class SetUp(BaseModel):
    """The first administrator, proven by the token printed at the first start."""

    model_config = ConfigDict(extra="forbid")

    token: Annotated[str, Field(min_length=1, max_length=200)]
    username: Annotated[str, Field(min_length=3, max_length=100)]
    password: Annotated[str, Field(min_length=8, max_length=200)]
    name: Annotated[str, Field(min_length=1, max_length=100)]


class SignInFailed(NotSignedIn):
    """Username, password or code is wrong; which one is not said."""

    code = "sign-in-failed"
    title = "Username, password or code is wrong"


class TotpNeeded(NotSignedIn):
    """The password is right; the second factor is still missing."""

    code = "totp-needed"
    title = "Enter the six digits of your second factor"


@router.post("/session", **gives(Session))
async def sign_in(body: SignIn, request: Request, runtime: RuntimeDep) -> Response:
    """Open a session; the cookie is set on this answer.

    Refused alike for an unknown username and a wrong password; five failures lock for 15 minutes.
    """
    check_origin(request, runtime)
    address = client_address(request, runtime.settings)
    async with lockout.turn(body.username, address):
        login = await _checked(runtime, body, address)
    hours: float = runtime.settings.session_hours
    if login.wall:
        hours = 24 * runtime.settings.wall_session_days
    lasting = login.wall or login.crew
    async with runtime.db.transaction(system("sign-in")) as tx:
        await _leave(tx, runtime, request, address)
        opened = await sessions.open_session(
            tx,
            login.account_id,
            hours=hours,
            idle_minutes=None if lasting else runtime.settings.session_idle_minutes,
            address=address,
            agent=request.headers.get("user-agent", ""),
        )
        await lockout.succeeded(tx, body.username, address)
        await runtime.directory.signed_in(tx, login.account_id)
        actor = await runtime.directory.actor(tx, login.account_id)
        if actor is None:
            raise SignInFailed
        tx.record(_signed("session.opened", actor, opened.id, address))
        card = await _card(tx, runtime, actor, opened.csrf)
    answer = _json(card)
    answer.set_cookie(
        SESSION_COOKIE,
        opened.secret,
        max_age=int(hours * 3600),
        httponly=True,
        samesite="strict",
        secure=runtime.settings.secure_cookies,
        path="/",
    )
    return answer


async def _leave(tx: Tx, runtime: Runtime, request: Request, address: str) -> None:
    """End the session this browser had; with its cookie replaced nobody could sign it out."""
    before = await sessions.alive(tx, request.cookies.get(SESSION_COOKIE, ""))
    if before is None:
        return
    await sessions.end(tx, before.id)
    actor = await runtime.directory.actor(tx, before.account_id)
    if actor is not None:
        tx.record(_signed("session.ended", actor, before.id, address))


async def _checked(runtime: Runtime, body: SignIn, address: str) -> Login:
    async with runtime.db.reading(system("sign-in")) as tx:
        await lockout.check(tx, body.username, address)
        login = await runtime.directory.login(tx, body.username)
    kept = None if login is None or login.disabled else login.password_hash
    fits = await asyncio.to_thread(secrets.password_fits, body.password, kept)
    if login is None or not fits:
        async with runtime.db.transaction(system("sign-in")) as tx:
            await lockout.failed(tx, body.username, address)
        raise SignInFailed
    await _second_factor(runtime, body, login, address)
    return login


async def _second_factor(runtime: Runtime, body: SignIn, login: Login, address: str) -> None:
    if login.totp_secret is None:
        return
    if body.totp is None:
        raise TotpNeeded
    async with runtime.db.transaction(system("sign-in")) as tx:
        accepted = await runtime.directory.accept_totp(tx, login.account_id, body.totp)
        if not accepted:
            await lockout.failed(tx, body.username, address)
    if not accepted:
        raise SignInFailed


@router.get("/session", **gives(Session | LinkSession))
async def who_am_i(request: Request, runtime: RuntimeDep) -> Response:
    """Return the account behind this session, its rights and the city."""
    actor = await actor_of(request, runtime)
    async with runtime.db.transaction(system("sign-in")) as tx:
        session = await sessions.alive(tx, request.cookies.get(SESSION_COOKIE, ""))
        card = await _card(tx, runtime, actor, session.csrf if session else "")
    return _json(card)


@router.delete("/session", status_code=204)
async def sign_out(request: Request, runtime: RuntimeDep) -> Response:
    """End this session and its sockets."""
    actor = await actor_of(request, runtime)
    if actor.kind == "account" and actor.credential_id is not None:
        async with runtime.db.transaction(actor) as tx:
            await sessions.end(tx, actor.credential_id)
            address = client_address(request, runtime.settings)
            tx.record(_signed("session.ended", actor, actor.credential_id, address))
    answer = Response(status_code=204)
    answer.delete_cookie(SESSION_COOKIE, path="/")
    return answer


@router.get("/setup", **gives(SetUpState))
async def is_set_up(runtime: RuntimeDep) -> dict[str, bool]:
    """Say whether the first administrator is still to be made."""
    async with runtime.db.reading(system("setup")) as tx:
        return {"needed": not await runtime.directory.set_up(tx)}


@router.post("/setup", **gives(FirstAccount, 201))
async def set_up(body: SetUp, request: Request, runtime: RuntimeDep) -> dict[str, str]:
    """Create the first security administrator with the one-time token."""
    check_origin(request, runtime)
    async with runtime.db.transaction(system("setup")) as tx:
        await setup.use(tx, body.token)
        account = await runtime.directory.first_administrator(
            tx, body.username, body.password, body.name
        )
    return {"account": str(account)}


def _signed(kind: str, actor: Actor, session: UUID, address: str) -> NewFact:
    """Return the fact of a session's start or end, seen by the account's organisation."""
    account = actor.account_id
    return NewFact(
        kind,
        "sessions",
        session,
        {"account": account, "username": actor.username, "address": address},
        actor.organisation_id,
        about=[account] if account else [],
    )


async def _card(tx: Tx, runtime: Runtime, actor: Actor, csrf: str) -> dict[str, Any]:
    card = await runtime.directory.card(tx, actor)
    return card | {
        "csrf": csrf,
        "server_time": tx.now,
        "city": runtime.city.card() | {"demo": runtime.settings.demo},
    }


def _json(value: Any) -> Response:
    return Response(
        orjson.dumps(plain(value)),
        media_type="application/json",
        headers={"Cache-Control": "no-store"},
    )
