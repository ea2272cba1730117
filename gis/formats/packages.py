"""Reads GeoPackages and shapefiles with GDAL, some thousand rows at a time."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import shapely
from pyogrio import list_layers, raw
from pyogrio.errors import DataLayerError, DataSourceError

from gis.formats import archives, limits
from gis.formats.model import Book, Fault, Reading, Refused, Row
from gis.formats.tables import encoding_of

BATCH = 5_000
# GDAL hands each byte over as one character in this encoding; decoding is ours, row by row.
_BYTES = "ISO-8859-1"
# How the codecs name a character that lacks its end: dBASE cuts texts by bytes.
_CUT_OFF = {"unexpected end of data", "incomplete multibyte sequence"}
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_NEEDED = (".shp", ".shx", ".dbf")
_TYPES = {
    "OFTInteger": "integer",
    "OFTInteger64": "integer",
    "OFTReal": "number",
    "OFTDate": "date",
    "OFTDateTime": "datetime",
    "OFTString": "string",
}
_PLAIN_CODES = {"utf8": "utf-8", "utf-8": "utf-8", "65001": "utf-8"}
_CHINESE_CODES = {"gbk", "gb2312", "gb18030", "936", "cp936", "ansi936", "ansi 936", "oem936"}


def opened_geopackage(path: Path) -> Book:
    """Open a GeoPackage; each feature table is a layer. Raises `Refused`."""
    try:
        found = [str(name) for name, kind in list_layers(path) if kind is not None]
    except DataSourceError as error:
        raise Refused("broken", "The GeoPackage is damaged and cannot be read.") from error
    book = Book("gpkg", {}, encoding="utf-8")
    for name in found:
        _add(book, name, _Source(path, name, None, book.notes))
    if not book.layers:
        raise Refused("no-rows", "The GeoPackage holds no table of features.")
    return book


def opened_shapefile(path: Path, folder: Path, reading: Reading) -> Book:
    """Open the shapefiles in an archive. Raises `Refused`."""
    members = archives.names(path)
    shapes = [name for name in members if name.lower().endswith(".shp")]
    wanted: dict[str, str] = {}
    stems: dict[str, str] = {}
    for number, shape in enumerate(shapes):
        stems[_title(shape, stems)] = f"part{number}"
        wanted |= _parts_of(shape, members, f"part{number}")
    archives.unpack(path, wanted, folder)
    book = Book("shapefile", {})
    for name, stem in stems.items():
        encoding = reading.encoding or _encoding(folder / stem, book.notes)
        book.encoding = book.encoding or encoding
        _add(book, name, _Source(folder / f"{stem}.shp", None, encoding, book.notes))
    return book


def _title(shape: str, taken: dict[str, str]) -> str:
    stem = PurePosixPath(shape.replace("\\", "/")).stem
    return stem if stem not in taken else f"{stem}_{len(taken)}"


def _parts_of(shape: str, members: list[str], stem: str) -> dict[str, str]:
    """Return which members belong to a shapefile, each with the name we give it."""
    base = shape[:-4].lower()
    by_name = {member.lower(): member for member in members}
    found = {by_name[base + part]: stem + part for part in _PARTS if base + part in by_name}
    lacking = [part for part in _NEEDED if stem + part not in found.values()]
    if lacking:
        raise Refused("parts-missing", f"The shapefile lacks {' and '.join(lacking)}.")
    return found


def _encoding(stem: Path, notes: Counter[str]) -> str:
    """Return what the .cpg says, else what the bytes of the table can be."""
    said = stem.with_suffix(".cpg")
    told = said.read_text("ascii", "replace").strip().lower() if said.exists() else ""
    if told in _PLAIN_CODES or told in _CHINESE_CODES:
        return _PLAIN_CODES.get(told, "gb18030")
    notes["encoding-guessed"] += 1
    table = stem.with_suffix(".dbf").read_bytes()
    header = int.from_bytes(table[8:10], "little")
    if table[29:30] == b"\x4d":  # the table's own mark for GBK
        return "gb18030"
    return encoding_of(table[32:].replace(b"\x00", b" ") if header else b"")


@dataclass(frozen=True, slots=True)
class _Source:
    """One layer in a file GDAL opens."""

    path: Path
    layer: str | None
    encoding: str | None
    notes: Counter[str]

    def read(self, first: int, most: int) -> Any:
        """Return meta, ids, shapes as WKB and columns. Raises `Refused`."""
        try:
            return raw.read(
                self.path,
                layer=self.layer,
                encoding=_BYTES if self.encoding else None,
                skip_features=first,
                max_features=most,
                force_2d=True,
                datetime_as_string=True,
            )
        except (DataSourceError, DataLayerError, ValueError, RuntimeError) as error:
            raise Refused("broken", f"The file cannot be read: {str(error)[:200]}.") from error

    def text(self, told: Any) -> Any:
        """Return a text in its own encoding; a character cut off at the end is dropped."""
        if self.encoding is None or not isinstance(told, str):
            return told
        raw_text = told.encode("latin-1")
        try:
            return raw_text.decode(self.encoding)
        except UnicodeDecodeError as error:
            if error.reason not in _CUT_OFF or not error.start:
                raise
            self.notes["text-cut"] += 1
            return raw_text[: error.start].decode(self.encoding)


def _add(book: Book, name: str, source: _Source) -> None:
    meta = source.read(0, 1)[0]
    if meta["geometry_type"] is None:
        book.notes["tables-ignored"] += 1
        return
    fields = _fields(meta, source)
    if len(fields) > limits.MOST_COLUMNS:
        raise Refused("too-wide", f"The table has more than {limits.MOST_COLUMNS} columns.")
    book.crs = book.crs or meta["crs"]
    subtypes = meta.get("ogr_subtypes") or [""] * len(fields)
    for field, said, subtype in zip(fields, meta["ogr_types"], subtypes, strict=True):
        found = "boolean" if subtype == "OFSTBoolean" else _TYPES.get(said, "string")
        book.types[field] = found if book.types.get(field, found) == found else "string"
    book.layers[name] = partial(_rows, source)


def _fields(meta: Any, source: _Source) -> list[str]:
    try:
        return [str(source.text(str(name))) for name in meta["fields"]]
    except UnicodeDecodeError as error:
        raise Refused("encoding", f"The names of columns are not in {source.encoding}.") from error


def _rows(source: _Source) -> Iterator[Row]:
    first = 0
    while True:
        meta, _, shapes, columns = source.read(first, BATCH)
        if shapes is None or not len(shapes):
            return
        fields = _fields(meta, source)
        lists = [_plain(column) for column in columns]
        for at, shape in enumerate(shapes):
            yield _row(first + at + 1, shape, _picked(fields, lists, at), source.text)
        first += len(shapes)


def _picked(fields: list[str], lists: list[list[Any]], at: int) -> dict[str, Any]:
    return {field: column[at] for field, column in zip(fields, lists, strict=True)}


def _plain(column: Any) -> list[Any]:
    """Return a column as plain values; not-a-number stands for nothing."""
    found: list[Any] = column.tolist()
    if column.dtype.kind == "f":
        return [None if value != value else value for value in found]
    if column.dtype.kind == "M":
        return [None if np.isnat(value) else str(value) for value in column]
    return found


def _row(
    number: int, shape: bytes | None, values: dict[str, Any], text: Callable[[Any], Any]
) -> Row:
    row = Row(number, None, values)
    for name, value in values.items():
        try:
            row.values[name] = text(value)
        except UnicodeDecodeError:
            row.fault = Fault("encoding", "The text is not in the encoding of the file.", name)
            return row
    try:
        row.shape = shapely.from_wkb(shape) if shape is not None else None
    except shapely.errors.GEOSException as error:
        row.fault = Fault("bad-shape", f"{str(error)[:200]}.")
    return row
