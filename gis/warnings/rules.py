"""When a gauge, an earthquake or a typhoon is worth a warning, and in which colour; pure.

Thresholds of one feed are the steps of one ladder: a subject has one warning, in the colour of the
worst step it has passed. A finding says so; no finding lifts the warning that stands.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import shapely

from gis.analysis import storm as storms
from gis.analysis.storm import Moment, TrackPoint
from gis.areas.index import Area
from gis.feeds.forms.model import Quake, Storm
from gis.feeds.words import words
from gis.geodesy import bearing_deg, wind
from gis.projection import Local

COLOURS = ("blue", "yellow", "orange", "red")
# What was observed longer ago is history: it raises no warning, and a warning that hears nothing
# more is lifted after so long.
HOLD = timedelta(hours=24)
_HOUR = timedelta(hours=1)
Threshold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """A subject that passes a threshold: colour, words, figures, where, since when, until when."""

    kind: str
    subject: str
    colour: str
    zh: str
    en: str
    figures: dict[str, Any]
    place: tuple[float, float] | None
    observed_at: datetime
    until: datetime
    districts: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gauge:
    """A gauge with its last reading."""

    code: str
    quantity: str
    zh: str
    en: str
    unit: str
    at: datetime
    value: float
    place: tuple[float, float] | None

    @property
    def subject(self) -> str:
        """Name under which its warning stands."""
        return f"{self.code}/{self.quantity}"


def worse(one: str, other: str) -> bool:
    """Say whether one colour is worse than another."""
    return COLOURS.index(one) > COLOURS.index(other)


def worst(passed: Iterable[Threshold]) -> Threshold | None:
    """Return the worst of the passed thresholds."""
    return max(passed, key=lambda each: COLOURS.index(each["colour"]), default=None)


def level(
    gauge: Gauge, thresholds: Sequence[Threshold], standing: str | None, now: datetime
) -> Finding | None:
    """Judge a gauge; `standing` is the colour of its warning, which ends `back` below its step."""
    if now - gauge.at > HOLD:
        return None
    step = worst(each for each in thresholds if _passed(each, gauge, standing))
    if step is None:
        return None
    value, unit = f"{gauge.value:g}", gauge.unit
    what_zh, what_en = words(gauge.quantity)
    return Finding(
        kind="level",
        subject=gauge.subject,
        colour=step["colour"],
        zh=f"{gauge.zh}{what_zh} {value} {unit}，超过 {step['over']:g} {unit}",
        en=f"{gauge.en}: {what_en.lower()} {value} {unit}, over {step['over']:g} {unit}",
        figures={
            "station": gauge.code,
            "zh": gauge.zh,
            "en": gauge.en,
            "quantity": gauge.quantity,
            "value": gauge.value,
            "over": step["over"],
            "unit": unit,
        },
        place=gauge.place,
        observed_at=gauge.at,
        until=gauge.at + HOLD,
    )


def _passed(step: Threshold, gauge: Gauge, standing: str | None) -> bool:
    if step.get("station") not in (None, gauge.code):
        return False
    if step.get("quantity") not in (None, gauge.quantity):
        return False
    stands = standing is not None and not worse(step["colour"], standing)
    return bool(gauge.value >= step["over"] - (step.get("back", 0) if stands else 0))


class Ground:
    """The city the warnings are for: its districts and the distance to them."""

    def __init__(self, districts: Sequence[Area]) -> None:
        self._districts = [(area, shapely.from_wkb(area.shape)) for area in districts]
        self._whole = shapely.union_all([shape for _, shape in self._districts])
        self._local = Local.of(self._whole) if self._districts else None
        self._flat = self._local.flat(self._whole) if self._local else None

    @property
    def parts(self) -> int:
        """How many districts the city has."""
        return len(self._districts)

    def distance_km(self, place: tuple[float, float]) -> float:
        """Return the kilometres from the nearest edge of the city, 0 inside it."""
        if self._local is None or self._flat is None:
            return float("inf")
        return float(self._flat.distance(self._local.flat(shapely.Point(place)))) / 1000

    def side(self, place: tuple[float, float]) -> tuple[str, str]:
        """Return on which side of the city a place lies, in Chinese and in English."""
        centre = self._whole.centroid
        return wind(bearing_deg((centre.x, centre.y), place))

    def touched(self, shape: shapely.Geometry) -> list[Area]:
        """Return the districts a shape reaches."""
        return [area for area, district in self._districts if shapely.intersects(shape, district)]


def quake(
    told: Quake, thresholds: Sequence[Threshold], ground: Ground, now: datetime
) -> Finding | None:
    """Judge an earthquake."""
    if told.gone:
        return None
    km = ground.distance_km(told.place)
    step = worst(
        each
        for each in thresholds
        if told.magnitude >= each["magnitude"]
        and km <= each["within_km"]
        and now - told.at <= timedelta(hours=each["hours"])
    )
    if step is None:
        return None
    zh, en = ground.side(told.place)
    return Finding(
        kind="quake",
        subject=told.code,
        colour=step["colour"],
        zh=f"本市{zh}方向 {km:.0f} 公里发生 {told.magnitude:.1f} 级地震",
        en=f"Magnitude {told.magnitude:.1f} earthquake {km:.0f} km {en} of the city",
        figures={
            "magnitude": told.magnitude,
            "distance_km": round(km, 1),
            "depth_km": told.depth_km,
            "where": told.where,
        },
        place=told.place,
        observed_at=told.at,
        until=told.at + timedelta(hours=step["hours"]),
    )


@dataclass(frozen=True, slots=True)
class _Reached:
    """What a step of the ladder found: the nearest the storm comes, or the districts it covers."""

    step: Threshold
    km: float
    at: datetime
    districts: list[Area]
    modelled: bool = False
    all: bool = False


def storm(
    told: Storm, thresholds: Sequence[Threshold], ground: Ground, now: datetime
) -> Finding | None:
    """Judge a typhoon by where it is and, where a step says so, by what is forecast."""
    last = told.track[-1]
    if now - last.at > HOLD:
        return None
    found = [
        reached for step in thresholds if (reached := _reached(told, step, ground)) is not None
    ]
    best = max(found, key=lambda each: COLOURS.index(each.step["colour"]), default=None)
    if best is None:
        return None
    here = ground.distance_km((last.lon, last.lat))
    zh, en = _words(told, best, here)
    return Finding(
        kind="storm",
        subject=told.code,
        colour=best.step["colour"],
        zh=zh,
        en=en,
        figures={
            "zh": told.zh,
            "en": told.en,
            "distance_km": round(here),
            "nearest_km": round(best.km),
            "nearest_at": best.at,
            "force": best.step.get("force"),
            "wind_ms": None if last.wind_ms is None else round(last.wind_ms, 1),
            "pressure_hpa": last.pressure_hpa,
            "modelled": best.modelled,
        },
        place=(last.lon, last.lat),
        observed_at=last.at,
        until=last.at + HOLD,
        districts=[area.ref() for area in best.districts],
    )


def _words(told: Storm, best: _Reached, here: float) -> tuple[str, str]:
    zh, en = f"台风“{told.zh}”距本市 {here:.0f} 公里", f"Typhoon {told.en} is {here:.0f} km away"
    if best.step.get("force") is not None:
        force, hours = best.step["force"], round((best.at - told.track[-1].at) / _HOUR)
        names_zh = "全市" if best.all else "、".join(area.zh for area in best.districts)
        names_en = "the whole city" if best.all else ", ".join(area.en for area in best.districts)
        zh += f"，{f'约 {hours} 小时后' if hours else '现'} {force} 级风圈影响{names_zh}"
        en += f"; force {force} wind over {names_en}" + (f" in about {hours} h" if hours else "")
    elif best.km < here - 1:
        zh += f"，预计最近 {best.km:.0f} 公里"
        en += f", expected as near as {best.km:.0f} km"
    return zh, en


def _reached(told: Storm, step: Threshold, ground: Ground) -> _Reached | None:
    moments = path(told, timedelta(hours=step["ahead_h"]))
    kms = [ground.distance_km((each.lon, each.lat)) for each in moments]
    near = min(range(len(moments)), key=kms.__getitem__)
    if step.get("force") is None:
        if kms[near] > step["within_km"]:
            return None
        return _Reached(step, kms[near], moments[near].at, [])
    touched, first, modelled = _covered(moments, kms, int(step["force"]), ground)
    if first is None:
        return None
    everywhere = len(touched) == ground.parts > 1
    return _Reached(step, kms[near], first, touched, modelled, everywhere)


def _covered(
    moments: Sequence[Moment], kms: Sequence[float], force: int, ground: Ground
) -> tuple[list[Area], datetime | None, bool]:
    """Return the districts within a wind circle, when first, and whether its reach is modelled."""
    touched: dict[str, Area] = {}
    first, modelled = None, False
    for moment, km in zip(moments, kms, strict=True):
        shape = storms.circle(moment, force) if km <= storms.WIDEST_KM else None
        inside = ground.touched(shape) if shape is not None else []
        if inside and first is None:
            reach = moment.reach(force)
            first, modelled = moment.at, bool(reach and reach.modelled)
        touched |= {area.code: area for area in inside}
    return [touched[code] for code in sorted(touched)], first, modelled


def path(told: Storm, ahead: timedelta) -> list[Moment]:
    """Return where the storm is now and, by the first forecast, will be within `ahead`."""
    last = told.track[-1]
    coming: Sequence[TrackPoint] = told.forecasts[0][1] if told.forecasts and ahead else ()
    points = [last, *(each for each in coming if each.at > last.at)]
    if len(points) < 2:
        return [Moment(last.at, last.lon, last.lat, last.wind_ms, last, last, 0.0)]
    return storms.moments(points, last.at, last.at + ahead)


def by_kind(thresholds: Iterable[Threshold]) -> Callable[[str], list[Threshold]]:
    """Return a lookup of thresholds by their kind."""
    kept = list(thresholds)
    return lambda kind: [each for each in kept if each["kind"] == kind]
