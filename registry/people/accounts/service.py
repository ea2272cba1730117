"""Use cases of accounts, as the security administrator works with them."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from kernel.api import (
    FieldError,
    Invalid,
    NewFact,
    NotFound,
    Tx,
    journal,
    lockout,
    merging,
    new_id,
    paging,
    secrets,
    sessions,
)
from registry.organisations import queries as organisations
from registry.organisations import service as tree
from registry.people import passwords, policies
from registry.people import rules as people_rules
from registry.people.accounts import queries, rules
from registry.people.accounts.live import TOPIC, form_view, state_of
from registry.people.accounts.rules import Wanted
from registry.people.accounts.schemas import AccountIn, AccountPatch, HoldingIn
from registry.people.posts import queries as posts
from registry.units import queries as units

Answer = dict[str, Any]


async def find_many(
    tx: Tx,
    *,
    organisation: UUID | None = None,
    within: UUID | None = None,
    disabled: bool | None = None,
    kind: str | None = None,
    q: str | None = None,
    cursor: str | None = None,
    limit: int = paging.DEFAULT_ITEMS,
) -> Answer:
    """Return a page of the accounts within sight, by username."""
    policies.require_any(tx.actor, policies.ACCOUNT_READERS)
    key = paging.key_of(cursor, str)
    rows = await queries.listed(
        tx,
        organisation=organisation,
        within=list(await tree.below(tx, within)) if within else None,
        disabled=disabled,
        kind=kind,
        q=q,
        after=key[0] if key else None,
        limit=limit,
    )
    return paging.page(await _answers(tx, rows), limit, lambda item: (item["username"],))


async def find(tx: Tx, account: UUID) -> Answer:
    """Return one account within sight."""
    policies.require_any(tx.actor, policies.ACCOUNT_READERS)
    row = await queries.one(tx, account)
    if row is None:
        raise NotFound
    (answer,) = await _answers(tx, [row])
    return answer | {"version": await journal.version_of(tx, account)}


async def create(tx: Tx, body: AccountIn) -> Answer:
    """Create an account; a person gets a one-time password, shown in this answer only."""
    tx.actor.require("accounts.manage")
    await tree.visible(tx, body.organisation_id, "/organisation_id")
    await _check_unit(tx, body.unit_id)
    await check_posts(tx, body.organisation_id, [entry.id for entry in body.posts])
    password = passwords.one_time() if body.kind == "person" else None
    account = await insert(
        tx,
        {
            "username": body.username,
            "name": body.name,
            "kind": body.kind,
            "organisation_id": body.organisation_id,
            "unit_id": body.unit_id,
        },
        password,
        must_change=True,
    )
    await hold(tx, account, body.organisation_id, wanted_of(body.posts))
    answer = await record(tx, "account.created", account)
    return answer | {"password": password}


async def add(tx: Tx, username: str, name: str, post_codes: Sequence[str]) -> Answer:
    """Create an account for the holder of these posts, from the command line.

    It belongs to the organisation of the first post. Raises `Invalid` for an unknown post.
    """
    found = {row.code: row for row in await posts.by_codes(tx, post_codes)}
    missing = [code for code in post_codes if code not in found]
    if missing or not found:
        detail = "no such post: " + ", ".join(missing)
        raise Invalid(detail, errors=[FieldError("/posts", "unknown", detail)])
    held = [HoldingIn(id=found[code].id) for code in dict.fromkeys(post_codes)]
    organisation = found[post_codes[0]].organisation_id
    form = AccountIn(username=username, name=name, organisation_id=organisation, posts=held)
    return await create(tx, form)


async def by_username(tx: Tx, username: str) -> UUID | None:
    """Return the account of a username, None when unknown."""
    return await queries.id_of_username(tx, username)


async def insert(
    tx: Tx, values: dict[str, Any], password: str | None, *, must_change: bool
) -> UUID:
    """Store a checked account, a person's with its password. Raises `UsernameTaken`."""
    account = new_id()
    hashed = await asyncio.to_thread(secrets.hash_password, password) if password else None
    if not await queries.insert(tx, values | {"id": account}):
        raise rules.UsernameTaken(errors=[FieldError("/username", "taken", "choose another")])
    if hashed is not None:
        await queries.insert_credential(tx, account, hashed, must_change=must_change)
    return account


async def change(tx: Tx, account: UUID, body: AccountPatch, seen: int | None) -> Answer:
    """Change name, organisation, posts or unit of an account within sight."""
    tx.actor.require("accounts.manage")
    row = await _locked(tx, account)
    changes = body.changes()
    compared = changes | ({"posts": [each.id for each in body.posts]} if "posts" in changes else {})
    await merging.check_base(tx, account, seen, compared, view=form_view)
    if {"posts", "organisation_id"} & changes.keys():
        people_rules.check_not_own(tx.actor.account_id, account)
    if "organisation_id" in changes:
        await tree.visible(tx, body.organisation_id, "/organisation_id")
    if "unit_id" in changes:
        await _check_unit(tx, body.unit_id)
    values = {name: getattr(row, name) for name in ("name", "organisation_id", "unit_id")}
    values |= {name: value for name, value in changes.items() if name != "posts"}
    await queries.update(tx, account, values)
    wanted = wanted_of(body.posts) if "posts" in changes else None
    await hold(tx, account, values["organisation_id"], wanted)
    return await record(tx, "account.changed", account)


