"""Use cases of the organisation tree."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from kernel.api import (
    Actor,
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
    scopes,
)
from registry.organisations import queries, rules
from registry.organisations.schemas import OrganisationIn, OrganisationPatch

TOPIC = "organisations"
FIELDS = ("kind", "parent_id", "zh", "en", "short", "pinyin", "area_code", "phone")
Ref = dict[str, Any]


async def find_many(
    tx: Tx,
    *,
    kind: str | None = None,
    parent: UUID | None = None,
    q: str | None = None,
    cursor: str | None = None,
    limit: int = paging.DEFAULT_ITEMS,
) -> dict[str, Any]:
    """Return a page of organisations by code; every account may read the tree."""
    _check_reader(tx.actor)
    key = paging.key_of(cursor, str)
    rows = await queries.listed(
        tx, kind=kind, parent=parent, q=q, after=key[0] if key else None, limit=limit
    )
    return paging.page([state_of(row) for row in rows], limit, lambda item: (item["code"],))


async def find(tx: Tx, organisation: UUID) -> dict[str, Any]:
    """Return one organisation with the codes above it, root first."""
    _check_reader(tx.actor)
    row = await queries.one(tx, organisation)
    if row is None:
        raise NotFound
    above = await refs(tx, await queries.above(tx, organisation))
    path = [ref["code"] for ref in reversed(above.values())]
    version = await journal.version_of(tx, organisation)
    return state_of(row) | {"path": [*path, row.code], "version": version}


def _check_reader(actor: Actor) -> None:
    """Refuse the phones of callers: telephone numbers of desks are not for everybody."""
    if actor.kind == "link":
        raise Forbidden("The tree of organisations is for accounts.")


async def register(tx: Tx, body: OrganisationIn) -> dict[str, Any]:
    """Add an organisation below one the asker answers for."""
    tx.actor.require("organisations.manage")
    await queries.lock_tree(tx)
    parent = await _within_sight(tx, body.parent_id)
    rules.check_place_in_tree(body.kind, parent.kind)
    values = body.model_dump()
    values |= {"short": body.short or body.zh[:40], "pinyin": body.pinyin or ""}
    return await insert(tx, values)


async def insert(tx: Tx, values: dict[str, Any]) -> dict[str, Any]:
    """Store a checked organisation with its standing scope and its first fact."""
    organisation = new_id()
    if not await queries.insert(tx, values | {"id": organisation}):
        raise rules.CodeTaken(errors=[FieldError("/code", "taken", "choose another code")])
    await scopes.create(tx, [organisation], scope_id=organisation)
    return await record(tx, "organisation.registered", organisation)


async def change(
    tx: Tx, organisation: UUID, body: OrganisationPatch, seen: int | None
) -> dict[str, Any]:
    """Change or move an organisation the asker answers for."""
    tx.actor.require("organisations.manage")
    await queries.lock_tree(tx)
    row = await queries.one(tx, organisation, lock=True)
    if row is None or not sees(tx.actor, organisation):
        raise NotFound
    changes = body.changes()
    await merging.check_base(tx, organisation, seen, changes)
    values = {name: getattr(row, name) for name in FIELDS} | changes
    values["pinyin"] = values["pinyin"] or ""
    await _check_tree(tx, row, values)
    await queries.update(tx, organisation, values)
    moved = values["parent_id"] != row.parent_id
    kind = "organisation.moved" if moved else "organisation.changed"
    return await record(tx, kind, organisation)


async def _check_tree(tx: Tx, row: Any, values: dict[str, Any]) -> None:
    parent = None
    if values["parent_id"] != row.parent_id:
        rules.check_move(row.id, await queries.below(tx, row.id), values["parent_id"])
        parent = await _within_sight(tx, values["parent_id"])
    elif row.parent_id is not None:
        parent = await queries.one(tx, row.parent_id)
    rules.check_place_in_tree(values["kind"], parent.kind if parent else None)
    rules.check_children(values["kind"], await queries.kinds_of_children(tx, row.id))


async def _within_sight(tx: Tx, organisation: UUID | None) -> Any:
    return await visible(tx, organisation, "/parent_id")


async def visible(tx: Tx, organisation: UUID | None, pointer: str) -> Any:
    """Return an organisation within the asker's sight.

    Raises `Invalid` alike for one that does not exist and one that is somebody else's.
    """
    row = None
    if organisation is not None and sees(tx.actor, organisation):
        row = await queries.one(tx, organisation)
    if row is None:
        raise unknown(pointer)
    return row


async def existing(tx: Tx, organisation: UUID, pointer: str) -> Any:
    """Return any organisation of the tree. Raises `Invalid` for an unknown id."""
    row = await queries.one(tx, organisation)
    if row is None:
        raise unknown(pointer)
    return row


def unknown(pointer: str) -> Invalid:
    """Return the refusal of an organisation that is not there for the asker."""
    return Invalid(
        f"{pointer}: no such organisation among yours.",
        errors=[FieldError(pointer, "unknown", "no such organisation among yours")],
    )


def sees(actor: Actor, organisation: UUID) -> bool:
    """Say whether an organisation is the actor's own or lies below it."""
    return actor.organisations is None or organisation in actor.organisations


async def refs(tx: Tx, ids: Collection[UUID]) -> dict[UUID, Ref]:
    """Return `{id, code, zh, en}` of organisations by id, in the order asked, unknown left out."""
    found = {row.id: ref_of(row) for row in await queries.several(tx, ids)}
    return {each: found[each] for each in ids if each in found}


async def ref(tx: Tx, organisation: UUID) -> Ref | None:
    """Return `{id, code, zh, en}` of one organisation, None when unknown."""
    return (await refs(tx, [organisation])).get(organisation)


async def by_code(tx: Tx, code: str) -> dict[str, Any] | None:
    """Return the state of the organisation of a code, None when unknown."""
    row = await queries.by_code(tx, code)
    return state_of(row) if row else None


async def by_area_code(tx: Tx, area_code: str) -> dict[str, Any] | None:
    """Return the state of the organisation that answers for an area (district or town code)."""
    row = await queries.by_area_code(tx, area_code)
    return state_of(row) if row else None


async def root(tx: Tx) -> dict[str, Any]:
    """Return the state of the root of the tree. Raises `NotFound` before any city is loaded."""
    row = await queries.root(tx)
    if row is None:
        raise NotFound
    return state_of(row)


async def above(tx: Tx, organisation: UUID) -> list[UUID]:
    """Return the organisations above one, nearest first."""
    return await queries.above(tx, organisation)


async def below(tx: Tx, organisation: UUID) -> set[UUID]:
    """Return an organisation and all below it."""
    return await queries.below(tx, organisation)


def ref_of(row: Any) -> Ref:
    """Return the short form in which every other state names an organisation."""
    return {"id": row.id, "code": row.code, "zh": row.zh, "en": row.en}


def state_of(row: Any) -> dict[str, Any]:
    """Return the public state of an organisation."""
    return {"id": row.id, "code": row.code} | {name: getattr(row, name) for name in FIELDS}


async def record(tx: Tx, kind: str, organisation: UUID) -> dict[str, Any]:
    """Record the present state of an organisation; return the answer that shows it."""
    row = await queries.one(tx, organisation)
    state = state_of(row)
    tx.record(NewFact(kind, TOPIC, organisation, state, None))
    return state | {"version": await journal.version_after(tx, organisation)}
