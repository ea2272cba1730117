"""Writes features to a file of a chosen format, some thousand at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import numpy as np
import shapely

from gis.datum import crs
from gis.datum.crs import Datum
from gis.formats import shapes
from gis.formats.model import Refused
from gis.sandbox import frames

OUTPUT = "output"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column of the layer."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be written: names, coordinates, encoding (shapefile and CSV)."""

    format: str
    title: str
    geometry: str
    attributes: tuple[Attribute, ...]
    crs: int = crs.WGS84
    datum: Datum = "wgs84"
    encoding: str = "utf-8"
    notes: dict[str, int] = field(default_factory=dict)

    def note(self, code: str, count: int = 1) -> None:
        """Count something the reader of the file should know."""
        self.notes[code] = self.notes.get(code, 0) + count


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature on its way out: its id, its shape in the system that was asked for, its values."""

    id: int
    shape: Any
    values: dict[str, Any]


class Writer(Protocol):
    """A format under way."""

    def add(self, features: Sequence[Feature]) -> None:
        """Write some features."""
        ...

    def finish(self) -> None:
        """Complete the file."""
        ...


def write(order: Mapping[str, Any], folder: Path, stream: BinaryIO) -> dict[str, Any]:
    """Write all features that follow on a stream. Raises `Refused`."""
    target = Target(
        order["format"],
        order["title"],
        order["geometry"],
        tuple(Attribute(each["name"], each["type"]) for each in order["attributes"]),
        order["crs"],
        order["datum"],
        order["encoding"],
    )
    writer, count = _writer(target, folder), 0
    for features in _arriving(stream, target):
        writer.add(features)
        count += len(features)
    writer.finish()
    size = (folder / OUTPUT).stat().st_size
    return {"rows": count, "bytes": size, "notes": target.notes}


def _writer(target: Target, folder: Path) -> Writer:
    from gis.formats import write_packages, write_tables, write_texts  # noqa: PLC0415 - they need us

    makers: dict[str, Callable[[Target, Path], Writer]] = {
        "gpkg": write_packages.GeoPackage,
        "shapefile": write_packages.Shapefiles,
        "geojson": write_texts.GeoJson,
        "kml": write_texts.Kml,
        "kmz": write_texts.Kmz,
        "gpx": write_texts.Gpx,
        "csv": write_tables.Csv,
        "xlsx": write_tables.Workbook,
    }
    return makers[target.format](target, folder)


def _arriving(stream: BinaryIO, target: Target) -> Iterator[list[Feature]]:
    while True:
        arrived = frames.read(stream)
        if arrived is None:
            raise Refused("broken", "The features ended in the middle.")
        document, blob = arrived
        if document.get("end"):
            return
        rows = document["rows"]
        found = shapely.from_wkb(frames.cut(blob, [row[2] for row in rows]))
        there = shapely.transform(found, lambda corners: _moved(corners, target))
        yield [
            Feature(row[0], shape, _fitting(row[1], target.attributes))
            for row, shape in zip(rows, there, strict=True)
        ]


def _fitting(values: Mapping[str, Any], attributes: Sequence[Attribute]) -> dict[str, Any]:
    """Return the values without those that are not of their attribute's type (any more)."""
    types = {each.name: each.type for each in attributes}
    return {
        name: value
        for name, value in values.items()
        if value is None or _fits(value, types.get(name, "string"))
    }


def _fits(value: Any, kind: str) -> bool:
    if kind == "string":
        return True
    if kind == "boolean":
        return isinstance(value, bool)
    if kind in {"integer", "number"}:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and (kind == "number" or value == int(value))
    try:
        (date if kind == "date" else datetime).fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return kind == "datetime" or len(value) == len("2026-01-01")


def _moved(corners: Any, target: Target) -> Any:
    there = crs.from_wgs84(corners[:, 0], corners[:, 1], target.crs, target.datum)
    if not (np.isfinite(there[0]).all() and np.isfinite(there[1]).all()):
        raise Refused("outside", "Some places lie outside the chosen coordinate system.")
    return np.column_stack(there)


def by_kind(features: Sequence[Feature]) -> dict[str, list[Feature]]:
    """Return features by point, multipoint, line and polygon."""
    found: dict[str, list[Feature]] = {}
    for feature in features:
        several = shapely.get_type_id(feature.shape) == shapely.GeometryType.MULTIPOINT.value
        found.setdefault("multipoint" if several else shapes.kind(feature.shape), []).append(
            feature
        )
    return found
