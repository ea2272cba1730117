"""The roads of one network as columns; what every graph over it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from gis.roads.plane import Plane
from gis.roads.speeds import Mode, speed_ms

# So that no stretch is free: a search could go round in it for ever.
LEAST_SECONDS = 0.001


@dataclass(frozen=True, slots=True)
class Edge:
    """A stretch of road between two crossings; `line` is WKB, WGS 84 lon lat, from start to end."""

    start: int
    end: int
    road_class: str
    name: str
    length_m: float
    one_way: bool
    speed_kmh: float | None
    line: bytes


@dataclass(frozen=True)
class Edges:
    """All stretches of a network, a column each; `lines` in degrees, `flat` in metres."""

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    length_m: NDArray[np.float64]
    one_way: NDArray[np.bool_]
    classes: list[str]
    names: list[str]
    limits: list[float | None]
    lines: Any
    flat: Any
    plane: Plane
    nodes: int

    @classmethod
    def of(cls, rows: Sequence[Edge]) -> "Edges":
        """Return the columns of these stretches."""
        lines = shapely.from_wkb([row.line for row in rows])
        west, south, east, north = shapely.total_bounds(lines)
        plane = Plane(float(west + east) / 2, float(south + north) / 2)
        start = np.array([row.start for row in rows], dtype=np.int32)
        end = np.array([row.end for row in rows], dtype=np.int32)
        return cls(
            start=start,
            end=end,
            length_m=np.array([row.length_m for row in rows], dtype=np.float64),
            one_way=np.array([row.one_way for row in rows], dtype=bool),
            classes=[row.road_class for row in rows],
            names=[row.name for row in rows],
            limits=[row.speed_kmh for row in rows],
            lines=lines,
            flat=plane.flattened(lines),
            plane=plane,
            nodes=int(max(start.max(), end.max())) + 1,
        )

    def seconds(self, mode: Mode) -> NDArray[np.float64]:
        """Return how long each stretch takes, infinite where one may not pass."""
        speeds = [
            speed_ms(road_class, limit, mode)
            for road_class, limit in zip(self.classes, self.limits, strict=True)
        ]
        pace = np.array([np.inf if speed is None else 1 / speed for speed in speeds])
        metres = np.maximum(self.length_m, LEAST_SECONDS)
        return np.asarray(np.maximum(metres * pace, LEAST_SECONDS))
