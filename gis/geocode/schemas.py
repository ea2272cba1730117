"""What the gazetteer answers."""

from typing_extensions import TypedDict

from gis.areas.schemas import Area, AreaName
from kernel.api import Names, Place


class Match(TypedDict):
    """The part of the Chinese name that was found, by letter."""

    start: int
    end: int


class GeocodeHit(Area):
    """A place a query may mean; the higher its `score` (0 to 1), the likelier."""

    id: str
    name: Names
    kind: str
    place: Place
    accuracy_m: float
    source: str
    fictional: bool
    match: Match
    score: float


class Landmark(TypedDict):
    """The landmark a point is told by; `bearing` is in degrees from it to the point."""

    id: str
    name: Names
    distance_m: int
    bearing: int
    fictional: bool


class Spoken(Area):
    """A point in words."""

    text: Names
    nearest: Landmark | None


class AddressParts(Area):
    """An address taken apart.

    What it does not name, and nothing above it tells, is null or empty. `elsewhere`: it names
    another city. `sure`: its divisions can be read in one way only. `best`: the likeliest place.
    """

    province: AreaName | None
    city: AreaName | None
    village: AreaName | None
    road: str
    number: str
    rest: str
    elsewhere: bool
    sure: bool
    best: GeocodeHit | None
