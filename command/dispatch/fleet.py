"""The whole fleet within sight as the rules judge it: live positions, times by road."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from command.dispatch import rules
from command.dispatch.needs import Limits
from gis.api import LastPosition, NoRoad, Position, distance_m, last_of_units, roads
from kernel.api import Tx
from registry.api import UnitFilter, units

State = dict[str, Any]
PAGE = 1_000


async def gathered(tx: Tx, limits: Limits) -> tuple[list[rules.Unit], dict[UUID, State]]:
    """Return every unit the asker sees, with where it would start from, and the states."""
    states = {state["id"]: state async for state in _states(tx)}
    live = await last_of_units(tx, None)
    fleet = [_unit(state, live.get(state["id"]), tx.now, limits) for state in states.values()]
    return fleet, states


async def _states(tx: Tx) -> AsyncIterator[State]:
    cursor: str | None = None
    while True:
        page = await units.find_many(tx, UnitFilter(cursor=cursor, limit=PAGE))
        for state in page["items"]:
            yield state
        cursor = page["next"]
        if cursor is None:
            return


def _unit(state: State, live: LastPosition | None, now: datetime, limits: Limits) -> rules.Unit:
    station = _place((state["station"] or {}).get("place"))
    return rules.Unit(
        id=state["id"],
        call_sign=state["call_sign"],
        kind=state["kind"],
        status=state["status"],
        incident=state["incident_id"],
        capabilities=frozenset(state["capabilities"]),
        crew=state["crew"],
        where=rules.where(newest_fix(state, live), station, now, limits),
    )


def newest_fix(state: State, live: LastPosition | None) -> rules.Fix | None:
    """Return the newer of what a crew's phone said and what a device measured."""
    told = _place(state["place"])
    fixes = [rules.Fix(told, state["position_at"])] if told and state["position_at"] else []
    if live is not None:
        fixes.append(rules.Fix((live.lon, live.lat), live.at))
    return max(fixes, key=lambda fix: fix.at, default=None)


def _place(place: State | None) -> Position | None:
    return (place["lon"], place["lat"]) if place else None


async def timed(
    tx: Tx, fleet: Sequence[rules.Unit], goal: Position, limits: Limits
) -> tuple[list[rules.Unit], State]:
    """Return the fleet with its driving times to a place, and the network they were found on.

    One search backwards from the place finds all; `rules.travel` says when a straight line counts.
    """
    placed = [unit for unit in fleet if unit.where is not None]
    starts = [unit.where.place for unit in placed if unit.where is not None]
    try:
        found = await roads.times(tx, goal, starts, toward=True)
    except NoRoad:
        found = {"network": None, "closures": 0}
        found |= {"seconds": [None] * len(placed), "near": [False] * len(placed)}
    streets = found["network"] is not None and found["network"]["detail"] == "full"
    travels = {
        unit.id: rules.travel(unit, goal, limits, rules.ByRoad(seconds, near, streets))
        for unit, seconds, near in zip(placed, found["seconds"], found["near"], strict=True)
    }
    timed = [replace(unit, travel=travels.get(unit.id)) for unit in fleet]
    return timed, {"network": found["network"], "closures": found["closures"]}


def card(unit: rules.Unit, state: State, goal: Position, now: datetime) -> State:
    """Return a unit as the recommendation shows it."""
    names = ("kind", "kind_zh", "kind_en", "agency", "capabilities", "crew", "fictional")
    return {
        "id": unit.id,
        "call_sign": unit.call_sign,
        **{name: state[name] for name in names},
        "status": unit.status,
        "incident_id": unit.incident,
        "start": _start(unit.where, now),
        "eta_s": None if unit.seconds is None else round(unit.seconds, 1),
        "distance_m": None if unit.where is None else round(distance_m(unit.where.place, goal)),
        "marks": unit.marks(),
    }


def _start(where: rules.Where | None, now: datetime) -> State | None:
    if where is None:
        return None
    lon, lat = where.place
    age_s = None if where.at is None else max(0, round((now - where.at).total_seconds()))
    return {"lon": lon, "lat": lat, "source": where.source, "at": where.at, "age_s": age_s}
