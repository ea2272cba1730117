"""A way in words: the line to draw, and legs with road names and turns; pure."""

import math
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.ops import substring

from gis.roads.graph import RoadGraph
from gis.roads.search import Piece, Way
from gis.roads.speeds import class_names

# A bend of so many degrees is a turn even where the road keeps its name.
SHARP_DEG = 60
# From → what the driver does, by degrees to the right of straight on.
TURNS = (
    (20, "straight"),
    (60, "slight"),
    (120, ""),
    (165, "sharp"),
    (180, "around"),
)
Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One piece as driven: its flat line, metres and seconds."""

    piece: Piece
    line: Points
    metres: float
    seconds: float


def stretches(graph: RoadGraph, way: Way) -> list[Stretch]:
    """Return the pieces of a way with their lines, each in the direction driven."""
    return [_stretch(graph, piece) for piece in way.pieces]


def _stretch(graph: RoadGraph, piece: Piece) -> Stretch:
    line = substring(graph.edges.flat[piece.edge], piece.since, piece.until, normalized=True)
    share = abs(piece.until - piece.since)
    return Stretch(
        piece,
        shapely.get_coordinates(line),
        float(share * graph.edges.length_m[piece.edge]),
        float(share * graph.seconds[piece.edge]),
    )


def path(graph: RoadGraph, driven: list[Stretch]) -> list[list[float]]:
    """Return the line of a way in degrees, to 0.1 m."""
    if not driven:
        return []
    points = np.concatenate([each.line for each in driven])
    moved = np.ones(len(points), bool)
    moved[1:] = np.any(np.abs(np.diff(points, axis=0)) > 0.01, axis=1)
    kept = points[moved]
    line: list[list[float]] = np.round(graph.edges.plane.round(kept), 6).tolist()
    return line if len(line) > 1 else [*line, *line]


def legs(graph: RoadGraph, driven: list[Stretch]) -> list[dict[str, Any]]:
    """Return the legs of a way: one for each road, and for each sharp turn on the same road."""
    found: list[dict[str, Any]] = []
    before: Stretch | None = None
    for group in _grouped(graph, driven):
        first = group[0]
        edge = first.piece.edge
        lon, lat = graph.edges.plane.place((float(first.line[0][0]), float(first.line[0][1])))
        turn = _turn(before, first) if before is not None else ("depart", None)
        found.append(
            {
                "name": graph.edges.names[edge] or None,
                "class": graph.edges.classes[edge],
                "class_zh": class_names(graph.edges.classes[edge])["zh"],
                "class_en": class_names(graph.edges.classes[edge])["en"],
                "turn": turn[0],
                "turn_deg": turn[1],
                "bearing_deg": round(_bearing(first.line, at_end=False)),
                "lon": round(lon, 6),
                "lat": round(lat, 6),
                "distance_m": round(sum(each.metres for each in group), 1),
                "duration_s": round(sum(each.seconds for each in group), 1),
            }
        )
        before = group[-1]
    return found


def _grouped(graph: RoadGraph, driven: list[Stretch]) -> list[list[Stretch]]:
    """Return the stretches by road, cut where the way turns sharply."""
    groups: list[list[Stretch]] = []
    by_road = groupby(driven, key=lambda each: _road(graph, each.piece.edge))
    for _, of_road in by_road:
        several = list(of_road)
        groups.append([several[0]])
        for before, after in pairwise(several):
            if abs(_turn(before, after)[1] or 0) >= SHARP_DEG:
                groups.append([])
            groups[-1].append(after)
    return groups


def _road(graph: RoadGraph, edge: int) -> tuple[str, str]:
    name = graph.edges.names[edge]
    return (name, "") if name else ("", graph.edges.classes[edge])


def _turn(before: Stretch, after: Stretch) -> tuple[str, int | None]:
    """Return what the driver does between two stretches, and the degrees to the right."""
    by = _bearing(after.line, at_end=False) - _bearing(before.line, at_end=True)
    degrees = round((by + 180) % 360 - 180)
    word = next(word for most, word in TURNS if abs(degrees) <= most)
    if word in ("straight", "around"):
        return word, degrees
    side = "right" if degrees > 0 else "left"
    return (f"{word}_{side}" if word else side), degrees


def _bearing(line: Points, *, at_end: bool) -> float:
    """Return where a line points at one of its ends, degrees clockwise from north."""
    steps = np.diff(line, axis=0)
    long = steps[np.hypot(steps[:, 0], steps[:, 1]) > 0]
    if not len(long):
        return 0.0
    east, north = long[-1 if at_end else 0]
    return math.degrees(math.atan2(east, north)) % 360
