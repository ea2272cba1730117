"""All SQL of accounts, their holdings and their credentials."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.api import Tx, new_id
from registry.people.accounts.rules import Holding, HoldingPlan
from registry.sql import named

ACCOUNT = "people/accounts/account.sql"


async def one(tx: Tx, account: UUID) -> Any | None:
    """Return a visible account with its organisation, posts and unit."""
    return await tx.row(named(ACCOUNT) + " where a.id = :id", id=account, now=tx.now)


async def lock(tx: Tx, account: UUID) -> Any | None:
    """Lock a visible account for a change."""
    return await tx.row(
        "select id, username, name, kind, organisation_id, unit_id, disabled_at "
        "from registry.account "
        "where id = :id for update",
        id=account,
    )


async def listed(
    tx: Tx,
    *,
    organisation: UUID | None,
    within: Sequence[UUID] | None,
    disabled: bool | None,
    kind: str | None,
    q: str | None,
    after: str | None,
    limit: int,
) -> list[Any]:
    """Return visible accounts by username, `limit + 1` of them."""
    return await tx.rows(
        named(ACCOUNT)
        + " where (cast(:organisation as uuid) is null or a.organisation_id = :organisation)"
        " and (cast(:within as uuid[]) is null or a.organisation_id = any(:within))"
        " and (cast(:disabled as boolean) is null or (a.disabled_at is not null) = :disabled)"
        " and (cast(:kind as text) is null or a.kind = :kind)"
        " and (cast(:after as text) is null or a.username > :after)"
        " and (cast(:q as text) is null"
        "      or position(lower(:q) in lower(a.username || ' ' || a.name)) > 0)"
        " order by a.username limit :most",
        organisation=organisation,
        within=within,
        disabled=disabled,
        kind=kind,
        q=q,
        after=after,
        most=limit + 1,
        now=tx.now,
    )


async def visible_ids(tx: Tx, accounts: Collection[UUID]) -> dict[UUID, Any]:
    """Return which of these accounts the asker sees, with username, name and kind."""
    rows = await tx.rows(
        "select id, username, name, kind from registry.account where id = any(:ids)",
        ids=list(accounts),
    )
    return {row.id: row for row in rows}


async def id_of_username(tx: Tx, username: str) -> UUID | None:
    """Return the visible account of a username, in any case of letters."""
    found: UUID | None = await tx.value(
        "select id from registry.account where username = lower(:username)", username=username
    )
    return found


async def any_account(tx: Tx) -> bool:
    """Say whether any account exists (asked as the system)."""
    return bool(await tx.value("select exists (select 1 from registry.account)"))


async def insert(tx: Tx, values: dict[str, Any]) -> bool:
    """Insert an account; say False when its username is taken."""
    return bool(
        await tx.run(
            "insert into registry.account "
            "(id, username, name, kind, organisation_id, unit_id, created_at) "
            "values (:id, :username, :name, :kind, :organisation_id, :unit_id, :now) "
            "on conflict (username) do nothing",
            **values,
            now=tx.now,
        )
    )


async def update(tx: Tx, account: UUID, values: dict[str, Any]) -> None:
    """Write the changeable fields of an account."""
    await tx.run(
        "update registry.account set name = :name, organisation_id = :organisation_id, "
        "unit_id = :unit_id where id = :id",
        id=account,
        **values,
    )


async def set_disabled(tx: Tx, account: UUID, at: datetime | None) -> None:
    """Disable an account from a moment on, or enable it with None."""
    await tx.run("update registry.account set disabled_at = :at where id = :id", id=account, at=at)


async def note_sign_in(tx: Tx, account: UUID) -> None:
    """Keep the moment of a sign-in."""
    await tx.run(
        "update registry.account set last_sign_in_at = :now where id = :id", id=account, now=tx.now
    )


# Holdings ----------------------------------------------------------------------------------------


async def unended(tx: Tx, account: UUID) -> dict[UUID, Holding]:
    """Return the holdings of an account that have not ended, by id."""
    rows = await tx.rows(
        "select id, post_id, starts_at, ends_at from registry.holding "
        "where account_id = :account and (ends_at is null or ends_at > :now)",
        account=account,
        now=tx.now,
    )
    return {row.id: Holding(row.post_id, row.starts_at, row.ends_at) for row in rows}


async def carry_out(tx: Tx, account: UUID, plan: HoldingPlan) -> None:
    """Write a plan of holdings."""
    for identity, end in plan.end.items():
        await tx.run(
            "update registry.holding set ends_at = :end where id = :id", id=identity, end=end
        )
    await tx.run("delete from registry.holding where id = any(:ids)", ids=plan.drop)
    for holding in plan.begin:
        await tx.run(
            "insert into registry.holding (id, account_id, post_id, starts_at, ends_at) "
            "values (:id, :account, :post, :starts, :ends)",
            id=new_id(),
            account=account,
            post=holding.post,
            starts=holding.starts_at,
            ends=holding.ends_at,
        )


async def holders(tx: Tx, posts: Collection[UUID]) -> list[UUID]:
    """Return the enabled accounts that hold any of these posts now."""
    rows = await tx.rows(
        "select distinct h.account_id as id from registry.holding h "
        "join registry.account a on a.id = h.account_id and a.disabled_at is null "
        "where h.post_id = any(:posts) and h.starts_at <= :now "
        "and (h.ends_at is null or h.ends_at > :now)",
        posts=list(posts),
        now=tx.now,
    )
    return [row.id for row in rows]


# Credentials -------------------------------------------------------------------------------------


async def credential(tx: Tx, account: UUID, *, lock_it: bool = False) -> Any | None:
    """Return the secrets of a visible account."""
    return await tx.row(
        "select account_id, password_hash, earlier_hashes, changed_at, must_change, totp_secret, "
        "totp_pending, totp_step from registry.credential where account_id = :account"
        + (" for update" if lock_it else ""),
        account=account,
    )


async def insert_credential(
    tx: Tx, account: UUID, password_hash: str, *, must_change: bool
) -> None:
    """Give a new account its first password."""
    await tx.run(
        "insert into registry.credential (account_id, password_hash, changed_at, must_change) "
        "values (:account, :hash, :now, :must)",
        account=account,
        hash=password_hash,
        now=tx.now,
        must=must_change,
    )


async def set_password(
    tx: Tx, account: UUID, password_hash: str, *, must_change: bool, remember: int
) -> None:
    """Replace a password and remember the ones before."""
    await tx.run(
        "update registry.credential set password_hash = :hash, changed_at = :now, "
        "must_change = :must, "
        "earlier_hashes = (array_prepend(password_hash, earlier_hashes))[1:cast(:keep as integer)] "
        "where account_id = :account",
        account=account,
        hash=password_hash,
        now=tx.now,
        must=must_change,
        keep=remember,
    )


async def must_change(tx: Tx, account: UUID) -> None:
    """Ask for a new password before anything else."""
    await tx.run(
        "update registry.credential set must_change = true where account_id = :account",
        account=account,
    )


async def set_totp(
    tx: Tx, account: UUID, *, secret: str | None, pending: str | None, step: int
) -> None:
    """Write the second factor: in force, waiting for its first code, last step used."""
    await tx.run(
        "update registry.credential set totp_secret = :secret, totp_pending = :pending, "
        "totp_step = :step where account_id = :account",
        account=account,
        secret=secret,
        pending=pending,
        step=step,
    )
