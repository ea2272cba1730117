"""What is asked, and its limits."""

import itertools
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from gis.roads.speeds import Mode
from gis.shapes import ShapeIn
from registry.api import Form, Moment

# A city is 70 km wide, a storm's circle 1,000 km; wider questions are asked of a layer.
WIDEST_M = 500_000
WIDEST_BUFFER_M = 200_000
# Finer than any place is known; far below, a ring falls into its own centre.
LEAST_BUFFER_M = 0.1
MOST_RINGS = 5
MOST_KINDS = 12
MOST_NEAREST = 100
MOST_PLACES = 10
MOST_BANDS = 6
# Longer than two hours no unit drives to an incident of the city.
LONGEST_MINUTES = 120
FINEST_CELL_M, WIDEST_CELL_M = 50, 50_000
MOST_TRACK = 500
MOST_FORCE, LEAST_FORCE = 17, 6

Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Distance = Annotated[float, Field(ge=LEAST_BUFFER_M, le=WIDEST_BUFFER_M, allow_inf_nan=False)]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{1,62}$")]
# `resources`, `units`, `incidents`, `reports`, `people`; `resource:<kind>`, `unit:<kind>`,
# `layer:<code>`.
WHAT = (
    r"^(resources|units|incidents|reports|people"
    r"|resource:[a-z][a-z0-9_]{1,39}|unit:[a-z][a-z0-9_]{1,39}|layer:[a-z0-9][a-z0-9_-]{1,62})$"
)
What = Annotated[str, Field(pattern=WHAT)]


def different(values: list[str]) -> list[str]:
    """Drop what is named twice."""
    return list(dict.fromkeys(values))


Whats = Annotated[list[What], Field(min_length=1, max_length=MOST_KINDS), AfterValidator(different)]


class PointIn(Form):
    """A point, WGS 84."""

    lon: Longitude
    lat: Latitude

    @property
    def position(self) -> tuple[float, float]:
        """Longitude and latitude."""
        return self.lon, self.lat


class CircleIn(Form):
    """All within a distance of a point."""

    lon: Longitude
    lat: Latitude
    radius_m: Distance


class AreaIn(Form):
    """Exactly one of: a drawn polygon, a circle, a district by its code."""

    shape: ShapeIn | None = None
    circle: CircleIn | None = None
    district: Annotated[str, Field(pattern=r"^[0-9]{6}$")] | None = None

    @model_validator(mode="after")
    def one_of_them(self) -> "AreaIn":
        """Refuse none, several, and shapes without an inside."""
        if sum(each is not None for each in (self.shape, self.circle, self.district)) != 1:
            raise ValueError("exactly one of shape, circle, district")
        if self.shape is not None and self.shape.type not in ("Polygon", "MultiPolygon"):
            raise ValueError("shape must be a Polygon or MultiPolygon")
        return self


class BufferIn(Form):
    """Areas within one or several distances of a shape, measured on the ellipsoid."""

    kind: Literal["buffer"] = "buffer"
    shape: ShapeIn
    distances_m: Annotated[list[Distance], Field(min_length=1, max_length=MOST_RINGS)]


class WithinIn(Form):
    """What lies in an area; without `what` everything the asker may see but incidents."""

    kind: Literal["within"] = "within"
    area: AreaIn
    what: Whats | None = None


class NearestIn(Form):
    """The nearest k of something, by straight distance or by travel time.

    `toward`: they travel to the point (units); false: one travels from the point to them.
    """

    kind: Literal["nearest"] = "nearest"
    point: PointIn
    what: Whats
    k: Annotated[int, Field(ge=1, le=MOST_NEAREST)] = 10
    by: Literal["distance", "road"] = "distance"
    toward: bool = True
    network: Code | None = None
    mode: Mode = "drive"


class RouteIn(Form):
    """The fastest way through points in their order; closed roads are gone round."""

    kind: Literal["route"] = "route"
    points: Annotated[list[PointIn], Field(min_length=2, max_length=MOST_PLACES)]
    network: Code | None = None
    mode: Mode = "drive"


