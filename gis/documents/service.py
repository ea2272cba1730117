"""Use cases of map documents: ask for one, watch it, cancel it, throw it away."""

from typing import Any
from uuid import UUID

from gis.documents import queries
from gis.documents.scene import check_drawings, checked
from gis.documents.schemas import MapFilter, MapIn
from gis.layers.policies import READ
from kernel.api import Conflict, NotFound, Tx, files, new_id, paging
from registry.api import instant

Answer = dict[str, Any]
# Each takes a processor for some seconds; one of a person is drawn at a time.
MOST_UNFINISHED = 3
# Each holds a file on the disk for a week.
MOST_KEPT = 100
# Steps beside one for each layer: reading the rest, drawing, keeping the file.
OTHER_STEPS = 3


class TooManyMaps(Conflict):
    """The account has as many map documents as it may."""

    code = "too-many-maps"
    title = "Too many map documents"


class MapEnded(Conflict):
    """The map document is made, failed or was given up already."""

    code = "map-ended"
    title = "The map document is no longer being made"


async def begin(tx: Tx, body: MapIn) -> Answer:
    """Take up a map that a background step draws.

    Raises `Invalid` for layers, drawings, an incident or kinds that are not there for the asker.
    """
    tx.actor.require(READ)
    await checked(tx, body)
    await check_drawings(tx, body)
    if await queries.TASKS.owned(tx, *queries.UNFINISHED) >= MOST_UNFINISHED:
        raise TooManyMaps(f"{MOST_UNFINISHED} maps are under way; wait for one or cancel it.")
    if await queries.kept(tx) >= MOST_KEPT:
        raise TooManyMaps(f"{MOST_KEPT} maps are kept; delete some.")
    document = new_id()
    choices = body.model_dump(mode="json", exclude_none=True)
    await queries.insert(tx, document, choices=choices, total=len(body.layers) + OTHER_STEPS)
    return await show(tx, document)


async def show(tx: Tx, document: UUID) -> Answer:
    """Return one map document of the asker. Raises `NotFound`."""
    tx.actor.require(READ)
    row = await queries.TASKS.one(tx, document)
    if row is None:
        raise NotFound
    return told(row)


def told(row: Any) -> Answer:
    """Return a map document as its owner is shown it."""
    names = ("id", "state", "choices", "file_id", "notes", "problem", "created_at", "changed_at")
    answer = {name: getattr(row, name) for name in names}
    progress = {"done": row.done, "total": row.total}
    return answer | {"title": row.choices["title"], "progress": progress}


async def find_many(tx: Tx, wanted: MapFilter) -> Answer:
    """Return a page of the asker's map documents, latest first."""
    tx.actor.require(READ)
    after = paging.key_of(wanted.cursor, instant, UUID)
    rows = await queries.TASKS.listed(tx, after=after, limit=wanted.limit)
    items = [told(row) for row in rows]
    return paging.page(items, wanted.limit, lambda item: (item["created_at"], item["id"]))


async def cancel(tx: Tx, document: UUID) -> Answer:
    """Give a map document up. Raises `NotFound`, `MapEnded`."""
    row = await _locked(tx, document)
    if row.state != "cancelled" and not await queries.change(tx, document, state="cancelled"):
        raise MapEnded(f"The map is {row.state}.")
    return await show(tx, document)


async def remove(tx: Tx, document: UUID) -> None:
    """Throw a map document and its file away, also one that is being made."""
    row = await _locked(tx, document)
    if row.file_id is not None:
        await files.erase(tx, row.file_id)
    await queries.delete(tx, document)


async def _locked(tx: Tx, document: UUID) -> Any:
    tx.actor.require(READ)
    row = await queries.TASKS.one(tx, document, lock=True)
    if row is None:
        raise NotFound
    return row
