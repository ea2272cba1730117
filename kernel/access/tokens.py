"""Bearer tokens of devices, nodes and scripts: a subset of an account's rights, with an end."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from kernel.access.actor import Actor
from kernel.access.directory import Directory
from kernel.access.secrets import digest, new_secret
from kernel.db import Tx
from kernel.errors import FieldError, Invalid, NotSignedIn
from kernel.ids import new_id

MOST_DAYS = 400
SEEN_EVERY = timedelta(minutes=1)
PREFIX = "wl_"
# What one page of the console shows; tokens are few and end.
MOST_LISTED = 500


async def issue(
    tx: Tx, account_id: UUID, name: str, *, permissions: frozenset[str], days: int
) -> dict[str, Any]:
    """Make a token; its secret stands in the answer and nowhere else."""
    if not 1 <= days <= MOST_DAYS:
        raise Invalid(
            f"A token lives 1 to {MOST_DAYS} days.",
            errors=[FieldError("/days", "range", f"1 to {MOST_DAYS}")],
        )
    token_id, secret = new_id(), PREFIX + new_secret()
    expires = tx.now + timedelta(days=days)
    await tx.run(
        "insert into kernel.token (id, name, secret_hash, account_id, permissions, created_at, "
        "expires_at) values (:id, :name, :hash, :account, :permissions, :now, :expires)",
        id=token_id,
        name=name,
        hash=digest(secret),
        account=account_id,
        permissions=sorted(permissions),
        now=tx.now,
        expires=expires,
    )
    return {"id": token_id, "name": name, "token": secret, "expires_at": expires}


async def actor_of(tx: Tx, secret: str, directory: Directory) -> Actor:
    """Return who a token stands for, with no more than both token and account allow.

    Raises `NotSignedIn`.
    """
    row = await tx.row(
        "select id, name, account_id, permissions, last_used_at from kernel.token "
        "where secret_hash = :hash and revoked_at is null and expires_at > :now",
        hash=digest(secret),
        now=tx.now,
    )
    account = await directory.actor(tx, row.account_id) if row else None
    if row is None or account is None:
        raise NotSignedIn("The token is unknown, expired or withdrawn.")
    if row.last_used_at is None or tx.now - row.last_used_at > SEEN_EVERY:
        await tx.run(
            "update kernel.token set last_used_at = :now where id = :id", now=tx.now, id=row.id
        )
    return replace(
        account,
        kind="token",
        permissions=account.permissions & frozenset(row.permissions),
        credential_id=row.id,
    )


async def revoke(tx: Tx, token_id: UUID) -> bool:
    """Withdraw a token; say whether it was alive."""
    return bool(
        await tx.run(
            "update kernel.token set revoked_at = :now where id = :id and revoked_at is null",
            now=tx.now,
            id=token_id,
        )
    )


async def listed(tx: Tx, account_id: UUID | None = None) -> list[dict[str, Any]]:
    """Return the tokens of an account, or all, newest first, without their secrets."""
    rows = await tx.rows(
        "select id, name, account_id, permissions, created_at, expires_at, last_used_at, "
        "revoked_at from kernel.token "
        "where cast(:account as uuid) is null or account_id = :account "
        "order by created_at desc limit :most",
        account=account_id,
        most=MOST_LISTED,
    )
    return [row._asdict() for row in rows]


async def find(tx: Tx, token_id: UUID) -> dict[str, Any] | None:
    """Return one token without its secret."""
    row = await tx.row(
        "select id, name, account_id, permissions, created_at, expires_at, last_used_at, "
        "revoked_at from kernel.token where id = :id",
        id=token_id,
    )
    return row._asdict() if row else None


async def alive(tx: Tx, account_id: UUID) -> int:
    """Return how many tokens of an account open doors now."""
    return int(
        await tx.value(
            "select count(*) from kernel.token "
            "where account_id = :account and revoked_at is null and expires_at > :now",
            account=account_id,
            now=tx.now,
        )
    )
