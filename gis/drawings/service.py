"""Use cases of drawings: draw, change, remove, put back; they end by themselves in time."""

from typing import Any
from uuid import UUID

import shapely

from gis.drawings import queries, rules, symbols
from gis.drawings.live import TOPIC, named_incident, state_of
from gis.drawings.schemas import DrawingFilter, DrawingIn, DrawingPatch, PutBackIn
from gis.shapes import drawn
from gis.subjects import About, about_incident, check_end
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

READ, DRAW = "layers.read", "drawings.edit"
# What a map still shows as single drawings; more of one organisation are a layer.
MOST_STANDING = 2_000
Answer = dict[str, Any]
CHANGEABLE = ("radius_m", "symbol", "label", "style", "sheet", "until")


class ForeignDrawing(Forbidden):
    """The drawing may be seen, but another organisation drew it."""

    code = "foreign-drawing"
    title = "Another organisation drew this"


class TooManyDrawings(Conflict):
    """An organisation has as many drawings on the map as it may."""

    code = "too-many-drawings"
    title = "Too many drawings on the map"


async def find_many(tx: Tx, wanted: DrawingFilter) -> Answer:
    """Return a page of the drawings within sight, newest first."""
    tx.actor.require(READ)
    key = paging.key_of(wanted.cursor, instant, UUID)
    rows = await queries.listed(
        tx,
        incident=wanted.incident,
        removed=wanted.removed,
        after=(key[0], key[1]) if key else None,
        limit=wanted.limit,
    )
    items = await _answers(tx, rows)
    return paging.page(items, wanted.limit, lambda item: (item["created_at"], item["id"]))


async def standing(tx: Tx, incident: UUID | None, sheet: str | None, most: int) -> list[Answer]:
    """Return drawings on the boards, oldest first, at most one more than `most`."""
    tx.actor.require(READ)
    return await _answers(tx, await queries.on_boards(tx, incident, sheet, most + 1))


async def show(tx: Tx, drawing: UUID) -> Answer:
    """Return one drawing within sight, a removed one too."""
    tx.actor.require(READ)
    row = await queries.one(tx, drawing)
    if row is None:
        raise NotFound
    return (await _answers(tx, [row]))[0] | {"version": row.version}


async def draw(tx: Tx, body: DrawingIn) -> Answer:
    """Put a drawing on every board that may see it."""
    tx.actor.require(DRAW)
    organisation = tx.actor.organisation_id
    if organisation is None:
        raise Forbidden("Only somebody of an organisation draws.")
    if await queries.standing(tx, organisation) >= MOST_STANDING:
        raise TooManyDrawings(f"{MOST_STANDING} stand already; remove some or import a layer.")
    about = await about_incident(tx, body.incident_id)
    check_end(body.until, tx.now)
    shape = drawn(body.shape)
    drawing = body.id or new_id()
    values = _plain(body) | {"kind": body.kind, "shape": shape}
    rules.check(values)
    symbols.check(values["symbol"])
    values |= rules.measures(body.kind, shape, body.radius_m) | {
        "id": drawing,
        "shape": shapely.to_wkb(shape),
        "organisation_id": organisation,
        "scope_id": _scope(body, organisation, about),
        "sight": body.sight,
        "incident_id": about.incident,
        "drawn_by": {"id": tx.actor.card()["id"], "name": tx.actor.name},
    }
    await queries.insert(tx, values)
    return await _record(tx, drawing, "drawing.drawn")


