"""Use cases of exports: ask for one, watch it, cancel it."""

from typing import Any
from uuid import UUID

from gis.exports import queries
from gis.exports.schemas import ExportFilter, ExportIn, ExportQuery, Selection
from gis.imports.errors import ImportState, TooManyImports
from gis.layers import service as layers
from gis.layers.policies import READ
from gis.ogc.crs import CRS84
from gis.ogc.parameters import boxes_of
from kernel.api import FieldError, Invalid, NotFound, TooLarge, Tx, new_id, paging
from registry.api import instant

Answer = dict[str, Any]
# Answered within a second or two; more goes to the background.
MOST_AT_ONCE = 5_000
# Each holds a file on the disk for a day.
MOST_UNFINISHED = 10


async def begin(tx: Tx, body: ExportIn) -> Answer:
    """Take up an export that a background step writes."""
    selection = Selection.model_validate(body.model_dump(exclude={"layer_id"}))
    layer, total = await chosen(tx, body.layer_id, selection)
    if await queries.TASKS.owned(tx, *queries.UNFINISHED) >= MOST_UNFINISHED:
        raise TooManyImports(f"{MOST_UNFINISHED} exports are under way; wait for one or cancel it.")
    export_id = new_id()
    choices = selection.model_dump(mode="json", exclude_none=True)
    await queries.insert(tx, export_id, layer.id, choices=choices, total=total)
    return await show(tx, export_id)


async def chosen(tx: Tx, layer_id: UUID, selection: Selection) -> tuple[Any, int]:
    """Return a visible layer and how many of its features are selected.

    Raises `NotFound`, `FilterRefused`, `Invalid` when nothing is.
    """
    tx.actor.require(READ)
    layer = await layers.find(tx, layer_id)
    total = await queries.count(tx, layer, selection)
    if selection.format == "gpx" and layer.geometry == "polygon":
        raise _refused("/format", "geometry", "GPX holds points and lines, no areas")
    if not total and selection.format in {"shapefile", "gpx"}:
        raise _refused("/filter", "empty", "nothing is selected")
    return layer, total


def _refused(pointer: str, code: str, detail: str) -> Invalid:
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, code, detail)])


async def at_once(tx: Tx, query: ExportQuery) -> tuple[Any, Selection]:
    """Return layer and selection of an export that is small enough to be answered now.

    Raises `TooLarge` otherwise.
    """
    selection = selection_of(query)
    layer, total = await chosen(tx, query.layer_id, selection)
    if total > MOST_AT_ONCE:
        raise TooLarge(f"{total} features are more than {MOST_AT_ONCE}: POST to /api/exports.")
    return layer, selection


def selection_of(query: ExportQuery) -> Selection:
    """Return the selection of a query. Raises `Malformed`, `Invalid`."""
    fields = query.model_dump(exclude={"layer_id", "bbox"}, exclude_none=True)
    boxes = boxes_of(query.bbox, CRS84)
    if len(boxes) > 1:
        raise _refused("?bbox", "range", "a box does not cross the 180th meridian")
    try:
        return Selection.model_validate(fields | {"bbox": boxes[0] if boxes else None})
    except ValueError as error:
        raise _refused("?crs", "format", "this format cannot hold that") from error


async def show(tx: Tx, export_id: UUID) -> Answer:
    """Return one export of the asker. Raises `NotFound`."""
    tx.actor.require(READ)
    row = await queries.TASKS.one(tx, export_id)
    if row is None:
        raise NotFound
    return told(row)


def told(row: Any) -> Answer:
    """Return an export as its owner is shown it."""
    names = ("id", "layer_id", "state", "choices", "file_id", "notes", "problem", "created_at")
    answer = {name: getattr(row, name) for name in names}
    return answer | {
        "progress": {"done": row.done, "total": row.total},
        "changed_at": row.changed_at,
    }


async def find_many(tx: Tx, wanted: ExportFilter) -> Answer:
    """Return a page of the asker's exports, latest first."""
    tx.actor.require(READ)
    after = paging.key_of(wanted.cursor, instant, UUID)
    rows = await queries.TASKS.listed(tx, after=after, limit=wanted.limit)
    items = [told(row) for row in rows]
    return paging.page(items, wanted.limit, lambda item: (item["created_at"], item["id"]))


async def cancel(tx: Tx, export_id: UUID) -> Answer:
    """Give an export up. Raises `NotFound`, `ImportState` when it has ended."""
    tx.actor.require(READ)
    row = await queries.TASKS.one(tx, export_id, lock=True)
    if row is None:
        raise NotFound
    if row.state != "cancelled" and not await queries.change(tx, export_id, state="cancelled"):
        raise ImportState(f"The export is {row.state}.")
    return await show(tx, export_id)
