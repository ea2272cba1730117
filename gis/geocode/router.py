"""HTTP of the gazetteer."""

import math
from typing import Annotated, Any

from fastapi import APIRouter, Query

from gis.geocode import service
from gis.geocode.schemas import AddressParts, GeocodeHit, Spoken
from gis.geodesy import Position
from kernel.api import FieldError, Invalid, Page, Read, gives

router = APIRouter(prefix="/api/geocode", tags=["geocode"])
# A list longer than this is a wrong query, not a choice.
MOST_HITS = 50


@router.get("", **gives(Page[GeocodeHit]))
async def search(
    read: Read,
    q: Annotated[str, Query(min_length=1, max_length=100)],
    near: Annotated[str | None, Query(max_length=60)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_HITS)] = 8,
) -> dict[str, Any]:
    """Find places by name, pinyin, initials, English name, address or coordinate (WGS 84)."""
    centre = near_of(near)
    items = await read(lambda tx: service.search(tx, q, centre, limit))
    return {"items": items, "next": None}


@router.get("/reverse", **gives(Spoken))
async def reverse(
    read: Read,
    lon: Annotated[float, Query(ge=-180, le=180, allow_inf_nan=False)],
    lat: Annotated[float, Query(ge=-90, le=90, allow_inf_nan=False)],
) -> dict[str, Any]:
    """Say a point in words."""
    return await read(lambda tx: service.reverse(tx, lon, lat))


@router.get("/address", **gives(AddressParts))
async def address(
    read: Read, q: Annotated[str, Query(min_length=1, max_length=200)]
) -> dict[str, Any]:
    """Take an address apart: province, city, district, town, village, road, number, the rest."""
    return await read(lambda tx: service.parts(tx, q))


def near_of(text: str | None) -> Position | None:
    """Return the `near=lon,lat` of a query.

    Raises `Invalid`.
    """
    if text is None:
        return None
    try:
        lon, lat = (float(part) for part in text.split(","))
    except ValueError:
        lon, lat = math.nan, math.nan
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        detail = "near takes lon,lat in degrees (WGS 84)"
        raise Invalid(detail, errors=[FieldError("?near", "malformed", detail)])
    return lon, lat