class IsochroneIn(Form):
    """What is reached from a point within some minutes; `toward`: from where it is reached."""

    kind: Literal["isochrone"] = "isochrone"
    point: PointIn
    minutes: Annotated[
        list[Annotated[float, Field(gt=0, le=LONGEST_MINUTES, allow_inf_nan=False)]],
        Field(min_length=1, max_length=MOST_BANDS),
    ]
    toward: bool = False
    network: Code | None = None
    mode: Mode = "drive"


class QuadrantsIn(Form):
    """Radii of a wind force by quadrant, in kilometres: NE, SE, SW, NW."""

    force: Annotated[int, Field(ge=LEAST_FORCE, le=MOST_FORCE)]
    km: Annotated[
        list[Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]],
        Field(min_length=4, max_length=4),
    ]


class TrackPointIn(Form):
    """Where a storm is or will be; without radii they follow from the wind by the model."""

    at: Annotated[datetime, Field()]
    lon: Longitude
    lat: Latitude
    wind_ms: Annotated[float, Field(ge=0, le=120, allow_inf_nan=False)] | None = None
    radii: Annotated[list[QuadrantsIn], Field(max_length=6)] = Field(default_factory=list)


class AffectedIn(Form):
    """What a storm touches: one of the real ones by code, or a track as given or forecast.

    `forces` are Beaufort numbers; `since` and `until` cut the track.
    """

    kind: Literal["affected"] = "affected"
    typhoon: Annotated[str, Field(pattern=r"^[0-9]{4}-[a-z]{2,30}$")] | None = None
    track: Annotated[list[TrackPointIn], Field(min_length=2, max_length=MOST_TRACK)] | None = None
    forces: Annotated[
        list[Annotated[int, Field(ge=LEAST_FORCE, le=MOST_FORCE)]],
        Field(min_length=1, max_length=MOST_RINGS),
    ] = Field(default_factory=lambda: [7, 10, 12])
    what: Whats = Field(default_factory=lambda: ["resources", "people"])
    since: Moment | None = None
    until: Moment | None = None

    @model_validator(mode="after")
    def one_storm(self) -> "AffectedIn":
        """Refuse none or two storms, and tracks that go back in time."""
        if (self.typhoon is None) == (self.track is None):
            raise ValueError("exactly one of typhoon, track")
        moments = [point.at for point in self.track or []]
        if any(moment.tzinfo is None for moment in moments):
            raise ValueError("moments of the track need a zone")
        if any(b <= a for a, b in itertools.pairwise(moments)):
            raise ValueError("points of the track must follow each other in time")
        if moments and (moments[-1] - moments[0]).days > LONGEST_STORM_DAYS:
            raise ValueError(f"at most {LONGEST_STORM_DAYS} days")
        return self


# No storm on record lasted longer.
LONGEST_STORM_DAYS = 40


class HeatIn(Form):
    """How densely things lie, on a grid."""

    kind: Literal["heat"] = "heat"
    what: Whats
    cell_m: Annotated[float, Field(ge=FINEST_CELL_M, le=WIDEST_CELL_M, allow_inf_nan=False)] = 1000
    area: AreaIn | None = None


class ClustersIn(Form):
    """Where things crowd (DBSCAN): at least `minimum` within `distance_m` of one of them."""

    kind: Literal["clusters"] = "clusters"
    what: Whats
    distance_m: Annotated[float, Field(ge=10, le=50_000, allow_inf_nan=False)] = 1000
    minimum: Annotated[int, Field(ge=2, le=1000)] = 3
    area: AreaIn | None = None


class StatisticsIn(Form):
    """How many things of each kind lie in each district."""

    kind: Literal["statistics"] = "statistics"
    what: Whats


Question = (
    BufferIn
    | WithinIn
    | NearestIn
    | RouteIn
    | IsochroneIn
    | AffectedIn
    | HeatIn
    | ClustersIn
    | StatisticsIn
)
