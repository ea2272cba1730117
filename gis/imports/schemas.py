"""What clients send about imports, and what they are answered."""

from datetime import datetime
from typing import Annotated, Any, Literal, NotRequired
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from typing_extensions import TypedDict

from gis.datum.crs import BAIDU_MERCATOR, Datum
from gis.formats.limits import MOST_COLUMNS
from gis.layers.schemas import (
    LARGEST_EPSG,
    AttributeName,
    AttributeType,
    Credit,
    GeometryKind,
    LayerCode,
    LayerStyleIn,
    Posts,
    Sight,
    Style,
    Title,
)
from kernel.api import paging
from registry.api import Form, printable

# A workbook or GeoPackage has some dozens of tables at most.
MOST_LAYERS = 100
State = Literal["inspecting", "ready", "running", "done", "failed", "cancelled", "undone"]
Mode = Literal["new", "replace", "append"]
Encoding = Literal["utf-8", "gb18030", "utf-16"]
# As the file names it: longer than any format allows would be a mistake.
SourceName = Annotated[str, StringConstraints(min_length=1, max_length=200)]


def _usable_crs(code: int) -> int:
    if code > LARGEST_EPSG and code != BAIDU_MERCATOR:
        raise ValueError("an EPSG code has at most six digits")
    return code


Crs = Annotated[int, Field(ge=1, le=BAIDU_MERCATOR), AfterValidator(_usable_crs)]


class ImportIn(Form):
    """A file to import, sent to `/api/files` before."""

    file: UUID


class ColumnIn(Form):
    """What becomes of a column: its attribute's name, type and titles, or nothing (`skip`)."""

    source: SourceName
    name: AttributeName | None = None
    type: AttributeType = "string"
    zh: Title | None = None
    en: Title | None = None
    skip: bool = False


class CoordinatesIn(Form):
    """Which columns of a table are the place: `lon` and `lat`, a `pair` in one, or `wkt`."""

    lon: SourceName | None = None
    lat: SourceName | None = None
    pair: SourceName | None = None
    wkt: SourceName | None = None


class ImportChoices(Form):
    """How a file is read and what becomes of it; what is left out stays as the preview found it.

    `crs` is an EPSG code; `datum` answers the question of the preview. `layer_id` is the layer to
    replace or append to. Rows without a place make the import fail unless they are left out.
    """

    layers: Annotated[list[SourceName], Field(min_length=1, max_length=MOST_LAYERS)] | None = None
    encoding: Encoding | None = None
    delimiter: Literal[",", ";", "\t", "|"] | None = None
    crs: Crs | None = None
    datum: Datum | None = None
    coordinates: CoordinatesIn | None = None
    columns: Annotated[list[ColumnIn], Field(max_length=MOST_COLUMNS)] | None = None
    without_place: Literal["refuse", "leave-out"] = "refuse"
    since: AttributeName | None = None
    until: AttributeName | None = None
    into: Mode = "new"
    layer_id: UUID | None = None
    code: LayerCode | None = None
    zh: Title | None = None
    en: Title | None = None
    about_zh: Annotated[str, Field(max_length=300), AfterValidator(printable)] = ""
    about_en: Annotated[str, Field(max_length=300), AfterValidator(printable)] = ""
    group: LayerCode = "other"
    organisation_id: UUID | None = None
    sight: Sight = "internal"
    posts: Posts = Field(default_factory=list)
    style: Style = Field(default_factory=LayerStyleIn)
    source: Credit = ""
    licence: Credit = ""
    fictional: bool = False


# Choices that change what is read: the file is looked through anew.
READING = ("layers", "encoding", "delimiter", "crs", "datum", "coordinates")


class ImportFilter(Form):
    """Which imports a list shows."""

    cursor: paging.Cursor = None
    limit: paging.Limit = paging.MOST_ITEMS


class FileLayer(TypedDict):
    """A layer in the file."""

    name: str
    rows: int
    geometry: GeometryKind | None


class FileCrs(TypedDict):
    """How coordinates are read; `sure` is false when the way to WGS 84 is known to metres only."""

    epsg: int | None
    name: str
    degrees: bool
    sure: bool
    known: Literal["chosen", "file", "guessed", "assumed"]


class DatumQuestion(TypedDict):
    """What the guard asks: `suspected` is null when nothing speaks up.

    `evidence` is `none` when nothing in the file can tell. Shares are parts of what was held
    against the districts that fit under either datum.
    """

    suspected: Datum | None
    said: Datum
    evidence: Literal["boundary", "district", "shore", "none"]
    shift_m: int | None
    share_said: float | None
    share_suspected: float | None


class FileColumn(TypedDict):
    """A column of the file: samples, and how many rows have nothing in it."""

    name: str
    type: AttributeType
    samples: list[str]
    empty: int


class RowFault(TypedDict):
    """Why a row cannot be taken, and what to do, in both languages."""

    row: int
    layer: str
    column: str | None
    code: str
    detail: str
    zh: str
    en: str


class Preview(TypedDict):
    """What was found in a file; `sample` is GeoJSON in WGS 84; `notes` counts what was mended."""

    format: str
    encoding: str | None
    delimiter: str | None
    layers: list[FileLayer]
    coordinates: dict[str, str] | None
    crs: FileCrs
    datum: Datum
    question: DatumQuestion
    columns: list[FileColumn]
    sample: dict[str, Any]
    rows: int
    geometry: GeometryKind | None
    vertices: int
    extent: list[float] | None
    faults: list[RowFault]
    fault_count: int
    notes: dict[str, int]


class Progress(TypedDict):
    """How far a run is, in features."""

    done: int
    total: int


class Trouble(TypedDict):
    """Why an import or export failed."""

    code: str
    detail: str
    zh: NotRequired[str]
    en: NotRequired[str]


class Import(TypedDict):
    """An import. `faults` counts the rows of the report (`/faults`, `/faults.csv`)."""

    id: UUID
    file_id: UUID
    name: str
    state: State
    choices: dict[str, Any]
    preview: Preview | None
    progress: Progress
    faults: int
    notes: dict[str, int]
    problem: Trouble | None
    layer_id: UUID | None
    undo_until: datetime | None
    created_at: datetime
    changed_at: datetime


class Faults(TypedDict):
    """The report of a failed import: the first 1,000 rows."""

    items: list[RowFault]
    total: int
