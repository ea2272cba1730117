"""Places in SQL and in states: WGS 84, longitude before latitude."""

from typing import Any

from gis.api import area_of
from incidents.fields import Location
from kernel.api import Tx

# SQL that makes a point (EPSG:4326) of the parameters lon, lat; null when they are null.
POINT = (
    "st_setsrid(st_makepoint(cast(:lon as double precision), cast(:lat as double precision)), 4326)"
)
# What a select reads of the column `place` and its companions.
COLUMNS = (
    "st_x({t}.place) as lon, st_y({t}.place) as lat, {t}.place_accuracy_m, {t}.place_source, "
    "{t}.district_code, {t}.town_code"
)


async def columns(tx: Tx, location: Location | None) -> dict[str, Any]:
    """Return the parameters lon, lat, accuracy_m, source, district, town of a place or of none."""
    if location is None:
        return dict.fromkeys(("lon", "lat", "accuracy_m", "source", "district", "town"))
    area = await area_of(tx, location.lon, location.lat)
    return {
        "lon": location.lon,
        "lat": location.lat,
        "accuracy_m": location.accuracy_m,
        "source": location.source,
        "district": (area["district"] or {}).get("code"),
        "town": (area["town"] or {}).get("code"),
    }


def place_state(row: Any) -> dict[str, Any] | None:
    """Return the place of a row that was read with `COLUMNS`."""
    if row.lon is None:
        return None
    state: dict[str, Any] = {"lon": round(row.lon, 6), "lat": round(row.lat, 6)}
    if row.place_accuracy_m is not None:
        state["accuracy_m"] = row.place_accuracy_m
    if row.place_source is not None:
        state["source"] = row.place_source
    return state
