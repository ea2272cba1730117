"""Use cases of layers: publish, change, remove, bring back; and what every editor of features uses.

A change takes the lock of the layer's row first (`locked`) and ends with `touched`, which makes
the new version and the fact. So the version of a layer is the version of its subject.
"""

from typing import Any
from uuid import UUID, uuid4

from gis.layers import queries
from gis.layers.groups import check_group
from gis.layers.live import TOPIC, Edit, state_of
from gis.layers.policies import EDIT, PUBLISH, READ, check_keeper, may_edit
from gis.layers.schemas import LayerFilter, LayerIn, LayerPatch, stored_attributes
from gis.tiles import overviews
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
    scopes,
)
from registry.api import organisations, posts

Answer = dict[str, Any]
# Up to so many features a layer is counted and measured anew with each edit (about 10 ms); above,
# an edit moves the count and widens the box, which may stay too wide until the next import.
MOST_RECOUNTED = 20_000
FEATURES_CHANGED = frozenset({"layer.published", "layer.edited"})


class LayerCodeTaken(Conflict):
    """Another layer has this code, perhaps one the asker does not see."""

    code = "layer-code-taken"
    title = "A layer of this code exists"


async def find_many(tx: Tx, wanted: LayerFilter) -> Answer:
    """Return a page of the layers within sight by position and code."""
    tx.actor.require(PUBLISH if wanted.removed else READ)
    rows = await queries.listed(
        tx,
        filters=wanted.model_dump(include={"group", "organisation", "removed"}),
        after=paging.key_of(wanted.cursor, int, str),
        limit=wanted.limit,
    )
    items = await answers(tx, rows)
    return paging.page(items, wanted.limit, lambda item: (item["position"], item["code"]))


async def answers(tx: Tx, rows: list[Any]) -> list[Answer]:
    """Return layers as the asker is shown them."""
    owners = await organisations.refs(tx, {row.organisation_id for row in rows})
    return [state_of(row, owners) | {"may_edit": may_edit(tx.actor, row)} for row in rows]


async def show(tx: Tx, layer: UUID) -> Answer:
    """Return one layer within sight, removed ones too."""
    tx.actor.require(READ)
    row = await queries.one(tx, layer)
    if row is None:
        raise NotFound
    return (await answers(tx, [row]))[0]


async def find(tx: Tx, layer: UUID | str) -> Any:
    """Return the row of a visible layer by id or code. Raises `NotFound`, also for removed ones."""
    row = await (queries.by_code if isinstance(layer, str) else queries.one)(tx, layer)  # type: ignore[arg-type]
    if row is None or row.removed_at is not None:
        raise NotFound
    return row


async def visible(tx: Tx) -> list[Any]:
    """Return the rows of all visible layers by position and code, removed ones left out."""
    return await queries.visible(tx)


async def locked(tx: Tx, layer: UUID, permission: str = EDIT) -> Any:
    """Return a layer the asker keeps, its row locked.

    Raises `NotFound` (also for removed ones), `ForeignLayer`, `Forbidden`.
    """
    tx.actor.require(permission)
    row = await queries.lock(tx, layer)
    if row is None or row.removed_at is not None:
        raise NotFound
    check_keeper(tx.actor, row, permission)
    return row


async def publish(tx: Tx, body: LayerIn) -> Answer:
    """Make a layer without features; they are added in the same or a later transaction."""
    tx.actor.require(PUBLISH)
    check_group(body.group)
    layer = new_id()
    values = body.model_dump(exclude={"group", "sight", "posts", "attributes", "style"})
    owner = await _owner(tx, body.organisation_id)
    values |= {"id": layer, "organisation_id": owner, "group_code": body.group}
    values |= {"code": body.code or f"layer-{uuid4().hex[:12]}", "style": body.style.stored()}
    values["attributes"] = stored_attributes(body.attributes)
    if not await queries.insert(tx, values | await _sight(tx, owner, body.sight, body.posts)):
        raise LayerCodeTaken(errors=[FieldError("/code", "taken", "choose another code")])
    return await touched(tx, await queries.lock(tx, layer), kind="layer.published")


async def _owner(tx: Tx, organisation: UUID | None) -> UUID:
    wanted = organisation or tx.actor.organisation_id
    row = await organisations.visible(tx, wanted, "/organisation_id")
    found: UUID = row.id
    return found


