"""A whole export in one call, for the command line."""

import shutil
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import anyio

from gis.exports import service, writer
from gis.exports.schemas import Selection
from gis.layers import service as layers
from kernel.api import Invalid, Runtime, Tx, system

ACTOR = system("command")
# The format a file's ending stands for.
BY_ENDING = {
    "gpkg": "gpkg", "zip": "shapefile", "geojson": "geojson", "json": "geojson", "kml": "kml",
    "kmz": "kmz", "gpx": "gpx", "csv": "csv", "xlsx": "xlsx",
}  # fmt: skip


async def export_file(
    runtime: Runtime, code: str, target: Path, wanted: dict[str, Any]
) -> dict[str, Any]:
    """Write features of a layer to a file; return what was written. Raises `Invalid`."""
    given = {"format": BY_ENDING.get(target.suffix.lstrip(".").lower())} | wanted
    try:
        selection = Selection.model_validate(given)
    except ValueError as error:
        raise Invalid(str(error)) from error
    async with runtime.db.reading(ACTOR) as tx:
        layer, _ = await service.chosen(tx, (await layers.find(tx, code)).id, selection)

    def reading() -> AbstractAsyncContextManager[Tx]:
        return runtime.db.reading(ACTOR)

    async with writer.written(runtime, layer, selection, reading=reading, heard=_on) as made:
        size = await anyio.to_thread.run_sync(_taken, made.path, target)
        return {
            "layer": code,
            "format": selection.format,
            "features": made.rows,
            "bytes": size,
            "notes": made.notes,
            "file": str(target),
        }


def _taken(source: Path, target: Path) -> int:
    """Copy a file; return its bytes. Raises `Invalid` when that cannot be written."""
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise Invalid(f"{target}: {error.strerror}") from error
    return target.stat().st_size


async def _on(_: int) -> bool:
    return True
