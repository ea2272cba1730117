"""What questions are about: resources, units, incidents, reports, people, features of layers.

Row security counts: a thing the asker does not see is in no answer. Each kind takes its own
permission.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely

from gis.analysis import queries
from gis.layers import service as layers
from kernel.api import FieldError, Invalid, TooLarge, Tx
from registry.api import (
    ResourceFilter,
    UnitFilter,
    codes,
    names_of,
    resources,
    units,
)

# Above this the question is too wide for a screen; a district at most holds 5,000 of a kind.
MOST_THINGS = 20_000
PAGE = 1_000
# The layer whose features carry `people`, from the city folder.
PEOPLE_LAYER = "population"
PERMISSIONS = {
    "resources": "resources.read",
    "resource": "resources.read",
    "units": "units.read",
    "unit": "units.read",
    "incidents": "incidents.read",
    "reports": "reports.read",
    "layer": "layers.read",
    "people": "layers.read",
}
EVERYTHING = ("resources", "units", "people")
NAMES = {
    "resources": ("资源", "Resources"),
    "units": ("力量", "Units"),
    "incidents": ("事件", "Incidents"),
    "reports": ("接报", "Reports"),
    "people": ("人口", "People"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something at a place: `what` is its kind as questions name it, `shape` in degrees."""

    id: str
    what: str
    zh: str
    en: str
    lon: float
    lat: float
    shape: shapely.Geometry
    people: float | None = None
    fictional: bool = False
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """All things of a question; `names` says what each kind is called."""

    things: list[Thing]
    names: dict[str, tuple[str, str]]


async def gathered(
    tx: Tx, what: Sequence[str] | None, area: shapely.Geometry | None = None
) -> Found:
    """Return the things of these kinds within the asker's sight that touch an area in degrees.

    Without `what` all kinds the asker may read, incidents and reports left out. Raises `Forbidden`,
    `NotFound` for a layer that is not there, `TooLarge`.
    """
    if what is None:
        what = [each for each in EVERYTHING if tx.actor.may(PERMISSIONS[each])]
    found: list[Thing] = []
    search = _Search(tx, area)
    for each in what:
        tx.actor.require(PERMISSIONS[each.partition(":")[0]])
        async for thing in _of(search, each):
            found.append(thing)
            if len(found) > MOST_THINGS:
                raise TooLarge(f"more than {MOST_THINGS} things; ask for a smaller area")
    return Found(_inside(found, area), search.names)


def _inside(found: list[Thing], area: shapely.Geometry | None) -> list[Thing]:
    if area is None or not found:
        return found
    shapely.prepare(area)
    inside = shapely.intersects(area, [thing.shape for thing in found])
    return [thing for thing, here in zip(found, inside, strict=True) if here]


@dataclass(frozen=True, slots=True)
class _Search:
    """One question under way: who asks, where, and what each kind found is called."""

    tx: Tx
    area: shapely.Geometry | None
    names: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def box(self) -> str | None:
        return None if self.area is None else ",".join(f"{each:.7f}" for each in self.area.bounds)


def _of(search: _Search, what: str) -> AsyncIterator[Thing]:
    kind, _, code = what.partition(":")
    if kind in ("resources", "resource"):
        return _resources(search, code)
    if kind in ("units", "unit"):
        return _units(search, code)
    if kind == "people":
        return _features(search, PEOPLE_LAYER, "people")
    if kind == "layer":
        return _features(search, code, what)
    return _subjects(search, kind)


async def _resources(search: _Search, kind: str) -> AsyncIterator[Thing]:
    _check(kind, "resource_kinds")
    cursor: str | None = None
    while True:
        wanted = ResourceFilter(
            kind=[kind] if kind else None, bbox=search.box, cursor=cursor, limit=PAGE
        )
        page = await resources.find_many(search.tx, wanted)
        for state in page["items"]:
            what = f"resource:{state['kind']}"
            label = names_of("resource_kinds", state["kind"])
            search.names[what] = label["zh"], label["en"]
            if state["place"] is not None:
                yield _at(
                    state["id"],
                    what,
                    (state["name"]["zh"], state["name"]["en"]),
                    state["place"],
                    fictional=state["fictional"],
                    more={"status": state["status"], "area_code": state["area_code"]},
                )
        cursor = page["next"]
        if cursor is None:
            return


async def _units(search: _Search, kind: str) -> AsyncIterator[Thing]:
    _check(kind, "unit_kinds")
    cursor: str | None = None
    while True:
        wanted = UnitFilter(
            kind=[kind] if kind else None, bbox=search.box, cursor=cursor, limit=PAGE
        )
        page = await units.find_many(search.tx, wanted)
        for state in page["items"]:
            what = f"unit:{state['kind']}"
            search.names[what] = state["kind_zh"], state["kind_en"]
            if state["place"] is not None:
                yield _at(
                    state["id"],
                    what,
                    (state["call_sign"], state["call_sign"]),
                    state["place"],
                    fictional=state["fictional"],
                    more={"status": state["status"]},
                )
        cursor = page["next"]
        if cursor is None:
            return


async def _subjects(search: _Search, topic: str) -> AsyncIterator[Thing]:
    """Yield what stands on the boards now: incidents and reports of higher floors, by state."""
    search.names[topic] = NAMES[topic]
    for row in await queries.standing(search.tx, topic, MOST_THINGS):
        state = row.state
        if state.get("place"):
            title = state.get("title") or state.get("number") or ""
            more = {"number": state.get("number"), "grade": state.get("grade")}
            yield _at(row.subject, topic, (title, title), state["place"], more=more)


async def _features(search: _Search, code: str, what: str) -> AsyncIterator[Thing]:
    tx = search.tx
    layer = await _population(tx) if what == "people" else await layers.find(tx, code)
    if layer is None:
        return
    search.names[what] = NAMES["people"] if what == "people" else (layer.zh, layer.en)
    bounds = None if search.area is None else search.area.bounds
    label = (layer.style or {}).get("label") or "name"
    for row in await queries.features(tx, layer.id, bounds, MOST_THINGS + 1):
        shape = shapely.from_wkb(row.shape)
        at = shape if shape.geom_type == "Point" else shapely.point_on_surface(shape)
        facts = row.properties
        zh = str(facts.get(label) or facts.get("name") or row.id)
        people = facts.get("people")
        yield Thing(
            id=str(row.id),
            what=what,
            zh=zh,
            en=str(facts.get("name_en") or zh),
            lon=float(at.x),
            lat=float(at.y),
            shape=shape,
            people=float(people) if isinstance(people, int | float) else None,
            fictional=bool(layer.fictional),
        )


async def _population(tx: Tx) -> Any | None:
    """Return the layer of people, None where the city has none."""
    return next((row for row in await layers.visible(tx) if row.code == PEOPLE_LAYER), None)


def _at(
    identity: Any,
    what: str,
    names: tuple[str, str],
    place: dict[str, Any],
    *,
    fictional: bool = False,
    more: dict[str, Any] | None = None,
) -> Thing:
    lon, lat = float(place["lon"]), float(place["lat"])
    zh, en = names
    point = shapely.Point(lon, lat)
    return Thing(str(identity), what, zh, en, lon, lat, point, fictional=fictional, more=more or {})


def _check(kind: str, table: str) -> None:
    if kind and kind not in codes(table):
        detail = f"not in the list {table}"
        raise Invalid(f"/what: {detail}", errors=[FieldError("/what", "unknown-code", detail)])
