"""Loads the sources of a city folder; one that is there already stays as it was made.

`sources.json` lists them: each entry is the form of a source with `camera`, the code of its camera.
"""

from pathlib import Path
from typing import Any

import orjson

from kernel.api import Database, Settings, Tx, system
from registry.api import resources
from video.sources import queries, service
from video.sources.schemas import SourceIn

SOURCES = "sources.json"


async def load_sources(db: Database, folder: Path, settings: Settings) -> int:
    """Add the sources of a folder that are not there yet; return how many."""
    path = folder / SOURCES
    if not path.is_file():
        return 0
    loaded = 0
    for entry in orjson.loads(path.read_bytes())["sources"]:
        async with db.transaction(system("city")) as tx:
            loaded += await _load(tx, entry, settings)
    return loaded


async def _load(tx: Tx, entry: dict[str, Any], settings: Settings) -> bool:
    camera = await resources.by_code(tx, entry["camera"])
    if camera is None or await queries.of_cameras(tx, [camera]):
        return False
    owner = await resources.scope_of(tx, camera)
    assert owner is not None
    form = {name: value for name, value in entry.items() if name != "camera"}
    await service.insert(tx, SourceIn(**form, camera_id=camera), owner, settings)
    return True
