"""Use cases of geofences: draw, change, withdraw, bring back, tell who is inside."""

from typing import Any
from uuid import UUID

from gis.shapes import ShapeIn
from gis.tracking.devices.live import shown
from gis.tracking.geofences import area, queries
from gis.tracking.geofences.live import TOPIC, state_of
from gis.tracking.geofences.schemas import FenceFilter, GeofenceIn, GeofencePatch
from kernel.api import (
    Conflict,
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
from registry.api import instant, organisations

READ, EDIT, UNITS = "layers.read", "geofences.edit", "units.read"
# Four hundred of a thousand corners each are judged at 50,000 positions/s; a list of more than
# some hundred is one of the city's layers.
MOST_STANDING = 400
# More are counted, not named.
MOST_VISITORS = 200
Answer = dict[str, Any]
SHAPED = ("shape", "radius_m", "width_m", "margin_m")


class ForeignFence(Forbidden):
    """The geofence or rule may be seen, but another organisation made it."""

    code = "foreign-geofence"
    title = "Another organisation made this"


class TooManyFences(Conflict):
    """An organisation has as many geofences or rules as it may."""

    code = "too-many-geofences"
    title = "Too many geofences"


async def find_many(tx: Tx, wanted: FenceFilter) -> Answer:
    """Return a page of the geofences within sight, newest first."""
    tx.actor.require(READ)
    key = paging.key_of(wanted.cursor, instant, UUID)
    after = (key[0], key[1]) if key else None
    rows = await queries.listed(tx, withdrawn=wanted.withdrawn, after=after, limit=wanted.limit)
    items = await _answers(tx, rows)
    return paging.page(items, wanted.limit, lambda item: (item["created_at"], item["id"]))


async def show(tx: Tx, fence: UUID) -> Answer:
    """Return one geofence within sight with its shape as drawn, a withdrawn one too."""
    tx.actor.require(READ)
    row = await queries.one(tx, fence)
    if row is None:
        raise NotFound
    (answer,) = await _answers(tx, [row])
    return answer | {"shape": await queries.shape(tx, fence), "version": row.version}


async def visitors(tx: Tx, fence: UUID) -> Answer:
    """Return who is inside a geofence now, of those within sight."""
    tx.actor.require(READ)
    tx.actor.require(UNITS)
    if await queries.one(tx, fence) is None:
        raise NotFound
    rows = await queries.visitors(tx, fence, MOST_VISITORS)
    items = [
        {
            "device_id": row.device_id,
            "unit_id": row.unit_id,
            "name": row.name or shown(row.protocol, row.identifier),
            "since": row.since,
            "last_at": row.last_at,
        }
        for row in rows
    ]
    return {"items": items, "next": None}


async def draw(tx: Tx, body: GeofenceIn) -> Answer:
    """Watch an area from the next batch of positions on."""
    tx.actor.require(EDIT)
    organisation = tx.actor.organisation_id
    if organisation is None:
        raise Forbidden("Geofences are drawn by somebody of an organisation.")
    if await queries.standing(tx, organisation) >= MOST_STANDING:
        raise TooManyFences(f"{MOST_STANDING} stand already; withdraw some.")
    fence = new_id()
    values = {
        "id": fence,
        "name": body.name,
        "kind": body.kind,
        "hours": body.hours.kept() if body.hours else None,
        "active": body.active,
        "organisation_id": organisation,
        "scope_id": organisation if body.sight == "internal" else None,
        "drawn_by": author(tx),
    }
    values |= _shaped(body.kind, body.shape, body)
    await queries.insert(tx, values)
    return await _record(tx, fence, "geofence.drawn")


async def change(tx: Tx, fence: UUID, body: GeofencePatch, seen: int | None) -> Answer:
    """Change what a geofence is called, covers, or when it counts."""
    row = await _locked(tx, fence)
    if row.withdrawn_at is not None:
        raise Invalid("This geofence was withdrawn; bring it back first.")
    sent = body.changes()
    changes: Answer = {name: value for name, value in sent.items() if name != "shape"}
    if "hours" in changes:
        changes["hours"] = body.hours.kept() if body.hours else None
    shaped = _reshaped(row, body, await queries.shape(tx, fence), sent)
    if "shape" in sent:
        changes["shape_digest"] = shaped["shape_digest"]
    await merging.check_base(tx, fence, seen, changes)
    if shaped:
        await queries.reshape(tx, fence, shaped)
    plain = {name: getattr(row, name) for name in ("name", "hours", "active")}
    plain |= {name: value for name, value in changes.items() if name in plain}
    await queries.update(tx, fence, plain, row.version + 1)
    return await _record(tx, fence, "geofence.changed")


async def withdraw(tx: Tx, fence: UUID) -> None:
    """Watch an area no more; `restore` undoes it."""
    row = await _locked(tx, fence)
    if row.withdrawn_at is None:
        await queries.withdraw(tx, fence, tx.now, row.version + 1)
        await _record(tx, fence, "geofence.withdrawn")


async def restore(tx: Tx, fence: UUID) -> Answer:
    """Watch an area again."""
    row = await _locked(tx, fence)
    if row.withdrawn_at is None:
        return await show(tx, fence)
    await queries.withdraw(tx, fence, None, row.version + 1)
    return await _record(tx, fence, "geofence.drawn")


def author(tx: Tx) -> dict[str, Any]:
    """Return whoever acts, as geofences and rules name their makers."""
    return {"id": tx.actor.card()["id"], "name": tx.actor.name}


def check_owner(tx: Tx, organisation: UUID) -> None:
    """Refuse whoever is of another organisation. Raises `ForeignFence`."""
    if not organisations.sees(tx.actor, organisation):
        detail = "its own organisation, or one above it, changes it"
        raise ForeignFence(detail, errors=[FieldError("", "foreign-geofence", detail)])


def _shaped(kind: str, shape: ShapeIn, sizes: Any) -> Answer:
    """Return the columns that a shape, its sizes and its margin make."""
    found = area.area_of(kind, shape, (sizes.radius_m, sizes.width_m), sizes.margin_m)
    return found | {
        "radius_m": sizes.radius_m,
        "width_m": sizes.width_m,
        "margin_m": sizes.margin_m,
        "shape_digest": area.digest(found["shape"]),
        "area_m2": area.area_m2(found["area"]),
    }


def _reshaped(row: Any, body: GeofencePatch, present: Any, sent: Answer) -> Answer:
    """Return the columns of the shape after a change, nothing where none of it is changed."""
    if not any(name in sent for name in SHAPED):
        return {}
    kept = {name: getattr(row, name) for name in SHAPED if name != "shape" and name not in sent}
    sizes = body.model_copy(update=kept)
    shape = body.shape if "shape" in sent else ShapeIn(**present)
    return _shaped(row.kind, shape, sizes)


async def _locked(tx: Tx, fence: UUID) -> Any:
    tx.actor.require(EDIT)
    row = await queries.one(tx, fence, lock=True)
    if row is None:
        raise NotFound
    check_owner(tx, row.organisation_id)
    return row


async def _states(tx: Tx, rows: list[Any]) -> list[Answer]:
    owners = await organisations.refs(tx, {row.organisation_id for row in rows})
    return [state_of(row, owners) for row in rows]


async def _answers(tx: Tx, rows: list[Any]) -> list[Answer]:
    """Return geofences with how many are inside, for whoever sees units."""
    states = await _states(tx, rows)
    if tx.actor.may(UNITS):
        counts = await queries.inside(tx, [row.id for row in rows])
        for state in states:
            state["inside"] = counts.get(state["id"], 0)
    return states


async def _record(tx: Tx, fence: UUID, kind: str) -> Answer:
    row = await queries.one(tx, fence)
    if row is None:
        raise Forbidden("This would hide the geofence from yourself.")
    (state,) = await _states(tx, [row])
    tx.record(NewFact(kind, TOPIC, fence, None if row.withdrawn_at else state, row.scope_id))
    return state | {
        "shape": await queries.shape(tx, fence),
        "version": await journal.version_after(tx, fence),
    }
