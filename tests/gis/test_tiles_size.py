"""However much lies in a layer, no tile grows beyond its limit, and nothing large is lost."""

from itertools import pairwise
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from kernel.api import Database, system
from tests.gis import mvt
from tests.gis.stage import add_layer, organisation
from tests.gis.test_tiles import tile_of
from tests.harness.clock import FakeClock
from tests.harness.servers import DatabaseUrls

MOST_BYTES = 500_000
DEEPEST = 22
SPOT = (116.7, 23.35)
# Half of them crowd in one street; n is their number.
PLACE = "st_setsrid(st_makepoint(116.7 + (random() - 0.5) * w, 23.35 + (random() - 0.5) * w), 4326)"
CROWD = (
    "insert into gis.feature (layer_id, shape, properties, changed_at) "
    "select $1, {shape}, {properties}, now() from (select n, case n % 2 when 0 then 0.001 "
    "else 0.2 end as w from generate_series(1, {many}) n) each"
)
NAMED = "jsonb_build_object('name', 'n' || n, 'level', n % 5)"
LONG = "jsonb_build_object('name', repeat(md5(n::text), 16), 'level', n % 5)"
# A ring of so many vertices that no tile could draw it whole.
COAST = (
    "select st_setsrid(st_makepolygon(st_makeline(array_agg(st_makepoint("
    "116.7 + cos(a) * r * 0.2, 23.35 + sin(a) * r * 0.2) order by n))), 4326) from ("
    "select n, 2 * pi() * (n % 60000) / 60000 as a, 0.8 + 0.1 * sin((n % 60000) / 40.0) as r "
    "from generate_series(0, 60000) n) ring"
)
LAYERS = {
    "points": ("point", CROWD.format(shape=PLACE, properties=NAMED, many=20_000)),
    "long texts": ("point", CROWD.format(shape=PLACE, properties=LONG, many=6_000)),
    "lines": (
        "line",
        CROWD.format(shape=f"st_makeline({PLACE}, {PLACE})", properties=NAMED, many=6_000),
    ),
    "areas": (
        "polygon",
        CROWD.format(shape=f"st_buffer({PLACE}, w / 50, 4)", properties=NAMED, many=8_000),
    ),
    "a coast": (
        "polygon",
        f"insert into gis.feature (layer_id, shape, changed_at) select $1, ({COAST}), now()",
    ),
    "one long text": (
        "point",
        (
            "insert into gis.feature (layer_id, shape, properties, changed_at) values "
            "($1, st_setsrid(st_makepoint(116.7, 23.35), 4326), "
            "jsonb_build_object('name', repeat(md5('x'), 40000)), now())"
        ),
    ),
}


async def layer_of(urls: DatabaseUrls, name: str, style: dict[str, Any]) -> UUID:
    db = Database(urls.app, FakeClock(), connections=1)
    connection = await asyncpg.connect(urls.superuser)
    geometry, sql = LAYERS[name]
    try:
        async with db.transaction(system("test")) as tx:
            layer = await add_layer(
                tx, await organisation(tx), geometry, code=name.replace(" ", "-"), style=style
            )
        await connection.execute("select setseed(0.5)")
        await connection.execute(sql, layer)
        await connection.execute("select gis.refresh_overview($1)", layer)
    finally:
        await connection.close()
        await db.close()
    return layer


async def tile(connection: Any, layer: UUID, zoom: int) -> bytes:
    z, y, x = tile_of(*SPOT, zoom)
    sql = "select mvt from gis.tile($1, $2, $3, $4, null, null)"
    return await connection.fetchval(sql, layer, z, x, y) or b""


@pytest.mark.parametrize("name", LAYERS)
async def test_no_tile_is_larger_than_promised(database_urls: DatabaseUrls, name: str) -> None:
    style = {"label": "name", "classes": {"attribute": "level", "kind": "values", "items": []}}
    layer = await layer_of(database_urls, name, style)
    connection = await asyncpg.connect(database_urls.app)
    try:
        shown = 0
        for zoom in range(DEEPEST + 1):
            made = await tile(connection, layer, zoom)
            assert len(made) <= MOST_BYTES, zoom
            if made:
                layers = mvt.layers(made)
                names = layers.pop(f"{name}:label", None)
                (found,) = layers.values()
                assert names is None or (name == "areas" and names.ids <= found.ids)
                assert len(found.ids) == len(found.features), "a feature twice"
                shown += len(found.features)
                await whole(connection, found, layer, zoom)
        assert shown > 10
    finally:
        await connection.close()


async def whole(connection: Any, found: mvt.Layer, layer: UUID, zoom: int) -> None:
    """Points stand for all there are; of a large shape as much is drawn as lies in the tile."""
    z, y, x = tile_of(*SPOT, zoom)
    # The index rounds, so && alone counts neighbours too.
    lying = "select count(*) from gis.feature where layer_id = $1 and st_covers({0}, shape)"
    async with connection.transaction():
        await connection.execute("select set_config('wanglou.organisations', '*', true)")
        if found.name in ("points", "long-texts"):
            least, most = [
                await connection.fetchval(
                    lying.format("gis.cell_box($2, $3, $4, $5)"), layer, z, x, y, margin
                )
                for margin in (0, 0.016)
            ]
            told = sum(each.properties.get("count", 1) for each in found.features)
            assert least * 0.99 <= told <= most * 1.01
        if found.name == "a-coast":
            share = await connection.fetchval(
                "select st_area(st_intersection(st_makevalid(shape_3857), e)) / st_area(e) from "
                "gis.feature, st_tileenvelope($2, $3, $4, margin => 0.015625) e "
                "where layer_id = $1",
                layer,
                z,
                x,
                y,
            )
            assert drawn(found.features[0]) == pytest.approx(share, abs=0.02)


def drawn(feature: mvt.Feature) -> float:
    """Return how much of its tile with the margin around it an area covers."""
    twice = sum(
        ax * by - bx * ay for part in feature.parts for (ax, ay), (bx, by) in pairwise(part)
    )
    return abs(twice) / 2 / 4224**2
