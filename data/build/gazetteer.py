"""Build the gazetteer of the city: what an operator may type as a place.

    python data/build/gazetteer.py SOURCE

Real positions: districts (seat), GeoNames places, towns that GeoNames knows, the port, power plants. Every other point
is invented inside the right district and town and marked `fictional`: the source set has no coordinates for villages,
streets, schools. A town's area is taken as the part of its district nearer to it than to any other town.
"""

from __future__ import annotations

import csv
import io
import json
import random
import sys
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import shapely
import shapely.affinity
from shapely.geometry import LineString, MultiPoint, Point
from shapely.geometry.base import BaseGeometry

import landmark_names
from common import CITY, DISTRICTS, Land, distance_m, pinyin, point_in, seeded, spelled, write_gzip

Position = tuple[float, float]

# The town list and GeoNames write three names with other characters.
OTHER_WRITING = {"马窖": "马滘", "滨海": "浜海", "鸥汀": "欧汀"}
ACCURACY_M = {
    "geonames": 1000,
    "town": 3000,
    "village": 1500,
    "landmark": 50,
    "road": 300,
    "junction": 30,
    "plant": 500,
}


@dataclass
class Entry:
    """One row; `line` is `lon lat;lon lat…` of a road and `numbers` its highest house number (odd left, even right)."""

    id: str
    name_zh: str
    name_en: str
    pinyin: str
    initials: str
    aliases: str
    kind: str
    lon: float
    lat: float
    accuracy_m: int
    district: str
    town: str
    source: str
    fictional: int
    line: str = ""
    numbers: str = ""


@dataclass
class Town:
    """A town with its centre and the area counted as its own."""

    code: str
    name: str
    district: str
    centre: Position
    known: bool
    area: BaseGeometry

    @property
    def bare(self) -> str:
        return self.name.removesuffix("街道").removesuffix("镇")


def entry(
    key: str,
    zh: str,
    en: str,
    kind: str,
    at: Position,
    accuracy_m: int,
    district: str,
    town: str,
    source: str,
    **more: str,
) -> Entry:
    """Return one row with its spelling; a source that starts with `generated` marks it fictional."""
    full, initials = pinyin(zh)
    aliases = more.pop("aliases", "")
    return Entry(
        key,
        zh,
        en,
        full,
        initials,
        aliases,
        kind,
        round(at[0], 5),
        round(at[1], 5),
        accuracy_m,
        district,
        town,
        source,
        int(source.startswith("generated")),
        **more,
    )


