"""How fast one moves on each class of road, from `data/reference/road-speeds.json`."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import orjson

from kernel.api import Names

SPEEDS = Path(__file__).resolve().parents[2] / "data" / "reference" / "road-speeds.json"
KMH_PER_MS = 3.6
Mode = Literal["drive", "foot"]


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = orjson.loads(SPEEDS.read_bytes())
    return table


@cache
def _classes() -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in _table()["classes"]}


def speed_ms(road_class: str, limit_kmh: float | None, mode: Mode) -> float | None:
    """Return the speed on a road in metres a second, None where one may not pass.

    A signed limit below the speed of the class replaces it for whoever drives.
    """
    row = _classes().get(road_class)
    speed = row[mode] if row else None
    if speed is None:
        return None
    if mode == "drive" and limit_kmh is not None:
        speed = min(speed, limit_kmh)
    return float(speed) / KMH_PER_MS


def access_ms(mode: Mode) -> float:
    """Return the speed between a place and the road, in metres a second."""
    return float(_table()["access_kmh"][mode]) / KMH_PER_MS


def class_names(road_class: str) -> Names:
    """Return what a class of road is called."""
    row = _classes().get(road_class) or {"zh": road_class, "en": road_class}
    return {"zh": row["zh"], "en": row["en"]}
