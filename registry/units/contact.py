"""Units nobody hears of (失联): a flag beside the status, which it never changes, and its alarm."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from kernel.api import AlarmCause, Tx, alarms
from registry.units import queries
from registry.units.rules import ENGAGED
from registry.units.service import record

LOST = "unit-lost-contact"
LIMITS = Path(__file__).resolve().parents[2] / "data" / "reference" / "no-contact.json"
# A network that fails takes hundreds along at once; the rest follow at the next turn.
MOST_AT_ONCE = 200


@cache
def limits() -> Mapping[str, int]:
    """Return after how many silent seconds a unit in a status has no contact; read once."""
    found: dict[str, int] = orjson.loads(LIMITS.read_bytes())["after_s"]
    return found


async def judge(tx: Tx, heard: Mapping[UUID, datetime]) -> int:
    """Set and clear the flag by when devices of units were last heard; return how many changed.

    Units that are not named have no device and are not judged.
    """
    changed = await queries.contact_changed(tx, heard, limits(), MOST_AT_ONCE)
    for row in changed:
        await queries.set_no_contact(tx, row.id, row.since)
        kind = "unit.contact" if row.since is None else "unit.lost"
        await record(tx, kind, row.id, about=(row.incident_id,))
    for row in await queries.contact_untold(tx, sorted(ENGAGED), MOST_AT_ONCE):
        await _tell(tx, row)
    return len(changed)


async def _tell(tx: Tx, row: Any) -> None:
    """Raise the alarm of a unit at work that fell silent, or clear it."""
    lost = row.no_contact_since is not None and row.status in ENGAGED
    await queries.set_no_contact_told(tx, row.id, tx.now if lost else None)
    if not lost:
        await alarms.clear_alarm(tx, LOST, str(row.id), scope_id=row.scope_id)
        return
    minutes = int((tx.now - row.no_contact_since).total_seconds() // 60)
    words = {"call_sign": row.call_sign, "minutes": minutes}
    cause = AlarmCause(
        LOST,
        str(row.id),
        zh=words,
        en=words,
        subject_text=row.call_sign,
        about=tuple(each for each in (row.id, row.incident_id) if each is not None),
        organisation_id=row.organisation_id,
        scope_id=row.scope_id,
    )
    await alarms.raise_alarm(tx, cause)
