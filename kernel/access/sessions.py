"""Server-side sessions: the cookie holds a random secret, the table its hash."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kernel.access.secrets import digest, new_secret
from kernel.db import Tx
from kernel.ids import new_id

# The last-seen time is written at most once a minute, so that reading stays cheap.
SEEN_EVERY = timedelta(minutes=1)
# A person may be signed in on so many browsers at once; the oldest session ends first.
MOST_SESSIONS = 20


@dataclass(frozen=True, slots=True)
class Session:
    """A session that is alive."""

    id: UUID
    account_id: UUID
    csrf: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """A fresh session with the secret for its cookie, shown once."""

    id: UUID
    secret: str
    csrf: str
    expires_at: datetime


async def open_session(
    tx: Tx, account_id: UUID, *, hours: float, idle_minutes: int | None, address: str, agent: str
) -> Opened:
    """Start a session; end the oldest of the others above the cap, whatever the clock says now."""
    opened = Opened(new_id(), new_secret(), new_secret(), tx.now + timedelta(hours=hours))
    await tx.run(
        "insert into kernel.session values (:id, :secret, :csrf, :account, :now, :now, :expires, "
        ":idle, :address, :agent)",
        id=opened.id,
        secret=digest(opened.secret),
        csrf=opened.csrf,
        account=account_id,
        now=tx.now,
        expires=opened.expires_at,
        idle=idle_minutes,
        address=address[:100],
        agent=agent[:300],
    )
    await tx.run(
        "delete from kernel.session where id in (select id from kernel.session "
        "where account_id = :account and id <> :opened order by created_at desc, id desc "
        "offset :others)",
        account=account_id,
        opened=opened.id,
        others=MOST_SESSIONS - 1,
    )
    return opened


async def alive(tx: Tx, secret: str) -> Session | None:
    """Return the session of a cookie unless it expired or idled out; note that it was seen."""
    row = await tx.row(
        "select id, account_id, csrf, expires_at, last_seen_at from kernel.session "
        "where secret_hash = :hash and expires_at > :now and (idle_minutes is null or "
        "last_seen_at > :now - make_interval(mins => idle_minutes))",
        hash=digest(secret),
        now=tx.now,
    )
    if row is None:
        return None
    if tx.now - row.last_seen_at > SEEN_EVERY:
        await tx.run(
            "update kernel.session set last_seen_at = :now where id = :id", now=tx.now, id=row.id
        )
    return Session(row.id, row.account_id, row.csrf, row.expires_at)


async def end(tx: Tx, session_id: UUID) -> None:
    """End one session."""
    await tx.run("delete from kernel.session where id = :id", id=session_id)


async def end_all(tx: Tx, account_id: UUID, *, but: UUID | None = None) -> int:
    """End every session of an account (but one); return how many."""
    return await tx.run(
        "delete from kernel.session where account_id = :account and id is distinct from :but",
        account=account_id,
        but=but,
    )


async def listed(tx: Tx, account_id: UUID) -> list[dict[str, object]]:
    """Return the sessions of an account, newest first, without their secrets."""
    rows = await tx.rows(
        "select id, created_at, last_seen_at, expires_at, address, user_agent from kernel.session "
        "where account_id = :account order by created_at desc",
        account=account_id,
    )
    return [row._asdict() for row in rows]


async def sweep(tx: Tx) -> int:
    """Delete sessions that ended; return how many."""
    return await tx.run("delete from kernel.session where expires_at < :now", now=tx.now)
