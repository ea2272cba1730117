"""Use cases of rules over geofences: make, change, withdraw."""

from typing import Any
from uuid import UUID

from gis.tracking.geofences import queries as areas
from gis.tracking.geofences.live import RULES, rule_state
from gis.tracking.geofences.rules import queries
from gis.tracking.geofences.schemas import GeofenceRuleIn, GeofenceRulePatch, RuleFilter
from gis.tracking.geofences.service import EDIT, UNITS, TooManyFences, author, check_owner
from kernel.api import (
    FieldError,
    Forbidden,
    Invalid,
    NewFact,
    NotFound,
    Tx,
    journal,
    merging,
    new_id,
    paging,
)
from registry.api import check_code, instant, organisations

# Each is looked at for every crossing and every ten seconds.
MOST_STANDING = 200
# Events that are told once somebody was somewhere, or nowhere, for so long.
TIMED = ("dwell", "inside", "outside")
Answer = dict[str, Any]


async def find_many(tx: Tx, wanted: RuleFilter) -> Answer:
    """Return a page of the rules within sight that stand, newest first."""
    tx.actor.require(UNITS)
    key = paging.key_of(wanted.cursor, instant, UUID)
    after = (key[0], key[1]) if key else None
    rows = await queries.listed(tx, fence=wanted.fence, after=after, limit=wanted.limit)
    items = await _states(tx, rows)
    return paging.page(items, wanted.limit, lambda item: (item["created_at"], item["id"]))


async def show(tx: Tx, rule: UUID) -> Answer:
    """Return one rule within sight, a withdrawn one too."""
    tx.actor.require(UNITS)
    row = await queries.one(tx, rule)
    if row is None:
        raise NotFound
    (state,) = await _states(tx, [row])
    return state | {"version": row.version}


async def make(tx: Tx, body: GeofenceRuleIn) -> Answer:
    """Make a rule; it counts from the next crossing, or the next look of the clock, on."""
    tx.actor.require(EDIT)
    organisation = tx.actor.organisation_id
    if organisation is None:
        raise Forbidden("Rules are made by somebody of an organisation.")
    if await queries.standing(tx, organisation) >= MOST_STANDING:
        raise TooManyFences(f"{MOST_STANDING} rules stand already; withdraw some.")
    rule = new_id()
    values = _kept(body.model_dump(), body)
    await _check(tx, values)
    values |= {"id": rule, "organisation_id": organisation, "scope_id": organisation}
    await queries.insert(tx, values | {"made_by": author(tx)})
    return await _record(tx, rule, "geofence_rule.made")


async def change(tx: Tx, rule: UUID, body: GeofenceRulePatch, seen: int | None) -> Answer:
    """Change a rule; what it watches for stays."""
    row = await _locked(tx, rule)
    if row.withdrawn_at is not None:
        raise Invalid("This rule was withdrawn; make a new one.")
    changes = _kept(body.changes(), body)
    await merging.check_base(tx, rule, seen, changes)
    values = {name: getattr(row, name) for name in queries.CHANGEABLE} | changes
    await _check(tx, values | {"event": row.event}, known=row)
    await queries.update(tx, rule, values, row.version + 1)
    return await _record(tx, rule, "geofence_rule.changed")


async def withdraw(tx: Tx, rule: UUID) -> None:
    """Take a rule away; what it found stays in the lists."""
    row = await _locked(tx, rule)
    if row.withdrawn_at is None:
        await queries.withdraw(tx, rule, row.version + 1)
        await _record(tx, rule, "geofence_rule.withdrawn")


def _kept(values: Answer, body: GeofenceRuleIn | GeofenceRulePatch) -> Answer:
    """Return values of a form as they are kept: hours plain, ids once."""
    if "hours" in values:
        values["hours"] = body.hours.kept() if body.hours else None
    for name in ("fences", "units", "organisations", "kinds"):
        if name in values:
            values[name] = list(dict.fromkeys(values[name]))
    return values


async def _check(tx: Tx, values: Answer, known: Any = None) -> None:
    """Refuse a rule whose parts do not fit, or that names what is not within sight.

    What stands in the rule already (`known`) may be gone by now.
    """
    event = values["event"]
    if (event in TIMED) != (values["minutes"] is not None):
        raise _refused("/minutes", "dwell, inside and outside have minutes, and nothing else has")
    if event == "dwell" and not values["minutes"]:
        raise _refused("/minutes", "at least one")
    if (event == "speed") != (values["limit_kmh"] is not None):
        raise _refused("/limit_kmh", "speed has a limit, and nothing else has")
    fences = _new(values, known, "fences")
    if set(fences) - await areas.visible(tx, fences):
        raise _unknown("/fences", "geofences you may see")
    units = _new(values, known, "units")
    if set(units) - await queries.visible_units(tx, units):
        raise _unknown("/units", "units you may see")
    named = _new(values, known, "organisations")
    if not all(organisations.sees(tx.actor, each) for each in named):
        raise _unknown("/organisations", "your organisation and those below it")
    for code in values["kinds"]:
        check_code("unit_kinds", code, "/kinds")


def _new(values: Answer, known: Any, name: str) -> list[UUID]:
    there = getattr(known, name) if known is not None else []
    return [each for each in values[name] if each not in there]


def _refused(pointer: str, detail: str) -> Invalid:
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, "unfit", detail)])


def _unknown(pointer: str, detail: str) -> Invalid:
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, "unknown", detail)])


async def _locked(tx: Tx, rule: UUID) -> Any:
    tx.actor.require(EDIT)
    row = await queries.one(tx, rule, lock=True)
    if row is None:
        raise NotFound
    check_owner(tx, row.organisation_id)
    return row


async def _states(tx: Tx, rows: list[Any]) -> list[Answer]:
    owners = await organisations.refs(tx, {row.organisation_id for row in rows})
    return [rule_state(row, owners) for row in rows]


async def _record(tx: Tx, rule: UUID, kind: str) -> Answer:
    row = await queries.one(tx, rule)
    assert row is not None
    (state,) = await _states(tx, [row])
    tx.record(NewFact(kind, RULES, rule, None if row.withdrawn_at else state, row.scope_id))
    return state | {"version": await journal.version_after(tx, rule)}
