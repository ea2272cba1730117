"""Past positions as a live board is told them: frames of docs/reference/live.md, one after another.

A replay feeds them to the same layer of its map; each has its length before it. Pure.
"""

import struct
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from gis.tracking.history.points import SECOND, moments
from gis.tracking.moving.fleet import DEGREE, ROW, packed
from gis.tracking.pipeline.report import micros
from gis.tracking.pipeline.tell import NONE, hundredths

# Each frame has its length before it: unsigned, 32 bits, little-endian.
LENGTH = struct.Struct("<I")


def film(
    begin: datetime, step_s: float, those: Sequence[tuple[UUID, Any]], later: NDArray[np.void]
) -> bytes:
    """Return a whole frame of the beginning, then one for each step in which somebody told.

    `those` are units with the position of a device of theirs; `later` steps of these devices.
    """
    start = micros(begin)
    units = b"".join(unit.bytes for unit, _ in those)
    frames = [packed(b"", _rows(those), start / 1000, units)]
    here = later[np.isin(later["device"], [row["number"] for _, row in those])]
    here = here[np.lexsort((here["device"], here["step"]))]
    for rows in np.split(here, np.flatnonzero(np.diff(here["step"])) + 1):
        if len(rows):
            passed = int(rows["step"][0]) * step_s * SECOND
            frames.append(packed(b"", _changed(rows), (start + passed) / 1000, None))
    return b"".join(LENGTH.pack(len(frame)) + frame for frame in frames)


def _rows(those: Sequence[tuple[UUID, Any]]) -> NDArray[np.void]:
    rows = np.zeros(len(those), ROW)
    for index, (_, row) in enumerate(those):
        rows[index] = (
            row["number"],
            micros(row["at"]),
            round(row["lon"] * DEGREE),
            round(row["lat"] * DEGREE),
            hundredths(row["speed_mps"]),
            hundredths(row["course_deg"]),
            row["moving"],
            b"",
        )
    return rows


def _changed(told: NDArray[np.void]) -> NDArray[np.void]:
    rows = np.zeros(len(told), ROW)
    rows["number"] = told["device"]
    rows["at"] = moments(told["at"])
    for name in ("lon", "lat"):
        rows[name] = np.round(told[name] * DEGREE)
    for name, source in (("speed", "speed_mps"), ("course", "course_deg")):
        value = np.minimum(np.round(told[source].astype(np.float64) * 100), NONE - 1)
        rows[name] = np.where(np.isnan(value), NONE, np.nan_to_num(value))
    rows["moving"] = told["moving"] != 0
    return rows
