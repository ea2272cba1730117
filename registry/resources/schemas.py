"""What clients send about resources."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from kernel.api import paging
from registry.fields import AreaCode, Details, Form, Key, Keys, Name, Query
from registry.places import Place

# Largest number a capacity may name: people of a large city.
LARGEST_CAPACITY = 100_000_000
MOST_CAPACITIES = 10
Capacity = Annotated[
    dict[Key, Annotated[int, Field(ge=0, le=LARGEST_CAPACITY)]], Field(max_length=MOST_CAPACITIES)
]
Direction = Annotated[float, Field(ge=0, lt=360, allow_inf_nan=False)]
Angle = Annotated[float, Field(gt=0, le=360, allow_inf_nan=False)]


class ResourceIn(Form):
    """A new resource of an organisation; directions clockwise from true north."""

    kind: Key
    zh: Name
    en: Name
    organisation_id: UUID
    place: Place | None = None
    area_code: AreaCode | None = None
    direction_deg: Direction | None = None
    fov_deg: Angle | None = None
    capacity: Capacity | None = None
    details: Details = Field(default_factory=dict)
    status: Key = "normal"
    fictional: bool = False


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
    place: Place | None = None
    area_code: AreaCode | None = None
    direction_deg: Direction | None = None
    fov_deg: Angle | None = None
    capacity: Capacity | None = None
    details: Details = Field(default_factory=dict)
    status: Key = ""
    fictional: bool = False
