"""SQL of the door's items, on the bare driver: features leave the database as finished JSON."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from gis.ogc.bound import Bound
from gis.ogc.cql import text
from gis.ogc.cql.refusal import refused
from gis.ogc.cql.sql import Compiler
from gis.ogc.crs import CRS84, Crs
from gis.ogc.parameters import Wanted
from kernel.api import Malformed, Tx

# A feature's time as JSON-FG writes it (OGC 21-045): an open end is "..".
_END = "case when {0}(during) is null then '\"..\"' else cast(to_json({0}(during)) as text) end"
_TIME = (
    "case when during is null then '' else ',\"time\":{\"interval\":[' || "
    + _END.format("lower")
    + " || ',' || "
    + _END.format("upper")
    + " || ']}' end"
)
# Shapes whose box is not the shape itself need a second look.
_EXACT = frozenset({"line", "polygon", "mixed"})


def feature_sql(crs: Crs) -> str:
    """Return the SQL of a feature as GeoJSON without its closing brace."""
    shape = "shape" if crs.srid == CRS84.srid else f"st_transform(shape, {crs.srid})"
    if crs.latitude_first:
        shape = f"st_flipcoordinates({shape})"
    return (
        '\'{"type":"Feature","id":\' || id || \',"geometry":\' || '
        f"st_asgeojson({shape}, {crs.decimals}, 0) || ',\"properties\":' || "
        f"cast(properties as text) || {_TIME}"
    )


async def page(tx: Tx, layer: Any, wanted: Wanted, after: int) -> list[Any]:
    """Return `id` and `body` (bytes of a whole feature) by id, `limit + 1` of them."""
    bound, conditions = selection(layer, wanted)
    if after:
        conditions.append(f"id > {bound(after, 'bigint')}")
    return await fetched(
        tx,
        f"select id, {feature_sql(wanted.crs)} || '}}' as body from gis.feature "
        f"where {' and '.join(conditions)} order by id limit {bound(wanted.limit + 1, 'bigint')}",
        bound.values,
    )


async def count(tx: Tx, layer: Any, wanted: Wanted) -> int:
    """Return how many features a request selects, whatever its page."""
    bound, conditions = selection(layer, wanted)
    (row,) = await fetched(
        tx,
        f"select count(*) as many from gis.feature where {' and '.join(conditions)}",
        bound.values,
    )
    return int(row["many"])


async def one(tx: Tx, layer: UUID, feature: int, crs: Crs) -> Any | None:
    """Return `body` (without its closing brace) and `version` of one feature."""
    rows = await fetched(
        tx,
        f"select {feature_sql(crs)} as body, version from gis.feature "
        "where layer_id = $1 and id = $2",
        [layer, feature],
    )
    return rows[0] if rows else None


def selection(layer: Any, wanted: Wanted) -> tuple[Bound, list[str]]:
    """Return the values and conditions of a request. Raises `FilterRefused`."""
    bound = Bound()
    conditions = [f"layer_id = {bound(layer.id, 'uuid')}"]
    if wanted.boxes:
        conditions.append(_within(bound, wanted, layer.geometry))
    if wanted.span is not None:
        ends = ", ".join(bound(each, "timestamptz") for each in wanted.span)
        conditions.append(f"(during is null or during && tstzrange({ends}, '[]'))")
    compiler = Compiler(layer.attributes, bound, wanted.filter_crs)
    conditions += [compiler.equals(name, value) for name, value in wanted.equal.items()]
    if wanted.filter is not None:
        conditions.append(compiler.condition(_tree(wanted)))
    return bound, conditions


def _tree(wanted: Wanted) -> Any:
    if wanted.language == "cql2-text":
        return text.parse(wanted.filter or "")
    try:
        return orjson.loads(wanted.filter or "")
    except orjson.JSONDecodeError as error:
        raise refused("the filter is not JSON") from error


def _within(bound: Bound, wanted: Wanted, geometry: str) -> str:
    parts = []
    for box in wanted.boxes:
        corners = ", ".join(bound(each, "double precision") for each in box)
        envelope = f"st_makeenvelope({corners}, {CRS84.srid})"
        exact = f" and st_intersects(shape, {envelope})" if geometry in _EXACT else ""
        parts.append(f"(shape && {envelope}{exact})")
    return f"({' or '.join(parts)})"


async def fetched(tx: Tx, sql: str, values: Sequence[Any]) -> list[Any]:
    """Run a statement planned for its own values: a box may hold ten features or all of them.

    Raises `Malformed` for what the database cannot compute of the given values.
    """
    connection = await tx.driver()
    await connection.execute("set local plan_cache_mode = force_custom_plan")
    try:
        rows: list[Any] = await connection.fetch(sql, *values)
    except (asyncpg.DataError, asyncpg.InternalServerError) as error:
        # 22: a text that is no number or moment, a broken pattern; XX: shapes PostGIS gives up on
        raise Malformed(f"The database cannot compute this: {error}") from error
    return rows
