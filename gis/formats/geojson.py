"""Reads GeoJSON: collections, single features, bare geometries; the `crs` of its old form too."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from gis.formats import shapes
from gis.formats.model import Book, Fault, Refused, Row

LAYER = "features"


def opened(path: Path) -> Book:
    """Open a file. Raises `Refused`."""
    try:
        document = orjson.loads(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise Refused("broken", f"The JSON cannot be read: {error}.") from error
    features = _features(document)
    if not features:
        raise Refused("no-rows", "The file holds no feature.")
    book = Book("geojson", {}, encoding="utf-8", crs=_crs(document))
    book.layers[LAYER] = lambda: _rows(features, book.notes)
    return book


def _features(document: Any) -> list[Any]:
    if not isinstance(document, dict):
        raise Refused("unknown", "The JSON is no GeoJSON.")
    said = document.get("type")
    if said == "FeatureCollection":
        features = document.get("features")
        if isinstance(features, list):
            return features
    if said == "Feature":
        return [document]
    if said in {"GeometryCollection", *shapes.GEOMETRIES}:
        return [{"type": "Feature", "geometry": document, "properties": {}}]
    raise Refused("unknown", "The JSON is no GeoJSON.")


def _crs(document: dict[str, Any]) -> str | None:
    given = document.get("crs")
    inner = given.get("properties") if isinstance(given, dict) else None
    name = inner.get("name") if isinstance(inner, dict) else None
    return str(name)[:200] if name else None


def _rows(features: list[Any], notes: Counter[str]) -> Iterator[Row]:
    for number, feature in enumerate(features, 1):
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            yield Row(number, None, {}, Fault("bad-shape", "This is no GeoJSON feature."))
            continue
        values = feature.get("properties")
        row = Row(number, None, dict(values) if isinstance(values, dict) else {})
        if "id" in feature and "id" not in row.values:
            row.values["id"] = feature["id"]
        try:
            row.shape = shapes.from_geojson(feature.get("geometry"), notes)
        except shapes.BadShape as error:
            row.fault = Fault("bad-shape", f"{error}.")
        yield row
