"""Looks through a whole file before anything is stored: what a preview shows; no database."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import orjson
import shapely

from gis.datum import crs
from gis.datum.guard import MOST_VERTICES, District, suspicion
from gis.formats import limits, shapes, values
from gis.formats.model import Fault
from gis.formats.reading import Opened, Placed

# Faults a preview lists; the report of a failed import lists more.
SHOWN_FAULTS = 20
# Shapes kept for the guard.
MOST_SHAPES = 2_000
_DISTRICT_TITLES = (
    "区县",
    "区",
    "县",
    "行政区",
    "行政区划",
    "所属区县",
    "所在区",
    "district",
    "adcode",
)


class Survey:
    """What one pass over a file has shown."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._columns: dict[str, values.Column] = {}
        self._layers: dict[str, Counter[str]] = {name: Counter() for name in opened.book.layers}
        self._kinds: Counter[str] = Counter()
        self._shapes: list[Any] = []
        self._rows: list[dict[str, Any]] = []
        self._sample: list[dict[str, Any]] = []
        self._faults: list[dict[str, Any]] = []
        self._count = self._bad = self._vertices = 0
        self._box = [np.inf, np.inf, -np.inf, -np.inf]

    def run(self) -> None:
        """Read the file to its end. Raises `Refused`."""
        for placed in self._opened.placed():
            self._note(placed)

    def _note(self, placed: Placed) -> None:
        self._count += 1
        for name, value in placed.row.values.items():
            if name not in self._columns:
                given = self._opened.book.types.get(name)
                self._columns[name] = values.Column(name, given)
            self._columns[name].note(value)
        tally = self._layers[placed.layer]
        tally["rows"] += 1
        if placed.fault is not None:
            self._bad += 1
            if len(self._faults) < SHOWN_FAULTS:
                self._faults.append(told(placed.row.number, placed.layer, placed.fault))
            return
        for part in placed.parts:
            self._kinds[shapes.kind(part)] += 1
            tally[shapes.kind(part)] += 1
            self._vertices += int(shapely.count_coordinates(part))
            self._widen(part.bounds)
        if len(self._shapes) < MOST_SHAPES and self._vertices < MOST_VERTICES:
            self._shapes.append(placed.row.shape)
            self._rows.append(placed.row.values)
        if len(self._sample) < limits.SAMPLE_ROWS:
            self._sample.append(_sample(placed))

    def _widen(self, box: Sequence[float]) -> None:
        west, south, east, north = self._box
        self._box = [
            min(west, box[0]), min(south, box[1]), max(east, box[2]), max(north, box[3]),
        ]  # fmt: skip

    def preview(self, districts: Sequence[District]) -> dict[str, Any]:
        """Return all that was found, as JSON."""
        opened, book = self._opened, self._opened.book
        columns = [column.card() for column in self._columns.values()]
        several = sum(1 for tally in self._layers.values() if tally["rows"]) > 1
        if several and "layer" not in self._columns:
            told_layers = [name for name, tally in self._layers.items() if tally["rows"]][:3]
            columns.append({"name": "layer", "type": "string", "samples": told_layers, "empty": 0})
        return {
            "format": book.format,
            "encoding": book.encoding,
            "delimiter": book.delimiter,
            "layers": [
                {"name": name, "rows": tally["rows"], "geometry": _geometry(tally)}
                for name, tally in self._layers.items()
            ],
            "coordinates": book.coordinates.card() if book.coordinates else None,
            "crs": opened.system.card() | {"known": opened.known},
            "datum": opened.datum,
            "question": self._question(districts),
            "columns": columns,
            "sample": {"type": "FeatureCollection", "features": self._sample},
            "rows": self._count,
            "geometry": _geometry(self._kinds),
            "vertices": self._vertices,
            "extent": None if self._box[0] > self._box[2] else [round(v, 7) for v in self._box],
            "faults": self._faults,
            "fault_count": self._bad,
            "notes": dict(opened.notes),
        }

    def _question(self, districts: Sequence[District]) -> dict[str, Any]:
        """Ask about the datum: on the numbers as the file holds them, in degrees."""
        known = self._opened
        if known.system.epsg == crs.BAIDU_MERCATOR or not self._shapes:
            return suspicion([], [], (), known.datum).card()
        flat = shapely.force_2d(np.array(self._shapes, dtype=object))
        degrees = shapely.transform(
            flat,
            lambda corners: np.column_stack(
                crs.to_wgs84(corners[:, 0], corners[:, 1], known.definition, "wgs84")
            ),
        )
        named = [_district(row) for row in self._rows]
        return suspicion(list(degrees), named, districts, known.datum).card()


def _district(row: dict[str, Any]) -> str | None:
    for name, value in row.items():
        if name.strip().lower() in _DISTRICT_TITLES and value is not None:
            return str(value).strip()
    return None


def _geometry(tally: Counter[str]) -> str | None:
    found = [kind for kind in ("point", "line", "polygon") if tally[kind]]
    return (found[0] if len(found) == 1 else "mixed") if found else None


def told(number: int, layer: str, fault: Fault) -> dict[str, Any]:
    """Return a fault as reports list it."""
    return {
        "row": number,
        "layer": layer,
        "column": fault.column,
        "code": fault.code,
        "detail": fault.detail,
    }


def _sample(placed: Placed) -> dict[str, Any]:
    part = placed.parts[0] if len(placed.parts) == 1 else shapely.GeometryCollection(placed.parts)
    return {
        "type": "Feature",
        "id": placed.row.number,
        "geometry": orjson.loads(shapely.to_geojson(_coarse(part))),
        "properties": {
            name: _short(values.plain(value)) for name, value in placed.row.values.items()
        },
    }


def _short(value: Any) -> Any:
    return value[: limits.SAMPLE_TEXT] if isinstance(value, str) else value


def _coarse(shape: Any) -> Any:
    """Return a shape with few enough vertices to be shown at once."""
    tolerance = 0.0001
    while shapely.count_coordinates(shape) > limits.SAMPLE_VERTICES and tolerance < 1:
        shape, tolerance = shapely.simplify(shape, tolerance), tolerance * 4
    few = shapely.count_coordinates(shape) <= limits.SAMPLE_VERTICES
    return shape if few else shapely.envelope(shape)
