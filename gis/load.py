"""Loads areas and the gazetteer of a city folder; loading the same files again changes nothing."""

import csv
import gzip
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import shapely
from shapely.geometry import shape

from gis.areas import queries as area_queries
from gis.areas.index import Area
from gis.geocode import queries as place_queries
from gis.geocode.place import Place
from kernel.api import Tx

DISTRICTS, GAZETTEER = "districts.geojson", "gazetteer.csv.gz"


async def load_gazetteer(tx: Tx, folder: Path) -> dict[str, int]:
    """Bring the tables to what the folder holds; return how many areas and places stand there."""
    rows = list(gazetteer_rows(folder / GAZETTEER))
    districts = (folder / DISTRICTS).read_bytes()
    areas, places = areas_from(districts, rows), [place_from(row) for row in rows]
    digest = hashlib.sha256(districts + orjson.dumps(rows)).hexdigest()
    if await area_queries.edition(tx, "gazetteer") != digest:
        await area_queries.replace(tx, areas)
        await place_queries.replace(tx, places)
        for name in ("areas", "gazetteer"):
            await area_queries.set_edition(tx, name, digest)
    return {"areas": len(areas), "places": len(places)}


def gazetteer_rows(path: Path) -> Iterator[dict[str, str]]:
    """Read the rows of a gazetteer's file."""
    with gzip.open(path) as packed:
        yield from csv.DictReader(io.StringIO(packed.read().decode("utf-8")))


def areas_from(districts: bytes, rows: list[dict[str, str]]) -> list[Area]:
    """Return districts with their polygons, and the towns the gazetteer lists."""
    polygons = [_district(feature) for feature in orjson.loads(districts)["features"]]
    return polygons + [_town(row) for row in rows if row["kind"] == "town"]


def _district(feature: dict[str, Any]) -> Area:
    facts = feature["properties"]
    lon, lat = facts["seat"]
    polygon = shapely.to_wkb(shape(feature["geometry"]))
    return Area(
        facts["adcode"], "district", facts["name"], facts["name_en"], None, (lon, lat), polygon
    )


def _town(row: dict[str, str]) -> Area:
    seat = float(row["lon"]), float(row["lat"])
    return Area(row["town"], "town", row["name_zh"], row["name_en"], row["district"], seat)


def place_from(row: dict[str, str]) -> Place:
    """Return the place of one gazetteer row."""
    path = [point.split() for point in row["line"].split(";") if point]
    return Place(
        id=row["id"],
        zh=row["name_zh"],
        en=row["name_en"],
        pinyin=row["pinyin"],
        initials=row["initials"],
        aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        kind=row["kind"],
        point=(float(row["lon"]), float(row["lat"])),
        accuracy_m=float(row["accuracy_m"]),
        district=row["district"] or None,
        town=row["town"] or None,
        source=row["source"],
        fictional=row["fictional"] == "1",
        line=tuple((float(lon), float(lat)) for lon, lat in path),
        numbers=int(row["numbers"] or 0),
    )
