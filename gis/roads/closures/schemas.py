"""What clients send about closures, and what they are answered."""

from datetime import datetime
from typing import Annotated, Any, Literal, NotRequired
from uuid import UUID

from pydantic import Field, model_validator
from typing_extensions import TypedDict

from gis.shapes import ShapeIn
from kernel.api import Place, Ref, paging
from registry.api import Form, Moment, Note

WIDEST_REACH_M = 200
# As wide as a lane and a half: a line drawn by hand along a road still lies on it.
USUAL_REACH_M = 8.0
Reach = Annotated[float, Field(ge=0, le=WIDEST_REACH_M, allow_inf_nan=False)]
Sight = Literal["open", "internal"]


class ClosureIn(Form):
    """A road to close: a point, line or area as drawn (WGS 84), why, and until when.

    `reach_m`: roads within so many metres of it are closed. `sight` `internal` leaves it to one's
    own organisation; whoever does not see a closure is not led round it.
    """

    reason: Note
    shape: ShapeIn
    reach_m: Reach = USUAL_REACH_M
    starts_at: Moment | None = None
    until: Moment | None = None
    sight: Sight = "open"
    incident_id: UUID | None = None

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> "ClosureIn":
        """Refuse a closure that ends before it starts."""
        if self.starts_at and self.until and self.until <= self.starts_at:
            raise ValueError("until must come after starts_at")
        return self


class ClosurePatch(Form):
    """Fields to change."""

    reason: Note = ""
    shape: ShapeIn = Field(default_factory=lambda: ShapeIn(type="Point", coordinates=[0, 0]))
    reach_m: Reach = USUAL_REACH_M
    until: Moment | None = None


class ClosureFilter(Form):
    """Which closures a list shows: those that stand or will, or those that are over."""

    ended: bool = False
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class ClosureShape(TypedDict):
    """A GeoJSON geometry, WGS 84, longitude first."""

    type: Literal["Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"]
    coordinates: list[Any]


class ClosedRoads(TypedDict):
    """What a closure closes on the networks we hold; names at most ten."""

    names: list[str]
    stretches: int
    length_m: int


class ClosedBy(TypedDict):
    """Who drew it."""

    id: str | None
    name: str


class Closure(TypedDict):
    """A closed road; `opened_at` says when it was opened again or ran out."""

    id: UUID
    reason: str
    shape: ClosureShape
    reach_m: float
    starts_at: datetime
    until: datetime | None
    roads: ClosedRoads
    place: Place
    organisation: Ref
    sight: Sight
    incident_id: UUID | None
    drawn_by: ClosedBy
    created_at: datetime
    changed_at: datetime
    opened_at: datetime | None
    version: NotRequired[int]


class Network(TypedDict):
    """A road network: `full` has every street, `trunk` trunk roads only, undirected, unnamed."""

    code: str
    zh: str
    en: str
    detail: Literal["full", "trunk"]
    source: str
    licence: str
    snap_m: float
    edges: int
    extent: list[float]
