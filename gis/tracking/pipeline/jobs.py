"""Background steps of positions: parts of days made ahead, and dropped past retention."""

from datetime import timedelta

from kernel.api import Job, Runtime, system

ACTOR = system("positions")
# A worker that stands for a long weekend leaves no day without its part.
AHEAD_DAYS = 7
# Devices may bring what is as old as retention; a day is dropped when nothing of it may come.
SPARE_DAYS = 2


async def keep_days(runtime: Runtime) -> None:
    """Make the parts of the coming days; drop those past retention."""
    async with runtime.db.transaction(ACTOR) as tx:
        for ahead in range(-1, AHEAD_DAYS + 1):
            day = (tx.now + timedelta(days=ahead)).date()
            await tx.run("select gis.make_position_day(:day)", day=day)
    oldest = timedelta(days=runtime.settings.positions_days + SPARE_DAYS)
    async with runtime.db.transaction(ACTOR) as tx:
        await tx.run("select gis.drop_position_days(:day)", day=(tx.now - oldest).date())


positions_days = Job("gis.positions-days", timedelta(hours=1), keep_days)
