"""The real storms of `data/typhoons`: tracks for study and drills."""

from functools import cache
from pathlib import Path
from typing import Any

import orjson
from typing_extensions import TypedDict

from gis.analysis.storm import TrackPoint, point_from

FOLDER = Path(__file__).resolve().parents[2] / "data" / "typhoons"


class Typhoon(TypedDict):
    """A storm on record; `number` international: year and order; winds are 10-minute means."""

    code: str
    number: str
    zh: str
    en: str
    source: str
    licence: str
    begins: str
    ends: str
    points: int
    wind_ms: float | None
    pressure_hpa: float | None


@cache
def storms() -> dict[str, dict[str, Any]]:
    """Return the storms by code, in the order of time."""
    found = [orjson.loads(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))]
    return {storm["code"]: storm for storm in found}


@cache
def track_of(code: str) -> tuple[TrackPoint, ...]:
    """Return the track of a storm. Raises `KeyError`."""
    return tuple(point_from(point) for point in storms()[code]["points"])


def listed() -> list[dict[str, Any]]:
    """Return what lists show of the storms, the latest first."""
    names = ("code", "number", "zh", "en", "source", "licence")
    cards = [
        {name: storm[name] for name in names}
        | {
            "begins": storm["points"][0]["at"],
            "ends": storm["points"][-1]["at"],
            "points": len(storm["points"]),
            "wind_ms": max((p["wind_ms"] for p in storm["points"] if "wind_ms" in p), default=None),
            "pressure_hpa": min(
                (p["pressure_hpa"] for p in storm["points"] if "pressure_hpa" in p), default=None
            ),
        }
        for storm in storms().values()
    ]
    return sorted(cards, key=lambda card: card["begins"], reverse=True)
