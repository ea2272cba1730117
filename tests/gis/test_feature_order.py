"""Many features are stored by place, and still told in the order they came."""

import random
from itertools import pairwise

import shapely

from gis.features.order import by_place
from gis.features.queries import BATCH, NewFeature, insert_many
from kernel.api import Database, Settings, system
from tests.gis.stage import add_layer, organisation
from tests.harness.clock import FakeClock


def test_what_lies_near_stands_near() -> None:
    chance = random.Random(1)
    places = [(chance.uniform(-180, 180), chance.uniform(-90, 90)) for _ in range(2_000)]
    points = [shapely.Point(place) for place in places]
    order = by_place([shapely.to_wkb(point) for point in points])
    assert sorted(order) == list(range(len(points)))

    def steps(row: list[int]) -> float:
        return sum(points[a].distance(points[b]) for a, b in pairwise(row))

    assert steps(order) < steps(list(range(len(points)))) / 10


def test_shapes_at_the_edges_and_without_any_place_have_one_too() -> None:
    shapes = [shapely.Point(180, 90), shapely.Point(-180, -90), shapely.Point()]
    assert by_place([shapely.to_wkb(shape) for shape in shapes]) == [1, 2, 0]


async def test_ids_come_back_in_the_order_of_the_features(settings: Settings) -> None:
    chance = random.Random(2)
    many = BATCH + 20
    new = [
        NewFeature(shapely.to_wkb(shapely.Point(chance.random(), chance.random())), {"n": n})
        for n in range(many)
    ]
    db = Database(settings.database_url, FakeClock(), connections=1)
    try:
        async with db.transaction(system("test")) as tx:
            layer = await add_layer(tx, await organisation(tx), "point")
            ids = await insert_many(tx, layer, new)
            rows = await tx.rows(
                "select id, properties ->> 'n' as n from gis.feature where layer_id = :layer",
                layer=layer,
            )
    finally:
        await db.close()
    numbers = {row.id: int(row.n) for row in rows}
    assert [numbers[each] for each in ids] == list(range(many))
    assert ids[:BATCH] != sorted(ids[:BATCH])
