"""Whoever loses the right to a source loses its picture: rights are looked at while it plays."""

import contextlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from kernel.api import Actor, Job, Problem, Runtime, living, tokens
from video.engine.interface import Connected, MediaEngine
from video.engine.remote import engine_of
from video.sources import queries, watching
from video.sources.origin import ACTOR
from video.sources.policies import PUBLISH, WATCH

# Rights change a few times a day; a picture must not outlive them for long.
EVERY = timedelta(seconds=10)


async def look(runtime: Runtime) -> None:
    """End what stands by a session or token that is over, in meetings too.

    And what is watched or sent by those who may no longer, or at a source out of service. An engine
    that is away shows nothing; it is looked at when it is back.
    """
    engine = engine_of(runtime)
    with contextlib.suppress(Problem):
        there = await engine.peers()
        left = await _without_credential(runtime, there)
        for each in left:
            await _let_go(engine, each)
        await _judge(runtime, engine, [each for each in there if each not in left])


async def _without_credential(runtime: Runtime, there: Iterable[Connected]) -> set[Connected]:
    """Return those whose session or token is over; links are judged by what they are for."""
    of = {each: _credential(each.holder) for each in there if not each.holder.startswith("link:")}
    asked = {credential for credential in of.values() if credential is not None}
    async with runtime.db.reading(ACTOR) as tx:
        good = await living(tx, list(asked))
    return {each for each, credential in of.items() if credential in asked - good}


async def _judge(runtime: Runtime, engine: MediaEngine, there: list[Connected]) -> None:
    async with runtime.db.reading(ACTOR) as tx:
        sources = await queries.known(tx, {each.room for each in there})
    by_right: dict[tuple[str, bool], list[Connected]] = defaultdict(list)
    for each in there:
        if each.room in sources:  # the others are meetings: `room-rights`
            by_right[each.holder, each.sends].append(each)
    for (holder, sends), several in by_right.items():
        asked = {each.room for each in several}
        allowed = await _allowed(runtime, holder, asked, PUBLISH if sends else WATCH)
        for each in several:
            if each.room not in allowed:
                await _let_go(engine, each)
            elif sends:
                await watching.renew(runtime, each.room)


async def _let_go(engine: MediaEngine, each: Connected) -> None:
    with contextlib.suppress(Problem):
        await engine.close(each.room, each.peer)


async def _allowed(runtime: Runtime, holder: str, sources: set[UUID], permission: str) -> set[UUID]:
    """Return at which of these somebody may still do this."""
    if holder.startswith("link:"):
        # What a link shows ends with it (`video.phones`): a source in service is its right.
        async with runtime.db.reading(ACTOR) as tx:
            principal = holder.partition(" ")[0]
            return await queries.usable_by(tx, sources, UUID(principal.partition(":")[2]))
    actor = await _actor(runtime, holder)
    if actor is None or not actor.may(permission):
        return set()
    async with runtime.db.reading(actor) as tx:
        return await queries.usable(tx, sources)


def _credential(holder: str) -> UUID | None:
    with contextlib.suppress(ValueError):
        return UUID(holder.partition(" ")[2])
    return None


async def _actor(runtime: Runtime, holder: str) -> Actor | None:
    """Return who holds a connection, with no more than the token it came with allows now."""
    kind, _, account = holder.partition(" ")[0].partition(":")
    try:
        identity = UUID(account)
    except ValueError:
        return None
    credential = _credential(holder)
    async with runtime.db.reading(ACTOR) as tx:
        actor = await runtime.directory.actor(tx, identity)
        if actor is None or kind != "token" or credential is None:
            return actor
        token = await tokens.find(tx, credential)
        if token is None:
            return None
        permissions = actor.permissions & frozenset(token["permissions"])
        return replace(actor, kind="token", permissions=permissions, credential_id=credential)


rights_look = Job("video.sources-rights", EVERY, look)
