"""What clients send about feeds, and what they are answered."""

from datetime import datetime
from typing import Annotated, Any, Literal, NotRequired
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator
from typing_extensions import TypedDict

from gis.feeds.forms import FeedKind
from gis.feeds.rules import FeedState
from kernel.api import Ref, paging
from registry.api import Form, Moment, Name, printable

# A station list is told by hand or once; the fact of a feed says only how many there are.
MOST_STATIONS = 1_000
MOST_THRESHOLDS = 100
# Half the earth's girth, and the longest forecast.
FARTHEST_KM = 20_000
LONGEST_FORECAST_H = 120
FormCode = Literal[
    "typhoon-provincial",
    "typhoon-jma",
    "typhoon-ibtracs",
    "gauges-csv",
    "quakes-usgs",
    "table-csv",
    "table-geojson",
]
Colour = Literal["blue", "yellow", "orange", "red"]
Sight = Literal["open", "internal"]
Text = Annotated[str, Field(max_length=200), AfterValidator(printable)]
Word = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(printable)]
Finite = Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)]
Kilometres = Annotated[float, Field(gt=0, le=FARTHEST_KM, allow_inf_nan=False)]
FeedCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{1,39}$")]
Url = Annotated[
    str, Field(max_length=500, pattern=r"^https?://[^\s/@]+(/[^\s#]*)?$"), AfterValidator(printable)
]
Seconds = Annotated[int, Field(ge=10, le=30 * 86_400)]


class LevelThreshold(Form):
    """A gauge at or above a value; it ends `back` below, so that it does not flicker.

    Without a station or quantity it holds for all of the feed.
    """

    kind: Literal["level"]
    station: Word | None = None
    quantity: Word | None = None
    over: Finite
    back: Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)] = 0
    colour: Colour


class QuakeThreshold(Form):
    """An earthquake of a magnitude within a distance of the city; told for `hours`."""

    kind: Literal["quake"]
    magnitude: Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]
    within_km: Kilometres
    hours: Annotated[int, Field(ge=1, le=168)] = 24
    colour: Colour


class StormThreshold(Form):
    """A typhoon within a distance of the city, or its wind circle of a force over a district.

    `ahead_h`: also by what is forecast for so many hours.
    """

    kind: Literal["storm"]
    within_km: Kilometres | None = None
    force: Annotated[int, Field(ge=6, le=17)] | None = None
    ahead_h: Annotated[int, Field(ge=0, le=LONGEST_FORECAST_H)] = 0
    colour: Colour

    @model_validator(mode="after")
    def one_of_them(self) -> "StormThreshold":
        """Refuse none and both."""
        if (self.within_km is None) == (self.force is None):
            raise ValueError("either within_km or force")
        return self


Threshold = Annotated[LevelThreshold | QuakeThreshold | StormThreshold, Field(discriminator="kind")]
Thresholds = Annotated[list[Threshold], Field(max_length=MOST_THRESHOLDS)]


class GaugeIn(Form):
    """Name and place (WGS 84) of a gauge the feed names by a code alone."""

    code: Word
    zh: Word
    en: Word
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]


class SettingsIn(Form):
    """How to read the feed: which field is what, whose clock, what its gauges are called."""

    fields: dict[
        Literal["station", "at", "value", "name", "quantity", "unit", "lon", "lat"], Word
    ] = Field(default_factory=dict)
    zone: str = "UTC"
    quantity: Text = ""
    unit: Text = ""
    stations: list[GaugeIn] = Field(default_factory=list, max_length=MOST_STATIONS)

    @field_validator("zone")
    @classmethod
    def known(cls, zone: str) -> str:
        """Refuse a zone nobody knows."""
        if zone not in available_timezones():
            raise ValueError("an IANA time zone")
        return zone


class FeedIn(Form):
    """A feed; without `url` it is pushed to us."""

    code: FeedCode
    zh: Name
    en: Name
    form: FormCode
    url: Url | None = None
    every_s: Annotated[int, Field(ge=10, le=86_400)] = 300
    late_after_s: Seconds = 900
    dead_after_s: Seconds = 3_600
    keep_days: Annotated[int, Field(ge=1, le=3650)] = 30
    settings: SettingsIn = Field(default_factory=SettingsIn)
    thresholds: Thresholds = Field(default_factory=list)
    sight: Sight = "open"
    exercise: bool = False
    source: Text = ""
    licence: Text = ""


