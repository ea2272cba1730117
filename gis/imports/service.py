"""Use cases of imports: begin, choose, start, cancel, undo, the report."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from gis.imports import queries, rules
from gis.imports.errors import CannotUndo, ImportState, TooManyImports
from gis.imports.schemas import READING, ImportChoices, ImportFilter, ImportIn
from gis.layers import service as layers
from gis.layers.groups import check_group
from gis.layers.policies import EDIT, PUBLISH
from kernel.api import FieldError, Invalid, NotFound, Tx, files, new_id, paging, sheet
from registry.api import instant

Answer = dict[str, Any]
# Somebody who has so many open has forgotten most of them; each holds a preview.
MOST_UNFINISHED = 20
_OPEN = frozenset({"inspecting", "ready", "running"})
_TITLES = (
    "图层 layer",
    "行号 row",
    "列 column",
    "问题 problem",
    "说明 detail",
    "怎么办",
    "what to do",
)


async def begin(tx: Tx, body: ImportIn) -> Answer:
    """Take up a file the asker has sent; a background step looks through it."""
    tx.actor.require(PUBLISH)
    try:
        file = await files.shown(tx, body.file)
    except NotFound as error:
        raise Invalid(
            "There is no such file that you may see.",
            errors=[FieldError("/file", "unknown", "no such file")],
        ) from error
    if await queries.TASKS.owned(tx, *queries.UNDER_WAY) >= MOST_UNFINISHED:
        raise TooManyImports(f"{MOST_UNFINISHED} are under way; finish or cancel one.")
    import_id = new_id()
    await queries.insert(tx, import_id=import_id, file_id=file.id, name=file.name)
    return await show(tx, import_id)


async def show(tx: Tx, import_id: UUID) -> Answer:
    """Return one import of the asker. Raises `NotFound`."""
    return told(await _found(tx, import_id))


async def find_many(tx: Tx, wanted: ImportFilter) -> Answer:
    """Return a page of the asker's imports, latest first."""
    tx.actor.require(PUBLISH)
    after = paging.key_of(wanted.cursor, instant, UUID)
    rows = await queries.TASKS.listed(tx, after=after, limit=wanted.limit)
    items = [told(row) for row in rows]
    return paging.page(items, wanted.limit, lambda item: (item["created_at"], item["id"]))


async def _found(tx: Tx, import_id: UUID, *, lock: bool = False) -> Any:
    tx.actor.require(PUBLISH)
    row = await queries.TASKS.one(tx, import_id, lock=lock)
    if row is None:
        raise NotFound
    return row


def told(row: Any) -> Answer:
    """Return an import as its owner is shown it."""
    preview = row.preview
    if preview is not None:
        preview = {**preview, "faults": [rules.advised(each) for each in preview["faults"]]}
    return {
        "id": row.id,
        "file_id": row.file_id,
        "name": row.name,
        "state": row.state,
        "choices": row.choices,
        "preview": preview,
        "progress": {"done": row.done, "total": row.total},
        "faults": row.faults,
        "notes": row.notes,
        "problem": row.problem,
        "layer_id": row.layer_id,
        "undo_until": row.undo_until,
        "created_at": row.created_at,
        "changed_at": row.changed_at,
    }


async def choose(tx: Tx, import_id: UUID, body: ImportChoices) -> Answer:
    """Keep the choices; those that change what is read have the file looked through anew."""
    row = await _found(tx, import_id, lock=True)
    if row.state not in {"inspecting", "ready", "failed"}:
        raise ImportState(f"The import is {row.state}.")
    stored = body.model_dump(mode="json", exclude_unset=True, by_alias=True)
    values: Answer = {"choices": stored}
    changed = any(stored.get(name) != row.choices.get(name) for name in READING)
    if changed or row.preview is None or row.state == "failed":
        values |= {"state": "inspecting", "problem": None, "attempts": 0, "faults": 0}
    await queries.change(tx, import_id, **values)
    return await show(tx, import_id)


async def start(tx: Tx, import_id: UUID) -> Answer:
    """Begin the run. Raises `Invalid` while a choice is missing, `ImportState`."""
    row = await _found(tx, import_id, lock=True)
    if row.state != "ready":
        raise ImportState(f"The import is {row.state}; it starts from ready.")
    choices = choices_of(row)
    rules.check_ready(choices, row.preview)
    await check_target(tx, choices, row.preview, row.name)
    await queries.drop_staged(tx, import_id)
    await queries.change(
        tx,
        import_id,
        state="running",
        total=row.preview["rows"],
        done=0,
        staged=False,
        faults=0,
        attempts=0,
        problem=None,
    )
    return await show(tx, import_id)


