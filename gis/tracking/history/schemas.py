"""What clients ask about where units were, and what they are answered."""

from datetime import datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, model_validator
from typing_extensions import TypedDict

from gis.tracking.devices.model import DeviceDatum
from registry.api import Form, Moment

# An incident that lasts longer is looked at week by week.
MOST_RANGE = timedelta(days=7)
# Sixty times as fast, ten seconds of a screen ahead.
MOST_FILM = timedelta(minutes=10)
# A screen asks for ten; each of a fleet of 5,000 is 200 KB.
MOST_STEPS = 120
Format = Literal["gpx", "geojson", "csv"]


class Range(Form):
    """Whose track: of a unit with all devices it had, or of one device; `to` is left out itself."""

    unit: UUID | None = None
    device: UUID | None = None
    from_: Annotated[Moment, Field(alias="from")]
    to: Moment | None = None

    @model_validator(mode="after")
    def one_of_both(self) -> "Range":
        """Refuse both or neither."""
        if (self.unit is None) == (self.device is None):
            raise ValueError("say either unit or device")
        return self


class TrackQuery(Range):
    """A track to be drawn.

    `zoom` (512-pixel tiles) thins to a pixel, `tolerance_m` to metres; without both to 10 m. Who
    stays `stop_s` within `stop_radius_m` has stopped; a silence above `gap_s` breaks the line.
    """

    zoom: Annotated[float, Field(ge=0, le=24, allow_inf_nan=False)] | None = None
    tolerance_m: Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)] | None = None
    stop_radius_m: Annotated[float, Field(ge=5, le=2_000, allow_inf_nan=False)] = 50.0
    stop_s: Annotated[int, Field(ge=30, le=86_400)] = 180
    gap_s: Annotated[int, Field(ge=10, le=86_400)] = 300


class TrackFile(Range):
    """A track as a file, every position of it."""

    format: Format


class AtQuery(Form):
    """A past second."""

    at: Moment


class FilmQuery(Form):
    """Positions to be played: as they were at `from`, and every `step_s` seconds up to `to`."""

    from_: Annotated[Moment, Field(alias="from")]
    to: Moment
    step_s: Annotated[float, Field(ge=1, le=60, allow_inf_nan=False)] = 1.0


class UploadIn(Form):
    """A GPX file (at `/api/files`) as history of a device, or of the device a unit used last.

    `datum` is that of the file: GPX is WGS 84, some Chinese apps write GCJ-02 all the same.
    """

    file: UUID
    unit: UUID | None = None
    device: UUID | None = None
    datum: DeviceDatum = "wgs84"

    @model_validator(mode="after")
    def one_of_both(self) -> "UploadIn":
        """Refuse both or neither."""
        if (self.unit is None) == (self.device is None):
            raise ValueError("say either unit or device")
        return self


Between = TypedDict("Between", {"from": datetime, "to": datetime})


class Stop(Between):
    """Where a device stood."""

    lon: float
    lat: float
    duration_s: int


class Gap(Between):
    """A silence longer than `gap_s`; `distance_m` as the crow flies."""

    duration_s: int
    distance_m: float


class Segment(TypedDict):
    """A line without a gap: lon, lat WGS 84, the time of each, the mean speed from each on."""

    coordinates: list[list[float]]
    times: list[datetime]
    speeds_mps: list[float]


class Speeds(TypedDict):
    """The highest speed in each `step_s` seconds from the track's begin; null = silent."""

    step_s: float
    max_mps: list[float | None]


class DeviceName(TypedDict):
    """Which device told a track."""

    id: UUID
    number: int
    protocol: str
    name: str | None
    plate: str | None


class Track(Between):
    """The track of one device: `from`, `to` are those of its first and last position.

    `distance_m` leaves gaps and drift out, `mean_mps` is over `moving_s` alone; the line was
    thinned by `tolerance_m`, more than was asked where that would be more than a browser draws.
    """

    device: DeviceName
    positions: int
    tolerance_m: float
    distance_m: float
    moving_s: int
    standing_s: int
    max_mps: float
    mean_mps: float | None
    segments: list[Segment]
    stops: list[Stop]
    gaps: list[Gap]
    speeds: Speeds


class Tracks(Between):
    """The tracks in a time, that with the most positions first."""

    unit: UUID | None
    tracks: list[Track]


class WasAt(TypedDict):
    """Where a unit was, by whichever of its devices told last before that moment, and when."""

    unit: UUID
    device: UUID
    at: datetime
    lon: float
    lat: float
    speed_mps: float | None
    course_deg: float | None
    moving: bool


class Then(TypedDict):
    """Where units were at a moment; those silent for longer than `look_back_s` are left out."""

    at: datetime
    look_back_s: int
    units: list[WasAt]


class Uploaded(Between):
    """What became of the points of a file: stored, there already, refused by reason."""

    device: UUID
    points: int
    stored: int
    known: int
    refused: dict[str, int]
