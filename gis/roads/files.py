"""Reads a road file of a city folder: gzip CSV, a stretch a line."""

import csv
import gzip
import io
from collections.abc import Iterator

import shapely

from gis.roads.edges import Edge


def edges_in(content: bytes) -> list[Edge]:
    """Return the stretches of a file.

    Columns: from, to, class, name, length_m, one_way, speed_kmh, line (`lon lat;lon lat`).
    """
    return list(_edges(gzip.decompress(content).decode("utf-8")))


def _edges(text: str) -> Iterator[Edge]:
    for row in csv.DictReader(io.StringIO(text)):
        places = [place.split() for place in row["line"].split(";")]
        line = shapely.LineString([(float(lon), float(lat)) for lon, lat in places])
        yield Edge(
            start=int(row["from"]),
            end=int(row["to"]),
            road_class=row["class"],
            name=row["name"],
            length_m=float(row["length_m"]),
            one_way=row["one_way"] == "1",
            speed_kmh=float(row["speed_kmh"]) if row["speed_kmh"] else None,
            line=shapely.to_wkb(line),
        )
