"""The one form of every answer: figures, a table, shapes for the map, and what to know about it."""

from datetime import datetime
from typing import Any, Literal, NotRequired

import shapely
from shapely.geometry import mapping
from typing_extensions import TypedDict

Kind = Literal[
    "buffer",
    "within",
    "nearest",
    "route",
    "isochrone",
    "affected",
    "heat",
    "clusters",
    "statistics",
]
Cell = str | float | None
# Coordinates to 0.1 m: finer digits carry no truth and only weight.
DECIMALS = 6


class Figure(TypedDict):
    """One number worth saying aloud; `unit` empty where it counts things.

    `value_en` stands beside a value that is a Chinese name.
    """

    name: str
    zh: str
    en: str
    value: float | str | None
    value_en: NotRequired[str]
    unit: str


class Column(TypedDict):
    """One column of the table."""

    name: str
    zh: str
    en: str
    unit: NotRequired[str]


class Table(TypedDict):
    """Rows of texts and numbers under their columns; moments are RFC 3339 texts."""

    columns: list[Column]
    rows: list[list[Cell]]


class ShapeFeature(TypedDict):
    """A GeoJSON feature; its property `role` says what it is (area, path, thing)."""

    type: Literal["Feature"]
    geometry: dict[str, Any]
    properties: dict[str, Any]


class Shapes(TypedDict):
    """A GeoJSON feature collection, WGS 84."""

    type: Literal["FeatureCollection"]
    features: list[ShapeFeature]


class Remark(TypedDict):
    """What to know before acting on it."""

    code: str
    zh: str
    en: str


class Analysis(TypedDict):
    """The answer to a question; `fictional` says that invented figures are in it.

    `detail` of ways: `full` where every street is known, `trunk` where only trunk roads are.
    """

    kind: Kind
    at: datetime
    input: dict[str, Any]
    figures: list[Figure]
    table: Table
    shapes: Shapes
    remarks: list[Remark]
    fictional: bool
    detail: Literal["full", "trunk"] | None


class Made:
    """An answer while it is put together."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.columns: list[Column] = []
        self.rows: list[list[Cell]] = []
        self.features: list[ShapeFeature] = []
        self.remarks: dict[str, Remark] = {}
        self.fictional = False
        self.detail: Literal["full", "trunk"] | None = None

    def figure(
        self, name: str, names: tuple[str, str], value: float | str | None, unit: str = ""
    ) -> None:
        """Add a figure."""
        zh, en = names
        self.figures.append({"name": name, "zh": zh, "en": en, "value": value, "unit": unit})

    def named(self, name: str, names: tuple[str, str], value: tuple[str, str]) -> None:
        """Add a figure whose value is a name in both languages."""
        self.figure(name, names, value[0])
        self.figures[-1]["value_en"] = value[1]

    def column(self, name: str, zh: str, en: str, unit: str = "") -> None:
        """Add a column to the table."""
        column: Column = {"name": name, "zh": zh, "en": en}
        self.columns.append({**column, "unit": unit} if unit else column)

    def shape(self, role: str, geometry: shapely.Geometry, **properties: Any) -> None:
        """Add a shape for the map."""
        self.features.append(
            {
                "type": "Feature",
                "geometry": geojson(geometry),
                "properties": {"role": role, **properties},
            }
        )

    def remark(self, code: str, zh: str, en: str) -> None:
        """Say something that must be known, once."""
        self.remarks[code] = {"code": code, "zh": zh, "en": en}

    def invented(self) -> None:
        """Say that invented figures are in the answer."""
        self.fictional = True
        self.remark(
            "fictional",
            "含虚构数据，仅供演示。",
            "Holds invented figures, for demonstration only.",
        )

    def done(self, kind: Kind, at: datetime, asked: dict[str, Any]) -> Analysis:
        """Return the answer."""
        return {
            "kind": kind,
            "at": at,
            "input": asked,
            "figures": self.figures,
            "table": {"columns": self.columns, "rows": self.rows},
            "shapes": {"type": "FeatureCollection", "features": self.features},
            "remarks": list(self.remarks.values()),
            "fictional": self.fictional,
            "detail": self.detail,
        }


def geojson(geometry: shapely.Geometry) -> dict[str, Any]:
    """Return the GeoJSON of a geometry to 0.1 m."""
    neat = shapely.transform(geometry, lambda places: places.round(DECIMALS))
    found: dict[str, Any] = mapping(neat)
    return found
