"""One alarm for all sources of a sight that give no pictures, however many they are.

Publishers that end on purpose count as no fault.
"""

from uuid import UUID

from kernel.api import AlarmCause, Tx, alarms
from registry.api import organisations
from video.sources import queries

ALARM = "cameras-offline"


async def raised(tx: Tx, scope: UUID, organisation: UUID) -> None:
    """Note that one more gives none."""
    count = await queries.offline(tx, scope)
    owner = await organisations.ref(tx, organisation)
    if not count or owner is None:
        return
    cause = AlarmCause(
        ALARM,
        str(scope),
        zh={"organisation": owner["zh"], "count": count},
        en={"organisation": owner["en"], "count": count},
        organisation_id=organisation,
        scope_id=scope,
    )
    await alarms.raise_alarm(tx, cause)


async def cleared(tx: Tx, scope: UUID) -> None:
    """Clear the alarm when all give pictures again, or none is expected to."""
    if not await queries.offline(tx, scope):
        await alarms.clear_alarm(tx, ALARM, str(scope), scope_id=scope)
