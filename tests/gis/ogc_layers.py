"""Layers with features for the tests of the OGC door."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import shapely

from gis.features import queries as features
from gis.features.queries import NewFeature
from gis.layers import service
from gis.layers.live import Edit
from gis.layers.schemas import LayerIn
from kernel.api import Database, system
from registry.api import organisations
from tests.registry import town

Json = dict[str, Any]
ATTRIBUTES = [
    {"name": "名称", "type": "string", "zh": "名称", "en": "Name"},
    {"name": "depth", "type": "number", "zh": "水深", "en": "Depth", "unit": "m"},
    {"name": "level", "type": "integer", "zh": "等级", "en": "Level"},
    {"name": "open", "type": "boolean", "zh": "通行", "en": "Open"},
    {"name": "since", "type": "date", "zh": "起始", "en": "Since"},
    {"name": "seen at", "type": "datetime", "zh": "发现", "en": "Seen"},
    {"name": "o'br\"ien", "type": "string", "zh": "怪名", "en": "Odd"},
]
PLACES: list[tuple[float, float, Json]] = [
    (116.6, 23.3, {"名称": "涵洞一", "depth": 0.5, "level": 1, "open": True}),
    (116.7, 23.4, {"名称": "涵洞二", "depth": 1.5, "level": 2, "open": False}),
    (116.8, 23.5, {"名称": "O'Brien", "depth": 2.5, "level": 3}),
    (117.0, 23.6, {"名称": "100%_", "level": 4, "o'br\"ien": "x"}),
]
PLACES[0][2]["since"] = "2026-09-01"
PLACES[1][2]["since"] = "2026-09-20"
PLACES[2][2]["seen at"] = "2026-09-21T08:00:00Z"
# The last has no time.
TIMES: list[tuple[datetime | None, datetime | None] | None] = [
    (datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 9, 2, tzinfo=UTC)),
    (datetime(2026, 9, 20, 6, tzinfo=UTC), datetime(2026, 9, 20, 6, tzinfo=UTC)),
    (datetime(2026, 9, 21, tzinfo=UTC), None),
    None,
]


async def make(
    door: Database, new: Sequence[NewFeature] = (), **fields: Any
) -> tuple[UUID, list[int]]:
    """Publish a layer of the east district with features; return its id and theirs."""
    async with door.transaction(system("test")) as tx:
        owner = await organisations.by_code(tx, fields.pop("owner", town.EAST))
        assert owner is not None
        form = {"zh": "积水点", "en": "Spots", "geometry": "point", "organisation_id": owner["id"]}
        layer = (await service.publish(tx, LayerIn(**form | fields)))["id"]
    async with door.transaction(system("test")) as tx:
        row = await service.locked(tx, layer)
        ids = await features.insert_many(tx, layer, new)
        await service.touched(tx, row, kind="layer.edited", edit=Edit(created=ids))
    return layer, ids


async def spots(door: Database, code: str, **fields: Any) -> list[int]:
    """Publish four flooded spots, the first in the south-west; return their ids."""
    new = [
        NewFeature(shapely.to_wkb(shapely.Point(lon, lat)), properties, time)
        for (lon, lat, properties), time in zip(PLACES, TIMES, strict=True)
    ]
    _, ids = await make(door, new, code=code, attributes=ATTRIBUTES, **{"sight": "public"} | fields)
    return ids
