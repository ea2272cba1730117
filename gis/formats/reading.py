"""From a file to rows on the map: opens any format, brings places to WGS 84, mends, converts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import shapely

from gis.datum import crs
from gis.datum.crs import Datum, System, UnknownCrs
from gis.formats import detect, geojson, gpx, kml, limits, packages, shapes, tables, values
from gis.formats.model import Book, Fault, Reading, Refused, Row

HALF = 0.5
BATCH = 1_000
Numbered = tuple[str, Row]
# Web Mercator over China, metres: what is neither degrees nor a Gauss-Krüger zone.
_MERCATOR = (8_000_000, 0, 15_100_000, 7_500_000)
OUTSIDE = Fault("outside", "The place lies outside the world: another coordinate system?")


@dataclass(frozen=True, slots=True)
class Mapped:
    """A column that is kept: what it is called in the file and in the layer, and its type."""

    source: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A row brought to the map: its parts in WGS 84, or why it cannot be."""

    layer: str
    row: Row
    parts: list[Any]
    fault: Fault | None


@dataclass(slots=True)
class Opened:
    """An opened file and how its numbers are read: `known` says who named the system."""

    book: Book
    system: System
    datum: Datum
    known: str
    rows: Iterator[Numbered]
    notes: Counter[str] = field(default_factory=Counter)

    @property
    def definition(self) -> str | int:
        """What the converting functions are given."""
        return self.system.definition or crs.BAIDU_MERCATOR

    def placed(self) -> Iterator[Placed]:
        """Yield all rows, brought to the map. Raises `Refused` over the ceilings."""
        count = vertices = 0
        while batch := list(islice(self.rows, BATCH)):
            count += len(batch)
            vertices += int(
                sum(shapely.count_coordinates(row.shape) for _, row in batch if row.shape)
            )
            if count > limits.MOST_ROWS:
                raise Refused("too-many-rows", f"The file has more than {limits.MOST_ROWS} rows.")
            if vertices > limits.MOST_VERTICES:
                most = limits.MOST_VERTICES
                raise Refused("too-many-vertices", f"The file has more than {most} vertices.")
            yield from self._batch(batch)

    def _batch(self, batch: list[Numbered]) -> Iterator[Placed]:
        there = self._moved([row.shape for _, row in batch])
        whole = _whole(there)
        for (layer, row), shape, good in zip(batch, there, whole, strict=True):
            if row.fault is not None:
                yield Placed(layer, row, [], row.fault)
            elif good:
                yield Placed(layer, row, [shape], None)
            elif shape is not None and _outside(shape):
                yield Placed(layer, row, [], OUTSIDE)
            else:
                yield Placed(layer, row, *shapes.mended(shape, self.notes))

    def _moved(self, found: Sequence[Any]) -> Any:
        there = np.array(found, dtype=object)
        some = np.array([shape is not None for shape in found], dtype=bool)
        if not some.any():
            return there
        if shapely.has_z(there[some]).any():
            self.notes["heights-dropped"] += int(shapely.has_z(there[some]).sum())
            there[some] = shapely.force_2d(there[some])
        there[some] = shapely.transform(there[some], self._to_wgs84)
        return there

    def _to_wgs84(self, corners: Any) -> Any:
        moved = crs.to_wgs84(corners[:, 0], corners[:, 1], self.definition, self.datum)
        return np.column_stack(moved)


def _whole(there: Any) -> Any:
    """Say which shapes need no look; polygons among them are turned as GeoJSON wants them."""
    kinds, counts = shapely.get_type_id(there), shapely.get_num_coordinates(there)
    boxes = shapely.bounds(there)
    with np.errstate(invalid="ignore"):
        inside = (np.abs(boxes[:, ::2]) <= 180).all(axis=1) & (np.abs(boxes[:, 1::2]) <= 90).all(
            axis=1
        )
    whole = inside & (kinds >= 0) & (kinds != shapely.GeometryType.GEOMETRYCOLLECTION.value)
    whole &= (counts > 0) & (counts <= limits.MOST_VERTICES_EACH)
    whole[whole] = shapely.is_valid(there[whole])
    there[whole] = shapely.orient_polygons(there[whole])
    return whole


