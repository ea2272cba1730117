"""Writes the invented population of villages as a map layer: deterministic, marked fictional.

Usage: python population.py SOURCE (unused; it reads the city's gazetteer). Provenance only.
"""

from __future__ import annotations

import csv
import gzip
from typing import Any

from common import CITY, seeded
from layers import point, write

# Like the real city in sum (about 5.5 million), not in any single village: committees of towns
# within the old city hold more people than villages of the hills.
CITY_PEOPLE, VILLAGE_PEOPLE = (3200, 9800), (1800, 6400)


def main() -> None:
    """Write the layer."""
    with gzip.open(CITY / "gazetteer.csv.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "village"]
    found: list[dict[str, Any]] = []
    for row in rows:
        code = row["id"].removeprefix("village-")
        span = CITY_PEOPLE if row["name_zh"].endswith(("居委会", "社区")) else VILLAGE_PEOPLE
        chance = seeded("population", code)
        people = round(chance.triangular(*span, mode=span[0] * 1.4), -1)
        facts = {
            "code": code,
            "name": row["name_zh"],
            "name_en": row["name_en"],
            "town": row["town"],
            "district": row["district"],
            "people": int(people),
            "fictional": True,
        }
        found.append(point(row["lon"], row["lat"], facts))
    write("population", found)
    print(len(found), "villages,", sum(each["properties"]["people"] for each in found), "people")


if __name__ == "__main__":
    main()
