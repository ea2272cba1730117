"""Loads the walls of a city data set, and its table of needs."""

from pathlib import Path

import orjson

from command.dispatch import service as dispatch
from command.walls import service
from kernel.api import Database, new_id, system
from registry.api import organisations


async def load_walls(db: Database, folder: Path) -> int:
    """Add the walls of `walls.json`; return how many were new."""
    path = folder / "walls.json"
    if not path.is_file():
        return 0
    added = 0
    async with db.transaction(system("city")) as tx:
        for wall in orjson.loads(path.read_bytes())["walls"]:
            code = wall.pop("organisation")
            owner = await organisations.by_code(tx, code)
            if owner is None:
                raise ValueError(f"walls.json: there is no organisation {code}")
            added += await service.add(tx, wall | {"id": new_id(), "scope_id": owner["id"]})
    return added


async def load_needs(db: Database, folder: Path) -> int:
    """Make `dispatch-needs.json`, if there is one, what incidents call for; return if it is new."""
    path = folder / "dispatch-needs.json"
    if not path.is_file():
        return 0
    body = orjson.loads(path.read_bytes())
    return int(await db.run(system("city"), lambda tx: dispatch.load_needs(tx, body)))
