"""Loads the map layers of a city folder; loading the same files again changes nothing.

`layers.json` lists them: each entry is the form of a layer plus `file`, a GeoJSON file of the
folder in WGS 84. A layer whose files are as they were is left alone, with whatever was changed in
it meanwhile; new files replace its features.
"""

import hashlib
from pathlib import Path
from typing import Any

import orjson
import shapely
from shapely.geometry import shape

from gis.areas import queries as editions
from gis.features import queries as features
from gis.features.queries import NewFeature
from gis.layers import queries, service
from gis.layers.schemas import LayerIn
from kernel.api import Database, Tx, system
from registry.api import organisations

LAYERS = "layers.json"
Entry = dict[str, Any]


async def load_layers(db: Database, folder: Path) -> int:
    """Bring the city's layers to what the folder holds; return how many were new or changed."""
    path = folder / LAYERS
    if not path.is_file():
        return 0
    loaded = 0
    for entry in orjson.loads(path.read_bytes())["layers"]:
        content = (folder / entry["file"]).read_bytes()
        digest = hashlib.sha256(orjson.dumps(entry) + content).hexdigest()
        async with db.transaction(system("city")) as tx:  # one fact each: nobody waits long
            loaded += await _load(tx, entry, content, digest)
    return loaded


async def _load(tx: Tx, entry: Entry, content: bytes, digest: str) -> bool:
    name = f"layer {entry['code']}"
    kept, present = await editions.edition(tx, name), await queries.by_code(tx, entry["code"])
    if kept == digest or (present is not None and not kept):
        return False
    if present is None:
        fields = {key: value for key, value in entry.items() if key != "file"}
        owner = (await organisations.root(tx))["id"]
        made = await service.publish(tx, LayerIn(**fields, organisation_id=owner))
        present = await service.locked(tx, made["id"])
    await features.delete_all(tx, present.id)
    await features.insert_many(tx, present.id, map(feature_from, orjson.loads(content)["features"]))
    await service.touched(tx, present, kind="layer.edited")
    await editions.set_edition(tx, name, digest)
    return True


def feature_from(entry: Entry) -> NewFeature:
    """Return a GeoJSON feature as it is stored."""
    return NewFeature(shapely.to_wkb(shape(entry["geometry"])), entry["properties"])
