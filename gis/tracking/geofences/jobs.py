"""Background steps of geofences: tell what came of crossings, look at the clock."""

from datetime import timedelta

from gis.tracking.geofences.events import telling
from kernel.api import Job, Runtime, system

ACTOR = system("geofences")
# One transaction: each crossing may be an alarm, and the journal waits for nobody.
AT_ONCE = 100
# Of one turn; a whole fleet that leaves its yard is told within seconds.
ROUNDS = 20


async def tell(runtime: Runtime) -> None:
    """Tell what came of crossings, the oldest first."""
    for _ in range(ROUNDS):
        async with runtime.db.transaction(ACTOR) as tx:
            told = await telling.tell(tx, runtime.city.zone, AT_ONCE)
        if told < AT_ONCE:
            return


async def look(runtime: Runtime) -> None:
    """Look who stays too long, where it must not be, or not where it must."""
    keep = timedelta(days=runtime.settings.positions_days)
    for _ in range(ROUNDS):
        async with runtime.db.transaction(ACTOR) as tx:
            if await telling.look(tx, runtime.city.zone, keep, AT_ONCE):
                return


geofences_tell = Job("gis.geofences-tell", timedelta(seconds=1), tell)
geofences_look = Job("gis.geofences-look", timedelta(seconds=10), look)
