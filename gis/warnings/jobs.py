"""Warnings of which nothing more is heard are lifted."""

from datetime import timedelta

from gis.warnings import service
from kernel.api import Job, Runtime, system

# A storm night ends hundreds at one minute; the rest follow at the next turn.
MOST_AT_ONCE = 100


async def lift_run_out(runtime: Runtime) -> None:
    """Lift warnings whose time is over."""
    async with runtime.db.transaction(system("warnings")) as tx:
        await service.lift_run_out(tx, MOST_AT_ONCE)


warnings_lift = Job("gis.warnings-lift", timedelta(seconds=30), lift_run_out)
