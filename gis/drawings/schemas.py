"""What clients send about drawings, and what they are answered."""

from datetime import datetime
from typing import Annotated, Any, Literal, NotRequired
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from gis.shapes import ShapeIn
from kernel.api import Place, Ref, paging
from registry.api import Form, Moment

LEAST_CIRCLE_M, WIDEST_CIRCLE_M = 0.1, 500_000
LONGEST_LABEL = 80
LONGEST_SHEET = 40
Kind = Literal["point", "line", "area", "circle", "arrow", "text"]
Sight = Literal["open", "internal", "incident"]
# Hues of the plotting palette; alarm hues are not among them.
Colour = Literal["plot", "blue", "cyan", "green", "violet", "grey"]
Radius = Annotated[float, Field(ge=LEAST_CIRCLE_M, le=WIDEST_CIRCLE_M, allow_inf_nan=False)]
Label = Annotated[str, Field(max_length=LONGEST_LABEL)]
Sheet = Annotated[str, Field(min_length=1, max_length=LONGEST_SHEET)]


class SymbolIn(Form):
    """A symbol of one of the two sets."""

    set: Literal["cn", "milstd"]
    code: str = Field(min_length=1, max_length=40)


class StyleIn(Form):
    """How a drawing looks."""

    colour: Colour = "plot"
    width: int = Field(default=3, ge=1, le=12)
    dashed: bool = False
    filled: bool = True


def _nowhere() -> ShapeIn:
    return ShapeIn(type="Point", coordinates=[0, 0])


class DrawingIn(Form):
    """A drawing: kind, shape in WGS 84 (a circle's is its centre), words, symbol, until when.

    `id` may be chosen by the client (UUIDv7), so that a drawing made offline arrives once. Of sight
    `incident` it is seen by whoever sees the incident it was drawn for, and stands on that
    incident's timeline; of another sight only those who see the incident learn of it.
    """

    id: UUID | None = None
    kind: Kind
    shape: ShapeIn
    radius_m: Radius | None = None
    symbol: SymbolIn | None = None
    label: Label = ""
    style: StyleIn = Field(default_factory=StyleIn)
    sheet: Sheet = "标绘"
    until: Moment | None = None
    sight: Sight = "open"
    incident_id: UUID | None = None


class DrawingPatch(Form):
    """Fields to change."""

    shape: ShapeIn = Field(default_factory=_nowhere)
    radius_m: Radius | None = None
    symbol: SymbolIn | None = None
    label: Label = ""
    style: StyleIn = Field(default_factory=StyleIn)
    sheet: Sheet = "标绘"
    until: Moment | None = None


class PutBackIn(Form):
    """How long a drawing that is put back stays: without `until` as long as it was to."""

    until: Moment | None = None


class DrawingFilter(Form):
    """Which drawings a list shows."""

    incident: UUID | None = None
    removed: bool = False
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class ExportQuery(Form):
    """Which drawings go into a file, and into what kind of file."""

    format: Literal["geojson", "kml", "kmz", "gpkg", "shapefile", "csv", "xlsx"]
    incident: UUID | None = None
    sheet: Sheet | None = None


class DrawnShape(TypedDict):
    """A GeoJSON geometry, WGS 84, longitude first."""

    type: Literal["Point", "LineString", "Polygon"]
    coordinates: list[Any]


class SymbolRef(TypedDict):
    """A symbol by set and code."""

    set: Literal["cn", "milstd"]
    code: str


class Style(TypedDict):
    """How a drawing looks."""

    colour: Colour
    width: int
    dashed: bool
    filled: bool


class DrawnBy(TypedDict):
    """Who drew it."""

    id: str | None
    name: str


class Drawing(TypedDict):
    """A drawing; lengths in metres, areas in square metres, both on the ellipsoid."""

    id: UUID
    kind: Kind
    shape: DrawnShape
    radius_m: float | None
    symbol: SymbolRef | None
    label: str
    style: Style
    sheet: str
    length_m: float | None
    area_m2: float | None
    until: datetime | None
    sight: Sight
    incident_id: UUID | None
    drawn_by: DrawnBy
    created_at: datetime
    changed_at: datetime
    removed_at: datetime | None
    place: Place
    organisation: Ref
    version: NotRequired[int]


class SymbolOfSet(TypedDict):
    """A symbol: `path` is drawn in a box of 24 by 24, inside the frame of its group."""

    code: str
    group: str
    zh: str
    en: str
    path: str


class SymbolGroup(TypedDict):
    """A group of symbols, told apart by its frame."""

    code: str
    zh: str
    en: str
    frame: Literal["triangle", "square", "circle", "diamond"]


class SymbolSet(TypedDict):
    """The Chinese set."""

    version: str
    source_note: str
    groups: list[SymbolGroup]
    symbols: list[SymbolOfSet]
