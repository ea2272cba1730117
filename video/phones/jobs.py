"""Ends what may be shown no longer: within seconds, also at the media engine."""

import contextlib
from datetime import timedelta
from uuid import UUID

from kernel.api import Job, Problem, Runtime, system
from video.engine.remote import engine_of
from video.phones import queries, rules, service

ACTOR = system("video-phones")
# A link that ends takes its picture along within seconds.
EVERY = timedelta(seconds=2)
# What ended while the engine was away is told to it so long; then its own silence ends it.
TOLD = timedelta(minutes=5)


async def look(runtime: Runtime) -> None:
    """End what is over, then have the engine let go of whatever ended."""
    async with runtime.db.transaction(ACTOR) as tx:
        for row in await queries.due(tx, tx.now - rules.SILENT):
            over = row.ends_at <= tx.now
            why: rules.Why = "silent" if not over else "link" if row.sender == "link" else "time"
            await service.end(tx, row.source_id, why)
        ended = await queries.just_ended(tx, tx.now - TOLD)
    for source in ended:
        await let_go(runtime, source)


async def let_go(runtime: Runtime, source: UUID) -> None:
    """Have the engine take nothing more of a phone; one that is away is told at the next look."""
    with contextlib.suppress(Problem):
        await engine_of(runtime).close(source, source)


phones_look = Job("video.phones", EVERY, look)