async def check_target(
    tx: Tx, choices: ImportChoices, preview: Mapping[str, Any], name: str
) -> list[Answer]:
    """Refuse early what publishing would refuse; return the columns as the child needs them."""
    if choices.into == "new":
        columns = rules.columns_of(choices, preview)
        check_group(rules.layer_form(choices, preview, name, columns).group)
    else:
        assert choices.layer_id is not None
        permission = PUBLISH if choices.into == "replace" else EDIT
        layer = await layers.locked(tx, choices.layer_id, permission)
        appended = choices.into == "append"
        columns = rules.columns_of(choices, preview, layer.attributes if appended else None)
        if appended and not rules.fits(layer.geometry, preview["geometry"]):
            detail = f"the layer holds {layer.geometry} features, the file {preview['geometry']}"
            raise rules.refused("/layer_id", "geometry", detail)
        rules.contents(choices, preview, columns)
    names = {column.name for column in columns}
    for pointer, end in (("/since", choices.since), ("/until", choices.until)):
        if end is not None and end not in names:
            raise rules.refused(pointer, "unknown", "no column of this name is kept")
    return [{"source": each.source, "name": each.name, "type": each.type} for each in columns]


def choices_of(row: Any) -> ImportChoices:
    """Return the choices of an import."""
    return ImportChoices.model_validate(row.choices)


async def cancel(tx: Tx, import_id: UUID) -> Answer:
    """Give an import up; nothing of it is left."""
    row = await _found(tx, import_id, lock=True)
    if row.state == "cancelled":
        return told(row)
    if row.state not in _OPEN | {"failed"}:
        raise ImportState(f"The import is {row.state}; it can be undone, not cancelled.")
    await queries.drop_staged(tx, import_id)
    await queries.change(tx, import_id, state="cancelled")
    return await show(tx, import_id)


async def undo(tx: Tx, import_id: UUID) -> Answer:
    """Bring back what was before. Raises `CannotUndo`, `ImportState`."""
    row = await _found(tx, import_id, lock=True)
    if row.state == "undone":
        return told(row)
    if row.state != "done":
        raise ImportState(f"The import is {row.state}; only a done one can be undone.")
    if row.undo_until is None or row.undo_until <= tx.now or row.layer_id is None:
        raise CannotUndo("Its time is over: what was before is no longer kept.")
    await tx.run(queries.PUBLISH_TIMEOUT)
    await _UNDO[choices_of(row).into](tx, row)
    await queries.drop_kept(tx, import_id)
    await queries.change(tx, import_id, state="undone")
    return await show(tx, import_id)


async def _remove(tx: Tx, row: Any) -> None:
    """Take the new layer off the maps; `restore` would bring it back."""
    layer = await layers.locked(tx, row.layer_id, PUBLISH)
    await layers.remove(tx, row.layer_id, layer.version)


async def _put_back(tx: Tx, row: Any) -> None:
    layer = await layers.locked(tx, row.layer_id, PUBLISH)
    if layer.version != row.layer_version:
        raise CannotUndo("The layer was changed since; undoing would lose those changes.")
    await queries.drop_made(tx, row.layer_id, row.first_feature or 0, row.last_feature or 0)
    await queries.put_back(tx, row.id, row.layer_id)
    await queries.set_contents(tx, row.layer_id, row.before)
    await layers.touched(tx, layer, kind="layer.edited")


async def _take_away(tx: Tx, row: Any) -> None:
    layer = await layers.locked(tx, row.layer_id, EDIT)
    first, last = row.first_feature or 0, row.last_feature or 0
    if await queries.edited_since(tx, row.layer_id, first, last):
        raise CannotUndo("Some of its features were edited since; undoing would lose that.")
    await queries.drop_made(tx, row.layer_id, first, last)
    await layers.touched(tx, layer, kind="layer.edited")


_UNDO = {"new": _remove, "replace": _put_back, "append": _take_away}


async def report(tx: Tx, import_id: UUID) -> Answer:
    """Return the rows that cannot be taken: the first 1,000, with what to do."""
    row = await _found(tx, import_id)
    items = [rules.advised(each) for each in await queries.faults(tx, import_id)]
    return {"items": items, "total": row.faults}


async def report_sheet(tx: Tx, import_id: UUID) -> bytes:
    """Return the report for office programs."""
    items = (await report(tx, import_id))["items"]
    names = ("layer", "row", "column", "code", "detail", "zh", "en")
    return sheet.document(_TITLES, ([item[name] for name in names] for item in items))
