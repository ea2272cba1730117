"""The check of a crew on scene: when it was last known to be well, when that must be known again.

How long a check holds is judged above, by clocks that depend on the incident.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kernel.api import AlarmCause, Conflict, Tx, alarms, journal
from registry.units import check_queries, queries, rules
from registry.units.live import state_of
from registry.units.schemas import CheckIn
from registry.units.service import Answer, check_speaker, locked, record

UNACCOUNTED = "crew-unaccounted"
# One round of the watch; the next takes the rest.
MOST_IN_A_ROUND = 200


class NotOnScene(Conflict):
    """A crew is checked while it is on scene."""

    code = "not-on-scene"
    title = "The unit is not on scene"


@dataclass(frozen=True, slots=True)
class Spans:
    """How long a check holds and when it turns yellow, in seconds."""

    due_s: float
    warn_s: float


async def begin(tx: Tx, unit: UUID, spans: Spans) -> None:
    """Start the clock of a unit that came on scene; one that runs is left alone."""
    row = await queries.lock(tx, unit)
    if row is None or row.status != "on_scene" or row.check_due_at is not None:
        return
    await check_queries.set_check(tx, unit, row.status_at, None, spans=(spans.warn_s, spans.due_s))
    await record(tx, "unit.check_started", unit, about=(row.incident_id,))


async def account(tx: Tx, unit: UUID, body: CheckIn, spans: Spans) -> Answer:
    """Note that a crew on scene is well: said by itself, or by a dispatcher who spoke with it.

    One that arrives late counts from when it was said; older than the last it changes nothing.
    Raises `NotFound`, `ForeignUnit`, `NotOnScene`, `Invalid`.
    """
    tx.actor.require("units.status")
    row = await locked(tx, unit)
    await check_speaker(tx, unit)
    rules.check_moment(body.at, tx.now)
    if row.status != "on_scene":
        raise NotOnScene(f"It is {row.status}.")
    at = min(body.at or tx.now, tx.now)
    if at <= max(row.checked_at or row.status_at, row.status_at):
        return state_of(row) | {"version": await journal.version_of(tx, unit)}
    await check_queries.set_check(tx, unit, at, tx.actor.name, spans=(spans.warn_s, spans.due_s))
    return await record(tx, "unit.accounted", unit, about=(row.incident_id,))


async def watch(tx: Tx) -> None:
    """Raise an alarm for each crew whose check is overdue; clear those that are over."""
    for row in await check_queries.unaccounted(tx, MOST_IN_A_ROUND):
        minutes = int((tx.now - row.checked_at).total_seconds() // 60)
        values = {"call_sign": row.call_sign, "minutes": minutes}
        cause = AlarmCause(
            UNACCOUNTED,
            str(row.id),
            zh=values,
            en=values,
            subject_text=row.call_sign,
            about=_about(row),
            organisation_id=row.organisation_id,
            scope_id=row.scope_id,
        )
        await alarms.raise_alarm(tx, cause)
        await check_queries.set_check_told(tx, row.id, tx.now)
    for row in await check_queries.accounted(tx, MOST_IN_A_ROUND):
        await alarms.clear_alarm(tx, UNACCOUNTED, str(row.id), scope_id=row.scope_id)
        await check_queries.set_check_told(tx, row.id, None)


def _about(row: Any) -> tuple[UUID, ...]:
    return tuple(each for each in (row.id, row.incident_id) if each is not None)
