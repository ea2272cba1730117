"""WGS 84, GCJ-02, BD-09 and Baidu's Mercator, whole arrays at a time; pure.

The shift of GCJ-02 is a fixed formula over the plane. Its inverse has no closed form and is found
by iteration, to a hundredth of a millimetre. Outside the box that map makers take for China,
coordinates are left as they are: that is the usual rule, and providers leave them too. The box is
coarse: it holds parts of the neighbouring countries, which are shifted as well.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Pair = tuple[Array, Array]

# West, south, east, north of the box in which coordinates are shifted.
CHINA = (72.004, 0.8293, 137.8347, 55.8271)
# Krassovsky 1940, the ellipsoid of the formula.
_AXIS_M, _ECCENTRICITY_2 = 6_378_245.0, 0.00669342162296594323
# The shift changes by at most some parts in a thousand over its own length: each step of the
# iteration gains three digits, five are enough for all that a double holds.
MOST_STEPS = 12
STEADY_DEG = 1e-11

_BAIDU = np.pi * 3000.0 / 180.0
_BAIDU_LON, _BAIDU_LAT = 0.0065, 0.006


def in_china(lon: Array, lat: Array) -> NDArray[np.bool_]:
    """Say which points lie in the box in which coordinates are shifted."""
    west, south, east, north = CHINA
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def wgs84_to_gcj02(lon: Array, lat: Array) -> Pair:
    """Shift WGS 84 to GCJ-02, degrees."""
    east, north = _offset(lon, lat)
    inside = in_china(lon, lat)
    return np.where(inside, lon + east, lon), np.where(inside, lat + north, lat)


def gcj02_to_wgs84(lon: Array, lat: Array) -> Pair:
    """Undo the shift of GCJ-02, exactly, degrees."""
    inside = in_china(lon, lat)
    found = _inverse(lambda x, y: _added(x, y, _offset(x, y)), lon, lat)
    return np.where(inside, found[0], lon), np.where(inside, found[1], lat)


def gcj02_to_bd09(lon: Array, lat: Array) -> Pair:
    """Shift GCJ-02 to BD-09, degrees; Baidu does so all over the world."""
    length = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _BAIDU)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _BAIDU)
    return length * np.cos(angle) + _BAIDU_LON, length * np.sin(angle) + _BAIDU_LAT


def bd09_to_gcj02(lon: Array, lat: Array) -> Pair:
    """Undo the shift of BD-09, exactly, degrees."""
    return _inverse(gcj02_to_bd09, lon, lat)


def bd09_to_gcj02_once(lon: Array, lat: Array) -> Pair:
    """Undo the shift of BD-09 as libraries do it, in one step: some centimetres beside the truth.

    For comparing with what others converted; nothing here converts with it.
    """
    x, y = lon - _BAIDU_LON, lat - _BAIDU_LAT
    length = np.hypot(x, y) - 0.00002 * np.sin(y * _BAIDU)
    angle = np.arctan2(y, x) - 0.000003 * np.cos(x * _BAIDU)
    return length * np.cos(angle), length * np.sin(angle)


def wgs84_to_bd09(lon: Array, lat: Array) -> Pair:
    """Shift WGS 84 to BD-09, degrees."""
    return gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))


def bd09_to_wgs84(lon: Array, lat: Array) -> Pair:
    """Undo the shift of BD-09 and of the GCJ-02 below it, exactly, degrees."""
    return gcj02_to_wgs84(*bd09_to_gcj02(lon, lat))


def bd09_to_bd09mc(lon: Array, lat: Array) -> Pair:
    """Project BD-09 to Baidu's own Mercator, metres."""
    band = _bands(lat)
    first, scale = _BD09MC[band, 0], _BD09MC[band, 1]
    east = np.copysign(first + scale * np.abs(lon), lon)
    return east, np.copysign(_northing(band, np.abs(lat)), lat)


def bd09mc_to_bd09(x: Array, y: Array) -> Pair:
    """Undo Baidu's own Mercator, exactly (by Newton's steps in the band of the latitude)."""
    band = np.searchsorted(-_BAND_STARTS_M, -np.abs(y), side="right").clip(0, len(_BD09MC) - 1)
    lat = np.abs(y) / _BD09MC[band, 1]
    for _ in range(MOST_STEPS):
        step = (_northing(band, lat) - np.abs(y)) / _slope(band, lat)
        lat = lat - step
        if not np.any(np.abs(step) > STEADY_DEG):
            break
    lon = (np.abs(x) - _BD09MC[band, 0]) / _BD09MC[band, 1]
    return np.copysign(lon, x), np.copysign(lat, y)