async def change(tx: Tx, drawing: UUID, body: DrawingPatch, seen: int | None) -> Answer:
    """Change a drawing; fields that others changed meanwhile are not overwritten."""
    row = await _locked(tx, drawing)
    if row.removed_at is not None:
        raise Invalid("This drawing was removed; put it back first.")
    changes = body.changes()
    plain = {name: _dumped(changes[name]) for name in CHANGEABLE if name in changes}
    told = plain | ({"shape": body.shape.model_dump()} if "shape" in changes else {})
    await merging.check_base(tx, drawing, seen, told)
    if "until" in changes:
        check_end(body.until, tx.now)
    shape = drawn(body.shape) if "shape" in changes else shapely.geometry.shape(row.shape)
    values = {name: getattr(row, name) for name in CHANGEABLE} | plain
    values |= {"kind": row.kind, "shape": shape}
    rules.check(values)
    symbols.check(values["symbol"])
    values |= rules.measures(row.kind, shape, values["radius_m"])
    del values["kind"]
    await queries.update(tx, drawing, values | {"shape": shapely.to_wkb(shape)}, row.version + 1)
    return await _record(tx, drawing, "drawing.changed")


async def remove(tx: Tx, drawing: UUID) -> None:
    """Take a drawing off the boards; `restore` undoes it."""
    row = await _locked(tx, drawing)
    if row.removed_at is None:
        await queries.take_off(tx, drawing, row.version + 1)
        await _record(tx, drawing, "drawing.removed")


async def restore(tx: Tx, drawing: UUID, body: PutBackIn | None = None) -> Answer:
    """Put a removed drawing back; past its end it needs a new one, or none any more."""
    row = await _locked(tx, drawing)
    if row.removed_at is None:
        return await show(tx, drawing)
    until = body.until if body is not None and "until" in body.changes() else row.until
    check_end(until, tx.now)
    await queries.put_back(tx, drawing, until, row.version + 1)
    return await _record(tx, drawing, "drawing.drawn")


async def end_run_out(tx: Tx, most: int) -> int:
    """Take drawings whose time is over off the boards; return how many."""
    rows = await queries.run_out(tx, most)
    for row in rows:
        await queries.take_off(tx, row.id, row.version + 1)
        await _record(tx, row.id, "drawing.removed")
    return len(rows)


def _plain(body: DrawingIn) -> Answer:
    return {name: _dumped(getattr(body, name)) for name in CHANGEABLE}


def _dumped(value: Any) -> Any:
    return value.model_dump() if hasattr(value, "model_dump") else value


def _scope(body: DrawingIn, organisation: UUID, about: About) -> UUID | None:
    if body.sight == "incident":
        if about.scope is None:
            detail = "the incident it was drawn for is needed"
            raise Invalid(detail, errors=[FieldError("/incident_id", "required", detail)])
        return about.scope
    return organisation if body.sight == "internal" else None


async def _locked(tx: Tx, drawing: UUID) -> Any:
    tx.actor.require(DRAW)
    row = await queries.one(tx, drawing, lock=True)
    if row is None:
        raise NotFound
    if not organisations.sees(tx.actor, row.organisation_id):
        detail = "its own organisation, or one above it, changes it"
        raise ForeignDrawing(detail, errors=[FieldError("", "foreign-drawing", detail)])
    return row


async def _states(tx: Tx, rows: list[Any]) -> list[Answer]:
    owners = await organisations.refs(tx, {row.organisation_id for row in rows})
    return [state_of(row, owners) for row in rows]


async def _answers(tx: Tx, rows: list[Any]) -> list[Answer]:
    """Return drawings with the incidents the asker sees."""
    states = await _states(tx, rows)
    may = tx.actor.may("incidents.read")
    for row, state in zip(rows, states, strict=True):
        if may and row.incident_seen:
            state["incident_id"] = row.incident_id
    return states


async def _record(tx: Tx, drawing: UUID, kind: str) -> Answer:
    row = await queries.one(tx, drawing)
    if row is None:
        raise Forbidden("This would hide the drawing from yourself.")
    (state,) = await _states(tx, [row])
    told = state if row.removed_at is None else None
    incident = named_incident(row)
    about = [incident] if incident else []
    tx.record(NewFact(kind, TOPIC, drawing, told, row.scope_id, about=about))
    (answer,) = await _answers(tx, [row])
    return answer | {"version": await journal.version_after(tx, drawing)}
