"""Shapes in degrees as paths to draw, in metres of EPSG 3857; and signs from SVG paths."""

from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from matplotlib.path import Path

from gis.documents.picture.content import AREAS, LINES, POINTS
from gis.documents.picture.projection import projected

_CODES = {
    "moveTo": Path.MOVETO,
    "lineTo": Path.LINETO,
    "curveTo": Path.CURVE4,
    "qCurveTo": Path.CURVE3,
}


def of_dimension(shapes: Any, dimension: int) -> Any:
    """Return the single parts of one dimension of shapes."""
    parts = shapely.get_parts(shapely.get_parts(shapes))
    fit = (shapely.get_dimensions(parts) == dimension) & ~shapely.is_empty(parts)
    return parts[fit]


def points_of(shapes: Any) -> Any:
    """Return the points among shapes, projected, as an array (n, 2)."""
    parts = of_dimension(shapes, POINTS)
    return projected(shapely.get_coordinates(parts)) if len(parts) else np.empty((0, 2))


def lines_of(shapes: Any) -> Path | None:
    """Return the lines among shapes as one path; None without any."""
    return _path(of_dimension(shapes, LINES), closed=False)


def areas_of(shapes: Any) -> Path | None:
    """Return the areas among shapes as one path, holes turned round; None without any."""
    parts = of_dimension(shapes, AREAS)
    return _path(shapely.get_rings(shapely.orient_polygons(parts)), closed=True)


def _path(parts: Any, *, closed: bool) -> Path | None:
    if not len(parts):
        return None
    corners, owner = shapely.get_coordinates(parts, return_index=True)
    codes = np.full(len(corners), Path.LINETO, dtype=np.uint8)
    begins = np.r_[True, owner[1:] != owner[:-1]]
    codes[begins] = Path.MOVETO
    if closed:
        codes[np.r_[begins[1:], True]] = Path.CLOSEPOLY
    return Path(projected(corners), codes)


@lru_cache(maxsize=256)
def sign(svg: str) -> Path:
    """Return the path of a sign in its box of 24, its middle at zero, y upwards."""
    pen = RecordingPen()
    parse_path(svg, pen)
    corners: list[tuple[float, float]] = []
    codes: list[Any] = []
    for step, given in pen.value:
        if step in _CODES:
            corners += given
            codes += [_CODES[step]] * len(given)
        elif step == "closePath":
            corners.append(corners[-1])
            codes.append(Path.CLOSEPOLY)
    return Path((np.asarray(corners) - 12) * (1, -1), codes)
