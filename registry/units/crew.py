"""What a crew's phone says besides its status: where the unit is, and that it needs help."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.api import AlarmCause, Tx, alarms, journal
from registry.places import PlaceIn, place_columns
from registry.units import queries, rules
from registry.units.live import state_of
from registry.units.schemas import HelpIn, PositionIn
from registry.units.service import Answer, check_speaker, locked, record

HELP = "help-call"


async def report_position(tx: Tx, unit: UUID, body: PositionIn) -> Answer:
    """Keep where a unit is, as its phone measured it.

    A phone speaks every half minute while it moves; devices that speak every second have their
    own path past the journal.
    """
    row = await _speaking(tx, unit, body.at)
    if not await _moved(tx, row, body.place, body.at):
        return state_of(row) | {"version": await journal.version_of(tx, unit)}
    return await record(tx, "unit.position", unit, about=(row.incident_id,))


async def call_help(tx: Tx, unit: UUID, body: HelpIn) -> Answer:
    """Raise the alarm of a crew in danger; calls of the same unit fold into one."""
    row = await _speaking(tx, unit, body.at)
    if body.place is not None and await _moved(tx, row, body.place, body.at or tx.now):
        await record(tx, "unit.position", unit, about=(row.incident_id,))
    name = {"name": row.call_sign}
    cause = AlarmCause(
        HELP,
        str(unit),
        zh=name,
        en=name,
        subject_text=row.call_sign,
        about=tuple(each for each in (unit, row.incident_id) if each is not None),
        organisation_id=row.organisation_id,
        scope_id=row.scope_id,
    )
    return {"alarm_id": await alarms.raise_alarm(tx, cause), "received_at": tx.now}


async def _speaking(tx: Tx, unit: UUID, at: datetime | None) -> Any:
    tx.actor.require("units.status")
    row = await locked(tx, unit)
    await check_speaker(tx, unit)
    rules.check_moment(at, tx.now)
    return row


async def _moved(tx: Tx, row: Any, place: PlaceIn, at: datetime) -> bool:
    at = min(at, tx.now)  # a phone's clock that runs ahead must not outlast what comes after
    if row.position_at is not None and at <= row.position_at:
        return False
    await queries.set_place(tx, row.id, place_columns(place) | {"position_at": at})
    return True
