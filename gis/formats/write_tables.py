"""Writes tables: places as two columns for points, as WKT for all else.

What could be taken for a formula arrives here defused already (kernel/web/sheet.py).
"""

import csv
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import shapely

from gis.formats.writing import OUTPUT, Feature, Target

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
# What a cell of a workbook holds.
_CELL = 32_767


def _titles(target: Target) -> list[str]:
    place = ["lon", "lat"] if target.geometry == "point" else ["wkt"]
    taken = {each.name for each in target.attributes}
    named = [name if name not in taken else f"_{name}" for name in place]
    return [*named, *(each.name for each in target.attributes)]


def _places(target: Target, shape: Any) -> list[list[Any]]:
    """Return what stands for the place, one row each: several points make several rows."""
    if target.geometry != "point":
        return [[shape.wkt]]
    corners: list[list[Any]] = shapely.get_coordinates(shape).tolist()
    return corners


class Csv:
    """Delimited text with a byte order mark (UTF-8), or GB 18030 for old office programs."""

    def __init__(self, target: Target, folder: Path) -> None:
        self._target = target
        encoding = "utf-8-sig" if target.encoding == "utf-8" else target.encoding
        self._file = (folder / OUTPUT).open("w", encoding=encoding, errors="replace", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(_titles(target))

    def add(self, features: Sequence[Feature]) -> None:
        """Write some features."""
        for feature in features:
            values = [feature.values.get(each.name) for each in self._target.attributes]
            told = ["" if value is None else _told(value) for value in values]
            rows = _places(self._target, feature.shape)
            self._writer.writerows([*place, *told] for place in rows)

    def finish(self) -> None:
        """Complete the file."""
        self._file.close()


def _told(value: Any) -> Any:
    return ("true" if value else "false") if isinstance(value, bool) else value


class Workbook:
    """A workbook of one sheet."""

    def __init__(self, target: Target, folder: Path) -> None:
        self._target = target
        self._path = folder / OUTPUT
        self._workbook = openpyxl.Workbook(write_only=True)
        self._sheet = self._workbook.create_sheet(re.sub(r"[\[\]:*?/\\]", "_", target.title)[:31])
        self._sheet.append(_titles(target))

    def add(self, features: Sequence[Feature]) -> None:
        """Write some features."""
        for feature in features:
            cells = [
                self._cell(feature.values.get(each.name), each.type)
                for each in self._target.attributes
            ]
            for place in _places(self._target, feature.shape):
                self._sheet.append([*(self._cell(each, "wkt") for each in place), *cells])

    def _cell(self, value: Any, kind: str) -> Any:
        if kind == "date" and isinstance(value, str):
            return date.fromisoformat(value)
        if not isinstance(value, str):
            return value
        if len(value) > _CELL:
            self._target.note("text-cut")
        return _CONTROL.sub("", value)[:_CELL]

    def finish(self) -> None:
        """Complete the file."""
        self._workbook.save(self._path)
