"""Heat, clusters, statistics: how things are spread over the ground."""

import asyncio
from collections import Counter, defaultdict

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from gis.analysis.around import count
from gis.analysis.forms import AreaIn, ClustersIn, HeatIn, StatisticsIn
from gis.analysis.places import area_of
from gis.analysis.result import Made
from gis.analysis.things import Found, Thing, gathered
from gis.areas import service as areas
from gis.projection import Local
from kernel.api import TooLarge, Tx

# Cells drawn at once: more are a picture, not a map.
MOST_CELLS = 10_000
# Neighbours looked at: 20,000 things at one spot would make 400 million pairs.
MOST_PAIRS = 5_000_000
NO_CLUSTER = -1
Points = NDArray[np.float64]


async def heat(tx: Tx, asked: HeatIn) -> Made:
    """Return how many things lie in each cell of a grid; people count by their number."""
    found = await _found(tx, asked.what, asked.area)
    made = Made()
    made.column("count", "数量", "Count")
    made.column("per_km2", "密度", "Density", "/km²")
    made.column("lon", "经度", "Longitude")
    made.column("lat", "纬度", "Latitude")
    count(made, found)
    if found.things:
        await asyncio.to_thread(_cells, made, found.things, asked.cell_m)
    return made


def _cells(made: Made, things: list[Thing], cell_m: float) -> None:
    local = _local(things)
    flat = local.points((t.lon for t in things), (t.lat for t in things))
    corner = np.floor(flat / cell_m).astype(np.int64)
    many: dict[tuple[int, int], float] = defaultdict(float)
    for (column, row), thing in zip(corner.tolist(), things, strict=True):
        many[column, row] += thing.people if thing.people is not None else 1
    if len(many) > MOST_CELLS:
        raise TooLarge(f"more than {MOST_CELLS} cells; take wider ones or a smaller area")
    square_km = (cell_m / 1000) ** 2
    for (column, row), each in sorted(many.items(), key=lambda item: -item[1]):
        west, south = column * cell_m, row * cell_m
        cell = local.round(shapely.box(west, south, west + cell_m, south + cell_m))
        middle = cell.centroid
        density = round(each / square_km, 3)
        made.rows.append([round(each), density, round(middle.x, 6), round(middle.y, 6)])
        made.shape("cell", cell, count=round(each), per_km2=density)
    made.figure("cells", ("网格数", "Cells"), len(many))
    made.figure("densest", ("最密", "Densest"), made.rows[0][1], "/km²")


async def clusters(tx: Tx, asked: ClustersIn) -> Made:
    """Return where things crowd: number, middle and outline of each crowd."""
    found = await _found(tx, asked.what, asked.area)
    made = Made()
    made.column("cluster", "聚集", "Cluster")
    made.column("count", "数量", "Count")
    made.column("lon", "经度", "Longitude")
    made.column("lat", "纬度", "Latitude")
    things = [thing for thing in found.things if thing.what != "people"]
    if things:
        await asyncio.to_thread(_clusters, made, things, asked)
    if any(thing.fictional for thing in things):
        made.invented()
    return made


def _clusters(made: Made, things: list[Thing], asked: ClustersIn) -> None:
    local = _local(things)
    flat = local.points((t.lon for t in things), (t.lat for t in things))
    labels = dbscan(flat, asked.distance_m, asked.minimum)
    sizes = Counter(labels[labels != NO_CLUSTER].tolist())
    for rank, (label, size) in enumerate(sizes.most_common(), 1):
        members = flat[labels == label]
        outline = shapely.convex_hull(shapely.multipoints(members))
        wide = shapely.buffer(outline, asked.distance_m / 4)
        middle = local.round(shapely.Point(members.mean(axis=0)))
        made.rows.append([rank, size, round(middle.x, 6), round(middle.y, 6)])
        made.shape("area", local.round(wide), cluster=rank, count=size)
    for thing, label in zip(things, labels.tolist(), strict=True):
        if label != NO_CLUSTER:
            point = shapely.Point(thing.lon, thing.lat)
            made.shape("thing", point, id=thing.id, what=thing.what, zh=thing.zh, en=thing.en)
    alone = int((labels == NO_CLUSTER).sum())
    made.figure("clusters", ("聚集数", "Clusters"), len(sizes))
    made.figure("alone", ("零散", "Alone"), alone)


def dbscan(points: Points, distance: float, minimum: int) -> NDArray[np.int64]:
    """Return the cluster of each point, -1 for none.

    A point with `minimum` points within `distance`, itself counted, is a core; cores within
    `distance` of each other are one cluster; any other point belongs to its nearest core's.
    """
    tree = cKDTree(points)
    many = tree.query_ball_point(points, distance, return_length=True)
    if int(many.sum()) > MOST_PAIRS:
        raise TooLarge("too many things within that distance; take a shorter one")
    labels = np.full(len(points), NO_CLUSTER, dtype=np.int64)
    core = np.flatnonzero(many >= minimum)
    if not len(core):
        return labels
    cores = cKDTree(points[core])
    pairs = cores.query_pairs(distance, output_type="ndarray")
    links = coo_matrix(
        (np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(core), len(core))
    )
    _, of_core = connected_components(links, directed=False)
    far, nearest = cores.query(points, distance_upper_bound=distance * (1 + 1e-12))
    near = np.isfinite(far)
    labels[near] = of_core[nearest[near]]
    labels[core] = of_core
    return labels


async def statistics(tx: Tx, asked: StatisticsIn) -> Made:
    """Return how many things of each kind lie in each district."""
    found = await gathered(tx, asked.what)
    index = await areas.index(tx)
    made = Made()
    kinds = sorted(found.names)
    made.column("code", "代码", "Code")
    made.column("zh", "区县", "District")
    made.column("en", "区县（英文）", "District (English)")
    for kind in kinds:
        made.column(kind, *found.names[kind])
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for thing in found.things:
        district = index.district_of(thing.lon, thing.lat)
        many = thing.people if thing.what == "people" else 1
        sums[district.code if district else ""][thing.what] += round(many or 0)
    for district in index.districts():
        of_district = sums[district.code]
        facts = {kind: of_district[kind] for kind in kinds}
        made.rows.append([district.code, district.zh, district.en, *facts.values()])
        outline = shapely.from_wkb(district.shape)
        named = {"code": district.code, "zh": district.zh, "en": district.en}
        made.shape("district", outline, **named, counts=facts)
    elsewhere = [sums[""][kind] for kind in kinds]
    if any(elsewhere):
        made.rows.append(["", "本市范围外", "Outside the city", *elsewhere])
    count(made, found)
    return made


async def _found(tx: Tx, what: list[str], asked: AreaIn | None) -> Found:
    return await gathered(tx, what, await area_of(tx, asked) if asked else None)


def _local(things: list[Thing]) -> Local:
    return Local.of(shapely.multipoints([(thing.lon, thing.lat) for thing in things]))
