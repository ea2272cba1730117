"""Drawings that reached their end leave the boards."""

from datetime import timedelta

from gis.drawings import service
from kernel.api import Job, Runtime, system

# A storm night ends hundreds at one minute; the rest follow at the next turn.
MOST_AT_ONCE = 100


async def end_run_out(runtime: Runtime) -> None:
    """Record the end of drawings whose time is over."""
    async with runtime.db.transaction(system("drawings")) as tx:
        await service.end_run_out(tx, MOST_AT_ONCE)


drawings_end = Job("gis.drawings-end", timedelta(seconds=15), end_run_out)
