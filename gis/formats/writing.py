"""Writes features to a file of a chosen format, some thousand at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
        yield [Feature(row[0], shape, row[1]) for row, shape in zip(rows, there, strict=True)]


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
