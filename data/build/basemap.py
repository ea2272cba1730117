"""Cut the offline base map of the Shantou region out of the source set.

    python data/build/basemap.py SOURCE

Writes data/cities/shantou/districts.geojson and data/cities/shantou/basemap/*.geojson. No national boundary is drawn.
Land inside the OpenStreetMap box comes from OpenStreetMap (river mouths are cut out), outside it from GSHHG.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import shapely
from shapely.geometry import LineString, Point, Polygon, box, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, unary_union

from common import CITY, Land, features, geometries, write_features

REGION = box(115.5, 22.5, 118.0, 24.3)
OSM_BOX = box(
    115.901, 22.751, 117.599, 23.949
)  # a hair inside the published box, so that no sliver stays at the seam
SMALL_WATER_DEG2 = 1.5e-5  # about 0.17 km²: smaller pieces of the 10 m-class source are crumbs of a simplified river
# Rings of so few corners are what the source left of a simplified river, not lakes; closing the seams rounds holes.
CRUMB_CORNERS = 8
CRUMB_HOLE_CORNERS = 32
PACIFIC = box(100, -1, 160, 50)
BASEMAP = CITY / "basemap"

# Names written on water have no source in the set; the points were chosen by eye on the drawn water.
WATER_NAMES = [
    ("南海", "South China Sea", 117.02, 23.12, 1),
    ("汕头港", "Shantou Harbour", 116.655, 23.34, 4),
    ("榕江", "Rong River", 116.572, 23.372, 4),
    ("练江", "Lian River", 116.565, 23.215, 4),
    ("海门湾", "Haimen Bay", 116.602, 23.168, 4),
    ("莱芜湾", "Laiwu Bay", 116.9, 23.41, 5),
]


def polygons(geometry: BaseGeometry) -> list[BaseGeometry]:
    """Return the polygons of any geometry."""
    return [part for part in getattr(geometry, "geoms", [geometry]) if part.geom_type == "Polygon"]


def without_crumbs(land: Polygon) -> Polygon:
    """Return the land without the holes that are triangles of a simplified river."""
    holes = [ring for ring in land.interiors if len(ring.coords) > CRUMB_HOLE_CORNERS]
    return Polygon(land.exterior, holes)


def build_land(source: Path) -> None:
    """Write land and inland water of the region."""
    fine = unary_union(geometries(source / "basemap/land_osm_geomaps.geojson")).intersection(
        OSM_BOX
    )
    wide = (
        unary_union(geometries(source / "basemap/land_gshhg_full.geojson"))
        .intersection(REGION)
        .difference(OSM_BOX)
    )
    island = shape(
        next(
            f
            for f in features(source / "admin/shantou_districts_wgs84.geojson")
            if f["properties"]["adcode"] == "440523"
        )["geometry"]
    )
    land = (
        unary_union([fine.buffer(0.0006), wide.buffer(0.0006)]).buffer(-0.0006).union(island)
    )  # the district set draws Nan'ao finest
    parts = [without_crumbs(part.simplify(0.00015)) for part in polygons(land) if part.area > 2e-7]
    write_features(BASEMAP / "land.geojson", [({}, part) for part in parts])
    water = sorted(
        geometries(source / "basemap/water_osm_geomaps.geojson"), key=lambda area: -area.area
    )[1:]
    kept = [
        area
        for area in water
        if area.area > SMALL_WATER_DEG2 and len(area.exterior.coords) > CRUMB_CORNERS
    ]
    write_features(BASEMAP / "water.geojson", [({}, area) for area in kept])


def build_lines(source: Path) -> None:
    """Write rivers, trunk roads and railways; graph edges are joined into chains between junctions."""
    rivers = geometries(source / "basemap/rivers_gshhg.geojson") + geometries(
        source / "basemap/rivers_ne10m.geojson"
    )
    write_features(BASEMAP / "rivers.geojson", [({}, line.intersection(REGION)) for line in rivers])
    for name, file in (("roads", "trunk_roads_osm_scgraph"), ("railways", "railways_osm_scgraph")):
        edges = [
            line
            for line in geometries(source / f"basemap/{file}.geojson")
            if line.intersects(REGION)
        ]
        merged = linemerge(
            [line for line in edges if isinstance(line, LineString) and line.length > 0]
        )
        chains = [line.simplify(0.0005) for line in getattr(merged, "geoms", [merged])]
        write_features(BASEMAP / f"{name}.geojson", [({}, line) for line in chains])


def build_areas(source: Path, land: Land) -> None:
    """Write districts (full detail), the city outline, the cities of Guangdong and the West Pacific (coarse)."""
    rows = []
    for feature in land.features:
        old = feature["properties"]
        props = {
            "adcode": old["adcode"],
            "name": old["name"],
            "name_en": old["name_en"],
            "seat": [round(old["seat_lon"], 5), round(old["seat_lat"], 5)],
            "area_km2": old["area_km2"],
        }
        rows.append((props, land.district[old["adcode"]]))
    write_features(CITY / "districts.geojson", rows)
    write_features(
        BASEMAP / "districts.geojson",
        [({"adcode": p["adcode"], "name": p["name"]}, g.simplify(0.0003)) for p, g in rows],
    )
    outline = shape(features(source / "admin/shantou_city_wgs84.geojson")[0]["geometry"])
    write_features(
        BASEMAP / "city.geojson",
        [({"adcode": "440500", "name": "汕头市"}, outline.simplify(0.0003))],
    )
    cities = features(source / "admin/guangdong_cities_wgs84.geojson")
    coarse = shapely.coverage_simplify([shape(f["geometry"]) for f in cities], 0.008)
    props = [{"adcode": f["properties"]["adcode"], "name": f["properties"]["name"]} for f in cities]
    write_features(BASEMAP / "guangdong.geojson", list(zip(props, coarse, strict=True)))
    pacific = [
        area.intersection(PACIFIC).simplify(0.05)
        for area in geometries(source / "basemap/land_ne50m_west_pacific.geojson")
    ]
    write_features(
        BASEMAP / "pacific-land.geojson", [({}, area) for area in pacific if area.area > 0.005]
    )


def build_places(source: Path, land: Land) -> None:
    """Write label points: rank 1 first, 6 last; `kind` city, district, town, place or water."""
    rows: list[tuple[dict[str, object], BaseGeometry]] = []
    for zh, en, lon, lat, rank in WATER_NAMES:
        rows.append(({"name": zh, "name_en": en, "kind": "water", "rank": rank}, Point(lon, lat)))
    for feature in land.features:
        old = feature["properties"]
        rows.append(
            (
                {"name": old["name"], "name_en": old["name_en"], "kind": "district", "rank": 3},
                Point(old["seat_lon"], old["seat_lat"]),
            )
        )
    with (source / "basemap/places_geonames_east_guangdong.csv").open(encoding="utf-8") as file:
        places = list(csv.DictReader(file))
    for place in places:
        point = Point(float(place["lon"]), float(place["lat"]))
        name = next((n for n in place["names_zh"].split("|") if n), "")
        if not name or not REGION.contains(point):
            continue
        people = int(place["population"])
        inside = any(area.contains(point) for area in land.district.values())
        kind, rank = (
            ("city", 2)
            if people > 700_000
            else ("town", 4 if inside else 5)
            if people > 0 or inside
            else ("place", 6)
        )
        names = [n for n in place["names_zh"].split("|") if n]
        simple = min(
            (n for n in names if "潮汕" not in n and "汕頭" not in n and "掲" not in n), key=len
        )
        rows.append(({"name": simple, "name_en": place["name"], "kind": kind, "rank": rank}, point))
    write_features(BASEMAP / "places.geojson", rows)


def main() -> None:
    source = Path(sys.argv[1])
    land = Land(source)
    build_land(source)
    build_lines(source)
    build_areas(source, land)
    build_places(source, land)


if __name__ == "__main__":
    main()
