"""The public state of one-time links, and their personal part."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from incidents.links import queries, rules
from kernel.api import NewFact, Tx

TOPIC = "links"


def link_state(tx: Tx, row: Any) -> dict[str, Any]:
    """Return the public state of a link."""
    return {
        "id": row.id,
        "state": rules.state_word(row, tx.now),
        "report_id": row.report_id,
        "incident_id": row.incident_id,
        "purpose": row.purpose,
        "created_at": row.created_at,
        "expires_at": row.expires_at,
        "opened_at": row.opened_at,
        "withdrawn_at": row.withdrawn_at,
        "position_at": row.position_at,
        "position_accuracy_m": row.position_accuracy_m,
        "photos": row.photos,
    }


def personal_part(row: Any) -> dict[str, Any]:
    """Return phone and position of a link."""
    place = (
        None
        if row.lon is None
        else {
            "lon": row.lon,
            "lat": row.lat,
            "accuracy_m": row.position_accuracy_m,
            "source": "link",
        }
    )
    return {"phone": row.phone, "place": place}


async def record(tx: Tx, kind: str, link: UUID, more: Sequence[UUID] = ()) -> dict[str, Any]:
    """Record what a link has become; `more` names what came by it."""
    row = await queries.one(tx, link)
    assert row is not None
    state = link_state(tx, row)
    about = [each for each in (row.report_id, row.incident_id, *more) if each]
    tx.record(NewFact(kind, TOPIC, link, state, row.scope_id, about, personal_part(row)))
    return state


async def follow(tx: Tx, report: UUID, scope: UUID) -> None:
    """Give the links of a report the scope the report has now."""
    for row in await queries.of_report(tx, report):
        await queries.set_fields(tx, row.id, {"scope_id": scope})
        await record(tx, "link.bound", row.id)
