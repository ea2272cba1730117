"""The clock of crews on scene, by the clock table and the incident they work for."""

from typing import Any
from uuid import UUID

from incidents.api import clock_table, clocks_of, kind_table
from kernel.api import ReadFact, Runtime, Tx, journal, system
from registry.api import CheckIn, unit_checks, units

CLOCK = "crew-check"
STARTS = "unit.on_scene"
WATCH = system("crew-watch")
Answer = dict[str, Any]


async def account(tx: Tx, unit: UUID, body: CheckIn) -> Answer:
    """Note that a crew on scene is well; the clock begins anew."""
    tx.actor.require("units.status")
    row = await units.locked(tx, unit)
    return await unit_checks.account(tx, unit, body, await _spans(tx, row.incident_id))


async def follow_unit(tx: Tx, fact: ReadFact) -> None:
    """Start the clock of a unit that came on scene."""
    if fact.state is None or fact.state["status"] != "on_scene" or fact.state["check"] is not None:
        return
    incident = fact.state["incident_id"]
    spans = await _spans(tx, UUID(incident) if incident else None)
    await unit_checks.begin(tx, fact.subject, spans)


async def watch(runtime: Runtime) -> None:
    """Raise and clear the alarms of crews nobody has heard of in time."""
    await runtime.db.run(WATCH, unit_checks.watch)


async def _spans(tx: Tx, incident: UUID | None) -> unit_checks.Spans:
    """Return how long a check holds; without an incident in sight, the first row that fits any."""
    state = await journal.present_state(tx, "incidents", incident) if incident else None
    code = ((state or {}).get("kind") or {}).get("code")
    kind = kind_table().kinds.get(code) if code else None
    (clock,) = (
        each
        for each in clocks_of(
            clock_table(),
            {STARTS: tx.now},
            event_class=kind.event_class if kind else None,
            grade=(state or {}).get("grade"),
        )
        if each["code"] == CLOCK
    )
    return unit_checks.Spans(
        due_s=(clock["due_at"] - tx.now).total_seconds(),
        warn_s=(clock["warn_at"] - tx.now).total_seconds(),
    )
