"""Typhoons as NOAA's archive of best tracks writes them (IBTrACS v04, CSV).

Columns `SID, ISO_TIME, LAT, LON, NAME, WMO_WIND, WMO_PRES` of
https://www.ncei.noaa.gov/products/international-best-track-archive; below the header stands a row
of units. Wind in knots, pressure in hPa, times UTC.
"""

from collections.abc import Mapping
from typing import Any

from gis.analysis.storm import TrackPoint
from gis.feeds.forms.model import Storm, Told, maybe, moment, place, word
from gis.feeds.forms.table import rows_of
from gis.feeds.forms.typhoon_jma import MS_PER_KNOT
from gis.feeds.forms.typhoon_provincial import in_order

NEEDED = ("SID", "ISO_TIME", "LAT", "LON", "WMO_WIND", "WMO_PRES")
UNNAMED = ("", "UNNAMED", "NOT_NAMED")


def read(data: bytes, _settings: Mapping[str, Any]) -> Told:
    """Read storms. Raises `Unreadable`."""
    told = Told()
    tracks: dict[str, list[TrackPoint]] = {}
    names: dict[str, str] = {}
    rows = (row for row in rows_of(data, NEEDED) if row["SID"].strip())
    for sid, name, point in told.each(rows, _row):
        tracks.setdefault(sid, []).append(point)
        names[sid] = name or names.get(sid, "")
    for sid, points in tracks.items():
        name = names[sid] or sid
        told.storms.append(Storm(sid, name, name, in_order(points)))
    return told


def _row(row: Mapping[str, str]) -> tuple[str, str, TrackPoint]:
    lon, lat = place(row["LON"], row["LAT"])
    knots = maybe(row["WMO_WIND"], "WMO_WIND")
    wind = None if knots is None else knots * MS_PER_KNOT
    pressure = maybe(row["WMO_PRES"], "WMO_PRES")
    name = word(row.get("NAME"), "NAME", needed=False)
    point = TrackPoint(moment(row["ISO_TIME"]), lon, lat, wind, pressure)
    return word(row["SID"], "SID"), "" if name in UNNAMED else name.title(), point
