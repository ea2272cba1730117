"""Use cases of Bearer tokens: issue, list, withdraw. Only a person may hand them out.

A token acts as its account. So a person makes tokens for the own account alone, and the security
administrator for devices and services alone; everybody's may be withdrawn.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from kernel.api import Conflict, Directory, FieldError, Invalid, NewFact, NotFound, Tx, tokens
from registry.people import policies
from registry.people.accounts import queries
from registry.people.own import service as own
from registry.people.rules import ADMINISTRATION
from registry.people.tokens.schemas import OwnTokenIn, TokenIn, TokenPart

TOPIC = "tokens"
# As many scripts as one person keeps an eye on; a service may have one for each device.
MOST_OWN = 20
Answer = dict[str, Any]


class TooManyTokens(Conflict):
    """A person has as many tokens as one may have at once."""

    code = "too-many-tokens"
    title = "You have too many tokens"


async def find_many(tx: Tx) -> Answer:
    """Return the tokens of accounts within sight, newest first, without their secrets."""
    policies.require_any(tx.actor, ("tokens.manage", "audit.read"))
    return await _page(tx, await tokens.listed(tx))


async def find_own(tx: Tx) -> Answer:
    """Return the tokens of the own account, newest first, without their secrets."""
    return await _page(tx, await tokens.listed(tx, own.own_account(tx.actor)))


async def issue(tx: Tx, body: TokenIn, directory: Directory) -> Answer:
    """Make a token for a device or service; `token` in the answer is its secret, shown once."""
    policies.require_person(tx.actor)
    tx.actor.require("tokens.manage")
    account = (await queries.visible_ids(tx, [body.account_id])).get(body.account_id)
    if account is not None and account.kind != "service":
        raise Invalid(
            "People make tokens for themselves.",
            errors=[FieldError("/account_id", "person", "the account of a person")],
        )
    return await _issue(tx, body.account_id, body, directory)


async def issue_own(tx: Tx, body: OwnTokenIn, directory: Directory) -> Answer:
    """Make a token for the own account, proven by its password. Raises `TooManyTokens`."""
    account = await own.prove(tx, body.current)
    if await tokens.alive(tx, account) >= MOST_OWN:
        raise TooManyTokens(f"Withdraw one of your {MOST_OWN} first.")
    return await _issue(tx, account, body, directory)


async def add(tx: Tx, username: str, part: TokenPart, directory: Directory) -> Answer:
    """Make a token for any account, from the command line of whoever owns the machine."""
    account = await queries.id_of_username(tx, username)
    if account is None:
        raise NotFound(f"There is no account {username}.")
    return await _issue(tx, account, part, directory)


async def revoke(tx: Tx, token: UUID) -> None:
    """Withdraw a token of an account within sight."""
    policies.require_person(tx.actor)
    tx.actor.require("tokens.manage")
    await _revoke(tx, await tokens.find(tx, token))


async def revoke_own(tx: Tx, token: UUID) -> None:
    """Withdraw a token of the own account."""
    account, found = own.own_account(tx.actor), await tokens.find(tx, token)
    await _revoke(tx, found if found and found["account_id"] == account else None)


async def _page(tx: Tx, listed: list[dict[str, Any]]) -> Answer:
    accounts = await queries.visible_ids(tx, {each["account_id"] for each in listed})
    items = [
        state_of(each, accounts[each["account_id"]])
        | {"created_at": each["created_at"], "last_used_at": each["last_used_at"]}
        for each in listed
        if each["account_id"] in accounts
    ]
    return {"items": items, "next": None}


async def _issue(tx: Tx, account: UUID, part: TokenPart, directory: Directory) -> Answer:
    accounts = await queries.visible_ids(tx, [account])
    owner = await directory.actor(tx, account) if accounts else None
    if owner is None:
        raise Invalid(
            "There is no such enabled account among yours.",
            errors=[FieldError("/account_id", "unknown", "no such enabled account")],
        )
    _check_permissions(part.permissions, owner.permissions, accounts[account].kind)
    permissions = frozenset(part.permissions)
    made = await tokens.issue(tx, account, part.name, permissions=permissions, days=part.days)
    token = {"account_id": account, "permissions": sorted(permissions), "revoked_at": None}
    state = state_of(made | token, accounts[account])
    tx.record(NewFact("token.issued", TOPIC, made["id"], state, owner.organisation_id))
    return state | {"token": made["token"], "created_at": tx.now, "last_used_at": None}


async def _revoke(tx: Tx, found: dict[str, Any] | None) -> None:
    row = await queries.lock(tx, found["account_id"]) if found else None
    if found is None or row is None or not await tokens.revoke(tx, found["id"]):
        raise NotFound
    state = state_of(found | {"revoked_at": tx.now}, row)
    tx.record(NewFact("token.revoked", TOPIC, found["id"], state, row.organisation_id))


def _check_permissions(wanted: Iterable[str], held: frozenset[str], kind: str) -> None:
    """Raise `Invalid` for what the account does not hold, and for what no token may hold.

    Rights over rights are for people who are signed in; a device administrates nothing, else its
    security administrator did the work of the other two through it.
    """
    beyond = sorted(set(wanted) - held)
    if beyond:
        detail = "the account does not hold: " + ", ".join(beyond)
        raise Invalid(detail, errors=[FieldError("/permissions", "not-held", detail)])
    guarded = sorted(
        each
        for each in set(wanted) & ADMINISTRATION.keys()
        if kind == "service" or ADMINISTRATION[each] == "security"
    )
    if guarded:
        detail = "only a person may hold: " + ", ".join(guarded)
        raise Invalid(detail, errors=[FieldError("/permissions", "person-only", detail)])


def state_of(token: dict[str, Any], account: Any) -> Answer:
    """Return the public state of a token: never its secret."""
    return {
        "id": token["id"],
        "name": token["name"],
        "account": {"id": account.id, "username": account.username, "name": account.name},
        "permissions": token["permissions"],
        "expires_at": token["expires_at"],
        "revoked_at": token["revoked_at"],
    }
