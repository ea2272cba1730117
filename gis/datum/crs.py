"""Coordinate systems by EPSG code, on top of the datum: what a file's numbers mean; pure.

No grid is fetched from anywhere: only transformations that are plain formulas are used.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

import numpy as np
import pyproj
from pyproj.exceptions import CRSError, ProjError
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]

from gis.datum import shift
from gis.datum.shift import Array, Pair

set_network_enabled(active=False)

Datum = Literal["wgs84", "cgcs2000", "gcj02", "bd09"]
DATUMS: tuple[Datum, ...] = get_args(Datum)
WGS84 = 4326
CGCS2000 = 4490
# Baidu's Mercator has no EPSG code; this number stands for it beside the codes (EPSG codes and
# those of others in its tables have at most six digits).
BAIDU_MERCATOR = 9_009_009
# 3-degree Gauss-Krüger zones of CGCS2000: with the zone number before the easting, and without.
ZONES = range(25, 46)
_WITH_PREFIX, _WITHOUT_PREFIX = 4513, 4534
# What a false easting of 500 km and a zone half-width leave: 39 500 000 m is zone 39.
_PREFIX_M = 1_000_000


class UnknownCrs(ValueError):
    """A code or text that names no coordinate system we can use."""


@dataclass(frozen=True, slots=True)
class System:
    """What a coordinate system is: its code (None = none fits), name, whether it is in degrees."""

    epsg: int | None
    name: str
    degrees: bool
    definition: str
    # False when the way to WGS 84 is not known better than some tens of metres.
    sure: bool

    def card(self) -> dict[str, Any]:
        """Return what a preview tells."""
        return {"epsg": self.epsg, "name": self.name, "degrees": self.degrees, "sure": self.sure}


@lru_cache(maxsize=256)
def system(definition: str | int) -> System:
    """Return the system of an EPSG code, WKT or other text of PROJ; raise `UnknownCrs`."""
    if definition == BAIDU_MERCATOR:
        return System(BAIDU_MERCATOR, "BD-09 Mercator", degrees=False, definition="", sure=True)
    crs = _crs(definition)
    if not (crs.is_geographic or crs.is_projected):
        raise UnknownCrs(f"{crs.name} holds no positions on the map")
    flat = crs.to_2d()
    epsg = flat.to_epsg(min_confidence=70)
    return System(
        epsg,
        flat.name,
        degrees=flat.is_geographic,
        definition=f"EPSG:{epsg}" if epsg else flat.to_wkt(),
        sure=_sure(flat),
    )


def _crs(definition: str | int) -> pyproj.CRS:
    try:
        return pyproj.CRS.from_user_input(definition)
    except CRSError as error:
        raise UnknownCrs(f"{str(definition)[:80]} names no coordinate system") from error


def _sure(crs: pyproj.CRS) -> bool:
    """CGCS2000 equals WGS 84 within a metre; of the rest, only what PROJ has parameters for."""
    base = crs.geodetic_crs
    if base is None or base.to_epsg() in {WGS84, CGCS2000}:
        return True
    best = pyproj.transformer.TransformerGroup(crs, WGS84, always_xy=True).transformers
    return bool(best) and "Ballpark" not in best[0].description


def to_wgs84(lon: Array, lat: Array, definition: str | int, datum: Datum) -> Pair:
    """Return WGS 84 degrees of points in a system whose degrees stand on a datum.

    Points that cannot be are not finite in the answer.
    """
    if definition == BAIDU_MERCATOR:
        return shift.bd09_to_wgs84(*shift.bd09mc_to_bd09(lon, lat))
    return unshifted(*_projected(lon, lat, definition, inverse=True), datum)


def from_wgs84(lon: Array, lat: Array, definition: str | int, datum: Datum) -> Pair:
    """Return points of WGS 84 in a system whose degrees stand on a datum."""
    if definition == BAIDU_MERCATOR:
        return shift.bd09_to_bd09mc(*shift.wgs84_to_bd09(lon, lat))
    return _projected(*shifted(lon, lat, datum), definition, inverse=False)


def unshifted(lon: Array, lat: Array, datum: Datum) -> Pair:
    """Return degrees on WGS 84 of degrees on a datum."""
    if datum == "gcj02":
        return shift.gcj02_to_wgs84(lon, lat)
    return shift.bd09_to_wgs84(lon, lat) if datum == "bd09" else (lon, lat)


def shifted(lon: Array, lat: Array, datum: Datum) -> Pair:
    """Return degrees on a datum of degrees on WGS 84."""
    if datum == "gcj02":
        return shift.wgs84_to_gcj02(lon, lat)
    return shift.wgs84_to_bd09(lon, lat) if datum == "bd09" else (lon, lat)


def _projected(x: Array, y: Array, definition: str | int, *, inverse: bool) -> Pair:
    if definition in {WGS84, CGCS2000, "EPSG:4326", "EPSG:4490"}:
        return x, y
    transformer = _transformer(definition)
    try:
        there = transformer.transform(x, y, direction="INVERSE" if inverse else "FORWARD")
    except ProjError as error:
        raise UnknownCrs(f"{definition}: {error}") from error
    return np.asarray(there[0], dtype=np.float64), np.asarray(there[1], dtype=np.float64)


@lru_cache(maxsize=64)
def _transformer(definition: str | int) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(WGS84, _crs(definition), always_xy=True)


def datum_of(definition: str | int) -> Datum:
    """Return the datum a system says it stands on; GCJ-02 and BD-09 never say so."""
    if definition == BAIDU_MERCATOR:
        return "bd09"
    base = _crs(definition).geodetic_crs
    return "cgcs2000" if base is not None and base.to_epsg() == CGCS2000 else "wgs84"


def zones() -> Iterator[System]:
    """Yield the 3-degree zones of CGCS2000, those with the zone in the easting first."""
    for first in (_WITH_PREFIX, _WITHOUT_PREFIX):
        yield from (system(first + zone - ZONES.start) for zone in ZONES)


def zone_of(easting_m: float, lon: float) -> int | None:
    """Return the code of the 3-degree zone of an easting; `lon` is where the city lies.

    An easting with its zone number says it itself; one without is taken for the zone of the city.
    """
    zone, rest = divmod(easting_m, _PREFIX_M)
    if zone in ZONES and 200_000 <= rest <= 800_000:
        return _WITH_PREFIX + int(zone) - ZONES.start
    nearest = round(lon / 3)
    if zone == 0 and 200_000 <= rest <= 800_000 and nearest in ZONES:
        return _WITHOUT_PREFIX + nearest - ZONES.start
    return None
