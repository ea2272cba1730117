"""What the tiles benchmark reads: 500,000 points over a city, 500,000 buildings, a coast, streets.

The coast and the streets come from the folder in `BENCH_DATA` when it is there.
"""

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from gis.features.queries import BATCH

MANY = int(os.environ.get("BENCH_FEATURES", "500000"))
DATA = Path(os.environ.get("BENCH_DATA", "../shared/data"))
ORGANISATION = UUID("00000000-0000-7000-8000-00000000be00")
Box = tuple[float, float, float, float]
# A city 40 km across: 1,500 points to a tile of zoom 14.
CITY: Box = (116.5, 23.2, 116.9, 23.56)
# Half of the crowded ones lie in its middle.
MIDDLE: Box = (116.62, 23.33, 116.77, 23.43)
COAST: Box = (115.5, 22.5, 118.0, 24.3)
FUTIAN: Box = (114.0, 22.5, 114.1, 22.6)


@dataclass(frozen=True)
class Subject:
    """A layer of the benchmark."""

    id: UUID
    code: str
    geometry: str
    box: Box
    busiest: tuple[float, float]


def _subject(number: int, code: str, geometry: str, box: Box) -> Subject:
    middle = ((MIDDLE[0] + MIDDLE[2]) / 2, (MIDDLE[1] + MIDDLE[3]) / 2)
    busiest = middle if box == CITY else ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    return Subject(UUID(int=ORGANISATION.int + number), code, geometry, box, busiest)


POINTS = _subject(1, "bench-points", "point", CITY)
CROWDED = _subject(2, "bench-crowded", "point", CITY)
BUILDINGS = _subject(3, "bench-buildings", "polygon", CITY)
LAND = _subject(4, "bench-land", "polygon", COAST)
STREETS = _subject(5, "bench-streets", "line", FUTIAN)
COASTLINE = _subject(6, "bench-coastline", "polygon", CITY)
FILES = {
    LAND: "basemap/land_gshhg_full.geojson",
    STREETS: "basemap/roads_osm_shenzhen_futian_edges.geojson.gz",
}
PROPERTIES = (
    "jsonb_build_object('name', '设施 ' || n, 'kind', "
    "(array['医院', '学校', '仓库', '码头', '加油站'])[1 + n % 5], 'level', n % 7, "
    "'height', round((random() * 50)::numeric, 1))"
)


def _spots(*boxes: Box) -> str:
    """SQL of a random place, in each of the boxes in turn."""

    def between(low: int) -> str:
        each = (
            f"when {i} then {box[low]} + random() * {box[low + 2] - box[low]}"
            for i, box in enumerate(boxes)
        )
        return f"case n % {len(boxes)} {' '.join(each)} end"

    return f"st_setsrid(st_makepoint({between(0)}, {between(1)}), 4326)"


SHAPES = {
    POINTS: _spots(CITY),
    CROWDED: _spots(CITY, MIDDLE),
    BUILDINGS: f"st_buffer({_spots(CITY, MIDDLE)}, 0.0002, 2)",
}
# One shape of a quarter of a million vertices, as a coast in full detail has.
_COASTLINE = (
    "select st_setsrid(st_makepolygon(st_makeline(array_agg(st_makepoint("
    "116.7 + cos(a) * r * 0.2, 23.38 + sin(a) * r * 0.18) order by n))), 4326) from ("
    "select n, 2 * pi() * (n % 250000) / 250000 as a, "
    "0.8 + 0.1 * sin((n % 250000) / 4000.0) + 0.01 * sin((n % 250000) / 100.0) "
    "+ 0.0005 * sin((n % 250000) / 3.0) as r "
    "from generate_series(0, 250000) n) ring"
)


async def fill(connection: asyncpg.Connection) -> list[Subject]:
    """Plant the layers with their features and overviews; return those that could be."""
    await connection.execute("select setseed(0.5)")
    await connection.execute(
        "insert into registry.organisation (id, code, kind, zh, en, short) "
        "values ($1, 'bench', 'city', '市', 'City', '市')",
        ORGANISATION,
    )
    present = [POINTS, CROWDED, BUILDINGS, COASTLINE]
    present += [subject for subject, name in FILES.items() if (DATA / name).exists()]
    for subject in present:
        await _layer(connection, subject)
        await _features(connection, subject)
        await connection.execute("delete from gis.touched_feature")
    await connection.execute("vacuum analyze gis.feature", timeout=600)
    return present


async def _layer(connection: asyncpg.Connection, subject: Subject) -> None:
    await connection.execute(
        "insert into gis.layer (id, code, zh, en, group_code, organisation_id, geometry, public, "
        "created_at, changed_at) "
        "values ($1, $2, '层', 'Layer', 'other', $3, $4, true, now(), now())",
        subject.id,
        subject.code,
        ORGANISATION,
        subject.geometry,
    )


async def _features(connection: asyncpg.Connection, subject: Subject) -> None:
    insert = "insert into gis.feature (layer_id, shape, properties, changed_at) "
    if subject in SHAPES:
        await connection.execute(
            # As many are stored by imports: by place, so many at a time.
            f"{insert} select $1, shape, properties, now() from (select n, "
            f"{SHAPES[subject]} as shape, {PROPERTIES} as properties "
            f"from generate_series(1, {MANY}) n) each order by n / {BATCH}, shape",
            subject.id,
            timeout=600,
        )
    elif subject == COASTLINE:
        await connection.execute(
            f"{insert} select $1, ({_COASTLINE}), '{{}}', now()", subject.id, timeout=600
        )
    else:
        rows = [(subject.id, *feature) for feature in _read(DATA / FILES[subject])]
        await connection.executemany(
            f"{insert} values ($1, st_geomfromgeojson($2), $3, now())", rows
        )


def _read(path: Path) -> Iterator[tuple[str, str]]:
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    for feature in json.loads(text)["features"]:
        flat: dict[str, Any] = {
            name: value
            for name, value in feature["properties"].items()
            if not isinstance(value, dict | list)
        }
        yield json.dumps(feature["geometry"]), json.dumps(flat)
