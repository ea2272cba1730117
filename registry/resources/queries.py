"""All SQL of resources."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import orjson

from kernel.api import Tx
from registry.places import point
from registry.sql import named

RESOURCE = "resources/resource.sql"
Box = tuple[float, float, float, float]
FILTERS = (
    " where (cast(:kind as text[]) is null or r.kind = any(:kind))"
    " and (cast(:organisation as uuid) is null or r.organisation_id = :organisation)"
    " and (cast(:q as text) is null"
    "      or position(lower(:q) in lower(r.zh || ' ' || r.en || ' ' || r.code)) > 0)"
)
WITHIN = " and r.place && st_makeenvelope(:west, :south, :east, :north, 4326)"
NEAR = "st_setsrid(st_makepoint(:lon, :lat), 4326)"
# Nearest by degrees first (index), then by metres among so many more: near the equator a degree of
# longitude and one of latitude differ by 1 %, at 60° by half.
NEAREST_SLACK = 4


async def listed(
    tx: Tx, *, filters: dict[str, Any], bbox: Box | None, after: UUID | None, limit: int
) -> list[Any]:
    """Return visible resources by id, `limit + 1` of them; `bbox` is west, south, east, north."""
    return await tx.rows(
        named(RESOURCE)
        + FILTERS
        + (WITHIN if bbox else "")
        + (" and r.id > :after" if after else "")
        + " order by r.id limit :most",
        **filters,
        **_box(bbox),
        **({"after": after} if after else {}),
        most=limit + 1,
    )


async def nearest(
    tx: Tx,
    *,
    filters: dict[str, Any],
    bbox: Box | None,
    near: tuple[float, float],
    limit: int,
) -> list[Any]:
    """Return visible resources nearest to lon, lat first, with `distance_m` on the ellipsoid."""
    inner = (
        named(RESOURCE)
        + FILTERS
        + (WITHIN if bbox else " and r.place is not null")
        + f" order by r.place <-> {NEAR} limit :wide"
    )
    return await tx.rows(
        "select c.*, st_distance("
        "geography(st_setsrid(st_makepoint(c.place_lon, c.place_lat), 4326)), "
        f"geography({NEAR})) as distance_m from ({inner}) c order by distance_m, c.id limit :most",
        **filters,
        **_box(bbox),
        lon=near[0],
        lat=near[1],
        wide=limit * NEAREST_SLACK,
        most=limit,
    )


def _box(bbox: Box | None) -> dict[str, float]:
    return dict(zip(("west", "south", "east", "north"), bbox, strict=True)) if bbox else {}


async def reaching(tx: Tx, near: tuple[float, float], box: Box, limit: int) -> list[Any]:
    """Return visible cameras whose range holds lon, lat, nearest first, with `distance_m`.

    `box` holds whatever may lie within the longest range.
    """
    inner = named(RESOURCE) + " where r.kind = 'camera' and r.range_m is not null" + WITHIN
    return await tx.rows(
        "select c.*, d.distance_m from "
        f"({inner}) c, lateral (select st_distance("
        "geography(st_setsrid(st_makepoint(c.place_lon, c.place_lat), 4326)), "
        f"geography({NEAR})) as distance_m) d "
        "where d.distance_m <= c.range_m order by d.distance_m, c.id limit :most",
        **_box(box),
        lon=near[0],
        lat=near[1],
        most=limit,
    )


async def one(tx: Tx, resource: UUID) -> Any | None:
    """Return one visible resource."""
    return await tx.row(named(RESOURCE) + " where r.id = :id", id=resource)


async def several(tx: Tx, ids: Collection[UUID]) -> list[Any]:
    """Return the visible ones of these resources."""
    return await tx.rows(named(RESOURCE) + " where r.id = any(:ids)", ids=list(ids))


async def lock(tx: Tx, resource: UUID) -> Any | None:
    """Lock a visible resource for a change and return it."""
    return await tx.row(named(RESOURCE) + " where r.id = :id for update of r", id=resource)


async def present_codes(tx: Tx, codes: Sequence[str]) -> set[str]:
    """Return which of these codes exist already."""
    rows = await tx.rows(
        "select code from registry.resource where code = any(:codes)", codes=list(codes)
    )
    return {row.code for row in rows}


async def id_of_code(tx: Tx, code: str) -> UUID | None:
    """Return the visible resource of a code."""
    found: UUID | None = await tx.value(
        "select id from registry.resource where code = :code", code=code
    )
    return found


async def insert(tx: Tx, values: dict[str, Any]) -> None:
    """Insert a resource."""
    await tx.run(
        "insert into registry.resource (id, code, kind, zh, en, organisation_id, place, "
        "place_accuracy_m, place_source, area_code, direction_deg, fov_deg, range_m, capacity, "
        "details, status, fictional, label, posts, scope_id) values (:id, :code, "
        ":kind, :zh, :en, :organisation_id, "
        f"{point('place')}, :place_accuracy_m, :place_source, :area_code, :direction_deg, "
        ":fov_deg, :range_m, cast(:capacity as jsonb), cast(:details as jsonb), :status, "
        ":fictional, :label, :posts, :scope_id)",
        **_json(values),
    )


async def update(tx: Tx, resource: UUID, values: dict[str, Any]) -> None:
    """Write the changeable fields of a resource."""
    await tx.run(
        "update registry.resource set kind = :kind, zh = :zh, en = :en, "
        f"organisation_id = :organisation_id, place = {point('place')}, "
        "place_accuracy_m = :place_accuracy_m, place_source = :place_source, "
        "area_code = :area_code, direction_deg = :direction_deg, fov_deg = :fov_deg, "
        "range_m = :range_m, label = :label, posts = :posts, scope_id = :scope_id, "
        "capacity = cast(:capacity as jsonb), details = cast(:details as jsonb), status = :status, "
        "fictional = :fictional where id = :id",
        id=resource,
        **_json(values),
    )


def _json(values: dict[str, Any]) -> dict[str, Any]:
    capacity = values["capacity"]
    return values | {
        "capacity": None if capacity is None else orjson.dumps(capacity).decode(),
        "details": orjson.dumps(values["details"]).decode(),
    }
