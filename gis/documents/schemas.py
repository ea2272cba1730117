"""What clients send about map documents, and what they are answered."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from typing_extensions import TypedDict

from gis.analysis.forms import different
from gis.documents.picture.papers import Paper, Resolution
from gis.drawings.schemas import Sheet
from gis.imports.schemas import Trouble
from kernel.api import paging
from registry.api import Form, lines, printable

FileForm = Literal["png", "pdf", "html"]
State = Literal["queued", "running", "done", "failed", "cancelled"]
# More in one key nobody reads.
MOST_LAYERS = 30
MOST_KINDS = 20
MOST_DRAWINGS = 2_000
MOST_SHEETS = 20
# The projection ends there; nearer than this is a room, not a place.
HIGHEST_LAT = 85
LEAST_SPAN_DEG = 0.0005

Lon = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Lat = Annotated[float, Field(ge=-HIGHEST_LAT, le=HIGHEST_LAT, allow_inf_nan=False)]
Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    AfterValidator(printable),
]
About = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=300), AfterValidator(lines)
]
# Resources and units by kind, as questions to the map name them.
Kind = Annotated[str, Field(pattern=r"^(resource|unit):[a-z][a-z0-9_]{1,39}$|^units$")]


class WhichDrawings(Form):
    """Some of the drawings that stand: those of these ids or on these sheets."""

    ids: Annotated[list[UUID], Field(max_length=MOST_DRAWINGS)] = Field(default_factory=list)
    sheets: Annotated[list[Sheet], Field(max_length=MOST_SHEETS)] = Field(default_factory=list)


class MapIn(Form):
    """A map as a file.

    `box` is west, south, east, north in degrees (WGS 84); without it the map fits the incident, or
    else the layers and drawings, or else the city. It is widened to the ratio of the paper.
    `things` are kinds of resources and units (`resource:hospital`, `unit:engine`, `units`).
    `paper` and `resolution` are for pictures; a PDF is always fine. Layers, things and drawings
    are read with the present rights of whoever asks when the file is made.
    """

    form: FileForm
    title: Title
    about: About = ""
    box: tuple[Lon, Lat, Lon, Lat] | None = None
    layers: Annotated[list[UUID], Field(max_length=MOST_LAYERS)] = Field(default_factory=list)
    things: Annotated[list[Kind], Field(max_length=MOST_KINDS), AfterValidator(different)] = Field(
        default_factory=list
    )
    drawings: bool | WhichDrawings = False
    incident: UUID | None = None
    paper: Paper = "a4-landscape"
    resolution: Resolution = "print"
    language: Literal["zh", "en"] = "zh"
    theme: Literal["day", "night"] = "day"

    @model_validator(mode="after")
    def with_an_inside(self) -> "MapIn":
        """Refuse a box that is turned round, too small, or crosses the 180th meridian."""
        if self.box is not None:
            west, south, east, north = self.box
            if min(east - west, north - south) < LEAST_SPAN_DEG:
                raise ValueError(f"box: west < east and south < north, {LEAST_SPAN_DEG}° at least")
        return self

    @model_validator(mode="after")
    def each_once(self) -> "MapIn":
        """Refuse a layer that is named twice."""
        if len(set(self.layers)) < len(self.layers):
            raise ValueError("layers: each once")
        return self


class MapFilter(Form):
    """Which map documents a list shows."""

    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class Steps(TypedDict):
    """How far a map is, in steps: one for each layer, and some more."""

    done: int
    total: int


class MapDocument(TypedDict):
    """A map document; done, `file_id` is its file at `/api/files`, for a week."""

    id: UUID
    title: str
    state: State
    choices: dict[str, Any]
    progress: Steps
    file_id: UUID | None
    notes: dict[str, int]
    problem: Trouble | None
    created_at: datetime
    changed_at: datetime
