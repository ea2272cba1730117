"""Positions of one device in columns, as PostgreSQL's binary COPY brings them. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from gis.tracking.pipeline.report import EPOCH
from gis.tracking.pipeline.rows import HEAD, SINCE_2000, TAIL

Floats = NDArray[np.float64]
Times = NDArray[np.int64]
SECOND = 1_000_000
# What is asked of a position, with its type on the wire; a value that is missing is not a number.
THIN = (("at", ">i8"), ("lon", ">f8"), ("lat", ">f8"), ("speed_mps", ">f4"), ("course_deg", ">f4"))
WHOLE = (
    *THIN,
    ("altitude_m", ">f4"),
    ("accuracy_m", ">f4"),
    ("received_at", ">i8"),
    ("flags", ">i2"),
)
Columns = tuple[tuple[str, str], ...]
_OPTIONAL = frozenset({"speed_mps", "course_deg", "altitude_m", "accuracy_m"})


def selected(columns: Columns) -> str:
    """Return what a query has to select for these columns."""
    return ", ".join(
        f"coalesce({name}, 'NaN'::real)" if name in _OPTIONAL else name for name, _ in columns
    )


def table(data: bytes, columns: Columns) -> NDArray[np.void]:
    """Return the rows of a binary COPY; before each value stands its length."""
    fields = [("count", ">i2")]
    for name, kind in columns:
        fields += [(f"{name}_bytes", ">i4"), (name, kind)]
    return np.frombuffer(data[len(HEAD) : len(data) - len(TAIL)], np.dtype(fields))


def moments(column: NDArray[np.int64]) -> Times:
    """Return times of PostgreSQL as microseconds of Unix time."""
    return column.astype(np.int64) + SINCE_2000


def moment(micros: int) -> datetime:
    """Return microseconds of Unix time as a moment, UTC."""
    return EPOCH + timedelta(microseconds=int(micros))


@dataclass(frozen=True, slots=True)
class Points:
    """Positions by time: `at` in Unix microseconds, degrees WGS 84, m/s (NaN = not told)."""

    at: Times
    lon: Floats
    lat: Floats
    speed: Floats

    def __len__(self) -> int:
        return len(self.at)


def points(rows: NDArray[np.void]) -> Points:
    """Return rows as columns of the machine's own kind."""
    return Points(
        moments(rows["at"]),
        rows["lon"].astype(np.float64),
        rows["lat"].astype(np.float64),
        rows["speed_mps"].astype(np.float64),
    )
