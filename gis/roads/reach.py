"""What is reached within a time: stretches of road, and areas round them; pure.

Method: spots stand along every road at half the width of a cell, each with the time at which it is
reached (also in the middle of a road). A cell of a grid is reached when a spot in it or beside it
is; gaps of up to two cells between reached roads are closed; the outline of the cells, smoothed
by less than a cell, is the area. It is as true as a cell is wide, and takes milliseconds where a
union of buffered roads takes seconds.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage

from gis.roads.graph import Floats, RoadGraph, Snap, View
from gis.roads.search import along, times

# Cells beside a reached one count too, and gaps of two cells are closed.
AROUND, GAP = 1, 2
MARGIN = AROUND + GAP + 1
SMOOTHING = 0.75


@dataclass(frozen=True, slots=True)
class Band:
    """What is reached within `minutes`: the area in degrees, and metres of road."""

    minutes: float
    area: shapely.Geometry
    road_m: float
    area_m2: float


class Spots:
    """Spots along every road of a graph, made once: edge, share of its length, cell of the grid."""

    def __init__(self, graph: RoadGraph, cell_m: float) -> None:
        self.cell_m = cell_m
        edges = graph.edges
        passable = np.flatnonzero(graph.joined)
        metres = shapely.length(edges.flat[passable])
        many = np.maximum(1, np.ceil(metres / (cell_m / 2))).astype(np.int64)
        self.edge = np.repeat(passable, many)
        ahead = np.cumsum(many) - many
        place = np.arange(many.sum()) - np.repeat(ahead, many)
        self.share = (place + 0.5) / np.repeat(many, many)
        self.metres = edges.length_m[self.edge] / np.repeat(many, many)
        points = shapely.line_interpolate_point(edges.flat[self.edge], self.share, normalized=True)
        flat = shapely.get_coordinates(points)
        cells = np.floor(flat / cell_m).astype(np.int64)
        self.column, self.row = cells[:, 0], cells[:, 1]


def bands(
    view: View, spots: Spots, place: Snap, minutes: list[float], *, toward: bool, spent_s: float
) -> list[Band]:
    """Return what is reached from a place (or from where it is reached) within these minutes.

    `spent_s` is what the way from the place to the road takes.
    """
    limit = max(minutes) * 60 - spent_s
    found = times(view, place, toward=toward, limit_s=max(0.0, limit))
    seconds = along(view, found, (spots.edge, spots.share), place, toward=toward) + spent_s
    plane = view.graph.edges.plane
    made = []
    for each in minutes:
        reached = seconds <= each * 60
        area = _outline(spots, reached)
        made.append(
            Band(
                each,
                plane.rounded(area),
                float(spots.metres[reached].sum()),
                float(shapely.area(area)),
            )
        )
    return made


def reached_seconds(view: View, spots: Spots, place: Snap, *, toward: bool = False) -> Floats:
    """Return the time at which each spot is reached."""
    found = times(view, place, toward=toward)
    return along(view, found, (spots.edge, spots.share), place, toward=toward)


def _outline(spots: Spots, reached: NDArray[np.bool_]) -> shapely.Geometry:
    columns, rows = spots.column[reached], spots.row[reached]
    if not len(columns):
        return shapely.Polygon()
    west, south = columns.min() - MARGIN, rows.min() - MARGIN
    shape = (rows.max() - south + MARGIN + 1, columns.max() - west + MARGIN + 1)
    cells = np.zeros(shape, bool)
    cells[rows - south, columns - west] = True
    cells = ndimage.binary_dilation(cells, iterations=AROUND)
    cells = ndimage.binary_closing(cells, iterations=GAP)
    area = outlined(cells)
    corner = np.array([west, south], dtype=np.float64)
    flat = shapely.transform(area, lambda points: (points + corner) * spots.cell_m)
    smooth = shapely.simplify(flat, spots.cell_m * SMOOTHING)
    return smooth if shapely.is_valid(smooth) else shapely.make_valid(smooth)


def outlined(cells: NDArray[np.bool_]) -> shapely.Geometry:
    """Return the area of the marked cells of a grid whose border is unmarked, a cell a unit."""
    lines = [*_runs(cells, flip=False), *_runs(cells.T, flip=True)]
    return shapely.build_area(shapely.node(shapely.multilinestrings([lines])[0]))


def _runs(cells: NDArray[np.bool_], *, flip: bool) -> list[shapely.Geometry]:
    """Return the horizontal borders between marked and unmarked cells, joined where they meet."""
    edge = cells[1:] != cells[:-1]
    padded = np.zeros((edge.shape[0], edge.shape[1] + 2), np.int8)
    padded[:, 1:-1] = edge
    step = np.diff(padded, axis=1)
    rows, begins = np.nonzero(step == 1)
    _, ends = np.nonzero(step == -1)
    first = np.stack([begins, rows + 1], axis=1).astype(np.float64)
    last = np.stack([ends, rows + 1], axis=1).astype(np.float64)
    if flip:
        first, last = first[:, ::-1], last[:, ::-1]
    return list(shapely.linestrings(np.stack([first, last], axis=1)))
