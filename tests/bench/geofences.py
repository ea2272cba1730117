"""Geofences: how many positions a second one core judges against many fences of many corners.

The fences are wavering rings over the city, so that a position lies in several; the units drive.
"""

import time
from uuid import UUID

import numpy as np
import shapely

from gis.projection import Local
from gis.tracking.geofences.presence import Fence, Moves, Watch
from tests.bench.row import Row

# (fences, corners of each): the promise of the tracker, and that of the whole.
CASES = ((400, 1_000), (1_000, 100))
GOAL = 50_000
UNITS, STEP_S = 5_000, 5.0
BATCHES = 10
CITY_M = 20_000.0
MIDDLE = (116.70, 23.36)


async def run() -> list[Row]:
    """Drive units over the city, batch by batch."""
    return [_row(fences, corners) for fences, corners in CASES]


def _row(many: int, corners: int) -> Row:
    chance = np.random.default_rng(4)
    local = Local(*MIDDLE)
    watch = Watch([_fence(local, chance, number, corners) for number in range(many)], {})
    east_north = chance.uniform(-CITY_M, CITY_M, (UNITS, 2))
    course = chance.uniform(0, 2 * np.pi, UNITS)
    device = np.arange(UNITS)
    batches = []
    for number in range(BATCHES):
        step = 15 * STEP_S * np.column_stack([np.sin(course), np.cos(course)])
        places = shapely.get_coordinates(
            local.round(shapely.MultiPoint(east_north + number * step))
        )
        at = np.full(UNITS, STEP_S * number)
        batches.append(Moves(device, at, places[:, 0], places[:, 1]))
    watch.judge(batches[0])  # everybody's first fix
    began = time.process_time()
    crossings = sum(len(watch.judge(batch)) for batch in batches[1:])
    rate = UNITS * (BATCHES - 1) / (time.process_time() - began)
    inside = sum(len(each.inside) for each in watch.devices.values()) / UNITS
    return Row(
        f"positions judged, {many} fences of {corners} corners, {inside:.1f} around each, "
        f"{crossings} crossings",
        rate,
        "/s of a core",
        f"≥ {GOAL:,}",
        ok=rate >= GOAL,
    )


def _fence(local: Local, chance: np.random.Generator, number: int, corners: int) -> Fence:
    turns = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    radius = chance.uniform(300, 1_500) * (1 + 0.1 * np.sin(9 * turns) + 0.01 * np.sin(90 * turns))
    middle = chance.uniform(-CITY_M, CITY_M, 2)
    ring = middle + np.column_stack([radius * np.cos(turns), radius * np.sin(turns)])
    return Fence(UUID(int=number), local.round(shapely.Polygon(ring)))
