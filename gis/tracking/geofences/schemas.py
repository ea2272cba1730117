"""What clients send about geofences, and what they are answered."""

from datetime import datetime
from typing import Annotated, Any, Literal, NotRequired
from uuid import UUID

from pydantic import AfterValidator, Field
from typing_extensions import TypedDict

from gis.drawings.schemas import DrawnBy
from gis.shapes import ShapeIn
from gis.tracking.geofences.presence import MARGIN_M
from kernel.api import Names, Place, Ref, paging
from registry.api import Form, printable

FenceKind = Literal["polygon", "circle", "corridor"]
Sight = Literal["open", "internal"]
LONGEST_NAME = 80
WIDEST_CIRCLE_M, WIDEST_CORRIDOR_M, WIDEST_MARGIN_M = 100_000, 10_000, 1_000
Title = Annotated[
    str, Field(min_length=1, max_length=LONGEST_NAME, pattern=r"\S"), AfterValidator(printable)
]
Radius = Annotated[float, Field(ge=5, le=WIDEST_CIRCLE_M, allow_inf_nan=False)]
Width = Annotated[float, Field(ge=5, le=WIDEST_CORRIDOR_M, allow_inf_nan=False)]
Margin = Annotated[float, Field(ge=0, le=WIDEST_MARGIN_M, allow_inf_nan=False)]
Weekday = Annotated[int, Field(ge=1, le=7)]
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class WeeklyHoursIn(Form):
    """Days of the week (1 Monday … 7 Sunday) and hours, local time of the city.

    An end that is not after the beginning lies on the next day.
    """

    days: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    from_: Annotated[Clock, Field(alias="from")]
    to: Clock

    def kept(self) -> dict[str, Any]:
        """Return them as they are kept."""
        return {"days": sorted(set(self.days)), "from": self.from_, "to": self.to}


def _nowhere() -> ShapeIn:
    return ShapeIn(type="Point", coordinates=[0, 0])


class GeofenceIn(Form):
    """A geofence: a polygon, a circle (middle and radius), or a corridor (line and width).

    `margin_m`: whoever is inside leaves it only so many metres beyond its edge. `hours`: when it
    counts, without them always. `sight` `internal` leaves it to one's own organisation.
    """

    name: Title
    kind: FenceKind
    shape: ShapeIn
    radius_m: Radius | None = None
    width_m: Width | None = None
    margin_m: Margin = MARGIN_M
    hours: WeeklyHoursIn | None = None
    active: bool = True
    sight: Sight = "open"


class GeofencePatch(Form):
    """Fields to change."""

    name: Title = "-"
    shape: ShapeIn = Field(default_factory=_nowhere)
    radius_m: Radius | None = None
    width_m: Width | None = None
    margin_m: Margin = MARGIN_M
    hours: WeeklyHoursIn | None = None
    active: bool = True


class FenceFilter(Form):
    """Which geofences a list shows; `withdrawn` those that were taken away."""

    withdrawn: bool = False
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class GeofenceShape(TypedDict):
    """A GeoJSON geometry, WGS 84, longitude first."""

    type: Literal["Point", "LineString", "Polygon", "MultiPolygon"]
    coordinates: list[Any]


# `from` is no name of Python's.
WeeklyHours = TypedDict("WeeklyHours", {"days": list[int], "from": str, "to": str})
WeeklyHours.__doc__ = "Days of the week and hours, local time of the city."


class Geofence(TypedDict):
    """A geofence; `outline` is its area with few corners, `shape` as drawn (one geofence alone).

    `inside` counts who is inside now, of those the asker sees; `shape_digest` names the shape.
    """

    id: UUID
    name: str
    kind: FenceKind
    outline: GeofenceShape
    shape_digest: str
    radius_m: float | None
    width_m: float | None
    margin_m: float
    area_m2: float
    hours: WeeklyHours | None
    active: bool
    sight: Sight
    place: Place
    organisation: Ref
    drawn_by: DrawnBy
    created_at: datetime
    changed_at: datetime
    withdrawn_at: datetime | None
    shape: NotRequired[GeofenceShape]
    inside: NotRequired[int]
    version: NotRequired[int]


