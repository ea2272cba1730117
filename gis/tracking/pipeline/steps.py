"""The steps between a decoded report and a stored position, in their order. Pure.

Each takes the reports that are still believed and marks in them what it finds. A device stands at
one link at a time, so its reports come in the order it sent them; two processes that hold the same
device are put in order by the database.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from gis.datum import shift
from gis.geodesy import METRES_PER_DEGREE, bearing_deg, distance_m
from gis.tracking.devices.model import Device, Spot
from gis.tracking.pipeline.report import (
    BACKFILL,
    MOVING,
    OWN_COURSE,
    OWN_SPEED,
    Report,
    micros,
)

SECOND = 1_000_000
DAY = 86_400 * SECOND
# Clocks of devices run ahead by seconds; one that is minutes ahead would hide what comes after.
MOST_AHEAD = 300 * SECOND
# Receivers without a fix often send 0, 0; some 100 m round it nobody is.
NULL_DEG = 0.001
# Faster than a helicopter, and over more than a bad fix in a street of high houses is off by.
FASTEST_MPS, FURTHEST_M = 120.0, 1_000.0
# Speed and course between two fixes say nothing after longer, or nearer than their error.
LONGEST_STEP, SHORTEST_M = 300 * SECOND, 10.0
# A vehicle moves from 1 m/s on and stands below half of it; receivers that stand drift a little.
MOVES_FROM_MPS, STANDS_BELOW_MPS = 1.0, 0.5
# What a position may hold of these; makers send 0xffff for what they do not know.
MOST_MPS, MOST_M = 2_000.0, 100_000.0

REASONS = ("no-fix", "no-time", "off-earth", "null-island", "future", "old", "jump", "unstorable")
_TO_WGS84 = {"gcj02": shift.gcj02_to_wgs84, "bd09": shift.bd09_to_wgs84}


def judge(reports: Sequence[Report], keep_days: int) -> None:
    """Take reports through all steps."""
    read(reports)
    left = believed(reports)
    for step in (place, refuse_impossible(keep_days)):
        step(left)
        left = believed(left)
    for report in left:
        order(report)
        if report.refused is None:
            enrich(report)
            advance(report)


def believed(reports: Iterable[Report]) -> list[Report]:
    """Return the reports nobody refused."""
    return [report for report in reports if report.refused is None]


def read(reports: Iterable[Report]) -> None:
    """Take time and place from each fix; refuse a fix without one of them."""
    for report in reports:
        fix = report.fix
        if not fix.valid:
            report.refused = "no-fix"
        elif fix.at is None:
            report.refused = "no-time"
        elif not (-180 <= fix.lon <= 180 and -90 <= fix.lat <= 90):
            report.refused = "off-earth"
        else:
            report.at = micros(fix.at)
            report.lon, report.lat = fix.lon, fix.lat


def place(reports: Sequence[Report]) -> None:
    """Bring the positions of each datum to WGS 84, whole arrays at a time."""
    for datum, to_wgs84 in _TO_WGS84.items():
        shifted = [report for report in reports if report.device.datum == datum]
        if not shifted:
            continue
        lon, lat = to_wgs84(
            np.array([report.lon for report in shifted]),
            np.array([report.lat for report in shifted]),
        )
        for report, east, north in zip(shifted, lon.tolist(), lat.tolist(), strict=True):
            report.lon, report.lat = east, north


def refuse_impossible(keep_days: int) -> Callable[[Sequence[Report]], None]:
    """Return the step that refuses the future, what retention dropped, and null island."""
    oldest = keep_days * DAY

    def step(reports: Sequence[Report]) -> None:
        for report in reports:
            age = report.received - report.at
            if -NULL_DEG < report.lon < NULL_DEG and -NULL_DEG < report.lat < NULL_DEG:
                report.refused = "null-island"
            elif age < -MOST_AHEAD:
                report.refused = "future"
            elif age > oldest:
                report.refused = "old"

    return step


def order(report: Report) -> None:
    """Say whether a report moves the marker; refuse a jump nobody can make.

    Older ones and backfill are history alone. A jump that the next report confirms was true: then
    the place before it was wrong.
    """
    device, last = report.device, report.device.last
    if report.fix.backfill:
        report.flags |= BACKFILL
        report.known = True
    elif last is not None and report.at <= last.at:
        report.known = True
    elif last is not None and jumps(last, report) and _unconfirmed(device, report):
        device.doubted = Spot(report.at, report.lon, report.lat)
        report.refused = "jump"
    else:
        device.doubted = None
        report.moves = True
        report.known = last is None


def jumps(before: Spot, report: Report) -> bool:
    """Say whether nobody gets from one place to the other in that time."""
    reach = max(FURTHEST_M, FASTEST_MPS * (report.at - before.at) / SECOND)
    off = abs(report.lat - before.lat) + abs(report.lon - before.lon)
    if off * METRES_PER_DEGREE <= reach:
        return False  # nearly always, and cheaper than a distance
    return distance_m((before.lon, before.lat), (report.lon, report.lat)) > reach


def _unconfirmed(device: Device, report: Report) -> bool:
    doubted = device.doubted
    return doubted is None or report.at <= doubted.at or jumps(doubted, report)


def enrich(report: Report) -> None:
    """Fill in speed and course, and whether the device moves."""
    fix, last = report.fix, report.device.last
    speed, course = _within(fix.speed_mps, MOST_MPS), _within(fix.course_deg, 360.0)
    if report.moves and last is not None and (speed is None or course is None):
        took = report.at - last.at
        before, here = (last.lon, last.lat), (report.lon, report.lat)
        far = distance_m(before, here)
        if took <= LONGEST_STEP:
            if speed is None:
                speed = far * SECOND / took if far > SHORTEST_M else 0.0
                report.flags |= OWN_SPEED
            if course is None and far > SHORTEST_M:
                course = bearing_deg(before, here)
                report.flags |= OWN_COURSE
    report.speed_mps, report.course_deg = speed, course
    if moves_at(speed, was=report.device.moving):
        report.flags |= MOVING


def moves_at(speed_mps: float | None, *, was: bool) -> bool:
    """Say whether a speed means moving; between the two limits it goes on as it was."""
    if speed_mps is None:
        return was
    return speed_mps >= (STANDS_BELOW_MPS if was else MOVES_FROM_MPS)


def advance(report: Report) -> None:
    """Let the device stand where this report says, if it moves the marker."""
    if not report.moves:
        return
    device, moving = report.device, bool(report.flags & MOVING)
    if device.last is None or device.moving != moving:
        device.moving, device.since = moving, report.at
    device.last = Spot(report.at, report.lon, report.lat)


def _within(value: float | None, most: float) -> float | None:
    return value if value is not None and 0 <= value <= most else None
