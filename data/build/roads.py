"""Writes the road networks of the city folder: Futian and Monaco in every detail, Shantou's trunk roads.

Usage: python roads.py SOURCE (the shared source set). Needs shapely and pyogrio (GDAL's OSM driver). Provenance only.
"""

from __future__ import annotations

import ast
import collections
import csv
import gzip
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from common import CITY, DATA, distance_m, features, write_gzip
import itertools

Point = tuple[float, float]
ROADS = CITY / "roads"
COLUMNS = ("from", "to", "class", "name", "length_m", "one_way", "speed_kmh", "line")
# Slower classes stand later: of a road tagged with two, the later counts.
CLASSES = [
    row["code"] for row in json.loads((DATA / "reference/road-speeds.json").read_text())["classes"]
]
TAG = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')
Edge = dict[str, Any]


def write(name: str, edges: Iterable[Edge]) -> None:
    """Write a network with nodes numbered in the order they come."""
    numbers: dict[Any, int] = {}
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for edge in edges:
        for end in ("from", "to"):
            edge[end] = numbers.setdefault(edge[end], len(numbers))
        line = ";".join(f"{round(lon, 6)} {round(lat, 6)}" for lon, lat in edge["line"])
        writer.writerow(edge | {"line": line})
    write_gzip(ROADS / f"{name}.csv.gz", sheet.getvalue())
    print(name, len(numbers), "nodes")


def length(line: list[Point]) -> float:
    """Return the length of a line in metres."""
    return round(sum(distance_m(a, b) for a, b in itertools.pairwise(line)), 1)


def trunk(source: Path) -> Iterator[Edge]:
    """Yield Shantou's trunk roads: straight, undirected, without names."""
    for each in features(source / "basemap/trunk_roads_osm_scgraph.geojson"):
        facts = each["properties"]
        if facts["from"] != facts["to"]:
            yield {
                "from": facts["from"],
                "to": facts["to"],
                "class": "trunk",
                "name": "",
                "length_m": round(facts["km"] * 1000),
                "one_way": 0,
                "speed_kmh": "",
                "line": each["geometry"]["coordinates"],
            }


def futian(source: Path) -> Iterator[Edge]:
    """Yield Futian's streets; a two-way street, there twice, comes once."""
    path = source / "basemap/roads_osm_shenzhen_futian_edges.geojson.gz"
    rows = json.loads(gzip.decompress(path.read_bytes()))["features"]
    seen: set[Any] = set()
    for each in rows:
        facts, line = each["properties"], each["geometry"]["coordinates"]
        one_way = facts["oneway"] == "True"
        key = (facts["u"], facts["v"], tuple(map(tuple, line)))
        if not one_way and (facts["v"], facts["u"], tuple(map(tuple, line[::-1]))) in seen:
            continue
        seen.add(key)
        kind = _worst(_several(facts["highway"]))
        yield {
            "from": facts["u"],
            "to": facts["v"],
            "class": kind,
            "name": _several(facts["name"] or "")[0],
            "length_m": round(facts["length_m"], 1),
            "one_way": int(one_way),
            "speed_kmh": facts["maxspeed"] or "",
            "line": line,
        }


def _several(text: str) -> list[str]:
    return ast.literal_eval(text) if text.startswith("[") else [text]


def _worst(kinds: list[str]) -> str:
    return max(kinds, key=CLASSES.index)


def monaco(source: Path) -> Iterator[Edge]:
    """Yield Monaco's streets: ways cut where they share a node."""
    import pyogrio
    import shapely

    path = source / "basemap/monaco-latest.osm.pbf"
    _, _, shapes, columns = pyogrio.raw.read(
        path, layer="lines", columns=["name", "highway", "other_tags"], where="highway is not null"
    )
    ways = []
    for shape, name, kind, tags in zip(shapes, *columns, strict=True):
        if kind in CLASSES:
            line = [
                tuple(place) for place in shapely.get_coordinates(shapely.from_wkb(shape)).tolist()
            ]
            ways.append((line, name or "", kind, dict(TAG.findall(tags or ""))))
    uses = collections.Counter(place for line, *_ in ways for place in line)
    for line, name, kind, tags in ways:
        one_way = tags.get("oneway", "yes" if tags.get("junction") == "roundabout" else "no")
        if one_way == "-1":
            line, one_way = line[::-1], "yes"
        limit = tags.get("maxspeed", "")
        for part in _parts(line, uses):
            yield {
                "from": part[0],
                "to": part[-1],
                "class": kind,
                "name": name,
                "length_m": length(part),
                "one_way": int(one_way == "yes"),
                "speed_kmh": limit if limit.isdigit() else "",
                "line": part,
            }


def _parts(line: list[Point], uses: collections.Counter[Point]) -> Iterator[list[Point]]:
    start = 0
    for number in range(1, len(line)):
        if number == len(line) - 1 or uses[line[number]] > 1:
            yield line[start : number + 1]
            start = number


def main() -> None:
    """Write all networks."""
    source = Path(sys.argv[1])
    write("shantou-trunk", trunk(source))
    write("futian", futian(source))
    write("monaco", monaco(source))


if __name__ == "__main__":
    main()
