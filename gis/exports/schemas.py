"""What clients send about exports, and what they are answered."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, model_validator
from typing_extensions import TypedDict

from gis.datum.crs import BAIDU_MERCATOR, Datum
from gis.imports.schemas import Crs, Progress, Trouble
from kernel.api import paging
from registry.api import Form

Format = Literal["gpkg", "shapefile", "geojson", "kml", "kmz", "gpx", "csv", "xlsx"]
State = Literal["queued", "running", "done", "failed", "cancelled"]
# What somebody picks by hand on a map.
MOST_IDS = 10_000
# A filter of a person has a line or two.
MOST_FILTER = 4_000
Degrees = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
# These formats are WGS 84 by their own standard; only the datum may differ, for maps of China.
DEGREES_ONLY = frozenset({"kml", "kmz", "gpx"})


class Selection(Form):
    """What of a layer is wanted, and as what.

    `ids` are features chosen on the map; `filter` is CQL2 text, as at `/ogc`. Coordinates come in
    `crs` (EPSG) on `datum`; `encoding` is for shapefiles and CSV.
    """

    format: Format
    ids: Annotated[list[int], Field(max_length=MOST_IDS)] | None = None
    bbox: tuple[Degrees, Degrees, Degrees, Degrees] | None = None
    filter: Annotated[str, Field(min_length=1, max_length=MOST_FILTER)] | None = None
    crs: Crs = 4326
    datum: Datum = "wgs84"
    encoding: Literal["utf-8", "gb18030"] = "utf-8"

    @model_validator(mode="after")
    def in_degrees(self) -> "Selection":
        """Refuse coordinates a format cannot hold."""
        if self.format in DEGREES_ONLY and self.crs != 4326:
            raise ValueError(f"{self.format} holds longitude and latitude only")
        if self.crs == BAIDU_MERCATOR and self.format in {"gpkg", "shapefile", "geojson"}:
            raise ValueError("the Mercator of BD-09 has no code that this format can name")
        return self


class ExportIn(Selection):
    """An export that runs in the background."""

    layer_id: UUID


class ExportQuery(Form):
    """An export that is answered at once: at most 5,000 features."""

    layer_id: UUID
    format: Format
    ids: Annotated[list[int], Field(max_length=1_000)] | None = None
    bbox: Annotated[str, Field(max_length=120)] | None = None
    filter: Annotated[str, Field(min_length=1, max_length=MOST_FILTER)] | None = None
    crs: Crs = 4326
    datum: Datum = "wgs84"
    encoding: Literal["utf-8", "gb18030"] = "utf-8"


class ExportFilter(Form):
    """Which exports a list shows."""

    cursor: paging.Cursor = None
    limit: paging.Limit = paging.MOST_ITEMS


class Export(TypedDict):
    """An export; done, `file_id` is its file at `/api/files`, for a day."""

    id: UUID
    layer_id: UUID
    state: State
    choices: dict[str, Any]
    progress: Progress
    file_id: UUID | None
    notes: dict[str, int]
    problem: Trouble | None
    created_at: datetime
    changed_at: datetime