class FeedPatch(Form):
    """Fields to change."""

    zh: Name = ""
    en: Name = ""
    url: Url | None = None
    every_s: Annotated[int, Field(ge=10, le=86_400)] = 300
    late_after_s: Seconds = 900
    dead_after_s: Seconds = 3_600
    keep_days: Annotated[int, Field(ge=1, le=3650)] = 30
    settings: SettingsIn = Field(default_factory=SettingsIn)
    thresholds: Thresholds = Field(default_factory=list)
    paused: bool = False
    source: Text = ""
    licence: Text = ""


class FeedFilter(Form):
    """Which feeds a list shows."""

    removed: bool = False
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class MessageFilter(Form):
    """Which messages a list shows."""

    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class SeriesFilter(Form):
    """The series of one gauge from a moment on, the newest `limit`."""

    station: Word
    quantity: Word
    since: Moment | None = None
    limit: paging.Limit = paging.MOST_ITEMS


class FeedError(TypedDict):
    """Why the last message could not be had or read."""

    at: datetime
    code: str
    detail: str


class FormWords(TypedDict):
    """A form feeds can speak."""

    code: FormCode
    kind: FeedKind
    zh: str
    en: str


class Feed(TypedDict):
    """A feed; `age_s` counts from the last message that could be read."""

    id: UUID
    code: str
    zh: str
    en: str
    kind: FeedKind
    form: FormCode
    form_zh: str
    form_en: str
    url: str | None
    every_s: int
    late_after_s: int
    dead_after_s: int
    keep_days: int
    thresholds: list[dict[str, Any]]
    stations: int
    sight: Sight
    exercise: bool
    paused: bool
    source: str
    licence: str
    organisation: Ref
    state: FeedState
    received_at: datetime | None
    age_s: float | None
    next_at: datetime | None
    error: FeedError | None
    created_at: datetime
    changed_at: datetime
    removed_at: datetime | None
    may_manage: bool
    settings: NotRequired[dict[str, Any]]
    version: NotRequired[int]


class RefusedRow(TypedDict):
    """A refused row, counted from 1 below the header."""

    row: int
    code: str
    detail: str


class Message(TypedDict):
    """One message: rows read, values taken, repeats folded, rows refused (the first of them)."""

    id: UUID
    received_at: datetime
    how: Literal["pulled", "pushed"]
    bytes: int
    rows: int
    taken: int
    repeats: int
    refused: int
    faults: list[RefusedRow]
    sender: str


class Trial(TypedDict):
    """What a feed answers now; nothing of it is kept."""

    bytes: int
    took_ms: int
    rows: int
    readings: int
    quakes: int
    storms: int
    repeats: int
    refused: int
    faults: list[RefusedRow]
    sample: list[dict[str, Any]]


class Gauge(TypedDict):
    """What a gauge measured last, before that, and of late in order of time."""

    code: str
    quantity: str
    quantity_zh: str
    quantity_en: str
    zh: str
    en: str
    unit: str
    place: dict[str, float] | None
    at: datetime
    value: float
    before_at: datetime | None
    before_value: float | None
    recent: list[float]


class QuakeSeen(TypedDict):
    """An earthquake."""

    code: str
    at: datetime
    magnitude: float
    depth_km: float | None
    place: dict[str, float]
    where: str


class TrackSpot(TypedDict):
    """A point of a track; radii in kilometres by force."""

    at: datetime
    lon: float
    lat: float
    wind_ms: float | None
    pressure_hpa: float | None
    radii: dict[str, Any]


class Forecast(TypedDict):
    """What one agency says."""

    agency: str
    points: list[TrackSpot]


class StormSeen(TypedDict):
    """A typhoon."""

    code: str
    zh: str
    en: str
    at: datetime
    track: list[TrackSpot]
    forecasts: list[Forecast]


class Observed(TypedDict):
    """What a feed told last: gauges, earthquakes, typhoons."""

    stations: list[Gauge]
    quakes: list[QuakeSeen]
    storms: list[StormSeen]


class SeriesPoint(TypedDict):
    """One reading."""

    at: datetime
    value: float
