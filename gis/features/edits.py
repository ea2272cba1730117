"""Use cases of single features: add, replace, change in part, delete; each is one fact."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import shapely

from gis.features import properties, queries, shapes
from gis.features.queries import NewFeature
from gis.layers import service as layers
from gis.layers.live import Edit
from kernel.api import NotFound, Stale, Tx, VersionRequired

# Turns a parsed shape into WGS 84, longitude first.
Convert = Callable[[Any], Any]
Span = tuple[Any, Any] | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A feature as a client sends it.

    What it left out is not in `given`; `convert` brings its shape to WGS 84, longitude first.
    """

    geometry: Any
    properties: Any
    during: Span
    given: frozenset[str]
    convert: Convert


async def add(tx: Tx, layer: Any, draft: Draft) -> int:
    """Add a feature to a locked layer; return its id."""
    (feature,) = await queries.insert_many(tx, layer.id, [_new(layer, draft)])
    await layers.touched(tx, layer, kind="layer.edited", edit=Edit(created=[feature]))
    return feature


async def replace(tx: Tx, layer: Any, feature: int, draft: Draft, *, seen: int | None) -> int:
    """Put a feature in the place of another; return its new version."""
    await _locked(tx, layer, feature, seen)
    return await _store(tx, layer, feature, _new(layer, draft))


async def change(tx: Tx, layer: Any, feature: int, draft: Draft, *, seen: int | None) -> int:
    """Change what a draft gives: single properties (null takes one away), shape, time."""
    row = await _locked(tx, layer, feature, seen)
    shape = bytes(row.shape)
    if "geometry" in draft.given:
        shape = shapely.to_wkb(_shape(layer, draft))
    during: Span = (row.since, row.until)
    if "time" in draft.given:
        during = draft.during
    given: Mapping[str, Any] = row.properties
    if "properties" in draft.given:
        wanted = properties.checked(draft.properties, layer.attributes)
        kept = {name: value for name, value in given.items() if name not in draft.properties}
        given = {**kept, **wanted}
    return await _store(tx, layer, feature, NewFeature(shape, dict(given), during))


async def remove(tx: Tx, layer: Any, feature: int, seen: int | None) -> None:
    """Delete a feature."""
    await _locked(tx, layer, feature, seen)
    await queries.delete(tx, layer.id, [feature])
    await layers.touched(tx, layer, kind="layer.edited", edit=Edit(removed=[feature]))


async def _locked(tx: Tx, layer: Any, feature: int, seen: int | None) -> Any:
    """Return a feature at the version the client has seen.

    Raises `VersionRequired`, `NotFound`, `Stale`.
    """
    row = await queries.lock(tx, layer.id, feature)
    if row is None:
        raise NotFound
    if seen is None:
        raise VersionRequired
    if row.version != seen:
        raise Stale(f"The feature is at version {row.version}.", version=row.version)
    return row


def _new(layer: Any, draft: Draft) -> NewFeature:
    shape = shapely.to_wkb(_shape(layer, draft))
    return NewFeature(shape, properties.checked(draft.properties, layer.attributes), draft.during)


def _shape(layer: Any, draft: Draft) -> Any:
    found = shapes.parsed(draft.geometry, layer.geometry)
    try:
        return shapes.check_place(draft.convert(found))
    except ValueError as error:
        raise shapes.refused("/geometry/coordinates", str(error)) from error


async def _store(tx: Tx, layer: Any, feature: int, new: NewFeature) -> int:
    version = await queries.replace(tx, layer.id, feature, new)
    await layers.touched(tx, layer, kind="layer.edited", edit=Edit(changed=[feature]))
    return version
