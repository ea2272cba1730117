"""Feeds a child that writes: pages of features in, one file out."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from gis.exports import queries
from gis.exports.schemas import Selection
from gis.formats.writing import OUTPUT
from gis.imports.running import folder_of, ordered, received
from gis.sandbox.process import Child, child
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


@asynccontextmanager
async def written(
    runtime: Runtime, layer: Any, selection: Selection, *, reading: Reading, heard: Heard
) -> AsyncIterator[Written]:
    """Write a selection of a layer to a file that is gone after the block.

    Raises `FileRead`, `Stopped`.
    """
    async with child(await folder_of(runtime)) as running:
        await ordered(running, _order(layer, selection))
        await _feed(running, layer, selection, reading=reading, heard=heard)
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


async def _feed(
    running: Child, layer: Any, selection: Selection, *, reading: Reading, heard: Heard
) -> None:
    after = count = 0
    defused = selection.format in _OFFICE
    while True:
        async with reading() as tx:
            rows = await queries.page(tx, layer, selection, after=after, most=PAGE)
        if rows:
            told = [
                (row["id"], _values(row["properties"], layer.attributes, defused=defused), size)
                for row in rows
                if (size := len(row["shape"]))
            ]
            await ordered(running, {"rows": told}, [row["shape"] for row in rows])
            after, count = rows[-1]["id"], count + len(rows)
            if not await heard(count):
                raise Stopped
        if len(rows) < PAGE:
            await ordered(running, {"end": True})
            return


def _values(text: str, attributes: Sequence[dict[str, Any]], *, defused: bool) -> dict[str, Any]:
    """Return the attributes a layer lists, in their order and of their types."""
    stored = orjson.loads(text)
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