def _outside(shape: Any) -> bool:
    if shape.is_empty:
        return False
    west, south, east, north = shape.bounds
    return not (west >= -180 and east <= 180 and south >= -90 and north <= 90)


def opened(path: Path, name: str, folder: Path, reading: Reading) -> Opened:
    """Open a file of any format we read, its content told from its bytes. Raises `Refused`."""
    book = _book(path, name, folder, reading)
    rows = book.rows(reading.layers)
    first = list(islice(rows, BATCH))
    if not first:
        raise Refused("no-rows", "The chosen layers hold no row.")
    system, known = _system(book, reading, first)
    datum = reading.datum or crs.datum_of(system.definition or crs.BAIDU_MERCATOR)
    return Opened(book, system, datum, known, _chain(first, rows), book.notes)


def _chain(first: list[Numbered], rest: Iterator[Numbered]) -> Iterator[Numbered]:
    yield from first
    yield from rest


def _book(path: Path, name: str, folder: Path, reading: Reading) -> Book:
    found = detect.format_of(path, name)
    if found == "csv":
        return tables.opened_csv(path, reading)
    if found == "xlsx":
        return tables.opened_xlsx(path, reading)
    if found == "gpkg":
        inside = folder / "input.gpkg"
        inside.hardlink_to(path)
        return packages.opened_geopackage(inside)
    if found == "shapefile":
        return packages.opened_shapefile(path, folder, reading)
    if found == "geojson":
        return geojson.opened(path)
    return gpx.opened(path) if found == "gpx" else kml.opened(path, folder, packed=found == "kmz")


def _system(book: Book, reading: Reading, first: list[Numbered]) -> tuple[System, str]:
    """Return the system of the numbers and who named it: chosen, file, guessed, assumed."""
    if reading.crs is not None:
        return _named(reading.crs), "chosen"
    if book.crs is not None:
        try:
            return crs.system(book.crs), "file"
        except UnknownCrs:
            book.notes["crs-unknown"] += 1
    found = [row.shape for _, row in first if row.shape is not None and not row.shape.is_empty]
    if not found:
        return crs.system(crs.WGS84), "assumed"
    boxes = shapely.bounds(np.array(found, dtype=object))
    # What most rows are: a stray one among them is a fault of that row.
    degrees = (np.abs(boxes) <= (180, 90, 180, 90)).all(axis=1)
    if degrees.mean() >= HALF:
        return crs.system(crs.WGS84), "assumed"
    west, south, east, _ = np.median(boxes[~degrees], axis=0)
    zone = crs.zone_of(float((west + east) / 2), reading.lon)
    if zone is not None:
        return crs.system(zone), "guessed"
    if _MERCATOR[0] < west and east < _MERCATOR[2] and _MERCATOR[1] < south < _MERCATOR[3]:
        return crs.system(3857), "guessed"
    raise Refused("crs-unknown", "The file does not say its coordinate system; choose it.")


def _named(code: int) -> System:
    try:
        return crs.system(code)
    except UnknownCrs as error:
        raise Refused("crs-unknown", f"{error}.") from error


def kept(row: Row, mapped: Sequence[Mapped], layer: str, zone: str) -> dict[str, Any] | Fault:
    """Return the attributes of a row as the layer keeps them, or the value that cannot be."""
    found: dict[str, Any] = {}
    for column in mapped:
        value = row.values.get(column.source)
        if column.source == "layer" and column.source not in row.values:
            value = layer
        try:
            found[column.name] = values.converted(value, column.type, zone)
        except (ValueError, KeyError) as error:
            return Fault("bad-value", f"{error}.", column.source)
    if len(orjson.dumps(found)) > limits.MOST_ROW_BYTES:
        return Fault("row-too-large", f"The row has more than {limits.MOST_ROW_BYTES} bytes.")
    return found
