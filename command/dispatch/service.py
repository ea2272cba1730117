"""Use cases of dispatch: recommend who goes, send them; the table of needs of a city."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from command.dispatch import fleet, queries, rules
from command.dispatch.needs import NeedsTable, reference
from command.dispatch.schemas import Asked, DispatchIn
from command.tasks import ordering
from gis.api import Position
from incidents.api import OPEN, incidents
from kernel.api import FieldError, Invalid, Tx, new_id
from registry.api import ENGAGED, StatusIn, UnitTaken, codes, names_of, units

# What one had before the eyes; older advice is asked for again, or a reason is given.
HOLDS_FOR = timedelta(minutes=15)
# A person compares a screen full; the rest is counted.
MOST_RANKED, MOST_REJECTED = 200, 300
Answer = dict[str, Any]


async def needs_table(tx: Tx) -> NeedsTable:
    """Return the city's own table of needs, that of the reference data when it has none."""
    own = await queries.needs(tx)
    return reference() if own is None else NeedsTable.of(own)


async def load_needs(tx: Tx, body: dict[str, Any]) -> bool:
    """Make a table the city's own; say False when it is already. Raises `ValueError`."""
    try:
        unknown = NeedsTable.of(body).capabilities() - set(codes("capabilities"))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"dispatch-needs.json: {error!r}") from error
    if unknown:
        raise ValueError(f"dispatch-needs.json: unknown capabilities {', '.join(sorted(unknown))}")
    return await queries.replace_needs(tx, body)


async def recommend(tx: Tx, asked: Asked) -> Answer:
    """Return who should go to an open incident, judged over the whole fleet within sight.

    The answer is remembered for its asker: whoever sends other units gives a reason. Raises
    `NotFound`, `Invalid` for an incident that is over or has no place.
    """
    tx.actor.require("units.read")
    incident = await _open_incident(tx, asked.incident_id)
    goal = _goal(incident)
    table = await needs_table(tx)
    called = table.called((incident["kind"] or {}).get("code"), incident["grade"])
    whole, states = await fleet.gathered(tx, table.limits)
    timed, found = await fleet.timed(tx, whole, goal, table.limits)
    judged = rules.judge(timed, called.needs, asked.incident_id)
    recommendation = new_id()
    forgotten = tx.now - HOLDS_FOR
    await queries.keep(tx, recommendation, asked.incident_id, judged.picks, forgotten=forgotten)

    def card(unit: rules.Unit) -> Answer:
        return fleet.card(unit, states[unit.id], goal, tx.now)

    rule = {"scheme": table.scheme, "version": table.version}
    return {
        "id": recommendation,
        "incident_id": asked.incident_id,
        "at": tx.now,
        "rule": rule | {"kind": called.rule, "grade": called.grade},
        **found,
        "needs": [_need(met) for met in judged.needs],
        "picks": judged.picks,
        "candidates": [card(unit) | {"meets": _meets(unit, judged)} for unit in _first(judged)],
        "rejected": [
            card(unit) | {"reason": reason} for unit, reason in judged.rejected[:MOST_REJECTED]
        ],
        "totals": {"candidates": len(judged.ranked), "rejected": len(judged.rejected)},
    }


async def _open_incident(tx: Tx, incident: UUID) -> Answer:
    found = await incidents.find(tx, incident)
    if found["state"] not in OPEN:
        raise _refused("/incident_id", "over", "the incident is over")
    return found


def _goal(incident: Answer) -> Position:
    place = incident["place"]
    if place is None:
        raise _refused("/incident_id", "no-place", "the incident has no place yet")
    return place["lon"], place["lat"]


def _first(judged: rules.Judged) -> list[rules.Unit]:
    """Return the soonest units, and those proposed from further back."""
    picked = set(judged.picks)
    late = [unit for unit in judged.ranked[MOST_RANKED:] if unit.id in picked]
    return [*judged.ranked[:MOST_RANKED], *late]


def _meets(unit: rules.Unit, judged: rules.Judged) -> list[str]:
    return [met.need.capability for met in judged.needs if unit.id in met.picks]


def _need(met: rules.Met) -> Answer:
    need = met.need
    return {
        "capability": need.capability,
        **names_of("capabilities", need.capability),
        "count": need.count,
        "min_crew": need.min_crew,
        "shared": need.shared,
        "sent": met.sent,
        "picks": met.picks,
        "missing": met.missing,
    }


async def dispatch(tx: Tx, body: DispatchIn) -> Answer:
    """Send units to an incident, all or none; one fact tells who, on what advice and why.

    Raises `UnitTaken` naming those that work for an incident already, `Invalid` when others than
    the recommended are sent without a reason, `NotFound`.
    """
    tx.actor.require("units.status")
    await _open_incident(tx, body.incident_id)
    wanted = sorted(set(body.units))
    advised = await _advised(tx, body)
    override = advised is None or set(advised) != set(wanted)
    if override and body.reason is None:
        detail = "other units than the recommended ones are sent: say why"
        raise _refused("/reason", "required", detail)
    _check_free([await units.locked(tx, unit) for unit in wanted], body.units)
    status = StatusIn(status="assigned", incident_id=body.incident_id)
    sent = [await units.report_status(tx, unit, status) for unit in wanted]
    told = {
        "at": tx.now,
        "units": wanted,
        "recommended": advised,
        "override": override,
        "reason": body.reason if override else None,
    }
    calls = [{"id": unit["id"], "call_sign": unit["call_sign"]} for unit in sent]
    await incidents.units_sent(tx, body.incident_id, told | {"units": calls}, about=wanted)
    await ordering.go(tx, body.incident_id, sent, body.word)
    return {"incident_id": body.incident_id} | told


async def _advised(tx: Tx, body: DispatchIn) -> list[UUID] | None:
    if body.recommendation is None:
        return None
    since = tx.now - HOLDS_FOR
    return await queries.recommended(tx, body.recommendation, body.incident_id, since)


def _check_free(rows: Sequence[Any], order: Sequence[UUID]) -> None:
    taken = [row for row in rows if row.status in ENGAGED]
    if taken:
        raise UnitTaken(
            f"Sent already: {', '.join(row.call_sign for row in taken)}.",
            errors=[
                FieldError(f"/units/{order.index(row.id)}", "taken", row.call_sign) for row in taken
            ],
            taken=[
                {"id": str(row.id), "call_sign": row.call_sign, "status": row.status}
                for row in taken
            ],
        )


def _refused(pointer: str, code: str, detail: str) -> Invalid:
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, code, detail)])
