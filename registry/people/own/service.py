"""Use cases of the one who is signed in: own password, own second factor."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from kernel.api import (
    Actor,
    Conflict,
    FieldError,
    Forbidden,
    Invalid,
    Runtime,
    Tx,
    lockout,
    secrets,
    sessions,
    system,
)
from registry.people import passwords, policies, second_factor
from registry.people.accounts import queries, service
from registry.people.own.schemas import PasswordChange

Answer = dict[str, Any]


class WrongPassword(Forbidden):
    """The present password was not the right one."""

    code = "wrong-password"
    title = "The present password is wrong"


class WrongCode(Invalid):
    """The six digits do not fit, or were used already."""

    code = "wrong-code"
    title = "The code does not fit"


class TotpState(Conflict):
    """There is no second factor waiting, or one is in force already."""

    code = "totp-state"
    title = "This does not fit the state of your second factor"


def own_account(actor: Actor) -> UUID:
    """Return the account of a person. Raises `Forbidden` for tokens and links."""
    policies.require_person(actor)
    if actor.account_id is None:
        raise Forbidden
    return actor.account_id


async def prove(tx: Tx, password: str) -> UUID:
    """Return the own account if this is its present password, else raise `WrongPassword`."""
    account = own_account(tx.actor)
    await lockout.check(tx, tx.actor.username, str(account))
    kept = await queries.credential(tx, account, lock_it=True)
    hashed = kept.password_hash if kept else None
    if not await asyncio.to_thread(secrets.password_fits, password, hashed):
        raise WrongPassword(errors=[FieldError("/current", "wrong", "not your present password")])
    return account


@asynccontextmanager
async def failures_counted(runtime: Runtime, actor: Actor) -> AsyncIterator[None]:
    """Count a wrong password towards the lock-out, after its own transaction was rolled back."""
    async with lockout.turn(actor.username, str(actor.account_id)):
        try:
            yield
        except WrongPassword:
            async with runtime.db.transaction(system("sign-in")) as tx:
                await lockout.failed(tx, actor.username, str(actor.account_id))
            raise


async def change_password(tx: Tx, body: PasswordChange, profile: passwords.Profile) -> Answer:
    """Set a new password and end the account's other sessions."""
    new = body.new
    account = await prove(tx, body.current)
    passwords.check(new, tx.actor.username, profile, "/new")
    kept = await queries.credential(tx, account, lock_it=True)
    assert kept is not None
    earlier = [kept.password_hash, *kept.earlier_hashes][: passwords.REMEMBERED]
    await asyncio.to_thread(passwords.check_fresh, new, earlier, "/new")
    hashed = await asyncio.to_thread(secrets.hash_password, new)
    await queries.set_password(
        tx, account, hashed, must_change=False, remember=passwords.REMEMBERED
    )
    await sessions.end_all(tx, account, but=tx.actor.credential_id)
    return await service.record(tx, "account.password_changed", account)


async def begin_totp(tx: Tx) -> Answer:
    """Make a secret for an authenticator; it counts once its first code was given."""
    account = own_account(tx.actor)
    kept = await queries.credential(tx, account, lock_it=True)
    assert kept is not None
    if kept.totp_secret is not None:
        raise TotpState("A second factor is in force; take it off first.")
    secret = second_factor.new_secret()
    await queries.set_totp(tx, account, secret=None, pending=secret, step=0)
    return {"secret": secret, "address": second_factor.address_of(secret, tx.actor.username)}


async def confirm_totp(tx: Tx, code: str) -> Answer:
    """Put the waiting second factor into force with its first code."""
    account = own_account(tx.actor)
    kept = await queries.credential(tx, account, lock_it=True)
    assert kept is not None
    if kept.totp_pending is None:
        raise TotpState("No second factor is waiting; begin with POST /api/accounts/me/totp.")
    step = second_factor.step_of(kept.totp_pending, code, tx.now, kept.totp_step)
    if step is None:
        raise WrongCode(errors=[FieldError("/code", "wrong", "wait for the next code")])
    await queries.set_totp(tx, account, secret=kept.totp_pending, pending=None, step=step)
    return await service.record(tx, "account.totp_enrolled", account)


async def remove_totp(tx: Tx, current: str) -> Answer:
    """Take the own second factor off."""
    account = await prove(tx, current)
    await queries.set_totp(tx, account, secret=None, pending=None, step=0)
    return await service.record(tx, "account.totp_removed", account)
