"""Overviews: what random edits leave equals a fresh rebuild, and no tile grows too large."""

import random
from typing import Any
from uuid import UUID

import asyncpg
import pytest
import shapely

from gis.features.queries import NewFeature, delete, insert_many, replace
from gis.tiles import overviews
from kernel.api import Database, Tx, system
from tests.gis.stage import add_layer, organisation
from tests.harness.clock import FakeClock
from tests.harness.servers import DatabaseUrls

STEPS = 12
# So small that a few dozen features fill a tile: many edits cross the limit, both ways.
SMALL_TILE_BYTES = 1_500
FEW_TOUCHED = 60
TABLES = {
    "heavy_tile": "zoom, x, y, load",
    "overview": "zoom, x, y, cell, rank, count, st_astext(box)",
    "piece": "zoom, x, y, feature_id, whole, st_astext(shape)",
}


@pytest.fixture
async def db(database_urls: DatabaseUrls) -> Any:
    owner = await asyncpg.connect(database_urls.owner)
    for name, value in (("heavy_bytes", SMALL_TILE_BYTES), ("most_touched", FEW_TOUCHED)):
        await owner.execute(
            f"create or replace function gis.{name}() returns integer "
            f"language sql immutable parallel safe return {value}"
        )
    await owner.close()
    made = Database(database_urls.app, FakeClock(), connections=2)
    yield made
    await made.close()


def shape(chance: random.Random, kind: str) -> Any:
    """A shape somewhere in a town whose middle is crowded."""
    spread = chance.choice((0.0001, 0.01, 0.3))
    at = (116.7 + chance.gauss(0, spread), 23.35 + chance.gauss(0, spread))
    if kind == "point":
        return shapely.Point(at)
    size = chance.choice((0.00001, 0.0005, 0.05))
    if kind == "line":
        return shapely.LineString([at, (at[0] + size, at[1] - size), (at[0] + 2 * size, at[1])])
    # Some with more vertices than a tile wants.
    return shapely.Point(at).buffer(size, quad_segs=chance.choice((1, 2, 60)))


def feature(chance: random.Random, kind: str) -> NewFeature:
    properties = {"name": "x" * chance.randrange(40)}
    return NewFeature(shapely.to_wkb(shape(chance, kind)), properties)


async def edit(tx: Tx, layer: UUID, ids: list[int], chance: random.Random, kind: str) -> list[int]:
    """Do what a desk does: add, move, delete; sometimes much at once."""
    added = chance.choice((0, 1, 5, 40, FEW_TOUCHED + 10))
    ids = ids + await insert_many(tx, layer, (feature(chance, kind) for _ in range(added)))
    for number in chance.sample(ids, min(len(ids), chance.randrange(4))):
        await replace(tx, layer, number, feature(chance, kind))
    gone = set(chance.sample(ids, min(len(ids), chance.choice((0, 1, 3, 50)))))
    await delete(tx, layer, sorted(gone))
    return [each for each in ids if each not in gone]


async def kept(tx: Tx, layer: UUID) -> dict[str, list[Any]]:
    return {
        table: await tx.rows(
            f"select {columns} from gis.{table} where layer_id = :layer order by 1, 2, 3, 4",
            layer=layer,
        )
        for table, columns in TABLES.items()
    }


@pytest.mark.parametrize("kind", ["point", "line", "polygon"])
@pytest.mark.parametrize("seed", range(4))
async def test_random_edits_leave_what_a_rebuild_makes(
    db: Database, database_urls: DatabaseUrls, kind: str, seed: int
) -> None:
    chance = random.Random(f"{kind} {seed}")
    async with db.transaction(system("test")) as tx:
        layer = await add_layer(tx, await organisation(tx), kind)
    owner = Database(database_urls.owner, FakeClock(), connections=1)
    ids: list[int] = []
    heavy = 0
    try:
        for step in range(STEPS):
            async with db.transaction(system("test")) as tx:
                ids = await edit(tx, layer, ids, chance, kind)
                await overviews.refresh(tx, layer)
            async with owner.transaction(system("test")) as tx:
                edited = await kept(tx, layer)
                await overviews.rebuild(tx, layer)
                rebuilt = await kept(tx, layer)
                left = await tx.value("select count(*) from gis.touched_feature")
                await tx.session.rollback()
            assert edited == rebuilt, step
            assert left == 0
            heavy = max(heavy, len(edited["heavy_tile"]))
    finally:
        await owner.close()
    assert heavy > 5
