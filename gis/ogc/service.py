"""What the door answers: items of a layer, one item, and what an editor made of it."""

from datetime import datetime
from typing import Any

import orjson

from gis.features import edits
from gis.features.edits import Draft
from gis.layers import policies
from gis.layers import service as layers
from gis.ogc import queries
from gis.ogc.crs import CRS84, Crs
from gis.ogc.links import GEOJSON, Door, link, self_links
from gis.ogc.parameters import Wanted
from kernel.api import NotFound, Tx, paging

Document = dict[str, Any]
# Code of a layer, id of a feature in it.
Place = tuple[str, int]


async def items(tx: Tx, layer: Any, wanted: Wanted, door: Door) -> bytes:
    """Return a page of a layer's features as GeoJSON."""
    key = paging.key_of(wanted.after, int)
    rows = await queries.page(tx, layer, wanted, key[0] if key else 0)
    shown = rows[: wanted.limit]
    tail: Document = {
        "timeStamp": _stamp(tx.now),
        "numberReturned": len(shown),
        "links": _item_links(layer, wanted, door, more=len(rows) > len(shown), last=shown),
    }
    if wanted.count:
        tail["numberMatched"] = await queries.count(tx, layer, wanted)
    features = ",".join(row["body"] for row in shown)
    head = '{"type":"FeatureCollection","features":['
    return b"".join((head.encode(), features.encode(), b"],", orjson.dumps(tail)[1:]))


def _stamp(now: datetime) -> str:
    return now.isoformat(timespec="seconds").replace("+00:00", "Z")


def _item_links(
    layer: Any, wanted: Wanted, door: Door, *, more: bool, last: list[Any]
) -> list[Document]:
    at = door.collection(layer.code, "items")
    links = self_links(at, GEOJSON, wanted.query(wanted.after))
    if more:
        query = wanted.query(paging.cursor_of(last[-1]["id"]))
        links.append(link("next", f"{at}?{query}", GEOJSON, "Next page"))
    links.append(link("collection", door.collection(layer.code), title="The layer"))
    return links


async def item(tx: Tx, layer: Any, feature: int, crs: Crs, *, door: Door) -> tuple[bytes, int]:
    """Return one feature as GeoJSON, and its version. Raises `NotFound`."""
    row = await queries.one(tx, layer.id, feature, crs)
    if row is None:
        raise NotFound
    at = door.collection(layer.code, "items", str(feature))
    links = [
        *self_links(at, GEOJSON),
        link("collection", door.collection(layer.code), title="The layer"),
    ]
    more = {"version": row["version"], "links": links}
    return b"".join((row["body"].encode(), b",", orjson.dumps(more)[1:])), row["version"]


async def create(tx: Tx, code: str, draft: Draft, *, door: Door) -> Document:
    """Add a feature; return it."""
    layer = await _locked(tx, code)
    return await _shown(tx, layer, await edits.add(tx, layer, draft), door)


async def replace(tx: Tx, place: Place, draft: Draft, *, seen: int | None, door: Door) -> Document:
    """Put a feature in the place of another; return it."""
    layer = await _locked(tx, place[0])
    await edits.replace(tx, layer, place[1], draft, seen=seen)
    return await _shown(tx, layer, place[1], door)


async def change(tx: Tx, place: Place, draft: Draft, *, seen: int | None, door: Door) -> Document:
    """Change parts of a feature; return it."""
    layer = await _locked(tx, place[0])
    await edits.change(tx, layer, place[1], draft, seen=seen)
    return await _shown(tx, layer, place[1], door)


async def remove(tx: Tx, place: Place, seen: int | None) -> None:
    """Delete a feature."""
    await edits.remove(tx, await _locked(tx, place[0]), place[1], seen)


async def _locked(tx: Tx, code: str) -> Any:
    return await layers.locked(tx, (await layers.find(tx, code)).id)


async def _shown(tx: Tx, layer: Any, feature: int, door: Door) -> Document:
    body, _ = await item(tx, layer, feature, CRS84, door=door)
    found: Document = orjson.loads(body)
    return found


def methods(tx: Tx, layer: Any, *allowed: str) -> str:
    """Return the methods the asker may use on a layer's items, as `Allow` wants them."""
    more = allowed if policies.may_edit(tx.actor, layer) else ()
    return ", ".join(("GET", "OPTIONS", *more))
