"""Sentences of one time put together into one fix, as gpsd does. Pure.

A receiver tells of one moment in several sentences, one with the height, one with the date and the
speed. They are one fix as long as they name the same time; the first of another time ends it.
"""

from collections import Counter
from dataclasses import fields as fields_of
from datetime import UTC, date, datetime, timedelta

from gis.tracking import nmea
from gis.tracking.fix import Fix
from gis.tracking.nmea import Told
from gis.tracking.numbers import BadReport

HALF_A_DAY = timedelta(hours=12)
# Told of a time without a time of their own: they fill what is missing, never change it.
FILLING = "VTG"
COUNTED = (*nmea.KINDS, "GSA", "GSV")
_NAMES = tuple(each.name for each in fields_of(Told))


class Epochs:
    """The sentences of one receiver on one link.

    `counts` has sentences by kind, `AIS`, `other`, and what was refused: `checksum`, `malformed`.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._open = Told()
        self._on: date | None = None
        self._last: timedelta | None = None

    def feed(self, line: bytes) -> Fix | None:
        """Take one line; return the fix of the time before, once a new time begins."""
        try:
            fields = nmea.sentence(line)
            kind = fields[0][-3:]
            told = nmea.told(fields)
        except BadReport as error:
            self.counts["checksum" if str(error) == "checksum" else "malformed"] += 1
            return None
        if nmea.is_ais(fields):
            kind = "AIS"
        self.counts[kind if kind in (*COUNTED, "AIS") else "other"] += 1
        return None if told is None else self._take(told, filling=kind == FILLING)

    def ended(self) -> Fix | None:
        """Return the fix that is still open: when a link is silent or closes."""
        done, self._open = self._open, Told()
        return self._fix(done)

    def _take(self, told: Told, *, filling: bool) -> Fix | None:
        fix = None
        new = told.since_midnight
        if new is not None and self._open.since_midnight not in (None, new):
            fix = self.ended()
        for name in _NAMES:
            value = getattr(told, name)
            if value is None or (filling and getattr(self._open, name) is not None):
                continue
            if name == "valid" and self._open.valid is False:
                continue  # one sentence that denies a fix is enough
            setattr(self._open, name, value)
        return fix

    def _fix(self, told: Told) -> Fix | None:
        at = self._at(told)
        if told.place is None:
            return None
        extras = {name: getattr(told, name) for name in ("satellites", "hdop", "quality")}
        return Fix(
            at,
            *told.place,
            bool(told.valid),
            told.altitude_m,
            told.speed_mps,
            told.course_deg,
            extras={name: value for name, value in extras.items() if value is not None},
        )

    def _at(self, told: Told) -> datetime | None:
        """A time without a date is near the last one that had a date, also across midnight."""
        time, last = told.since_midnight, self._last
        if told.on is not None:
            self._on = told.on
        elif self._on is not None and time is not None and last is not None:
            days = (time - last < -HALF_A_DAY) - (time - last > HALF_A_DAY)
            self._on = _moved(self._on, days)
        if time is None or self._on is None:
            return None
        self._last = time
        return datetime(self._on.year, self._on.month, self._on.day, tzinfo=UTC) + time


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days)
    except OverflowError:
        return day
