"""All SQL of the roster."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.api import Tx
from registry.sql import named

DUTY = "duty/duty.sql"


async def listed(
    tx: Tx,
    *,
    span: tuple[datetime, datetime],
    organisation: UUID | None,
    post: UUID | None,
    after: tuple[str, datetime, UUID] | None,
    limit: int,
) -> list[Any]:
    """Return the visible duties that touch a span, by post and start, `limit + 1` of them."""
    return await tx.rows(
        named(DUTY) + " where tstzrange(d.starts_at, d.ends_at) && tstzrange(:since, :until, '[]')"
        " and (cast(:organisation as uuid) is null or d.organisation_id = :organisation)"
        " and (cast(:post as uuid) is null or d.post_id = :post)"
        " and (cast(:after_code as text) is null or (p.code, d.starts_at, d.id)"
        "      > (:after_code, cast(:after_start as timestamptz), cast(:after_id as uuid)))"
        " order by p.code, d.starts_at, d.id limit :most",
        since=span[0],
        until=span[1],
        organisation=organisation,
        post=post,
        after_code=after[0] if after else None,
        after_start=after[1] if after else None,
        after_id=after[2] if after else None,
        most=limit + 1,
    )


async def one(tx: Tx, duty: UUID) -> Any | None:
    """Return one visible entry."""
    return await tx.row(named(DUTY) + " where d.id = :id", id=duty)


async def lock(tx: Tx, duty: UUID) -> Any | None:
    """Lock a visible entry for a change and return it."""
    return await tx.row(named(DUTY) + " where d.id = :id for update of d", id=duty)


async def holds(tx: Tx, account: UUID, post: UUID, at: datetime) -> bool:
    """Say whether a visible, enabled account holds a post at a moment."""
    return bool(
        await tx.value(
            "select exists (select 1 from registry.holding h join registry.account a "
            "on a.id = h.account_id and a.disabled_at is null where h.account_id = :account "
            "and h.post_id = :post and h.starts_at <= :at "
            "and (h.ends_at is null or h.ends_at > :at))",
            account=account,
            post=post,
            at=at,
        )
    )


async def overlaps(tx: Tx, account: UUID, post: UUID, span: tuple[datetime, datetime]) -> bool:
    """Say whether an account stands on the roster of a post within a span already."""
    return bool(
        await tx.value(
            "select exists (select 1 from registry.duty where account_id = :account "
            "and post_id = :post and tstzrange(starts_at, ends_at) && tstzrange(:since, :until))",
            account=account,
            post=post,
            since=span[0],
            until=span[1],
        )
    )


async def on_duty(tx: Tx, posts: Sequence[UUID]) -> list[UUID]:
    """Return the accounts on duty now at any of these posts."""
    rows = await tx.rows(
        "select distinct account_id as id from registry.duty where post_id = any(:posts) "
        "and starts_at <= :now and ends_at > :now",
        posts=list(posts),
        now=tx.now,
    )
    return [row.id for row in rows]


async def insert(tx: Tx, values: dict[str, Any]) -> None:
    """Insert an entry."""
    await tx.run(
        "insert into registry.duty "
        "(id, post_id, account_id, organisation_id, starts_at, ends_at, phone, note) values "
        "(:id, :post_id, :account_id, :organisation_id, :starts_at, :ends_at, :phone, :note)",
        **values,
    )


async def end(tx: Tx, duty: UUID, at: datetime) -> None:
    """End an entry at a moment."""
    await tx.run("update registry.duty set ends_at = :at where id = :id", id=duty, at=at)


async def delete(tx: Tx, duty: UUID) -> None:
    """Delete an entry that has not begun."""
    await tx.run("delete from registry.duty where id = :id", id=duty)
