"""Whoever loses the right to a source loses its picture: rights are looked at while it plays."""

import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from kernel.api import Actor, Job, Problem, Runtime, tokens
from video.engine.remote import engine_of
from video.sources import queries, watching
from video.sources.origin import ACTOR
from video.sources.policies import PUBLISH, WATCH
from video.sources.watching import Held

# Rights change a few times a day; a picture must not outlive them for long.
EVERY = timedelta(seconds=10)


async def look(runtime: Runtime) -> None:
    """End what is watched or sent by those who may no longer, or at a source out of service."""
    await _judge(runtime, watching.all_watched(runtime), WATCH)
    await _judge(runtime, watching.all_sent(runtime), PUBLISH)


async def _judge(runtime: Runtime, under_way: AsyncIterator[Held], permission: str) -> None:
    by_holder: dict[str, list[Held]] = defaultdict(list)
    async for held in under_way:
        by_holder[held.holder].append(held)
    for holder, several in by_holder.items():
        sources = {held.source for held in several}
        allowed = await _allowed(runtime, holder, sources, permission)
        for held in several:
            if held.source not in allowed:
                # An engine that is away shows nothing; it is told when it is back.
                with contextlib.suppress(Problem):
                    await watching.let_go(engine_of(runtime), runtime, held)


async def _allowed(runtime: Runtime, holder: str, sources: set[UUID], permission: str) -> set[UUID]:
    """Return at which of these somebody may still do this."""
    if holder.startswith("link:"):
        # What a link shows ends with it (`video.phones`): a source in service is its right.
        async with runtime.db.reading(ACTOR) as tx:
            return await queries.usable_by(tx, sources, UUID(holder.partition(":")[2]))
    actor = await _actor(runtime, holder)
    if actor is None or not actor.may(permission):
        return set()
    async with runtime.db.reading(actor) as tx:
        return await queries.usable(tx, sources)


async def _actor(runtime: Runtime, holder: str) -> Actor | None:
    """Return who holds a connection, with no more than the token it came with allows now."""
    principal, _, credential = holder.partition(" ")
    kind, _, account = principal.partition(":")
    try:
        identity = UUID(account)
        token_id = UUID(credential) if kind == "token" else None
    except ValueError:
        return None
    async with runtime.db.reading(ACTOR) as tx:
        actor = await runtime.directory.actor(tx, identity)
        if actor is None or token_id is None:
            return actor
        token = await tokens.find(tx, token_id)
        if token is None or token["revoked_at"] or token["expires_at"] <= tx.now:
            return None
        permissions = actor.permissions & frozenset(token["permissions"])
        return replace(actor, kind="token", permissions=permissions, credential_id=token_id)


rights_look = Job("video.sources-rights", EVERY, look)