async def _sight(tx: Tx, owner: UUID, sight: str, named: list[UUID]) -> Answer:
    """Return the columns that say who sees a layer. Raises `Invalid`."""
    if sight != "restricted":
        return {"public": sight == "public", "scope_id": owner if sight == "internal" else None}
    if not named:
        raise _refused("/posts", "required", "name the posts that may see it")
    known = await posts.refs(tx, named)
    for number, post in enumerate(named):
        if post not in known:
            raise _refused(f"/posts/{number}", "unknown", "no such post among yours")
    scope = await scopes.create(tx, [owner], label="restricted", named=named)
    return {"public": False, "scope_id": scope}


def _refused(pointer: str, code: str, detail: str) -> Invalid:
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, code, detail)])


async def change(tx: Tx, layer: UUID, body: LayerPatch, seen: int | None) -> Answer:
    """Change what a layer says and how it looks; who sees it takes the right to publish."""
    changes = body.changes()
    row = await locked(tx, layer, PUBLISH if {"sight", "posts"} & changes.keys() else EDIT)
    await merging.check_base(tx, layer, seen, _plain(body, changes))
    values = _plain(body, changes)
    if "group" in values:
        check_group(body.group)
        values["group_code"] = values.pop("group")
    _check_zooms(row, values)
    if {"sight", "posts"} & changes.keys():
        sight, named = changes.get("sight", row.sight), changes.get("posts", row.posts or [])
        values |= await _sight(tx, row.organisation_id, sight, named)
    columns = {name: value for name, value in values.items() if name in queries.COLUMNS}
    await queries.update(tx, layer, columns)
    return await touched(tx, row, kind="layer.changed")


def _plain(body: LayerPatch, changes: Answer) -> Answer:
    """Return changes with style and attributes as the table keeps them."""
    values = dict(changes)
    if "style" in changes:
        values["style"] = body.style.stored()
    if "attributes" in changes:
        values["attributes"] = stored_attributes(body.attributes)
    return values


def _check_zooms(row: Any, values: Answer) -> None:
    if values.get("minzoom", row.minzoom) > values.get("maxzoom", row.maxzoom):
        raise _refused("/minzoom", "range", "minzoom is greater than maxzoom")


async def remove(tx: Tx, layer: UUID, seen: int | None) -> None:
    """Take a layer off all maps; its features are kept, so that it can be brought back."""
    row = await locked(tx, layer, PUBLISH)
    if seen is not None:
        await merging.check_base(tx, layer, seen, {"removed_at": tx.now})
    await queries.set_removed(tx, layer, removed=True)
    await touched(tx, row, kind="layer.removed")


async def restore(tx: Tx, layer: UUID) -> Answer:
    """Bring a removed layer back; one that is there stays as it is."""
    tx.actor.require(PUBLISH)
    row = await queries.lock(tx, layer)
    if row is None:
        raise NotFound
    check_keeper(tx.actor, row, PUBLISH)
    if row.removed_at is None:
        return (await answers(tx, [row]))[0]
    await queries.set_removed(tx, layer, removed=False)
    return await touched(tx, row, kind="layer.restored")


async def touched(tx: Tx, layer: Any, *, kind: str, edit: Edit | None = None) -> Answer:
    """Make the new version of a locked layer, count its features, record the fact.

    `kind` is `layer.published`, `.changed`, `.edited`, `.removed` or `.restored`; `edit` says which
    features changed. Without it `.published` and `.edited` count all features anew. Returns the
    layer as the asker is shown it.
    """
    if kind in FEATURES_CHANGED:
        await _measure(tx, layer, edit)
        await overviews.refresh(tx, layer.id)
    version = await journal.version_after(tx, layer.id) + 1
    await queries.set_version(tx, layer.id, version)
    row = await queries.one(tx, layer.id)
    if row is None:  # the change took it out of the asker's own sight
        raise Forbidden("This would hide the layer from yourself.")
    (answer,) = await answers(tx, [row])
    state = {name: value for name, value in answer.items() if name != "may_edit"}
    if edit is not None:
        state["edit"] = edit.told()
    told = None if kind == "layer.removed" else state
    tx.record(NewFact(kind, TOPIC, layer.id, told, row.scope_id))
    return answer


async def _measure(tx: Tx, layer: Any, edit: Edit | None) -> None:
    if edit is None or layer.features <= MOST_RECOUNTED:
        await queries.recount(tx, layer.id)
        return
    by = len(edit.created) - len(edit.removed)
    touched_now = [*edit.created, *edit.changed]
    await queries.add_to_count(tx, layer.id, by=by, touched=touched_now)