async def reset_password(tx: Tx, account: UUID, *, must_change: bool = True) -> Answer:
    """Give an account a one-time password, shown in this answer only, and end its sessions."""
    tx.actor.require("accounts.manage")
    people_rules.check_not_own(tx.actor.account_id, account)
    await _locked_person(tx, account)
    password = passwords.one_time()
    hashed = await asyncio.to_thread(secrets.hash_password, password)
    await queries.set_password(
        tx, account, hashed, must_change=must_change, remember=passwords.REMEMBERED
    )
    await sessions.end_all(tx, account)
    answer = await record(tx, "account.password_reset", account)
    return answer | {"password": password}


async def remove_totp(tx: Tx, account: UUID) -> Answer:
    """Take the second factor off an account whose phone was lost."""
    tx.actor.require("accounts.manage")
    people_rules.check_not_own(tx.actor.account_id, account)
    await _locked_person(tx, account)
    await queries.set_totp(tx, account, secret=None, pending=None, step=0)
    return await record(tx, "account.totp_removed", account)


async def disable(tx: Tx, account: UUID) -> Answer:
    """Shut an account out at once; its sessions end."""
    tx.actor.require("accounts.manage")
    people_rules.check_not_own(tx.actor.account_id, account)
    await _locked(tx, account)
    await queries.set_disabled(tx, account, tx.now)
    await sessions.end_all(tx, account)
    return await record(tx, "account.disabled", account)


async def enable(tx: Tx, account: UUID) -> Answer:
    """Let a disabled account in again."""
    tx.actor.require("accounts.manage")
    await _locked(tx, account)
    await queries.set_disabled(tx, account, None)
    return await record(tx, "account.enabled", account)


async def unlock(tx: Tx, account: UUID) -> Answer:
    """Forget the failed sign-ins of an account."""
    tx.actor.require("accounts.manage")
    row = await _locked(tx, account)
    await lockout.forget(tx, row.username)
    return await record(tx, "account.unlocked", account)


async def find_sessions(tx: Tx, account: UUID) -> Answer:
    """Return the open sessions of an account within sight, newest first."""
    if tx.actor.account_id != account:
        policies.require_any(tx.actor, ("sessions.manage", "accounts.manage"))
    if not await queries.visible_ids(tx, [account]):
        raise NotFound
    listed = await sessions.listed(tx, account)
    present = tx.actor.credential_id
    return {"items": [each | {"present": each["id"] == present} for each in listed], "next": None}


async def end_sessions(tx: Tx, account: UUID) -> Answer:
    """End the sessions of an account; of the own one all but the present."""
    own = tx.actor.account_id == account
    if not own:
        tx.actor.require("sessions.manage")
    await _locked(tx, account)
    ended = await sessions.end_all(tx, account, but=tx.actor.credential_id if own else None)
    await record(tx, "account.sessions_ended", account)
    return {"ended": ended}


async def record(tx: Tx, kind: str, account: UUID) -> Answer:
    """Record the present state of an account; return the answer that shows it."""
    row = await queries.one(tx, account)
    if row is None:
        raise NotFound
    state = state_of(row, tx.now)
    tx.record(NewFact(kind, TOPIC, account, state, row.organisation_id))
    (answer,) = await _answers(tx, [row])
    return answer | {"version": await journal.version_after(tx, account)}


def wanted_of(entries: Sequence[HoldingIn]) -> list[Wanted]:
    """Return a list of posts as the rules take it."""
    return [Wanted(entry.id, entry.from_, entry.until) for entry in entries]


async def hold(tx: Tx, account: UUID, organisation: UUID, wanted: Sequence[Wanted] | None) -> None:
    """Give an account its posts; None only checks that the present ones still fit."""
    present = await queries.unended(tx, account)
    if wanted is not None:
        plan = rules.plan_holdings(present, wanted, tx.now)
        await check_posts(tx, organisation, [entry.post for entry in wanted])
        await queries.carry_out(tx, account, plan)
    else:
        await check_posts(tx, organisation, [holding.post for holding in present.values()])


async def check_posts(tx: Tx, organisation: UUID, ids: Sequence[UUID]) -> None:
    """Raise unless an account of this organisation may hold these posts together."""
    found = {row.id: row for row in await posts.several(tx, ids)}
    within = await organisations.below(tx, organisation)
    errors = [
        FieldError(f"/posts/{index}/id", "unknown", "no such post in the account's organisation")
        for index, post in enumerate(ids)
        if post not in found or found[post].organisation_id not in within
    ]
    if errors:
        raise Invalid(errors[0].detail, errors=errors)
    kinds = [kind for row in found.values() for kind in row.kinds]
    people_rules.kind_of_roles(kinds, "/posts")


async def _check_unit(tx: Tx, unit: UUID | None) -> None:
    if unit is not None and not await units.seen(tx, unit):
        raise Invalid(
            "There is no such unit among yours.",
            errors=[FieldError("/unit_id", "unknown", "no such unit among yours")],
        )


async def _locked(tx: Tx, account: UUID) -> Any:
    row = await queries.lock(tx, account)
    if row is None:
        raise NotFound
    return row


async def _locked_person(tx: Tx, account: UUID) -> Any:
    row = await _locked(tx, account)
    if row.kind != "person":
        raise rules.ServiceAccount
    return row


async def _answers(tx: Tx, rows: Sequence[Any]) -> list[Answer]:
    locked = await lockout.locked_until(tx, [row.username for row in rows])
    return [
        state_of(row, tx.now)
        | {
            "last_sign_in_at": row.last_sign_in_at,
            "created_at": row.created_at,
            "locked_until": locked.get(row.username),
        }
        for row in rows
    ]
