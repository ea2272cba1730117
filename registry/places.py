"""Places on the ground: WGS 84, longitude before latitude, in degrees."""

import math
from typing import Annotated, Any

from pydantic import Field

from kernel.api import FieldError, Invalid, PlaceSource
from registry.fields import Form

Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
# A place less certain than this is none: half the size of a city.
MOST_ACCURACY_M = 50_000
COORDINATES_OF_A_BOX = 4


class PlaceIn(Form):
    """A point with how sure we are of it and where it came from."""

    lon: Longitude
    lat: Latitude
    accuracy_m: Annotated[float, Field(ge=0, le=MOST_ACCURACY_M, allow_inf_nan=False)] | None = None
    source: PlaceSource | None = None


def place_state(row: Any, prefix: str = "place") -> dict[str, Any] | None:
    """Return a place as states show it, from its columns `<prefix>_lon` and so on."""
    lon = getattr(row, f"{prefix}_lon")
    if lon is None:
        return None
    state = {"lon": round(lon, 6), "lat": round(getattr(row, f"{prefix}_lat"), 6)}
    for name in ("accuracy_m", "source"):
        value = getattr(row, f"{prefix}_{name}", None)
        if value is not None:
            state[name] = value
    return state


def place_columns(place: PlaceIn | None, prefix: str = "place") -> dict[str, Any]:
    """Return the parameters `<prefix>_lon`, `_lat`, `_accuracy_m`, `_source` of a place."""
    given = place.model_dump() if place else {}
    return {f"{prefix}_{name}": given.get(name) for name in ("lon", "lat", "accuracy_m", "source")}


def point(prefix: str) -> str:
    """Return SQL that makes a point (EPSG:4326) of `:<prefix>_lon` and `:<prefix>_lat`."""
    return (
        f"st_setsrid(st_makepoint(cast(:{prefix}_lon as double precision), "
        f"cast(:{prefix}_lat as double precision)), 4326)"
    )


def bbox_of(text: str | None) -> tuple[float, float, float, float] | None:
    """Return west, south, east, north of a `?bbox=`, None when there is none.

    Raises `Invalid` for anything that is not a box on the earth.
    """
    if text is None:
        return None
    numbers = _numbers(text, "bbox")
    if len(numbers) != COORDINATES_OF_A_BOX:
        raise _refused("bbox", "four numbers: west,south,east,north")
    west, south, east, north = numbers
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise _refused("bbox", "west ≤ east within ±180, south ≤ north within ±90")
    return west, south, east, north


def near_of(text: str | None) -> tuple[float, float] | None:
    """Return lon, lat of a `?near=`, None when there is none. Raises `Invalid`."""
    if text is None:
        return None
    numbers = _numbers(text, "near")
    if len(numbers) != 2 or not (-180 <= numbers[0] <= 180 and -90 <= numbers[1] <= 90):
        raise _refused("near", "two numbers: lon,lat within ±180, ±90")
    return numbers[0], numbers[1]


def _numbers(text: str, name: str) -> list[float]:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise _refused(name, "numbers separated by commas") from error
    if not all(math.isfinite(number) for number in numbers):
        raise _refused(name, "finite numbers")
    return numbers


def _refused(name: str, detail: str) -> Invalid:
    return Invalid(f"{name}: {detail}", errors=[FieldError(f"?{name}", "malformed", detail)])
