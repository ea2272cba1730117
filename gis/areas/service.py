"""Which district and town a point lies in."""

from typing import Any

from gis.areas import queries
from gis.areas.index import AreaIndex
from gis.editions import Shelf
from kernel.api import Tx

_SHELF: Shelf[AreaIndex] = Shelf()


async def index(tx: Tx) -> AreaIndex:
    """Return the index of the edition that is loaded now."""
    digest = await queries.edition(tx, "areas")
    kept = _SHELF.get(digest)
    return kept or _SHELF.put(digest, AreaIndex(await queries.areas(tx)))


async def area_of(tx: Tx, lon: float, lat: float) -> dict[str, Any]:
    """Return `{"district", "town"}` of a WGS 84 point, each `{"code","zh","en"}` or None."""
    return (await index(tx)).area_of(lon, lat)
