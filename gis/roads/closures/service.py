"""Use cases of closures: close, change, open again, close anew; they end by themselves in time."""

from typing import Any
from uuid import UUID

import shapely

from gis.roads import book
from gis.roads.closures import queries
from gis.roads.closures.live import TOPIC, state_of
from gis.roads.closures.schemas import ClosureFilter, ClosureIn, ClosurePatch
from gis.shapes import drawn
from gis.subjects import about_incident, check_end
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
from registry.api import instant, organisations

READ, CLOSE = "layers.read", "roads.close"
# What is told of the roads a shape closes; a list of more is read on the map.
MOST_NAMES = 10
Answer = dict[str, Any]


class ForeignClosure(Forbidden):
    """The closure may be seen, but another organisation drew it."""

    code = "foreign-closure"
    title = "Another organisation closed this road"


async def find_many(tx: Tx, wanted: ClosureFilter) -> Answer:
    """Return a page of the closures within sight, newest first."""
    tx.actor.require(READ)
    key = paging.key_of(wanted.cursor, instant, UUID)
    after = (key[0], key[1]) if key else None
    rows = await queries.listed(tx, ended=wanted.ended, after=after, limit=wanted.limit)
    items = await _answers(tx, rows)
    return paging.page(items, wanted.limit, lambda item: (item["created_at"], item["id"]))


async def show(tx: Tx, closure: UUID) -> Answer:
    """Return one closure within sight, one that is over too."""
    tx.actor.require(READ)
    row = await queries.one(tx, closure)
    if row is None:
        raise NotFound
    return (await _answers(tx, [row]))[0] | {"version": row.version}


async def close(tx: Tx, body: ClosureIn) -> Answer:
    """Close a road from the next request on, in every process."""
    tx.actor.require(CLOSE)
    shape = drawn(body.shape)
    about = await about_incident(tx, body.incident_id)
    organisation = tx.actor.organisation_id
    if organisation is None:
        raise Forbidden("Roads are closed by somebody of an organisation.")
    starts_at = body.starts_at or tx.now
    check_end(body.until, max(starts_at, tx.now))
    closure = new_id()
    values = {
        "id": closure,
        "reason": body.reason,
        "shape": shapely.to_wkb(shape),
        "reach_m": body.reach_m,
        "starts_at": starts_at,
        "until": body.until,
        "roads": await _roads(tx, shape, body.reach_m),
        "organisation_id": organisation,
        "scope_id": organisation if body.sight == "internal" else None,
        "incident_id": about.incident,
        "drawn_by": {"id": tx.actor.card()["id"], "name": tx.actor.name},
    }
    await queries.insert(tx, values)
    return await _record(tx, closure, "road.closed")


async def change(tx: Tx, closure: UUID, body: ClosurePatch, seen: int | None) -> Answer:
    """Change what a closure covers, why, or until when."""
    row = await _locked(tx, closure)
    if row.opened_at is not None:
        raise Invalid("This closure is over; close the road anew.")
    changes = body.changes()
    plain = {name: value for name, value in changes.items() if name != "shape"}
    if "shape" in changes:
        plain["shape"] = body.shape.model_dump()
    await merging.check_base(tx, closure, seen, plain)
    shape = drawn(body.shape) if "shape" in changes else await _present(tx, closure)
    values = _values(row) | plain | {"shape": shapely.to_wkb(shape)}
    check_end(values["until"], max(values["starts_at"], tx.now))
    values["roads"] = await _roads(tx, shape, values["reach_m"])
    await queries.update(tx, closure, values, row.version + 1)
    return await _record(tx, closure, "road.closed")


async def reopen(tx: Tx, closure: UUID) -> None:
    """Open the road; a closure that is over already stays as it is."""
    row = await _locked(tx, closure)
    if row.opened_at is None:
        await _set_opened(tx, row, opened=True)
        await _record(tx, closure, "road.opened")


async def restore(tx: Tx, closure: UUID) -> Answer:
    """Undo an opening: the closure stands again as it was; past its end it needs a new one."""
    row = await _locked(tx, closure)
    check_end(row.until, tx.now)
    if row.opened_at is None:
        return await show(tx, closure)
    await _set_opened(tx, row, opened=False)
    return await _record(tx, closure, "road.closed")


async def end_run_out(tx: Tx, most: int) -> int:
    """Take closures that ended by themselves off the boards; return how many."""
    rows = await queries.run_out(tx, most)
    for row in rows:
        await _set_opened(tx, row, opened=True)
        await _record(tx, row.id, "road.opened")
    return len(rows)


async def _set_opened(tx: Tx, row: Any, *, opened: bool) -> None:
    shape = shapely.to_wkb(await _present(tx, row.id))
    values = _values(row) | {"shape": shape, "opened_at": tx.now if opened else None}
    await queries.update(tx, row.id, values, row.version + 1)


def _values(row: Any) -> Answer:
    names = ("reason", "reach_m", "starts_at", "until", "roads", "opened_at")
    return {name: getattr(row, name) for name in names}


async def _present(tx: Tx, closure: UUID) -> shapely.Geometry:
    ((shape, _),) = await queries.shapes(tx, [closure])
    return shape


async def _roads(tx: Tx, shape: shapely.Geometry, reach_m: float) -> Answer:
    found = await book.closed_by(tx, shape, reach_m)
    return found | {"names": found["names"][:MOST_NAMES]}


async def _locked(tx: Tx, closure: UUID) -> Any:
    tx.actor.require(CLOSE)
    row = await queries.one(tx, closure, lock=True)
    if row is None:
        raise NotFound
    if not organisations.sees(tx.actor, row.organisation_id):
        detail = "its own organisation, or one above it, opens it"
        raise ForeignClosure(detail, errors=[FieldError("", "foreign-closure", detail)])
    return row


async def _states(tx: Tx, rows: list[Any]) -> list[Answer]:
    owners = await organisations.refs(tx, {row.organisation_id for row in rows})
    return [state_of(row, owners) for row in rows]


async def _answers(tx: Tx, rows: list[Any]) -> list[Answer]:
    """Return closures with the incidents the asker sees."""
    states = await _states(tx, rows)
    may = tx.actor.may("incidents.read")
    for row, state in zip(rows, states, strict=True):
        if may and row.incident_seen:
            state["incident_id"] = row.incident_id
    return states


async def _record(tx: Tx, closure: UUID, kind: str) -> Answer:
    row = await queries.one(tx, closure)
    if row is None:
        raise Forbidden("This would hide the closure from yourself.")
    (state,) = await _states(tx, [row])
    told = state if row.opened_at is None else None
    tx.record(NewFact(kind, TOPIC, closure, told, row.scope_id))
    (answer,) = await _answers(tx, [row])
    return answer | {"version": await journal.version_after(tx, closure)}
