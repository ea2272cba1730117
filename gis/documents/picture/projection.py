"""Web Mercator, its true lengths, and lines of degrees; pure.

Boxes are west, south, east, north: in degrees (WGS 84), or in metres of EPSG 3857 where said so.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

RADIUS_M = 6_378_137.0
# Here the projection ends (EPSG 3857); a map shows a little less.
HIGHEST_LAT = 85.0
Box = tuple[float, float, float, float]
# First eccentricity of WGS 84, squared.
_FLATNESS = 0.00669437999014
# Lines of degrees lie this far apart, in seconds of arc; the first that gives few enough is taken.
_STEPS_S = (
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_200, 1_800, 3_600, 7_200, 18_000, 36_000,
    54_000, 108_000, 216_000,
)  # fmt: skip
MOST_LINES = 6


def projected(lonlat: Any) -> Any:
    """Return an array (n, 2) of longitude and latitude in metres of EPSG 3857."""
    degrees = np.asarray(lonlat, dtype=float)
    lat = np.radians(np.clip(degrees[:, 1], -HIGHEST_LAT, HIGHEST_LAT))
    return np.column_stack(
        [RADIUS_M * np.radians(degrees[:, 0]), RADIUS_M * np.arcsinh(np.tan(lat))]
    )


def in_metres(box: Box) -> Box:
    """Return a box in degrees in metres of EPSG 3857."""
    (west, south), (east, north) = projected([box[:2], box[2:]]).tolist()
    return west, south, east, north


def in_degrees(box: Box) -> Box:
    """Return a box in metres of EPSG 3857 in degrees."""
    west, east = (math.degrees(x / RADIUS_M) for x in (box[0], box[2]))
    south, north = (math.degrees(math.atan(math.sinh(y / RADIUS_M))) for y in (box[1], box[3]))
    return west, south, east, north


def fitted(box: Box, ratio: float) -> Box:
    """Return the smallest box in degrees round a box whose map has this ratio of width to height.

    It stays on the projected earth: where there is no room north or south it is moved.
    """
    west, south, east, north = in_metres(box)
    width, height = east - west, north - south
    width, height = max(width, height * ratio), max(height, width / ratio)
    most = RADIUS_M * math.asinh(math.tan(math.radians(HIGHEST_LAT)))
    half = min(height / 2, most)
    x, y = (west + east) / 2, max(-most + half, min(most - half, (south + north) / 2))
    wide = half * ratio if half < height / 2 else width / 2
    return in_degrees((x - wide, y - half, x + wide, y + half))


def zoom_of(box: Box, width_pixels: float) -> float:
    """Return the zoom of the screens' map that shows a box as wide, in pixels of theirs."""
    west, _, east, _ = in_metres(box)
    return math.log2(2 * math.pi * RADIUS_M / 256 * width_pixels / (east - west))


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A bar `length_m` long on the ground at the latitude of the map's middle.

    `width_m` is its width on the map in metres of EPSG 3857.
    """

    length_m: float
    width_m: float
    lat: float


def scale_bar(box: Box, most_share: float = 0.25) -> ScaleBar:
    """Return the longest bar of 1, 2 or 5 times ten that fits into a share of the map's width."""
    west, south, east, north = in_metres(box)
    lat = in_degrees((west, (south + north) / 2, east, (south + north) / 2))[1]
    metre = true_width(1, lat)
    most = (east - west) * most_share / metre
    size = 10 ** math.floor(math.log10(most))
    length = next(each * size for each in (5, 2, 1) if each * size <= most)
    return ScaleBar(length, true_width(length, lat), lat)


def true_width(length_m: float, lat: float) -> float:
    """Return how wide metres along a parallel of the ellipsoid (WGS 84) are in EPSG 3857."""
    turned = math.radians(lat)
    parallel = RADIUS_M / math.sqrt(1 - _FLATNESS * math.sin(turned) ** 2) * math.cos(turned)
    return length_m * RADIUS_M / parallel


def numeric_scale(box: Box, map_width_mm: float) -> int:
    """Return n of 1:n at the middle of the map, rounded to two figures."""
    bar = scale_bar(box)
    west, _, east, _ = in_metres(box)
    exact = (east - west) * bar.length_m / bar.width_m / (map_width_mm / 1_000)
    size = 10 ** (math.floor(math.log10(exact)) - 1)
    return round(exact / size) * round(size) if size >= 1 else round(exact)


def degree_lines(box: Box) -> tuple[list[float], list[float]]:
    """Return the meridians and parallels that cross a box in degrees, a few of each."""
    west, south, east, north = box
    span_s = max(east - west, north - south) * 3_600
    step = next((each for each in _STEPS_S if span_s / each <= MOST_LINES), _STEPS_S[-1])
    return _multiples(west, east, step), _multiples(south, north, step)


def _multiples(low: float, high: float, step_s: int) -> list[float]:
    first = math.ceil(low * 3_600 / step_s - 1e-9)
    last = math.floor(high * 3_600 / step_s + 1e-9)
    return [number * step_s / 3_600 for number in range(first, last + 1)]


def degrees_text(value: float, axis: str) -> str:
    """Return an angle as 116°30′E; `axis` is "lon" or "lat"."""
    wind = ("E" if value > 0 else "W") if axis == "lon" else ("N" if value > 0 else "S")
    seconds = round(abs(value) * 3_600)
    degrees, minutes, rest = seconds // 3_600, seconds % 3_600 // 60, seconds % 60
    text = f"{degrees}°"
    text += f"{minutes:02d}′" if minutes or rest else ""
    text += f"{rest:02d}″" if rest else ""
    return text + (wind if seconds else "")
