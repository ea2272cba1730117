"""Use cases of units: register, change, report a status."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID, uuid5

from kernel.api import (
    NIL,
    FieldError,
    Invalid,
    NewFact,
    NotFound,
    Tx,
    journal,
    merging,
    new_id,
    paging,
    scopes,
)
from registry.organisations import service as tree
from registry.people.policies import require_any
from registry.places import PlaceIn, bbox_of, place_columns
from registry.reference import check_code, codes
from registry.units import queries, rules
from registry.units.live import TOPIC, form_view, state_of
from registry.units.schemas import StationIn, StatusIn, UnitFilter, UnitIn, UnitPatch

READERS = ("units.read", "registry.manage")
Answer = dict[str, Any]
# States of an incident to which nobody is sent any more.
OVER = frozenset({"closed", "merged"})


async def find_many(tx: Tx, wanted: UnitFilter) -> Answer:
    """Return a page of the units within sight, by call sign."""
    require_any(tx.actor, READERS)
    rows = await queries.listed(
        tx,
        filters=wanted.model_dump(include={"status", "kind", "organisation", "incident", "q"}),
        bbox=bbox_of(wanted.bbox),
        after=paging.key_of(wanted.cursor, str, UUID),
        limit=wanted.limit,
    )
    items = [state_of(row) for row in rows]
    return paging.page(items, wanted.limit, lambda item: (item["call_sign"], item["id"]))


async def find(tx: Tx, unit: UUID) -> Answer:
    """Return one unit within sight."""
    require_any(tx.actor, READERS)
    row = await queries.one(tx, unit)
    if row is None:
        raise NotFound
    return state_of(row) | {"version": await journal.version_of(tx, unit)}


async def register(tx: Tx, body: UnitIn) -> Answer:
    """Add a unit to an organisation within sight."""
    tx.actor.require("registry.manage")
    await tree.visible(tx, body.organisation_id, "/organisation_id")
    if body.agency_id is not None:
        await tree.existing(tx, body.agency_id, "/agency_id")
    _check_codes(body.kind, body.capabilities)
    values = body.model_dump(exclude={"station", "place"})
    values["agency_id"] = body.agency_id or body.organisation_id
    values |= _places(tx, body.place, body.station)
    identity = new_id()
    return await insert(tx, values | {"id": identity, "code": str(identity)})


async def insert(tx: Tx, values: dict[str, Any]) -> Answer:
    """Store a checked unit, available, with its first fact."""
    scope = await standing_scope(tx, values["organisation_id"], values["agency_id"])
    await queries.insert(tx, values | {"scope_id": scope, "status": "available"})
    return await record(tx, "unit.registered", values["id"])


async def change(tx: Tx, unit: UUID, body: UnitPatch, seen: int | None) -> Answer:
    """Change what a unit is, not what it does."""
    tx.actor.require("registry.manage")
    row = await locked(tx, unit)
    changes = body.changes()
    await merging.check_base(tx, unit, seen, changes, view=form_view)
    if "organisation_id" in changes:
        await tree.visible(tx, body.organisation_id, "/organisation_id")
    if "agency_id" in changes:
        await tree.existing(tx, body.agency_id, "/agency_id")
    values = _present(row) | {n: v for n, v in changes.items() if n not in ("station", "place")}
    if "place" in changes:
        values |= place_columns(body.place) | {"position_at": tx.now if body.place else None}
    if "station" in changes:
        values |= _station_columns(body.station)
    _check_codes(values["kind"], values["capabilities"])
    scope = await standing_scope(tx, values["organisation_id"], values["agency_id"])
    await queries.update(tx, unit, values | {"scope_id": scope})
    return await record(tx, "unit.changed", unit)


async def report_status(tx: Tx, unit: UUID, body: StatusIn) -> Answer:
    """Set what a unit does: a crew for its own unit, a dispatcher for any within sight.

    A note lets the dispatcher leave the usual ways. The same report twice changes nothing.
    """
    tx.actor.require("units.status")
    row = await locked(tx, unit)
    await check_speaker(tx, unit, forced=body.note is not None)
    standing = rules.next_standing(
        rules.Standing(row.status, row.incident_id),
        rules.Step(body.status, body.incident_id, body.at, forced=body.note is not None),
        tx.now,
    )
    if standing.incident not in (None, row.incident_id):
        await _check_incident(tx, standing.incident)
    if _repeats(row, standing, body):
        return state_of(row) | {"version": await journal.version_of(tx, unit)}
    await queries.set_status(
        tx,
        unit,
        {
            "status": standing.status,
            "incident_id": standing.incident,
            "note": body.note,
            "reported_at": body.at,
        },
    )
    measured = min(body.at or tx.now, tx.now)  # a phone ahead of time must not outlast others
    if body.place is not None and (row.position_at is None or measured >= row.position_at):
        await queries.set_place(tx, unit, place_columns(body.place) | {"position_at": measured})
    return await record(tx, "unit.status", unit, about=(row.incident_id, standing.incident))


async def of_incident(tx: Tx, incident: UUID) -> list[Answer]:
    """Return the states of the visible units that work for an incident."""
    return [state_of(row) for row in await queries.of_incident(tx, incident)]


async def several(tx: Tx, ids: Collection[UUID]) -> list[Answer]:
    """Return the states of these units, invisible ones left out."""
    return [state_of(row) for row in await queries.several(tx, ids)]


async def own_unit(tx: Tx) -> UUID | None:
    """Return the unit the actor speaks for, and for no other; None for whoever is no crew."""
    account = tx.actor.account_id
    return await queries.unit_of_account(tx, account) if account else None


async def standing_scope(tx: Tx, organisation: UUID, agency: UUID) -> UUID:
    """Return the scope seen by an organisation and by an agency whose units stand there."""
    if organisation == agency:
        return organisation
    scope = uuid5(NIL, f"{min(organisation, agency)} {max(organisation, agency)}")
    if not await queries.scope_exists(tx, scope):
        await scopes.create(tx, [organisation, agency], scope_id=scope)
    return scope


async def check_speaker(tx: Tx, unit: UUID, *, forced: bool = False) -> None:
    """Raise unless the actor may speak for a unit: a crew for its own, by the usual ways."""
    rules.check_speaker(await own_unit(tx), unit, forced=forced)


async def _check_incident(tx: Tx, incident: UUID) -> None:
    """Refuse to bind a unit to what its people could not see or what is over."""
    state = await journal.present_state(tx, "incidents", incident)
    if state is None or state["state"] in OVER:
        raise Invalid(
            "There is no open incident of this id within your sight.",
            errors=[FieldError("/incident_id", "unknown", "an open incident you may see")],
        )


def _repeats(row: Any, standing: rules.Standing, body: StatusIn) -> bool:
    same = rules.Standing(row.status, row.incident_id) == standing
    return same and body.place is None and body.note is None


def _check_codes(kind: str, capabilities: Sequence[str]) -> None:
    check_code("unit_kinds", kind, "/kind")
    known = codes("capabilities")
    errors = [
        FieldError(f"/capabilities/{index}", "unknown-code", "not in the list capabilities")
        for index, code in enumerate(capabilities)
        if code not in known
    ]
    if errors:
        raise Invalid("Unknown capability.", errors=errors)


def _places(tx: Tx, place: PlaceIn | None, station: StationIn | None) -> dict[str, Any]:
    where = place or (station.place if station else None)
    position = {"position_at": tx.now if where else None}
    return place_columns(where) | _station_columns(station) | position


def _station_columns(station: StationIn | None) -> dict[str, Any]:
    return place_columns(station.place if station else None, "station") | {
        "station_zh": station.zh if station else None,
        "station_en": station.en if station else None,
    }


def _present(row: Any) -> dict[str, Any]:
    names = (
        "call_sign kind organisation_id agency_id capabilities crew fictional position_at "
        "place_lon place_lat place_accuracy_m place_source "
        "station_zh station_en station_lon station_lat"
    )
    return {name: getattr(row, name) for name in names.split()}


async def locked(tx: Tx, unit: UUID) -> Any:
    """Return a visible unit with its row locked. Raises `NotFound`."""
    row = await queries.lock(tx, unit)
    if row is None:
        raise NotFound
    return row


async def record(tx: Tx, kind: str, unit: UUID, *, about: Sequence[UUID | None] = ()) -> Answer:
    """Record what a unit has become and return its state."""
    row = await queries.one(tx, unit)
    assert row is not None
    state = state_of(row)
    incidents = [each for each in about if each is not None]
    tx.record(NewFact(kind, TOPIC, unit, state, row.scope_id, about=incidents))
    return state | {"version": await journal.version_after(tx, unit)}
