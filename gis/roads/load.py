"""Loads the road networks of a city folder; loading the same files again changes nothing.

`roads.json` lists them: code, names, `detail` (`full` or `trunk`), source, licence, the limits of
the network, and `file`.
"""

import hashlib
from pathlib import Path
from typing import Any

import orjson
import shapely

from gis.roads import queries
from gis.roads.files import edges_in
from kernel.api import Database, Tx, system

ROADS = "roads.json"


async def load_roads(db: Database, folder: Path) -> int:
    """Bring the networks to what the folder holds; return how many were new or changed."""
    path = folder / ROADS
    if not path.is_file():
        return 0
    loaded = 0
    for entry in orjson.loads(path.read_bytes())["roads"]:
        content = (folder / entry["file"]).read_bytes()
        digest = hashlib.sha256(orjson.dumps(entry) + content).hexdigest()
        async with db.transaction(system("city")) as tx:
            loaded += await _load(tx, entry, content, digest)
    return loaded


async def _load(tx: Tx, entry: dict[str, Any], content: bytes, digest: str) -> bool:
    present = {row.code: row.digest for row in await queries.networks(tx)}
    if present.get(entry["code"]) == digest:
        return False
    network = {name: value for name, value in entry.items() if name != "file"}
    found = edges_in(content)
    extent = shapely.total_bounds(shapely.from_wkb([each.line for each in found])).tolist()
    await queries.replace(tx, network | {"digest": digest}, tuple(extent), found)
    return True
