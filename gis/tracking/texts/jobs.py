"""Texts that nobody answered in time fail; those that ended long ago are erased."""

from datetime import timedelta
from uuid import UUID

from gis.tracking.texts import queries, service
from kernel.api import Job, Runtime, system

ACTOR = system("texts")
# A storm night ends hundreds at one minute; the rest follow at the next turn.
MOST_AT_ONCE = 200
MOST_ERASED = 5_000


async def give_up(runtime: Runtime) -> None:
    """Fail texts whose time is over, each under the drill it belongs to."""
    async with runtime.db.reading(ACTOR) as tx:
        rows = await queries.run_out(tx, MOST_AT_ONCE)
    drills: dict[UUID, list[UUID]] = {}
    for row in rows:
        drills.setdefault(row.drill, []).append(row.id)
    for drill, texts in drills.items():
        async with runtime.db.transaction(ACTOR, drill=drill) as tx:
            await service.end(tx, dict.fromkeys(texts, "expired"))


async def erase(runtime: Runtime) -> None:
    """Erase what texts said, as long after their end as the personal part of reports."""
    age = timedelta(days=runtime.settings.erase_personal_after_days)
    async with runtime.db.transaction(ACTOR) as tx:
        await queries.erase(tx, tx.now - age, MOST_ERASED)


texts_end = Job("gis.texts-end", timedelta(seconds=5), give_up)
texts_erase = Job("gis.texts-erase", timedelta(hours=1), erase)
