"""Writes the files of the city's own map layers that no other build script makes: towns, ports, power plants.

Usage: python layers.py SOURCE (the shared source set). Provenance only, not run by the system.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from pathlib import Path
from typing import Any

from common import CITY, DECIMALS, features

LAYERS = CITY / "layers"
# From the Pearl River to the Jiulong River: what matters to Shantou when a storm comes along the coast.
COAST = (113.4, 21.7, 119.0, 25.0)


def point(lon: str | float, lat: str | float, properties: dict[str, Any]) -> dict[str, Any]:
    """Return a point feature; empty properties are left out."""
    place = [round(float(lon), DECIMALS), round(float(lat), DECIMALS)]
    kept = {name: value for name, value in properties.items() if value not in ("", None)}
    return {
        "type": "Feature",
        "properties": kept,
        "geometry": {"type": "Point", "coordinates": place},
    }


def write(name: str, found: list[dict[str, Any]]) -> None:
    """Write a collection, a feature a line."""
    lines = ",\n".join(
        json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in found
    )
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    (LAYERS / f"{name}.geojson").write_text(text, "utf-8")


def towns() -> list[dict[str, Any]]:
    """Return the seats of towns as the gazetteer has them."""
    with gzip.open(CITY / "gazetteer.csv.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "town"]
    return [
        point(
            row["lon"],
            row["lat"],
            {
                "code": row["town"],
                "name": row["name_zh"],
                "name_en": row["name_en"],
                "district": row["district"],
                "invented": row["fictional"] == "1",
            },
        )
        for row in rows
    ]


def ports(source: Path) -> list[dict[str, Any]]:
    """Return the ports with a UN/LOCODE along this coast."""
    west, south, east, north = COAST
    found = []
    for feature in features(source / "poi" / "ports_south_china_unlocode.geojson"):
        lon, lat = feature["geometry"]["coordinates"]
        facts = feature["properties"]
        if facts["country"] == "China" and west <= lon <= east and south <= lat <= north:
            found.append(point(lon, lat, {"unlocode": facts["unlocode"], "name": facts["name"]}))
    return found


def power_plants(source: Path) -> list[dict[str, Any]]:
    """Return the power plants of Guangdong."""
    with (source / "poi" / "power_plants_guangdong.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [
        point(
            row["lon"],
            row["lat"],
            {
                "wri_id": row["wri_id"],
                "name": row["name"],
                "fuel": row["fuel"],
                "technology": row["technology"],
                "capacity_mw": float(row["capacity_mw"]) if row["capacity_mw"] else None,
                "commissioned": int(row["commissioned"][:4]) if row["commissioned"] else None,
            },
        )
        for row in rows
    ]


def main() -> None:
    """Write all files."""
    source = Path(sys.argv[1])
    LAYERS.mkdir(exist_ok=True)
    write("towns", towns())
    write("ports", ports(source))
    write("power-plants", power_plants(source))


if __name__ == "__main__":
    main()
