"""What maps, feeds and warnings ask the database all day."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from starlette.requests import Request

from gis.feeds import observed
from gis.feeds import queries as feeds
from gis.layers import service as layers
from gis.ogc import parameters
from gis.ogc import service as ogc
from gis.ogc.crs import CRS84
from gis.ogc.links import Door
from gis.tracking.contact import queries as contact
from gis.tracking.devices import queries as devices
from gis.tracking.devices.last import last_of_units
from gis.tracking.geofences import queries as geofences
from gis.tracking.geofences.events import queries as geofence_events
from gis.tracking.texts import queries as texts
from gis.warnings import queries as warnings
from kernel.api import Tx
from kernel.web import paging
from tests.contracts.crowded import AREAS, FEATURES, FEED, KEPT, district, thing
from tests.contracts.plans import Step
from tests.harness.clock import START

BOX = "116.660,23.400,116.675,23.410"
# The big layer, restricted to the district that asks, and a box with some dozen of its features.
LAYER = thing("9", 1)
DOOR = Door("http://test/ogc")


def wanted(code: str = "layer-1", **params: str) -> Step:
    """Return the reading of a page of a layer through `/ogc`, of the big one unless said."""
    query = urlencode({name.replace("_", "-"): value for name, value in params.items()})
    scope = {"type": "http", "query_string": query.encode(), "headers": []}

    async def step(tx: Tx) -> bytes:
        layer = await layers.find(tx, code)
        asked = parameters.wanted(Request(scope), frozenset({"level"}))
        return await ogc.items(tx, layer, asked, DOOR)

    return step


def tile(layer: UUID, zoom: int, column: int, row: int) -> Step:
    """Return the reading of one layer in one tile."""
    sql = "select version, mvt from gis.tile($1, $2, $3, $4, $5, $6)"

    async def step(tx: Tx) -> Any:
        connection = await tx.driver()
        return await connection.fetch(sql, layer, zoom, column, row, [district(1)], [])

    return step


READS: dict[str, Step] = {
    "items of a layer": wanted(),
    "items of a small layer": wanted("layer-9"),
    "items, deep": wanted(cursor=paging.cursor_of(FEATURES // 2)),
    "items in a box": wanted(bbox=BOX),
    "items in a wide box": wanted(bbox="116.2,23.0,117.0,23.6"),
    "items counted": wanted(bbox=BOX, count="true"),
    "items filtered in a box": wanted(bbox=BOX, filter="level > 500 AND level < 900"),
    "items filtered by a shape": wanted(
        filter="S_INTERSECTS(geometry, BBOX(116.66,23.40,116.675,23.41)) AND level > 500"
    ),
    "items at a moment in a box": wanted(bbox=BOX, datetime="2026-11-22T07:59:00Z"),
    "items by property": wanted(level="7"),
    "an item": lambda tx: ogc.item(tx, layer_row(), FEATURES // 2, CRS84, door=DOOR),
    "tile": tile(LAYER, 16, 54005, 28384),
    "tile of an overview": tile(LAYER, 10, 843, 443),
    "tile of areas": tile(AREAS, 10, 843, 443),
}


def layer_row() -> Any:
    """Return as much of the big layer as reading one feature takes."""
    return SimpleNamespace(id=LAYER, code="layer-1")


# The first feed has a share of everything; of what it tells one gauge is asked about.
FEEDS: dict[str, Step] = {
    "feeds": lambda tx: feeds.listed(tx, removed=False, after=None, limit=100),
    "messages of a feed": lambda tx: feeds.messages(tx, FEED, after=None, limit=100),
    "messages of a feed, deep": lambda tx: feeds.messages(tx, FEED, after=DEEP, limit=100),
    "gauges of a feed": lambda tx: observed.stations(tx, FEED),
    "some gauges": lambda tx: observed.stations(tx, FEED, [("s7", "level")]),
    "last readings": lambda tx: observed.recent(tx, FEED),
    "series of a gauge": lambda tx: _series(tx, since=None),
    "series of a day": lambda tx: _series(tx, since=START - timedelta(days=1)),
    "quakes": lambda tx: observed.quakes(tx, FEED),
    "warnings that stand": lambda tx: _warnings(tx, lifted=False),
    "warnings of the past": lambda tx: _warnings(tx, lifted=True),
    "warnings of the past, deep": lambda tx: _warnings(tx, lifted=True, after=DEEP),
    "warnings of a feed": lambda tx: _warnings(tx, lifted=False, feed=FEED),
    "past warnings of a feed": lambda tx: _warnings(tx, lifted=True, feed=FEED),
    "one warning": lambda tx: warnings.one(tx, thing("d", KEPT)),
}
DEEP = (START - timedelta(days=30), thing("d", KEPT // 2))

# What the worker asks, and what a message of a feed begins with; rows are locked.
FEED_JOBS: dict[str, Step] = {
    "feeds to ask": lambda tx: feeds.due(tx, 10),
    "feeds that turned": lambda tx: feeds.turned(tx, 100),
    "warnings of a message": lambda tx: warnings.standing(tx, FEED),
    "warnings that ran out": lambda tx: warnings.run_out(tx, 100),
}


# The first district sees the devices of its units; one of them told a day of positions.
TRACKING: dict[str, Step] = {
    "last positions of units": lambda tx: last_of_units(tx, [thing("3", 8), thing("3", 16)]),
    "devices, newest": lambda tx: devices.listed(tx, filters=NO_DEVICES, after=None, limit=100),
    "devices, deep": lambda tx: devices.listed(tx, filters=NO_DEVICES, after=DEEP, limit=100),
    "a device that knocks": lambda tx: devices.of_identity(tx, "jt808", "77"),
    "refusals of devices": lambda tx: devices.refusals(tx, [7, 8, 9]),
    "when units were heard": contact.of_units,
    "texts to a device": lambda tx: texts.listed(tx, thing("d", 1), after=None, limit=100),
    "texts to send": lambda tx: texts.due(tx, [7, 8, 9], 200),
    "devices that changed": lambda tx: devices.changed_since(tx, START),
}


async def _events(tx: Tx, filters: dict[str, Any] | None = None, after: Any = None) -> Any:
    return await geofence_events.listed(tx, filters=filters or {}, after=after, limit=100)


# The first district's first geofence and unit with a device.
FENCES: dict[str, Step] = {
    "events, newest": _events,
    "events, deep": lambda tx: _events(tx, after=(START - timedelta(days=2), thing("d", 1))),
    "events of a geofence": lambda tx: _events(tx, {"fence": thing("f", 8)}),
    "events of a unit": lambda tx: _events(tx, {"unit": thing("3", 16)}),
    "who is inside": lambda tx: geofences.visitors(tx, thing("f", 51), 200),
    "how many are inside": lambda tx: geofences.inside(tx, [thing("f", n) for n in range(1, 99)]),
}


NO_DEVICES: dict[str, Any] = dict.fromkeys(("state", "protocol", "unit", "online", "q"))


async def _series(tx: Tx, since: datetime | None) -> Any:
    return await observed.series(tx, FEED, station="s7", quantity="level", since=since, limit=1_000)


async def _warnings(tx: Tx, *, lifted: bool, **more: Any) -> Any:
    wanted = {"feed": None, "after": None, "limit": 100} | more
    return await warnings.listed(tx, lifted=lifted, **wanted)
