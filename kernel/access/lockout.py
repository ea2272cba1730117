"""Slows guessing: failures count per username and address, known or not (no user oracle).

Guesses from one address lock a username for that address alone: whoever only wants to shut its
owner out would need many addresses. Sessions that are open stay open.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from kernel.db import Tx
from kernel.errors import RateLimited

# 等保 2.0 level 3 asks for a lock after at most 5 failures; 15 min releases by itself.
PAIR_FAILURES = 5
# From all addresses together: OWASP ASVS allows at most 100 guesses an hour on one account.
USERNAME_FAILURES = 25
# An office behind one address shares it: ten desks may each mistype.
ADDRESS_FAILURES = 50
WINDOW = timedelta(minutes=15)

_turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()


class LockedOut(RateLimited):
    """Too many failed sign-ins; opens by itself after a while."""

    code = "locked-out"
    title = "Too many failed sign-ins"


def names(username: str, address: str) -> list[tuple[str, int]]:
    """Return the counters of one attempt with their limits."""
    user = _user(username)
    return [
        (user, USERNAME_FAILURES),
        (f"{user}@{address}", PAIR_FAILURES),
        (f"address:{address}", ADDRESS_FAILURES),
    ]


def _user(username: str) -> str:
    return f"user:{hashlib.sha256(username.casefold().encode()).hexdigest()}"


@asynccontextmanager
async def turn(username: str, address: str) -> AsyncIterator[None]:
    """Let one attempt at a time through per address and per username, in this process.

    Attempts side by side would all pass `check` before the first failure is counted, and one
    address could keep every thread at hashing. The address comes first: who queues there must
    not hold the username against its owner elsewhere.
    """
    async with AsyncExitStack() as held:
        for name, _ in reversed(names(username, address)):
            await held.enter_async_context(_turns.setdefault(name, asyncio.Lock()))
        yield


async def check(tx: Tx, username: str, address: str) -> None:
    """Raise `LockedOut` while one of the counters is locked."""
    until = await tx.value(
        "select max(locked_until) from kernel.lockout "
        "where name = any(:names) and locked_until > :now",
        names=[name for name, _ in names(username, address)],
        now=tx.now,
    )
    if until is not None:
        raise locked(until, tx.now)


def locked(until: datetime, now: datetime) -> LockedOut:
    """Return the refusal that says when to come back."""
    seconds = max(1, int((until - now).total_seconds()))
    return LockedOut(
        f"Try again in {seconds} s.", headers={"Retry-After": str(seconds)}, retry_after=seconds
    )


async def failed(tx: Tx, username: str, address: str) -> None:
    """Count one failure; the last one allowed within 15 minutes locks for 15 minutes."""
    for name, limit in names(username, address):
        await tx.run(
            "insert into kernel.lockout as l (name, failures, first_at) values (:name, 1, :now) "
            "on conflict (name) do update set "
            "failures = case when l.first_at < :since then 1 else l.failures + 1 end, "
            "first_at = case when l.first_at < :since then :now else l.first_at end, "
            "locked_until = case when l.first_at >= :since and l.failures + 1 >= :limit "
            "then cast(:until as timestamptz) end",
            name=name,
            now=tx.now,
            since=tx.now - WINDOW,
            limit=limit,
            until=tx.now + WINDOW,
        )


async def succeeded(tx: Tx, username: str, address: str) -> None:
    """Forget a username's failures at an address it signed in from; others keep their count."""
    mine = [name for name, _ in names(username, address)[:2]]
    await tx.run("delete from kernel.lockout where name = any(:names)", names=mine)


async def forget(tx: Tx, username: str) -> None:
    """Forget the failures of a username from everywhere."""
    await tx.run(
        "delete from kernel.lockout where split_part(name, '@', 1) = :name", name=_user(username)
    )


async def locked_until(tx: Tx, usernames: Sequence[str]) -> dict[str, datetime]:
    """Return which of these usernames are locked now, be it for one address, and until when."""
    hidden = {_user(username): username for username in usernames}
    rows = await tx.rows(
        "select split_part(name, '@', 1) as name, max(locked_until) as until from kernel.lockout "
        "where locked_until > :now and split_part(name, '@', 1) = any(:names) group by 1",
        names=list(hidden),
        now=tx.now,
    )
    return {hidden[row.name]: row.until for row in rows}
