"""Background steps of files: uploads that were never finished, content that nobody names."""

import asyncio
from datetime import timedelta

from kernel.access.actor import system
from kernel.files import queries, service
from kernel.runtime import Runtime

ACTOR = system("files")
# An outbox of the field may hold a photo for days before its report is sent; a month is a mistake.
KEEP_LOOSE = timedelta(days=30)
# One transaction stays short.
ERASE_AT_MOST = 100


async def expire(runtime: Runtime) -> None:
    """Forget uploads past their 24 hours, drafts of killed requests, and parts of neither."""
    store, now = service.store_of(runtime), runtime.clock.now()
    async with runtime.db.transaction(ACTOR) as tx:
        await queries.drop_expired(tx)
    async with runtime.db.reading(ACTOR) as tx:
        needed = await queries.parts(tx)
    await asyncio.to_thread(store.sweep_parts, needed, now)
    await asyncio.to_thread(store.sweep_drafts, now)


async def erase(runtime: Runtime) -> None:
    """Erase files that never hung on anything, and personal ones past their keeping time."""
    keep = timedelta(days=runtime.settings.erase_personal_after_days)
    async with runtime.db.transaction(ACTOR) as tx:
        for file_id in await queries.past_keeping(
            tx,
            loose_before=tx.now - KEEP_LOOSE,
            personal_before=tx.now - keep,
            most=ERASE_AT_MOST,
        ):
            await service.erase(tx, file_id)


async def sweep(runtime: Runtime) -> None:
    """Remove content that no file names any more (erased, or its transaction never committed)."""
    store, now = service.store_of(runtime), runtime.clock.now()
    for shard in await asyncio.to_thread(store.shards):
        async with runtime.db.reading(ACTOR) as tx:
            kept = await queries.contents(tx, shard)
        await asyncio.to_thread(store.sweep_shard, shard, kept, now)
