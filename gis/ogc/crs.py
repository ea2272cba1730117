"""Coordinate reference systems of the door: names, axis order, conversion to and from WGS 84.

Features are stored in WGS 84, longitude first (CRS84). EPSG:4326 and EPSG:4490 (CGCS2000) want
latitude first at this door, as their definitions say; EPSG:3857 easting first.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import shapely
from pyproj import Transformer
from pyproj.exceptions import ProjError

from kernel.api import FieldError, Malformed

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Crs:
    """One system: its address, EPSG number, whether latitude comes first, decimals of 1 cm."""

    uri: str
    srid: int
    latitude_first: bool
    decimals: int


CRS84 = Crs("http://www.opengis.net/def/crs/OGC/1.3/CRS84", 4326, latitude_first=False, decimals=7)
ALL: Mapping[str, Crs] = {
    crs.uri: crs
    for crs in (
        CRS84,
        Crs("http://www.opengis.net/def/crs/EPSG/0/4326", 4326, latitude_first=True, decimals=7),
        Crs("http://www.opengis.net/def/crs/EPSG/0/4490", 4490, latitude_first=True, decimals=7),
        Crs("http://www.opengis.net/def/crs/EPSG/0/3857", 3857, latitude_first=False, decimals=3),
    )
}
# The earth's own box: what stands outside has no place.
WORLD: Box = (-180.0, -90.0, 180.0, 90.0)


def crs_of(uri: str | None, pointer: str) -> Crs:
    """Return the system of an address (also as `[EPSG:4326]`), CRS84 for none.

    Raises `Malformed`.
    """
    if uri is None:
        return CRS84
    found = ALL.get(_spelled_out(uri.strip("<>")))
    if found is None:
        detail = "one of: " + ", ".join(ALL)
        raise Malformed(f"{pointer}: unknown", errors=[FieldError(pointer, "unknown-crs", detail)])
    return found


def _spelled_out(uri: str) -> str:
    if uri.startswith("[EPSG:") and uri.endswith("]"):
        return f"http://www.opengis.net/def/crs/EPSG/0/{uri[6:-1]}"
    return uri.replace("https://", "http://", 1)


@cache
def _to_wgs84(srid: int) -> Any:
    return Transformer.from_crs(srid, 4326, always_xy=True)


def to_wgs84(shape: Any, crs: Crs) -> Any:
    """Return a shapely geometry in WGS 84, longitude first. Raises `ValueError`."""
    if crs.latitude_first:
        shape = shapely.transform(shape, lambda pairs: pairs[:, ::-1])
    if crs.srid != CRS84.srid:
        try:
            shape = shapely.transform(shape, _to_wgs84(crs.srid).transform, interleaved=False)
        except ProjError as error:
            raise ValueError("outside what the CRS covers") from error
    return shape


def box_to_wgs84(box: Box, crs: Crs) -> Box:
    """Return west, south, east, north of a box given in the axis order of its system.

    Raises `ValueError`.
    """
    west, south, east, north = box
    if crs.latitude_first:
        west, south, east, north = south, west, north, east
    if crs.srid == CRS84.srid:
        return west, south, east, north
    corners = _to_wgs84(crs.srid).transform([west, east], [south, north])
    (west, east), (south, north) = corners
    if not all(map(math.isfinite, (west, south, east, north))):
        raise ValueError("outside what the CRS covers")
    return west, south, east, north