class GeofenceVisitor(TypedDict):
    """Who is inside now: a unit, or a device of none; `last_at` is its last position."""

    device_id: UUID
    unit_id: UUID | None
    name: str
    since: datetime
    last_at: datetime | None


RuleEvent = Literal["enter", "exit", "dwell", "speed", "inside", "outside"]
# A state on the boards names them all in 16 KB.
Fences = Annotated[list[UUID], Field(min_length=1, max_length=200)]
Units = Annotated[list[UUID], Field(max_length=100)]
Organisations = Annotated[list[UUID], Field(max_length=50)]
UnitKinds = Annotated[
    list[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,39}$")]], Field(max_length=50)
]
Minutes = Annotated[int, Field(ge=0, le=1440)]
SpeedLimit = Annotated[int, Field(ge=1, le=400)]


class GeofenceRuleIn(Form):
    """A rule over one or many geofences.

    `event`: enter, exit; dwell (inside longer than `minutes`); speed (inside and faster than
    `limit_kmh`); inside (is there, for `minutes`, and should not); outside (is in none of the
    geofences, for `minutes`, and should). Of whom: `units`; or, when none is named, all of
    `organisations` and `kinds`, which without names are all that the rule's organisation sees.
    With `alarm` each event calls somebody, without it is only a fact.
    """

    name: Title
    event: RuleEvent
    fences: Fences
    minutes: Minutes | None = None
    limit_kmh: SpeedLimit | None = None
    units: Units = Field(default_factory=list)
    organisations: Organisations = Field(default_factory=list)
    kinds: UnitKinds = Field(default_factory=list)
    hours: WeeklyHoursIn | None = None
    alarm: bool = True
    severity: Literal["red", "yellow"] = "yellow"
    active: bool = True


class GeofenceRulePatch(Form):
    """Fields to change."""

    name: Title = "-"
    fences: Fences = Field(default_factory=lambda: [UUID(int=0)])
    minutes: Minutes | None = None
    limit_kmh: SpeedLimit | None = None
    units: Units = Field(default_factory=list)
    organisations: Organisations = Field(default_factory=list)
    kinds: UnitKinds = Field(default_factory=list)
    hours: WeeklyHoursIn | None = None
    alarm: bool = True
    severity: Literal["red", "yellow"] = "yellow"
    active: bool = True


class RuleFilter(Form):
    """Which rules a list shows; those of a geofence, or all."""

    fence: UUID | None = None
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class GeofenceRule(TypedDict):
    """A rule over geofences; see `GeofenceRuleIn`."""

    id: UUID
    name: str
    event: RuleEvent
    fences: list[UUID]
    minutes: int | None
    limit_kmh: int | None
    units: list[UUID]
    organisations: list[UUID]
    kinds: list[str]
    hours: WeeklyHours | None
    alarm: bool
    severity: Literal["red", "yellow"]
    active: bool
    organisation: Ref
    made_by: DrawnBy
    created_at: datetime
    changed_at: datetime
    withdrawn_at: datetime | None
    version: NotRequired[int]


class EventFilter(Form):
    """Which events a list shows; `standing` those that go on."""

    fence: UUID | None = None
    unit: UUID | None = None
    rule: UUID | None = None
    standing: bool | None = None
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class GeofenceName(TypedDict):
    """Something by id and by what it was called then."""

    id: UUID
    name: str


class GeofenceFigures(TypedDict):
    """What was measured, and the limits of the rule then."""

    minutes: int | None
    limit_kmh: int | None
    speed_kmh: int | None


class GeofenceEvent(TypedDict):
    """What a rule found: `at` by the clock of the device; `standing` while it goes on.

    Of an `outside` no geofence is named. `late`: heard of so late that nobody was alarmed.
    """

    id: UUID
    event: RuleEvent
    rule: GeofenceName
    fence: GeofenceName | None
    unit: GeofenceName | None
    device: GeofenceName
    title: Names
    at: datetime
    until: datetime | None
    standing: bool
    figures: GeofenceFigures
    place: Place | None
    late: bool
    alarm_id: UUID | None
    organisation: Ref
    version: NotRequired[int]
