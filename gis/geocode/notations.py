"""Coordinates in every notation people paste: besides degrees in any form, the grids of maps.

geo: addresses (RFC 5870), ISO 6709, MGRS, UTM, CGCS2000 3-degree zones with the zone in the
easting, Web Mercator; and degrees of the Chinese web maps when the text names their datum.
"""

import re
import unicodedata
import warnings

import mgrs
import numpy as np

from gis.datum import crs
from gis.geocode.coordinates import LONGEST
from gis.geocode.coordinates import parse as degrees
from gis.geodesy import Position

# What people call the datums: 高德 and 腾讯 draw GCJ-02, 百度 BD-09, 天地图 CGCS2000.
_DATUMS: dict[str, crs.Datum] = {
    "GCJ-02": "gcj02", "GCJ02": "gcj02", "火星坐标": "gcj02", "高德": "gcj02", "腾讯": "gcj02",
    "BD-09": "bd09", "BD09": "bd09", "百度": "bd09",
    "WGS84": "wgs84", "WGS-84": "wgs84", "WGS 84": "wgs84",
    "CGCS2000": "cgcs2000", "天地图": "cgcs2000",
}  # fmt: skip
_GEO = re.compile(r"^GEO:(-?[\d.]+),(-?[\d.]+)(?:,-?[\d.]+)?(?:;.*)?$")
_ISO = re.compile(
    r"^([+-]\d{2}(?:\d{2}(?:\d{2})?)?(?:\.\d+)?)([+-]\d{3}(?:\d{2}(?:\d{2})?)?(?:\.\d+)?)"
    r"(?:[+-][\d.]+)?/?$"
)
_MGRS = re.compile(r"^\d{1,2}[C-HJ-NP-X]\s*[A-HJ-NP-Z]{2}\s*(?:\d\s*){2,10}$")
_UTM = re.compile(
    r"^(\d{1,2})\s*([C-HJ-NP-X])\s+(\d{6}(?:\.\d+)?)\s*M?E?[\s,;]+(\d{1,8}(?:\.\d+)?)\s*M?N?$"
)
_METRE = r"(?:([XYEN])\s*[=:]\s*)?(\d{6,8}(?:\.\d+)?)\s*M?"
_METRES = re.compile(rf"^{_METRE}[\s,;]+{_METRE}$")
WEB_MERCATOR_M = 20_037_508.35
# Two numbers of six digits are postcodes or area codes sooner than a point off Africa.
LEAST_MERCATOR_M = 1_000_000


def parse(text: str) -> Position | None:
    """Return (lon, lat) in WGS 84 if the whole text is a coordinate, else None."""
    if len(text) > LONGEST:
        return None
    plain, datum = _without_datum(unicodedata.normalize("NFKC", text).strip().upper())
    for read in (degrees, _geo, _iso, _utm, _mgrs, _metres):
        found = read(plain)
        if found is not None:
            return _shifted(found, datum)
    return None


def _without_datum(plain: str) -> tuple[str, crs.Datum]:
    for word, datum in _DATUMS.items():
        if word in plain:
            return plain.replace(word, "").strip(" :,()[]坐标"), datum
    return plain, "wgs84"


def _shifted(found: Position, datum: crs.Datum) -> Position:
    if datum not in ("gcj02", "bd09"):
        return found
    lon, lat = crs.unshifted(np.array([found[0]]), np.array([found[1]]), datum)
    return round(float(lon[0]), 7), round(float(lat[0]), 7)


def _geo(plain: str) -> Position | None:
    found = _GEO.match(plain)
    return degrees(f"{found[1]},{found[2]}") if found else None


def _iso(plain: str) -> Position | None:
    """Read ±DD.D±DDD.D, ±DDMM.M±DDDMM.M, ±DDMMSS.S±DDDMMSS.S."""
    found = _ISO.match(plain)
    if not found:
        return None
    lat, lon = _packed(found[1], 2), _packed(found[2], 3)
    return degrees(f"{lat:.9f}N {lon:.9f}E") if lat is not None and lon is not None else None


def _packed(text: str, width: int) -> float | None:
    sign, whole = (-1 if text[0] == "-" else 1), text[1:].partition(".")[0]
    digits = text[1:]
    size = len(whole) - width
    if size == 0:
        return sign * float(digits)
    whole_degrees, minutes = int(digits[:width]), digits[width:]
    if size == 2:
        return sign * (whole_degrees + float(minutes) / 60) if float(minutes) < 60 else None
    seconds = float(minutes[2:])
    if int(minutes[:2]) >= 60 or seconds >= 60:
        return None
    return sign * (whole_degrees + int(minutes[:2]) / 60 + seconds / 3600)


def _mgrs(plain: str) -> Position | None:
    packed = re.sub(r"\s+", "", plain)
    if not _MGRS.match(plain) or len(re.sub(r"^\d{1,2}[A-Z]{3}", "", packed)) % 2:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # the square does not lie in the band that was typed
            lat, lon = mgrs.MGRS().toLatLon(packed)
    except (mgrs.core.MGRSError, RuntimeWarning):
        return None
    return float(lon), float(lat)


def _utm(plain: str) -> Position | None:
    found = _UTM.match(plain)
    if not found or not 1 <= int(found[1]) <= 60:
        return None
    code = (32600 if found[2] >= "N" else 32700) + int(found[1])
    return _unprojected(float(found[3]), float(found[4]), code)


def _metres(plain: str) -> Position | None:
    """Read metres: a zone of CGCS2000 when the easting names it, else Web Mercator.

    In Chinese surveying X points north and Y east; without letters the larger easting decides.
    """
    found = _METRES.match(plain)
    if not found:
        return None
    first, second = float(found[2]), float(found[4])
    easting, northing = (first, second) if found[1] in ("Y", "E") else (second, first)
    if not found[1] and first > second:
        easting, northing = first, second
    code = crs.zone_of(easting, 0.0)
    if code is not None:
        return _unprojected(easting, northing, code)
    likely = LEAST_MERCATOR_M <= min(first, second) <= max(first, second) <= WEB_MERCATOR_M
    if found[1] in ("Y", "N") or not likely:
        return None
    return _unprojected(first, second, 3857)


def _unprojected(easting: float, northing: float, code: int) -> Position | None:
    lon, lat = crs.to_wgs84(np.array([easting]), np.array([northing]), code, "wgs84")
    found = float(lon[0]), float(lat[0])
    return found if abs(found[0]) <= 180 and abs(found[1]) <= 90 else None