def geonames(source: Path, land: Land) -> list[tuple[str, list[str], str, Position, str]]:
    """Return (id, Chinese names, English name, position, district) of the places inside the city."""
    rows = []
    with (source / "basemap/places_geonames_east_guangdong.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            at = float(row["lon"]), float(row["lat"])
            for code, area in land.district.items():
                if area.contains(Point(at)):
                    rows.append(
                        (row["geonameid"], row["names_zh"].split("|"), row["name"], at, code)
                    )
    return rows


def spread(area: BaseGeometry, fixed: list[Position], count: int, seed: str) -> list[Position]:
    """Return `count` points spread evenly over an area around fixed ones (k-means on random samples)."""
    rng = seeded("spread", seed)
    samples = [point_in(area, rng) for _ in range(1500)]
    centres = fixed + rng.sample(samples, count)
    for _ in range(25):
        groups: list[list[Position]] = [[] for _ in centres]
        for sample in samples:
            groups[min(range(len(centres)), key=lambda i: distance_m(centres[i], sample))].append(
                sample
            )
        for i in range(len(fixed), len(centres)):
            if groups[i]:
                mean = tuple(sum(axis) / len(groups[i]) for axis in zip(*groups[i], strict=True))
                centres[i] = min(groups[i], key=lambda s: distance_m(s, mean))
    return centres[len(fixed) :]


def build_towns(source: Path, land: Land) -> list[Town]:
    """Return all towns; those GeoNames does not know are spread over their district, inner codes near the seat."""
    with (source / "admin/shantou_towns.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    known: dict[str, Position] = {}
    places = geonames(source, land)
    for row in rows:
        bare = row["name"].removesuffix("街道").removesuffix("镇")
        names = {bare, OTHER_WRITING.get(bare, bare), row["name"]}
        hit = next(
            (p for p in places if p[4] == row["district_adcode"] and names & set(p[1])), None
        )
        if hit:
            known[row["town_code"]] = hit[3]
    towns: list[Town] = []
    for feature in land.features:
        props = feature["properties"]
        code, seat = props["adcode"], (props["seat_lon"], props["seat_lat"])
        mine = [row for row in rows if row["district_adcode"] == code]
        fixed = [known[row["town_code"]] for row in mine if row["town_code"] in known]
        missing = [row for row in mine if row["town_code"] not in known]
        free = sorted(
            spread(land.firm[code], fixed, len(missing), code), key=lambda p: distance_m(p, seat)
        )
        centres = dict(zip((row["town_code"] for row in missing), free, strict=True)) | known
        towns += _with_areas(mine, centres, known, land.firm[code])
    return towns


def _with_areas(
    rows: list[dict[str, str]],
    centres: dict[str, Position],
    known: dict[str, Position],
    firm: BaseGeometry,
) -> list[Town]:
    """Cut a district's firm land into the areas nearest to each town centre."""
    points = [Point(centres[row["town_code"]]) for row in rows]
    cells = list(shapely.voronoi_polygons(MultiPoint(points), extend_to=firm.envelope).geoms)
    towns = []
    for row, point in zip(rows, points, strict=True):
        cell = next(c for c in cells if c.covers(point)).intersection(firm)
        towns.append(
            Town(
                row["town_code"],
                row["name"],
                row["district_adcode"],
                (point.x, point.y),
                row["town_code"] in known,
                cell,
            )
        )
    return towns


def apart(town: Town, taken: list[Position], rng: random.Random, tries: int = 5) -> Position:
    """Return the point of a few random ones that is farthest from those already taken (even, not gridded)."""
    candidates = [point_in(town.area, rng) for _ in range(tries)]
    best = max(candidates, key=lambda c: min((distance_m(c, t) for t in taken), default=0.0))
    taken.append(best)
    return best


def near_water(town: Town, land: Land, rng: random.Random) -> Position:
    """Return the point nearest to the coast or a river bank among many: piers, levees and bridges stand there."""
    candidates = [point_in(town.area, rng) for _ in range(60)]
    return min(candidates, key=lambda c: land.coast.distance(Point(c)))


def streets(town: Town, rng: random.Random) -> list[tuple[str, LineString]]:
    """Return four named straight roads, two each way, crossing near the town's centre."""
    angle = rng.uniform(0, 3.1416)
    centre = (
        town.centre
        if town.area.contains(Point(town.centre))
        else _coords(town.area.representative_point())
    )
    roads = []
    for i, name in enumerate(landmark_names.roads(town.bare, town.district, rng)):
        turn = angle + (i % 2) * 1.5708
        shift = 0.0022 * (1 if i < 2 else -1) * rng.uniform(0.6, 1.4)
        line = _street(centre, turn, shift, rng.uniform(0.008, 0.016)).intersection(town.area)
        parts = [part for part in getattr(line, "geoms", [line]) if part.length > 0.002]
        if parts:
            roads.append((name, max(parts, key=lambda part: part.length)))
    return roads


def _street(centre: Position, angle: float, shift: float, half: float) -> LineString:
    """Return a straight line of half length `half` degrees, moved sideways by `shift`."""
    point = Point(centre)
    line = LineString([(point.x - half, point.y + shift), (point.x + half, point.y + shift)])
    return shapely.affinity.rotate(line, angle, origin=point, use_radians=True)


def _coords(point: BaseGeometry) -> Position:
    return point.x, point.y


def build_real(source: Path, land: Land, towns: list[Town]) -> list[Entry]:
    """Return the rows with a source: districts, GeoNames places, the port, power plants."""

    def town_at(at: Position, district: str) -> str:
        return min(
            (t for t in towns if t.district == district), key=lambda t: distance_m(t.centre, at)
        ).code

    rows = []
    for feature in land.features:
        props = feature["properties"]
        at, code = (props["seat_lon"], props["seat_lat"]), props["adcode"]
        rows.append(
            entry(
                f"district-{code}",
                props["name"],
                f"{props['name_en']}",
                "district",
                at,
                5000,
                code,
                town_at(at, code),
                "amap",
                aliases=DISTRICTS[code][0],
            )
        )
    for key, names, en, at, code in geonames(source, land):
        clean = [name for name in dict.fromkeys(names) if name]
        if clean:
            name = min(clean, key=len)
            rows.append(
                entry(
                    f"geonames-{key}",
                    name,
                    en,
                    "place",
                    at,
                    ACCURACY_M["geonames"],
                    code,
                    town_at(at, code),
                    "geonames",
                    aliases="|".join(n for n in clean if n != name),
                )
            )
    for zh, en, kind, at in landmark_names.SOURCED:
        code = next(c for c, area in land.district.items() if area.buffer(0.01).contains(Point(at)))
        rows.append(
            entry(
                f"poi-{pinyin(zh)[0]}",
                zh,
                en,
                kind,
                at,
                ACCURACY_M["plant"],
                code,
                town_at(at, code),
                "wri" if kind == "power_plant" else "unlocode",
            )
        )
    return rows


def build_town(town: Town, villages: list[dict[str, str]], land: Land) -> list[Entry]:
    """Return a town, its villages, and its invented landmarks and streets."""
    rng = seeded("town", town.code)
    suffix = "Subdistrict" if town.name.endswith("街道") else "Town"
    origin = "geonames" if town.known else "generated"
    rows = [
        entry(
            f"town-{town.code}",
            town.name,
            f"{spelled(town.bare)} {suffix}",
            "town",
            town.centre,
            ACCURACY_M["town"],
            town.district,
            town.code,
            origin,
            aliases=town.bare,
        )
    ]
    taken: list[Position] = []
    names = []
    for village in villages:
        bare = (
            village["name"]
            .removesuffix("居委会")
            .removesuffix("村委会")
            .removesuffix("居民委员会")
            .removesuffix("社区")
        )
        names.append(bare)
        rows.append(
            entry(
                f"village-{village['village_code']}",
                village["name"],
                f"{spelled(bare)}",
                "village",
                apart(town, taken, rng),
                ACCURACY_M["village"],
                town.district,
                town.code,
                "generated",
                aliases=f"{bare}|{bare}村",
            )
        )
    for i, (kind, zh, en) in enumerate(
        landmark_names.landmarks(
            town.bare,
            town.name + "办事处" if town.name.endswith("街道") else town.name + "政府",
            names,
            rng,
        )
    ):
        wet = kind in ("bridge", "pier", "levee")
        at = near_water(town, land, rng) if wet else apart(town, taken, rng, tries=3)
        rows.append(
            entry(
                f"landmark-{town.code}-{i:02d}",
                zh,
                en,
                kind,
                at,
                ACCURACY_M["landmark"],
                town.district,
                town.code,
                "generated",
            )
        )
    return rows + _street_rows(town, rng)


def _street_rows(town: Town, rng: random.Random) -> list[Entry]:
    """Return roads with their line and house numbers, and the junctions where two of them cross."""
    roads, rows = streets(town, rng), []
    for i, (name, line) in enumerate(roads):
        middle = line.interpolate(0.5, normalized=True)
        ends = [(round(x, 5), round(y, 5)) for x, y in line.coords]
        numbers = max(10, int(distance_m(*ends) / 8))  # a door every 8 m, both sides counted
        rows.append(
            entry(
                f"road-{town.code}-{i}",
                name,
                landmark_names.road_english(name),
                "road",
                _coords(middle),
                ACCURACY_M["road"],
                town.district,
                town.code,
                "generated",
                line=";".join(f"{x} {y}" for x, y in ends),
                numbers=str(numbers),
            )
        )
    for i, (first, a) in enumerate(roads):
        for j, (second, b) in enumerate(roads[i + 1 :], i + 1):
            cross = a.intersection(b)
            if cross.geom_type == "Point":
                zh = f"{first}{second}路口"
                en = f"{landmark_names.road_english(first)} & {landmark_names.road_english(second)}"
                rows.append(
                    entry(
                        f"junction-{town.code}-{i}{j}",
                        zh,
                        en,
                        "junction",
                        _coords(cross),
                        ACCURACY_M["junction"],
                        town.district,
                        town.code,
                        "generated",
                        aliases=f"{first}与{second}交叉口|{second}{first}路口",
                    )
                )
    return rows


def main() -> None:
    source = Path(sys.argv[1])
    land = Land(source)
    towns = build_towns(source, land)
    with (source / "admin/shantou_villages.csv").open(encoding="utf-8") as file:
        villages = list(csv.DictReader(file))
    rows = build_real(source, land, towns)
    for town in towns:
        rows += build_town(town, [v for v in villages if v["town_code"] == town.code], land)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in fields(Entry)])
    writer.writerows(astuple(row) for row in rows)
    write_gzip(CITY / "gazetteer.csv.gz", text.getvalue())
    kinds: dict[str, int] = {}
    for row in rows:
        kinds[row.kind] = kinds.get(row.kind, 0) + 1
    print(json.dumps({"rows": len(rows), "fictional": sum(row.fictional for row in rows), **kinds}))


if __name__ == "__main__":
    main()
