"""What the demo's feeds tell: a real typhoon, real tides and real earthquakes, their times moved.

Pure but for reading the files. Everything is pushed through the public door to feeds that are
marked as exercises. `played_s` are the seconds of the recorded days, as for the calls.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson

DATA = Path(__file__).resolve().parents[2] / "data"
BEIJING = ZoneInfo("Asia/Shanghai")
# Where each record stands when the demo begins: a tide about to be high, the typhoon 17 hours from
# land, the strongest quake three minutes away.
FIRST_STEP = 94
STORM_BEGINS = datetime(2013, 9, 21, 18, tzinfo=UTC)
QUAKES_BEGIN = datetime(2018, 2, 6, 15, 48, tzinfo=UTC)
# What a feed tells in one message: gauges the last six hours, earthquakes the last day.
STEP_S = 900.0
STEPS_TOLD = 24
QUAKES_TOLD = timedelta(hours=24)
STORM_EVERY_S, QUAKES_EVERY_S = 600.0, 300.0


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One message for a feed, by the feed's code."""

    feed: str
    data: bytes


@dataclass(slots=True)
class Told:
    """What was told already, so that nothing is told at another time again."""

    due_s: dict[str, float] = field(default_factory=dict)
    step: int | None = None
    quakes: dict[str, int] = field(default_factory=dict)


class Records:
    """The recorded data."""

    def __init__(self, folder: Path = DATA) -> None:
        self._storm = orjson.loads((folder / "typhoons" / "2013-usagi.json").read_bytes())
        quakes = orjson.loads((folder / "feeds" / "quakes.geojson").read_bytes())
        self._quakes: list[dict[str, Any]] = quakes["features"]
        with (folder / "feeds" / "tides.csv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        times = sorted({row["dateTime"] for row in rows})
        self._steps = [[row for row in rows if row["dateTime"] == time] for time in times]

    def due(self, told: Told, played_s: float, now: datetime) -> Iterator[Bulletin]:
        """Yield the messages that are due; `told` keeps what was said."""
        if _is_due(told, "tide-gauges", played_s, STEP_S):
            yield Bulletin("tide-gauges", self._tides(told, played_s, now))
        if _is_due(told, "typhoon-track", played_s, STORM_EVERY_S):
            yield Bulletin("typhoon-track", self._typhoon(played_s, now))
        if _is_due(told, "earthquakes", played_s, QUAKES_EVERY_S):
            yield Bulletin("earthquakes", self._earthquakes(told, played_s, now))

    def _tides(self, told: Told, played_s: float, now: datetime) -> bytes:
        """Return the steps since the last message, the first time the hours before as well."""
        last = FIRST_STEP + int(played_s // STEP_S)
        first = last - STEPS_TOLD if told.step is None else max(told.step + 1, last - STEPS_TOLD)
        told.step = last
        text = io.StringIO()
        writer = csv.DictWriter(text, list(self._steps[0][0]), lineterminator="\n")
        writer.writeheader()
        for step in range(first, last + 1):
            at = now - timedelta(seconds=STEP_S * (last - step))
            for row in self._steps[step % len(self._steps)]:
                writer.writerow(row | {"dateTime": at.isoformat(timespec="seconds")})
        return text.getvalue().encode()

    def _typhoon(self, played_s: float, now: datetime) -> bytes:
        """Return the storm so far; what it did afterwards stands for the forecast."""
        here = STORM_BEGINS + timedelta(seconds=played_s)
        points = [
            each | {"at": datetime.fromisoformat(each["at"])} for each in self._storm["points"]
        ]
        here = min(here, points[-1]["at"])
        past = [each for each in points if each["at"] <= here]
        coming = [each for each in points if each["at"] > here]
        present = _between(past[-1], coming[0], here) if coming else points[-1]
        moved = now - here
        track = [_spot(each, moved) for each in (*past, present)]
        forecast = {"tm": "演练", "forecastpoints": [_spot(each, moved) for each in coming]}
        track[-1]["forecast"] = [forecast] if coming else []
        names = {"tfid": f"20{self._storm['number']}", "name": self._storm["zh"]}
        return orjson.dumps(names | {"enname": self._storm["en"], "points": track})

    def _earthquakes(self, told: Told, played_s: float, now: datetime) -> bytes:
        """Return the earthquakes of the last day; each keeps the time it was first told with."""
        here = QUAKES_BEGIN + timedelta(seconds=played_s)
        features = []
        for each in self._quakes:
            at = datetime.fromtimestamp(each["properties"]["time"] / 1000, UTC)
            if here - QUAKES_TOLD <= at <= here:
                moment = round((now - (here - at)).timestamp() * 1000)
                moved = {"time": told.quakes.setdefault(each["id"], moment)}
                features.append(each | {"properties": each["properties"] | moved})
        return orjson.dumps({"type": "FeatureCollection", "features": features})


def _is_due(told: Told, feed: str, played_s: float, every_s: float) -> bool:
    if played_s < told.due_s.get(feed, played_s):
        return False
    told.due_s[feed] = played_s + every_s
    return True


def _between(before: dict[str, Any], after: dict[str, Any], at: datetime) -> dict[str, Any]:
    """Return a point between two six-hourly ones, on the straight line."""
    share = (at - before["at"]) / (after["at"] - before["at"])
    both = before.keys() & after.keys()
    names = [name for name in ("lon", "lat", "wind_ms", "pressure_hpa") if name in both]
    return {"at": at} | {
        name: round(before[name] + (after[name] - before[name]) * share, 2) for name in names
    }


def _spot(point: dict[str, Any], moved: timedelta) -> dict[str, Any]:
    """Return a point in the form of a provincial service: Beijing time, metres a second."""
    at = (point["at"] + moved).astimezone(BEIJING)
    return {
        "time": f"{at:%Y/%m/%d %H:%M:%S}",
        "lng": str(point["lon"]),
        "lat": str(point["lat"]),
        "speed": str(point.get("wind_ms", "")),
        "pressure": str(point.get("pressure_hpa", "")),
    }
