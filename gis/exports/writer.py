"""Feeds a child that writes: pages of features in, one file out."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from gis.exports import queries
from gis.exports.schemas import Selection
from gis.formats.writing import OUTPUT
from gis.imports.running import folder_of, ordered, received
from gis.sandbox.process import child
from kernel.api import Runtime, Tx, sheet

# A page of features is one frame to the child.
PAGE = 1_000
# Formats an office program opens: what looks like a formula is defused there.
_OFFICE = frozenset({"csv", "xlsx"})
ENDINGS = {
    "gpkg": ("gpkg", "application/geopackage+sqlite3"),
    "shapefile": ("zip", "application/zip"),
    "geojson": ("geojson", "application/geo+json"),
    "kml": ("kml", "application/vnd.google-earth.kml+xml"),
    "kmz": ("kmz", "application/vnd.google-earth.kmz"),
    "gpx": ("gpx", "application/gpx+xml"),
    "csv": ("csv", "text/csv"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
# Opens one short reading transaction with the rights of whoever exports.
Reading = Callable[[], AbstractAsyncContextManager[Tx]]
# Hears how many features were written; says False to stop.
Heard = Callable[[int], Any]


class Stopped(Exception):
    """Whoever asked no longer wants the file."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that is complete, in the private folder of its child."""

    path: Path
    rows: int
    notes: dict[str, int]


# Features on their way out: a number, the values by attribute, the shape as WKB.
Rows = list[tuple[int, dict[str, Any], bytes]]


@asynccontextmanager
async def written(
    runtime: Runtime, layer: Any, selection: Selection, *, reading: Reading, heard: Heard
) -> AsyncIterator[Written]:
    """Write a selection of a layer to a file that is gone after the block.

    Raises `FileRead`, `Stopped`.
    """
    pages = _pages(layer, selection, reading, heard)
    async with filed(runtime, _order(layer, selection), pages) as made:
        yield made


@asynccontextmanager
async def filed(
    runtime: Runtime, order: dict[str, Any], pages: AsyncGenerator[Rows]
) -> AsyncIterator[Written]:
    """Write pages of features to a file as an order says; it is gone after the block.

    Raises `FileRead`, and what the pages raise.
    """
    defused = order["format"] in _OFFICE
    async with aclosing(pages), child(await folder_of(runtime)) as running:
        await ordered(running, order)
        async for rows in pages:
            told = [
                (number, _values(values, order["attributes"], defused=defused), len(shape))
                for number, values, shape in rows
            ]
            await ordered(running, {"rows": told}, [shape for _, _, shape in rows])
        await ordered(running, {"end": True})
        document, _ = await received(running)
        done = document["done"]
        yield Written(running.folder / OUTPUT, done["rows"], done["notes"])


def _order(layer: Any, selection: Selection) -> dict[str, Any]:
    return {
        "do": "write",
        "format": selection.format,
        "title": layer.code,
        "geometry": layer.geometry,
        "attributes": [{"name": each["name"], "type": each["type"]} for each in layer.attributes],
        "crs": selection.crs,
        "datum": selection.datum,
        "encoding": selection.encoding,
    }


async def _pages(
    layer: Any, selection: Selection, reading: Reading, heard: Heard
) -> AsyncGenerator[Rows]:
    after = count = 0
    while True:
        async with reading() as tx:
            rows = await queries.page(tx, layer, selection, after=after, most=PAGE)
        if rows:
            yield [(row["id"], orjson.loads(row["properties"]), row["shape"]) for row in rows]
            after, count = rows[-1]["id"], count + len(rows)
            if not await heard(count):
                raise Stopped
        if len(rows) < PAGE:
            return


def _values(
    stored: dict[str, Any], attributes: Sequence[dict[str, Any]], *, defused: bool
) -> dict[str, Any]:
    """Return the attributes that are listed, in their order and of their types."""
    return {
        each["name"]: _value(stored.get(each["name"]), each["type"], defused=defused)
        for each in attributes
    }


_NUMBERS = {"integer": int, "number": float, "boolean": bool}


def _value(value: Any, kind: str, *, defused: bool) -> Any:
    """Return a value of a column's type; one that is not is left out of a typed column."""
    if value is None:
        return None
    if kind in _NUMBERS:
        fits = isinstance(value, bool) == (kind == "boolean") and isinstance(value, int | float)
        return _NUMBERS[kind](value) if fits else None
    told = value if isinstance(value, str) else orjson.dumps(value).decode()
    return sheet.cell(told) if defused else told
