"""One-time tickets: a socket without its cookie, and without a secret in the address.

Kept in Redis for 30 s, taken out by the first use.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID

import orjson
from redis.asyncio import Redis
from redis.exceptions import RedisError

from kernel.access.actor import Actor, system
from kernel.access.secrets import digest, new_secret
from kernel.errors import Forbidden, NotSignedIn, Unavailable
from kernel.live.rights import living
from kernel.runtime import Runtime

LIVES_S = 30
PREFIX = "wanglou:ticket:"


async def issue(redis: Redis, actor: Actor) -> str:
    """Return a fresh ticket for an account or token.

    Raises `Forbidden` for link actors, `Unavailable` while Redis is away.
    """
    if actor.account_id is None:
        raise Forbidden("Boards are for accounts; a link opens none.")
    ticket = new_secret()
    holder = {
        "kind": actor.kind,
        "account": str(actor.account_id),
        "credential": str(actor.credential_id) if actor.credential_id else None,
        "permissions": sorted(actor.permissions),
    }
    try:
        await redis.set(_key(ticket), orjson.dumps(holder), ex=LIVES_S)
    except (RedisError, OSError, TimeoutError) as error:
        raise _away() from error
    return ticket


async def redeem(runtime: Runtime, ticket: str) -> Actor:
    """Return who a ticket stands for, once.

    Raises `NotSignedIn`, `Unavailable`.
    """
    try:
        kept = await runtime.redis.getdel(_key(ticket))
    except (RedisError, OSError, TimeoutError) as error:
        raise _away() from error
    if kept is None:
        raise NotSignedIn("The ticket is unknown, expired or used.")
    holder: dict[str, Any] = orjson.loads(kept)
    credential = UUID(holder["credential"]) if holder["credential"] else None
    async with runtime.db.reading(system("sign-in")) as tx:
        account = await runtime.directory.actor(tx, UUID(holder["account"]))
        alive = credential is None or credential in await living(tx, [credential])
    if account is None or not alive:
        raise NotSignedIn("The session of this ticket has ended.")
    return replace(
        account,
        kind=holder["kind"],
        permissions=account.permissions & frozenset(holder["permissions"]),
        credential_id=credential,
    )


def _key(ticket: str) -> str:
    return PREFIX + digest(ticket).hex()


def _away() -> Unavailable:
    return Unavailable(
        "Tickets cannot be issued or used at the moment; sign in by cookie.",
        headers={"Retry-After": "2"},
    )
