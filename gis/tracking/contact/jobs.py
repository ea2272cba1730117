"""Units that fell silent get the flag 失联, those heard again lose it."""

from datetime import timedelta

from gis.tracking.contact import queries
from kernel.api import Job, Runtime, system
from registry.api import unit_contact

ACTOR = system("contact")


async def judge(runtime: Runtime) -> None:
    """Compare when units were last heard with the clocks of their states."""
    async with runtime.db.transaction(ACTOR) as tx:
        await unit_contact.judge(tx, await queries.of_units(tx))


units_contact = Job("gis.units-contact", timedelta(seconds=15), judge)