def _inverse(forward: Callable[[Array, Array], Pair], lon: Array, lat: Array) -> Pair:
    x, y = lon, lat
    for _ in range(MOST_STEPS):
        there = forward(x, y)
        east, north = there[0] - lon, there[1] - lat
        x, y = x - east, y - north
        if not (np.any(np.abs(east) > STEADY_DEG) or np.any(np.abs(north) > STEADY_DEG)):
            break
    return x, y


def _added(lon: Array, lat: Array, offset: Pair) -> Pair:
    return lon + offset[0], lat + offset[1]


def _offset(lon: Array, lat: Array) -> Pair:
    """Return the shift of GCJ-02 at WGS 84 points, degrees."""
    x, y = lon - 105.0, lat - 35.0
    root, both = np.sqrt(np.abs(x)), 20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += (both + _waves(y, (20, 1), (40, 3), (160, 12), (320, 30))) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += (both + _waves(x, (20, 1), (40, 3), (150, 12), (300, 30))) * 2 / 3
    sine = np.sin(np.radians(lat))
    shape = 1 - _ECCENTRICITY_2 * sine * sine
    meridian = _AXIS_M * (1 - _ECCENTRICITY_2) / (shape * np.sqrt(shape))
    parallel = _AXIS_M / np.sqrt(shape) * np.cos(np.radians(lat))
    return np.degrees(east / parallel), np.degrees(north / meridian)


def _waves(value: Array, *terms: tuple[int, int]) -> Array:
    total = np.zeros_like(value)
    for height, period in terms:
        total += height * np.sin(value / period * np.pi)
    return total


# One row a band of latitude, from the pole down: offset and scale of x, seven coefficients of y,
# the latitude they are scaled by. Published in Baidu's own map script.
_BAND_STARTS = np.array([75.0, 60.0, 45.0, 30.0, 15.0, 0.0])
_BD09MC = np.fromstring(
    """
    -0.0015702102444 111320.7020616939 1704480524535203 -10338987376042340 26112667856603880
    -35149669176653700 26595700718403920 -10725012454188240 1800819912950474 82.5

    0.0008277824516172526 111320.7020463578 647795574.6671607 -4082003173.641316 10774905663.51142
    -15171875531.51559 12053065338.62167 -5124939663.577472 913311935.9512032 67.5

    0.00337398766765 111320.7020202162 4481351.045890365 -23393751.19931662 79682215.47186455
    -115964993.2797253 97236711.15602145 -43661946.33752821 8477230.501135234 52.5

    0.00220636496208 111320.7020209128 51751.86112841131 3796837.749470245 992013.7397791013
    -1221952.21711287 1340652.697009075 -620943.6990984312 144416.9293806241 37.5

    -0.0003441963504368392 111320.7020576856 278.2353980772752 2485758.690035394 6070.750963243378
    54821.18345352118 9540.606633304236 -2710.55326746645 1405.483844121726 22.5

    -0.0003218135878613132 111320.7020701615 0.00369383431289 823725.6402795718 0.46104986909093
    2351.343141331292 1.58060784298199 8.77738589078284 0.37238884252424 7.45
    """,
    sep=" ",
).reshape(6, 10)
_POWERS = np.arange(7)


def _bands(lat: Array) -> NDArray[np.intp]:
    return np.searchsorted(-_BAND_STARTS, -np.abs(lat), side="right").clip(0, len(_BD09MC) - 1)


def _northing(band: NDArray[np.intp], lat: Array) -> Array:
    terms = _BD09MC[band, 2:9] * (lat / _BD09MC[band, 9])[..., None] ** _POWERS
    return np.asarray(terms.sum(axis=-1), dtype=np.float64)


def _slope(band: NDArray[np.intp], lat: Array) -> Array:
    ratio = (lat / _BD09MC[band, 9])[..., None]
    terms = _BD09MC[band, 3:9] * _POWERS[1:] * ratio ** _POWERS[:-1]
    return np.asarray(terms.sum(axis=-1) / _BD09MC[band, 9], dtype=np.float64)


_BAND_STARTS_M = _northing(np.arange(len(_BD09MC)), _BAND_STARTS)
