"""Loads the feeds of a city folder; one that is there already stays as it was made.

`feeds.json` lists them: each entry is the form of a feed plus `organisation`, the code of who keeps
it.
"""

from pathlib import Path
from typing import Any

import orjson

from gis.feeds import queries, service
from gis.feeds.schemas import FeedIn
from kernel.api import Database, Tx, system
from registry.api import organisations

FEEDS = "feeds.json"


async def load_feeds(db: Database, folder: Path) -> int:
    """Add the feeds of a folder that are not there yet; return how many."""
    path = folder / FEEDS
    if not path.is_file():
        return 0
    loaded = 0
    for entry in orjson.loads(path.read_bytes())["feeds"]:
        async with db.transaction(system("city")) as tx:
            loaded += await _load(tx, entry)
    return loaded


async def _load(tx: Tx, entry: dict[str, Any]) -> bool:
    if await queries.has_code(tx, entry["code"]):
        return False
    keepers = await organisations.find_many(tx, q=None, limit=1000)
    owner = next(each["id"] for each in keepers["items"] if each["code"] == entry["organisation"])
    body = FeedIn(**{name: value for name, value in entry.items() if name != "organisation"})
    await service.insert(tx, body, owner, frozenset())
    return True
