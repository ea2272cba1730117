"""Writes GeoPackages and shapefiles with GDAL."""

import csv
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyogrio import raw
from pyogrio.errors import DataSourceError, FieldError, GeometryError

from gis.formats.model import Refused
from gis.formats.writing import OUTPUT, Attribute, Feature, Target, by_kind

# dBASE's own ceilings, bytes.
_NAME_BYTES, _TEXT_BYTES = 10, 254
# GDAL's flag for UTC; each quarter of an hour east adds one.
_UTC = 100
_BYTES = "ISO-8859-1"
_KINDS = {
    "point": "Point",
    "multipoint": "MultiPoint",
    "line": "MultiLineString",
    "polygon": "MultiPolygon",
}


class GeoPackage:
    """One table of features."""

    def __init__(self, target: Target, folder: Path) -> None:
        self._target = target
        self._path = folder / "output.gpkg"
        self._folder = folder

    def add(self, features: Sequence[Feature]) -> None:
        """Write some features."""
        table = _Table(self._target.attributes, features)
        _write(
            self._path,
            features,
            table,
            layer=self._target.title,
            driver="GPKG",
            geometry_type="Unknown",
            crs=f"EPSG:{self._target.crs}",
            append=self._path.exists(),
        )

    def finish(self) -> None:
        """Complete the file."""
        if not self._path.exists():
            self.add([])
        self._path.rename(self._folder / OUTPUT)


class Shapefiles:
    """A zip of one shapefile for each kind of shape."""

    def __init__(self, target: Target, folder: Path) -> None:
        self._target = target
        self._folder = folder
        self._parts: dict[str, Path] = {}
        self._names = short_names([each.name for each in target.attributes], target.encoding)
        # Times of day have no place in a shapefile: they become text.
        self._attributes = tuple(
            Attribute(each.name, "string" if each.type == "datetime" else each.type)
            for each in target.attributes
        )

    def add(self, features: Sequence[Feature]) -> None:
        """Write some features, each kind to its own file."""
        for kind, some in by_kind(features).items():
            path = self._parts.setdefault(kind, self._folder / f"out_{kind}.shp")
            table = _Table(self._attributes, some, self._text, self._names)
            _write(
                path,
                some,
                table,
                driver="ESRI Shapefile",
                geometry_type=_KINDS[kind],
                crs=f"EPSG:{self._target.crs}",
                encoding=_BYTES,
                append=path.exists(),
            )

    def _text(self, told: str) -> str:
        """Return a text as one character a byte, cut where dBASE would cut it."""
        encoded = told.encode(self._target.encoding, "replace")
        if len(encoded) > _TEXT_BYTES:
            self._target.note("text-cut")
            encoded = encoded[:_TEXT_BYTES]
            encoded = encoded.decode(self._target.encoding, "ignore").encode(self._target.encoding)
        return encoded.decode("latin-1")

    def finish(self) -> None:
        """Complete the archive."""
        if not self._parts:
            raise Refused("no-rows", "A shapefile without features has no kind of shape.")
        several = len(self._parts) > 1
        code = "GBK" if self._target.encoding == "gb18030" else "UTF-8"
        with zipfile.ZipFile(self._folder / OUTPUT, "w", zipfile.ZIP_DEFLATED) as archive:
            for kind, path in self._parts.items():
                stem = f"{self._target.title}_{kind}" if several else self._target.title
                for ending in (".shp", ".shx", ".dbf", ".prj"):
                    part = path.with_suffix(ending)
                    if part.exists():
                        archive.write(part, stem + ending)
                archive.writestr(f"{stem}.cpg", code)
            if any(name != short for name, short in self._names.items()):
                self._target.note("names-shortened")
                archive.writestr("fields.csv", self._key())

    def _key(self) -> bytes:
        path = self._folder / "fields.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([("field", "attribute"), *self._shortened()])
        return path.read_bytes()

    def _shortened(self) -> list[tuple[str, str]]:
        return [(short, name) for name, short in self._names.items()]


def short_names(names: Sequence[str], encoding: str) -> dict[str, str]:
    """Return each name as dBASE can hold it: ten bytes, each once."""
    found: dict[str, str] = {}
    for name in names:
        plain = re.sub(r"[\x00-\x1f]", "", name)
        short, number = _fitting(plain, _NAME_BYTES, encoding), 1
        while short.upper() in {taken.upper() for taken in found.values()}:
            number += 1
            short = _fitting(plain, _NAME_BYTES - len(str(number)) - 1, encoding) + f"_{number}"
        found[name] = short
    return found


def _fitting(name: str, most: int, encoding: str) -> str:
    return name.encode(encoding, "replace")[:most].decode(encoding, "ignore") or "field"


class _Table:
    """Values as columns of numpy, with masks for what is missing."""

    def __init__(
        self,
        attributes: Sequence[Attribute],
        features: Sequence[Feature],
        text: Callable[[str], str] = str,
        names: dict[str, str] | None = None,
    ) -> None:
        self.names = [text(names[each.name] if names else each.name) for each in attributes]
        self.columns: list[Any] = []
        self.masks: list[Any] = []
        self.zones: dict[str, Any] = {}
        for name, attribute in zip(self.names, attributes, strict=True):
            values = [feature.values.get(attribute.name) for feature in features]
            self._add(name, attribute.type, values, text)

    def _add(self, name: str, kind: str, values: list[Any], text: Callable[[str], str]) -> None:
        if kind in {"integer", "boolean"}:
            plain = "int64" if kind == "integer" else "bool"
            self.columns.append(np.array([value or 0 for value in values], dtype=plain))
            self.masks.append(np.array([value is None for value in values], dtype=bool))
            return
        self.masks.append(None)
        if kind == "number":
            self.columns.append(np.array(values, dtype="float64"))
        elif kind == "date":
            self.columns.append(np.array([value or "NaT" for value in values], "datetime64[D]"))
        elif kind == "datetime":
            moments = [datetime.fromisoformat(value) if value else None for value in values]
            naive = [each.replace(tzinfo=None) if each else "NaT" for each in moments]
            self.columns.append(np.array(naive, dtype="datetime64[ms]"))
            self.zones[name] = np.array([_zone(each) for each in moments])
        else:
            told = [None if value is None else text(str(value)) for value in values]
            self.columns.append(np.array(told, dtype=object))


def _zone(moment: datetime | None) -> int:
    offset = moment.utcoffset() if moment else None
    return _UTC + round(offset.total_seconds() / 900) if offset is not None else _UTC


def _write(path: Path, features: Sequence[Feature], table: _Table, **options: Any) -> None:
    shapes = np.array([feature.shape for feature in features], dtype=object)
    try:
        raw.write(
            path,
            shapely.to_wkb(shapes, output_dimension=2),
            table.columns,
            table.names,
            field_mask=table.masks,
            gdal_tz_offsets=table.zones,
            promote_to_multi=options["geometry_type"].startswith("MultiP")
            or options["geometry_type"] == "MultiLineString",
            **options,
        )
    except (DataSourceError, FieldError, GeometryError, RuntimeError) as error:
        raise Refused("cannot-write", f"The file cannot be written: {str(error)[:200]}.") from error
