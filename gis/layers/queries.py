"""All SQL of layers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from kernel.api import Tx

LAYER = (
    "select l.id, l.code, l.zh, l.en, l.about_zh, l.about_en, l.group_code, l.position, "
    "l.organisation_id, l.scope_id, "
    "case when l.public then 'public' else coalesce(s.label, 'open') end as sight, "
    "s.named as posts, l.geometry, l.attributes, l.style, l.opacity, l.minzoom, l.maxzoom, "
    "l.shown, st_xmin(l.extent) as west, st_ymin(l.extent) as south, st_xmax(l.extent) as east, "
    "st_ymax(l.extent) as north, l.features, l.version, l.srid, l.datum, l.source, l.licence, "
    "l.fictional, l.created_at, l.changed_at, l.removed_at "
    "from gis.layer l left join kernel.scope s on s.id = l.scope_id"
)
COLUMNS = (
    "zh", "en", "about_zh", "about_en", "group_code", "position", "scope_id", "public",
    "attributes", "style", "opacity", "minzoom", "maxzoom", "shown", "source", "licence",
    "fictional",
)  # fmt: skip
FIXED = ("id", "code", "organisation_id", "geometry", "srid", "datum")
JSON = ("attributes", "style")
# Even of a single point the column wants a polygon.
_ENVELOPE = (
    "st_makeenvelope(st_xmin(found.box), st_ymin(found.box), st_xmax(found.box), "
    "st_ymax(found.box), 4326)"
)


async def listed(
    tx: Tx, *, filters: dict[str, Any], after: tuple[int, str] | None, limit: int
) -> list[Any]:
    """Return visible layers by position and code, `limit + 1` of them."""
    return await tx.rows(
        LAYER + " where (l.removed_at is not null) = :removed"
        " and (cast(:group as text) is null or l.group_code = :group)"
        " and (cast(:organisation as uuid) is null or l.organisation_id = :organisation)"
        " and (cast(:position as bigint) is null"
        "      or (l.position, l.code) > (cast(:position as bigint), :code))"
        " order by l.position, l.code limit :most",
        **filters,
        position=after[0] if after else None,
        code=after[1] if after else None,
        most=limit + 1,
    )


async def visible(tx: Tx) -> list[Any]:
    """Return all visible layers that are not removed, by position and code."""
    return await tx.rows(LAYER + " where l.removed_at is null order by l.position, l.code")


async def one(tx: Tx, layer: UUID) -> Any | None:
    """Return one visible layer, removed ones too."""
    return await tx.row(LAYER + " where l.id = :id", id=layer)


async def by_code(tx: Tx, code: str) -> Any | None:
    """Return the visible layer of a code, removed ones too."""
    return await tx.row(LAYER + " where l.code = :code", code=code)


async def lock(tx: Tx, layer: UUID) -> Any | None:
    """Lock a visible layer for a change and return it, removed ones too."""
    return await tx.row(LAYER + " where l.id = :id for update of l", id=layer)


async def insert(tx: Tx, values: dict[str, Any]) -> bool:
    """Insert a layer; say False when its code is taken."""
    names = (*FIXED, *COLUMNS)
    return bool(
        await tx.run(
            f"insert into gis.layer ({', '.join(names)}, created_at, changed_at) values "
            f"({', '.join(_bound(name) for name in names)}, :now, :now) "
            "on conflict (code) do nothing",
            **_json({name: values[name] for name in names}),
            now=tx.now,
        )
    )


async def update(tx: Tx, layer: UUID, values: dict[str, Any]) -> None:
    """Write some of the changeable columns of a layer."""
    if values:
        await tx.run(
            f"update gis.layer set {', '.join(f'{name} = {_bound(name)}' for name in values)} "
            "where id = :id",
            **_json(values),
            id=layer,
        )


async def set_removed(tx: Tx, layer: UUID, *, removed: bool) -> None:
    """Take a layer off all maps, or bring it back."""
    await tx.run(
        "update gis.layer set removed_at = :at where id = :id",
        at=tx.now if removed else None,
        id=layer,
    )


async def set_version(tx: Tx, layer: UUID, version: int) -> None:
    """Note that a layer or its features changed."""
    await tx.run(
        "update gis.layer set version = :version, changed_at = :now where id = :id",
        version=version,
        now=tx.now,
        id=layer,
    )


async def recount(tx: Tx, layer: UUID) -> None:
    """Count the features of a layer and measure their box, reading all of them."""
    await tx.run(
        "update gis.layer set features = found.many, extent = " + _ENVELOPE + " from "
        "(select count(*) as many, st_extent(shape) as box from gis.feature "
        " where layer_id = :id) found where id = :id",
        id=layer,
    )


async def add_to_count(tx: Tx, layer: UUID, *, by: int, touched: Sequence[int]) -> None:
    """Move the count and widen the box by a few features, without reading the others."""
    await tx.run(
        "update gis.layer set features = features + :by, extent = " + _ENVELOPE + " from "
        "(select st_extent(each.shape) as box from ("
        " select shape from gis.feature where id = any(:touched) and layer_id = :id"
        " union all select extent from gis.layer where id = :id) each) found where id = :id",
        by=by,
        touched=list(touched),
        id=layer,
    )


def _bound(name: str) -> str:
    return f"cast(:{name} as jsonb)" if name in JSON else f":{name}"


def _json(values: dict[str, Any]) -> dict[str, Any]:
    return values | {name: orjson.dumps(values[name]).decode() for name in JSON if name in values}
