"""Use cases of Bearer tokens: issue, list, withdraw. Only a person may hand them out."""

from typing import Any
from uuid import UUID

from kernel.api import Directory, FieldError, Invalid, NewFact, NotFound, Tx, tokens
from registry.people import policies
from registry.people.accounts import queries
from registry.people.rules import ADMINISTRATION
from registry.people.tokens.schemas import TokenIn

TOPIC = "tokens"
Answer = dict[str, Any]


async def find_many(tx: Tx) -> Answer:
    """Return the tokens of accounts within sight, newest first, without their secrets."""
    policies.require_any(tx.actor, ("tokens.manage", "audit.read"))
    listed = await tokens.listed(tx)
    accounts = await queries.visible_ids(tx, {each["account_id"] for each in listed})
    items = [
        state_of(each, accounts[each["account_id"]])
        | {"created_at": each["created_at"], "last_used_at": each["last_used_at"]}
        for each in listed
        if each["account_id"] in accounts
    ]
    return {"items": items, "next": None}


async def issue(tx: Tx, body: TokenIn, directory: Directory) -> Answer:
    """Make a token; `token` in the answer is its secret, shown once."""
    policies.require_person(tx.actor)
    tx.actor.require("tokens.manage")
    accounts = await queries.visible_ids(tx, [body.account_id])
    owner = await directory.actor(tx, body.account_id) if accounts else None
    if owner is None:
        raise Invalid(
            "There is no such enabled account among yours.",
            errors=[FieldError("/account_id", "unknown", "no such enabled account")],
        )
    _check_permissions(frozenset(body.permissions), owner.permissions)
    made = await tokens.issue(
        tx,
        body.account_id,
        body.name,
        permissions=frozenset(body.permissions),
        days=body.days,
    )
    state = state_of(
        made
        | {
            "account_id": body.account_id,
            "permissions": sorted(set(body.permissions)),
            "revoked_at": None,
        },
        accounts[body.account_id],
    )
    tx.record(NewFact("token.issued", TOPIC, made["id"], state, owner.organisation_id))
    return state | {"token": made["token"], "created_at": tx.now, "last_used_at": None}


async def revoke(tx: Tx, token: UUID) -> None:
    """Withdraw a token of an account within sight."""
    policies.require_person(tx.actor)
    tx.actor.require("tokens.manage")
    found = next((each for each in await tokens.listed(tx) if each["id"] == token), None)
    accounts = await queries.visible_ids(tx, [found["account_id"]] if found else [])
    if found is None or not accounts or not await tokens.revoke(tx, token):
        raise NotFound
    row = await queries.lock(tx, found["account_id"])
    assert row is not None
    state = state_of(found | {"revoked_at": tx.now}, accounts[row.id])
    tx.record(NewFact("token.revoked", TOPIC, token, state, row.organisation_id))


def _check_permissions(wanted: frozenset[str], held: frozenset[str]) -> None:
    beyond = sorted(wanted - held)
    if beyond:
        detail = "the account does not hold: " + ", ".join(beyond)
        raise Invalid(detail, errors=[FieldError("/permissions", "not-held", detail)])
    guarded = sorted(each for each in wanted if ADMINISTRATION.get(each) == "security")
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
