"""Use cases of guests: invite by a one-time link, exchange it, withdraw it.

The secret stands in the part of the address that browsers keep to themselves; the page sends it by
POST and gets a cookie for this device alone. A guest sees its room and nothing else.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from kernel.api import (
    Actor,
    Conflict,
    Forbidden,
    NewFact,
    NotFound,
    NotSignedIn,
    Tx,
    new_id,
    secrets,
)
from video.rooms import guest_queries as queries
from video.rooms import policies, rules, service, sight
from video.rooms import queries as rooms
from video.rooms.schemas import GuestIn
from video.rooms.state import TOPIC, named

PAGE = "/meet/guest#"
# A meeting has a few guests; more are venues and get accounts.
MOST_GUESTS = 100
Answer = dict[str, Any]


class TooManyGuests(Conflict):
    """A room has as many guests as it may."""

    code = "too-many-guests"
    title = "Too many guests in one room"


class GuestBook:
    """The kernel's `LinkBook` of guests: whom the cookie of their link stands for."""

    async def actor(self, tx: Tx, secret_hash: bytes) -> Actor | None:
        """Return who a guest's cookie stands for, None when it is no longer good."""
        row = await queries.by_cookie(tx, secret_hash)
        if row is None or not rules.good(row, tx.now):
            return None
        return Actor(
            kind="link", name=row.name, subjects=frozenset({row.room_id}), credential_id=row.id
        )


async def invite(tx: Tx, room: UUID, body: GuestIn) -> Answer:
    """Make a link for a guest; its address stands in the answer and nowhere else."""
    row = await service.chaired(tx, room)
    if len(await queries.of_room(tx, room, MOST_GUESTS)) >= MOST_GUESTS:
        raise TooManyGuests(f"{MOST_GUESTS} links were made for this room.")
    guest, secret = new_id(), secrets.new_secret()
    values = {
        "id": guest,
        "room_id": room,
        "scope_id": row.scope_id,
        "name": body.name,
        "role": body.role,
        "token_hash": secrets.digest(secret),
        "made_by": tx.actor.card(),
        "created_at": tx.now,
        "expires_at": tx.now + timedelta(minutes=body.minutes),
    }
    await rooms.insert(tx, "guest", values)
    state = await _record(tx, "guest.invited", guest)
    expires = values["expires_at"]
    return {"id": guest, "url": f"{PAGE}{secret}", "expires_at": expires, "guest": state}


async def exchange(tx: Tx, token: str, cookie: str | None) -> tuple[str, timedelta] | None:
    """Bind a guest's link to the device that opens it first.

    Returns the cookie and how long it lives, None if the device has it already. Runs as the system:
    nobody is signed in yet. Raises `GuestGone` and `GuestUsed`.
    """
    row = await queries.by_token(tx, secrets.digest(token))
    held = secrets.digest(cookie) if cookie else None
    if not rules.check_guest(row, held, tx.now):
        return None
    assert row is not None
    secret = secrets.new_secret()
    values = {"cookie_hash": secrets.digest(secret), "opened_at": tx.now}
    await rooms.set_fields(tx, "guest", row.id, values)
    await _record(tx, "guest.opened", row.id)
    return secret, row.expires_at - tx.now


async def current(tx: Tx) -> Answer:
    """Return into which room the asker's link lets, and as whom."""
    if tx.actor.kind != "link" or tx.actor.credential_id is None:
        raise Forbidden("This page is for invited guests.")
    guest = await queries.one(tx, tx.actor.credential_id)
    if guest is None or not rules.good(guest, tx.now):
        raise NotSignedIn("The invitation has expired; ask the chair for a new one.")
    room = await rooms.one(tx, guest.room_id)
    assert room is not None
    refs = await named(tx, [room.organisation_id])
    return {
        "room_id": room.id,
        "name": guest.name,
        "title": room.title,
        "organisation": refs[room.organisation_id],
        "expires_at": guest.expires_at,
    }


async def withdraw(tx: Tx, room: UUID, guest: UUID) -> Answer:
    """End a guest's link before its time; the guest is out. Raises `NotFound`."""
    row = await service.chaired(tx, room)
    found = await queries.one(tx, guest)
    if found is None or found.room_id != room:
        raise NotFound
    if found.withdrawn_at is None:
        await rooms.set_fields(tx, "guest", guest, {"withdrawn_at": tx.now})
        who = await rooms.of_guest(tx, room, guest)
        if who is not None and who.left_at is None:
            await service.let_go(tx, row, who.id, "kicked")
    return await _record(tx, "guest.withdrawn", guest)


async def find_many(tx: Tx, room: UUID) -> Answer:
    """Return the guests of a room, newest first; for its chairs and those who may manage rooms."""
    tx.actor.require(policies.READ)
    row = await rooms.one(tx, room)
    if row is None:
        raise NotFound
    if not tx.actor.may(policies.MANAGE):
        policies.check_chairs(tx.actor, row, await sight.own(tx, row))
    rows = await queries.of_room(tx, room, MOST_GUESTS)
    return {"items": [_state(row, tx) for row in rows], "next": None}


def _state(row: Any, tx: Tx) -> Answer:
    names = ("id", "room_id", "name", "role", "created_at", "expires_at", "opened_at")
    return {name: getattr(row, name) for name in names} | {"state": _word(row, tx)}


def _word(row: Any, tx: Tx) -> str:
    if row.withdrawn_at is not None:
        return "withdrawn"
    if tx.now >= row.expires_at:
        return "expired"
    return "opened" if row.opened_at is not None else "sent"


async def _record(tx: Tx, kind: str, guest: UUID) -> Answer:
    """Write down what became of a link: in the journal, on no board."""
    row = await queries.one(tx, guest)
    assert row is not None
    state = _state(row, tx)
    tx.record(NewFact(kind, TOPIC, guest, None, row.scope_id, [row.room_id]))
    return state
