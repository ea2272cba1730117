"""What the build scripts of the demo city share: reading the source set, writing small reviewable files, land, names.

Provenance only: nothing here is imported or run by the system. Coordinates are WGS 84, longitude first.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import random
from pathlib import Path
from typing import Any

from pypinyin import Style, lazy_pinyin, load_phrases_dict
from shapely.geometry import Point, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

load_phrases_dict({"井都": [["jǐng"], ["dū"]]})  # a town the dictionary reads as "dou"

DATA = Path(__file__).resolve().parent.parent
CITY = DATA / "cities" / "shantou"
DECIMALS = 5  # about 1 m: finer digits of the sources carry no truth and only weight
SHORE_MARGIN_DEG = 0.0012  # about 120 m: keeps generated points off the coarse 10 m-class coastline
METRES_PER_DEGREE = 111_320.0

# Districts by code, in the order of GB/T 2260; short name and account name of each.
DISTRICTS = {
    "440507": ("龙湖", "longhu"),
    "440511": ("金平", "jinping"),
    "440512": ("濠江", "haojiang"),
    "440513": ("潮阳", "chaoyang"),
    "440514": ("潮南", "chaonan"),
    "440515": ("澄海", "chenghai"),
    "440523": ("南澳", "nanao"),
}


def features(path: Path) -> list[dict[str, Any]]:
    """Return the features of a GeoJSON file."""
    return json.loads(path.read_text("utf-8"))["features"]


def geometries(path: Path) -> list[BaseGeometry]:
    """Return the bare geometries of a GeoJSON file."""
    return [shape(feature["geometry"]) for feature in features(path)]


def rounded(geometry: BaseGeometry) -> dict[str, Any]:
    """Return the GeoJSON of a geometry with coordinates cut to DECIMALS."""

    def cut(value: Any) -> Any:
        if isinstance(value, (int, float)):
            return round(value, DECIMALS)
        return [cut(part) for part in value]

    raw = mapping(geometry)
    return {"type": raw["type"], "coordinates": cut(raw["coordinates"])}


COMPACT: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


def write_features(
    path: Path, items: list[tuple[dict[str, Any], BaseGeometry]], **extra: Any
) -> None:
    """Write a FeatureCollection, one feature a line, so that a change shows as a line."""
    lines = [
        json.dumps(
            {"type": "Feature", "properties": props, "geometry": rounded(geometry)}, **COMPACT
        )
        for props, geometry in items
        if not geometry.is_empty
    ]
    head = "".join(
        f"{json.dumps(key)}:{json.dumps(value, **COMPACT)},\n" for key, value in extra.items()
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        '{"type":"FeatureCollection",\n' + head + '"features":[\n' + ",\n".join(lines) + "\n]}\n",
        "utf-8",
    )


def write_table(path: Path, head: dict[str, Any], name: str, rows: list[dict[str, Any]]) -> None:
    """Write `{head…, name: [rows]}` with one row a line."""
    parts = [
        f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in head.items()
    ]
    body = ",\n".join("    " + json.dumps(row, ensure_ascii=False) for row in rows)
    parts.append(f"  {json.dumps(name)}: [\n{body}\n  ]")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", "utf-8")


def write_gzip(path: Path, text: str) -> None:
    """Write gzip text that is the same byte for byte in every build (no name, no time in the header)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))


def seeded(*words: str) -> random.Random:
    """Return a generator that depends on the words only: adding a town changes no other town's points."""
    return random.Random(
        int.from_bytes(hashlib.sha256("/".join(words).encode()).digest()[:8], "big")
    )


def pinyin(text: str) -> tuple[str, str]:
    """Return full spelling and initials of a Chinese name, lower case, without tones or spaces."""
    syllables = lazy_pinyin(text, style=Style.NORMAL)
    return "".join(syllables).lower(), "".join(part[0] for part in syllables if part).lower()


def spelled(text: str) -> str:
    """Return the English form of a Chinese proper name: one capitalised word."""
    return pinyin(text)[0].capitalize()


def distance_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two near points in metres (local plane, good to 0.5 % within 50 km)."""
    dx = (a[0] - b[0]) * METRES_PER_DEGREE * math.cos(math.radians((a[1] + b[1]) / 2))
    return math.hypot(dx, (a[1] - b[1]) * METRES_PER_DEGREE)


def point_in(area: BaseGeometry, rng: random.Random) -> tuple[float, float]:
    """Return a random point of an area (rejection from its box)."""
    west, south, east, north = area.bounds
    while True:
        lon, lat = (
            round(rng.uniform(west, east), DECIMALS),
            round(rng.uniform(south, north), DECIMALS),
        )
        if area.contains(Point(lon, lat)):
            return lon, lat


def point_near(
    area: BaseGeometry, centre: tuple[float, float], spread_m: float, rng: random.Random
) -> tuple[float, float]:
    """Return a point of `area` scattered normally around `centre`; widens the scatter until one is found."""
    for attempt in range(400):
        sigma = spread_m * (1 + attempt / 40) / METRES_PER_DEGREE
        lon = round(centre[0] + rng.gauss(0, sigma) / math.cos(math.radians(centre[1])), DECIMALS)
        lat = round(centre[1] + rng.gauss(0, sigma), DECIMALS)
        if area.contains(Point(lon, lat)):
            return lon, lat
    return point_in(area, rng)


class Land:
    """District areas, and the part of each that is firm land on our coast."""

    def __init__(self, source: Path) -> None:
        land = unary_union(geometries(source / "basemap/land_osm_geomaps.geojson"))
        water = sorted(
            geometries(source / "basemap/water_osm_geomaps.geojson"), key=lambda area: -area.area
        )
        firm = land.difference(unary_union(water)).buffer(-SHORE_MARGIN_DEG)
        self.features = features(source / "admin/shantou_districts_wgs84.geojson")
        self.district = {f["properties"]["adcode"]: shape(f["geometry"]) for f in self.features}
        self.firm = {
            code: _mainland(area.intersection(firm)) for code, area in self.district.items()
        }
        self.coast = land.boundary


def _mainland(area: BaseGeometry) -> BaseGeometry:
    """Drop islets under 0.3 km²: nobody calls the fire brigade from a rock."""
    parts = [part for part in getattr(area, "geoms", [area]) if part.area > 2.6e-5]
    return unary_union(parts)
