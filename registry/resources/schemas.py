"""What clients send about resources, and what they are answered."""

from typing import Annotated, Any, Literal, NotRequired
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from kernel.api import Names, Place, Ref, paging
from registry.fields import AreaCode, Details, Form, Key, Keys, Name, Query
from registry.places import PlaceIn

# Largest number a capacity may name: people of a large city.
LARGEST_CAPACITY = 100_000_000
MOST_CAPACITIES = 10
Capacity = Annotated[
    dict[Key, Annotated[int, Field(ge=0, le=LARGEST_CAPACITY)]], Field(max_length=MOST_CAPACITIES)
]
Direction = Annotated[float, Field(ge=0, lt=360, allow_inf_nan=False)]
Angle = Annotated[float, Field(gt=0, le=360, allow_inf_nan=False)]
# Cameras on masts and hills recognise smoke at 10 km; what is said to see farther is a mistake.
MOST_RANGE_M = 10_000
Range = Annotated[float, Field(gt=0, le=MOST_RANGE_M, allow_inf_nan=False)]
Label = Literal["internal", "restricted"]
Posts = Annotated[list[UUID], Field(max_length=50)]


class ResourceIn(Form):
    """A new resource of an organisation; directions clockwise from true north.

    `restricted` to `posts`, one of which is the asker's own, others see nothing of it.
    """

    kind: Key
    zh: Name
    en: Name
    organisation_id: UUID
    place: PlaceIn | None = None
    area_code: AreaCode | None = None
    direction_deg: Direction | None = None
    fov_deg: Angle | None = None
    range_m: Range | None = None
    capacity: Capacity | None = None
    details: Details = Field(default_factory=dict)
    status: Key = "normal"
    fictional: bool = False
    label: Label = "internal"
    posts: Posts = Field(default_factory=list)


class ResourceFilter(Form):
    """Which resources a list shows; `bbox` is west,south,east,north, `near` lon,lat (WGS 84)."""

    kind: Keys | None = None
    organisation: UUID | None = None
    q: Query | None = None
    bbox: Annotated[str, Field(max_length=200)] | None = None
    near: Annotated[str, Field(max_length=100)] | None = None
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class ResourcePatch(Form):
    """Fields to change."""

    kind: Key = ""
    zh: Name = ""
    en: Name = ""
    organisation_id: UUID = UUID(int=0)
    place: PlaceIn | None = None
    area_code: AreaCode | None = None
    direction_deg: Direction | None = None
    fov_deg: Angle | None = None
    range_m: Range | None = None
    capacity: Capacity | None = None
    details: Details = Field(default_factory=dict)
    status: Key = ""
    fictional: bool = False
    label: Label = "internal"
    posts: Posts = Field(default_factory=list)


# The codes of the lists `resource_statuses` and `resource_kinds` (a test holds that).
ResourceStatus = Literal["normal", "limited", "full", "fault", "closed"]
ResourceKind = Literal[
    "hospital",
    "shelter",
    "station",
    "hazard_source",
    "protection_target",
    "depot",
    "camera",
    "team",
    "expert",
]


class Resource(TypedDict):
    """A resource; what its kind does not have is left out.

    Directions are clockwise from true north; `capacity` counts by what it counts, e.g. `beds`;
    `range_m` is how far a camera recognises what happens; `label` and `posts` stand where only
    those posts see it; `distance_m` stands in lists by nearness.
    """

    id: UUID
    code: str
    kind: ResourceKind
    name: Names
    organisation: Ref
    place: Place | None
    area_code: str | None
    details: dict[str, Any]
    status: ResourceStatus
    fictional: bool
    capacity: NotRequired[dict[str, int]]
    direction_deg: NotRequired[float]
    fov_deg: NotRequired[float]
    range_m: NotRequired[float]
    label: NotRequired[Label]
    posts: NotRequired[list[UUID]]
    distance_m: NotRequired[int]
    version: NotRequired[int]
