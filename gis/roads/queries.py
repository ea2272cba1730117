"""All SQL of road networks."""

from collections.abc import Sequence
from typing import Any

from gis.roads.edges import Edge
from kernel.api import Tx

_NETWORK = (
    "select code, zh, en, detail, source, licence, snap_m, cell_m, edges, digest, loaded_at, "
    "st_xmin(extent) as west, st_ymin(extent) as south, st_xmax(extent) as east, "
    "st_ymax(extent) as north from gis.road_network"
)


async def networks(tx: Tx) -> list[Any]:
    """Return all networks, those of every street first."""
    return await tx.rows(_NETWORK + " order by detail, code")


async def edges(tx: Tx, code: str) -> list[Edge]:
    """Return all stretches of a network in the order they were numbered."""
    connection = await tx.driver()
    rows = await connection.fetch(
        "select start_node, end_node, class, name, length_m, one_way, speed_kmh, "
        "st_asbinary(shape) as line from gis.road_edge where network_code = $1 order by number",
        code,
    )
    return [Edge(*row) for row in rows]


async def replace(
    tx: Tx, network: dict[str, Any], extent: tuple[float, ...], found: Sequence[Edge]
) -> None:
    """Put a network in the place of the one of the same code."""
    await tx.run("delete from gis.road_network where code = :code", code=network["code"])
    await tx.run(
        "insert into gis.road_network (code, zh, en, detail, source, licence, snap_m, cell_m, "
        "edges, extent, digest, loaded_at) values (:code, :zh, :en, :detail, :source, :licence, "
        ":snap_m, :cell_m, :edges, st_makeenvelope(:west, :south, :east, :north, 4326), :digest, "
        ":now)",
        **network,
        **dict(zip(("west", "south", "east", "north"), extent, strict=True)),
        edges=len(found),
        now=tx.now,
    )
    connection = await tx.driver()
    await connection.execute(
        "insert into gis.road_edge (network_code, number, start_node, end_node, class, name, "
        "length_m, one_way, speed_kmh, shape) select $1, each.number - 1, each.start_node, "
        "each.end_node, each.class, each.name, each.length_m, each.one_way, each.speed_kmh, "
        "st_geomfromwkb(each.line, 4326) from unnest($2::int[], $3::int[], $4::text[], $5::text[], "
        "$6::real[], $7::bool[], $8::real[], $9::bytea[]) with ordinality as each (start_node, "
        "end_node, class, name, length_m, one_way, speed_kmh, line, number)",
        network["code"],
        [each.start for each in found],
        [each.end for each in found],
        [each.road_class for each in found],
        [each.name for each in found],
        [each.length_m for each in found],
        [each.one_way for each in found],
        [each.speed_kmh for each in found],
        [each.line for each in found],
    )
