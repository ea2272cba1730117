"""Finds out who asks: session cookie, Bearer token, or the cookie of a one-time link."""

import base64
import binascii
from dataclasses import replace
from datetime import timedelta
from typing import Protocol
from urllib.parse import urlsplit
from uuid import UUID

from starlette.requests import HTTPConnection
from starlette.responses import Response

from kernel.access import sessions, tokens
from kernel.access.actor import Actor, guest, system
from kernel.access.secrets import digest, same
from kernel.db import Tx
from kernel.errors import Forbidden, NotSignedIn
from kernel.runtime import Runtime

SESSION_COOKIE = "wanglou_session"
LINK_COOKIE = "wanglou_link"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class LinkBook(Protocol):
    """One-time links, kept by the package that hands them out."""

    async def actor(self, tx: Tx, secret_hash: bytes) -> Actor | None:
        """Return who a link cookie stands for, None when it expired or was withdrawn."""
        ...


class CsrfMissing(Forbidden):
    """A write by cookie came without the session's X-CSRF-Token."""

    code = "csrf"
    title = "The request does not carry this session's CSRF token"


class ForeignOrigin(Forbidden):
    """A browser page of another site tried to use this session."""

    code = "foreign-origin"
    title = "Requests from this origin are refused"


async def actor_of(connection: HTTPConnection, runtime: Runtime) -> Actor:
    """Return who asks.

    Raises `NotSignedIn`, `CsrfMissing`, `ForeignOrigin`.
    """
    bearer = connection.headers.get("authorization", "")
    if bearer.lower().startswith("bearer "):
        async with runtime.db.transaction(system("sign-in")) as tx:
            return await tokens.actor_of(tx, bearer[7:].strip(), runtime.directory)
    secret = connection.cookies.get(SESSION_COOKIE)
    if secret:
        return await _by_session(connection, runtime, secret)
    link = connection.cookies.get(LINK_COOKIE)
    if link:
        return await _by_link(connection, runtime, link)
    raise NotSignedIn


async def asker_of(connection: HTTPConnection, runtime: Runtime) -> Actor:
    """Return who asks at a door that is open to guests and to programs that know only Basic.

    Basic (RFC 7617) carries a token as the password, under any user name. Raises like `actor_of`
    when a credential came that is not good.
    """
    header = connection.headers.get("authorization", "")
    if header.lower().startswith("basic "):
        secret = _password(header[6:].strip())
        async with runtime.db.transaction(system("sign-in")) as tx:
            return await tokens.actor_of(tx, secret, runtime.directory)
    if header or {SESSION_COOKIE, LINK_COOKIE} & connection.cookies.keys():
        return await actor_of(connection, runtime)
    return guest()


def _password(pair: str) -> str:
    try:
        return base64.b64decode(pair, validate=True).decode().partition(":")[2]
    except (binascii.Error, ValueError) as error:
        raise NotSignedIn("The Basic credentials cannot be read.") from error


async def _by_session(connection: HTTPConnection, runtime: Runtime, secret: str) -> Actor:
    async with runtime.db.transaction(system("sign-in")) as tx:
        session = await sessions.alive(tx, secret)
        if session is None:
            raise NotSignedIn("The session has ended; sign in again.")
        _guard_write(connection, runtime, session.csrf)
        actor = await runtime.directory.actor(tx, session.account_id)
    if actor is None:
        raise NotSignedIn("The account is no longer active.")
    return _with_credential(actor, session.id)


async def _by_link(connection: HTTPConnection, runtime: Runtime, secret: str) -> Actor:
    check_origin(connection, runtime)
    async with runtime.db.reading(system("sign-in")) as tx:
        actor = await runtime.links.actor(tx, digest(secret))
    if actor is None:
        raise NotSignedIn("The link has expired; ask the desk for a new one.")
    return actor


def _guard_write(connection: HTTPConnection, runtime: Runtime, csrf: str) -> None:
    if connection.scope["type"] != "http" or connection.scope["method"] in SAFE_METHODS:
        return
    check_origin(connection, runtime)
    if not same(connection.headers.get("x-csrf-token", ""), csrf):
        raise CsrfMissing


def check_origin(connection: HTTPConnection, runtime: Runtime) -> None:
    """Raise `ForeignOrigin` when a browser says the page came from elsewhere."""
    origin = connection.headers.get("origin")
    if origin is None:
        return
    own = {connection.headers.get("host", "")}
    if runtime.settings.public_url:
        own.add(urlsplit(runtime.settings.public_url).netloc)
    if urlsplit(origin).netloc not in own:
        raise ForeignOrigin


def _with_credential(actor: Actor, credential: UUID) -> Actor:
    return replace(actor, credential_id=credential)


def link_answer(opened: tuple[str, timedelta] | None, *, secure: bool) -> Response:
    """Return the answer to an exchanged secret: a cookie bound to this device for a span.

    None keeps the cookie the device has already.
    """
    response = Response(status_code=204)
    if opened is not None:
        cookie, lives = opened
        response.set_cookie(
            LINK_COOKIE,
            cookie,
            # A phone may kill its browser: the link must still be this phone's afterwards.
            # A span, not a date: the device's own clock may be wrong by hours.
            max_age=int(lives.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=secure,
            path="/api",
        )
    return response
