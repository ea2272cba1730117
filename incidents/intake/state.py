"""The public state of reports, and their personal part for those who may read it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from gis.api import AreaIndex, area_index
from incidents.codes.reference import kind_table
from incidents.intake import queries
from incidents.intake.rules import waiting_since
from incidents.lifecycle import queries as incidents
from incidents.organisations import Ref, refs, sees
from incidents.places import place_state
from incidents.policies import check_among, check_works_on
from kernel.api import NIL, NewFact, NotFound, Tx, journal

TOPIC = "reports"


async def report_states(tx: Tx, rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Return the states of reports, organisations read once for all."""
    known = await refs(tx, [row.organisation_id for row in rows])
    areas = await area_index(tx)
    return [_state(row, known, areas) for row in rows]


def _state(row: Any, known: dict[UUID, Ref], areas: AreaIndex) -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.number,
        "channel": row.channel,
        "received_at": row.received_at,
        "occurred_at": row.occurred_at,
        "kind": kind_table().state(row.kind),
        "grade": row.grade,
        "state": row.state,
        "reject_reason": row.reject_reason,
        "incident_id": row.incident_id,
        "organisation": known.get(row.organisation_id),
        "place": place_state(row),
        "area": areas.refs(row.district_code, row.town_code),
        "title": row.title,
        "attachments": row.attachments,
        "waiting_since": waiting_since(row.state, row.taken_at, row.received_at),
        "taken_by": {"id": row.taken_by, "name": row.taken_name} if row.taken_by else None,
        "link_id": row.link_id,
        "drill": None if row.drill == NIL else row.drill,
    }


async def record(
    tx: Tx, kind: str, report: UUID, *, about: Sequence[UUID] = (), reason: str | None = None
) -> dict[str, Any]:
    """Record what a report has become and return it as the asker may see it.

    `about` names incidents whose timelines show it besides the one it belongs to.
    """
    row = await queries.one(tx, report)
    assert row is not None
    state = (await report_states(tx, [row]))[0]
    personal = await queries.private_part(tx, report)
    hangs_on = [*about, *([row.incident_id] if row.incident_id else [])]
    told = state | ({"reason": reason} if reason else {})
    tx.record(NewFact(kind, TOPIC, report, told, row.scope_id, hangs_on, personal))
    version = await journal.version_after(tx, report)
    return shown(tx, state, personal) | {"version": version}


def shown(tx: Tx, state: dict[str, Any], personal: dict[str, Any] | None) -> dict[str, Any]:
    """Return a state with its personal part if the asker may read it."""
    return state | {"restricted": personal} if tx.actor.personal and personal else state


async def answer(tx: Tx, row: Any) -> dict[str, Any]:
    """Return a report as it stands, with its personal part for those who may read it."""
    state = (await report_states(tx, [row]))[0]
    personal = await queries.private_part(tx, row.id) if tx.actor.personal else None
    return shown(tx, state, personal) | {"version": await journal.version_of(tx, row.id)}


async def locked(tx: Tx, report: UUID) -> Any:
    """Return a report the asker works on, its row locked. Raises `NotFound`, `NotYours`."""
    rows = await queries.lock(tx, [report])
    if not rows:
        raise NotFound
    row = rows[0]
    if row.incident_id is None or sees(tx.actor, row.organisation_id):
        check_among(tx.actor, [row.organisation_id])
    else:
        check_works_on(tx.actor, await incidents.one(tx, row.incident_id))
    return row
