"""What the parent may order the child to do, and how the child answers: all as frames."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj.exceptions import ProjError

from gis.datum import crs
from gis.datum.guard import District
from gis.formats import gpx_points, limits, reading, survey, writing
from gis.formats.model import Coordinates, Fault, Reading, Refused
from gis.formats.reading import Mapped
from gis.sandbox import frames

INPUT = "input"
# Rows of one frame, and the bytes of shapes after which it is sent earlier.
BATCH_ROWS, BATCH_BYTES = 1_000, 8 * 1024 * 1024
Document = Mapping[str, Any]


def warm() -> None:
    """Load what libraries load late, before the files are out of reach."""
    crs.to_wgs84(np.array([38_500_000.0]), np.array([2_600_000.0]), 4526, "gcj02")
    shapely.make_valid(shapely.Point(0, 0))
    str(np.datetime64("2024-01-01"))


def follow(order: Document, blob: bytes, *, folder: Path) -> None:
    """Follow one order; the last frame is `done` or `refused`."""
    try:
        if order["do"] == "inspect":
            _send({"done": _inspected(order, blob, folder)})
        elif order["do"] == "read":
            _read(order, folder)
        elif order["do"] == "points":
            found, left_out = gpx_points.points(folder / INPUT)
            _send({"done": {"rows": len(found), "left_out": left_out}}, [found.tobytes()])
        else:
            _send({"done": writing.write(order, folder, sys.stdin.buffer)})
    except Refused as refused:
        _send({"refused": {"code": refused.code, "detail": refused.detail}})
    except MemoryError:
        detail = "The file needs more memory than one import may take."
        _send({"refused": {"code": "too-large", "detail": detail}})
    except ProjError as error:
        _send({"refused": {"code": "crs-unknown", "detail": str(error)[:200]}})


def _send(document: Document, parts: list[bytes] | None = None) -> None:
    frames.write(sys.stdout.buffer, document, parts or [])


def _reading(given: Document) -> Reading:
    layers = given.get("layers")
    return Reading(
        layers=tuple(layers) if layers is not None else None,
        encoding=given.get("encoding"),
        delimiter=given.get("delimiter"),
        crs=given.get("crs"),
        datum=given.get("datum"),
        coordinates=Coordinates.told(given.get("coordinates")),
        lon=given["lon"],
        zone=given["zone"],
    )


def _inspected(order: Document, blob: bytes, folder: Path) -> dict[str, Any]:
    opened = reading.opened(folder / INPUT, order["name"], folder, _reading(order["reading"]))
    seen = survey.Survey(opened)
    seen.run()
    outlines = frames.cut(blob, [each["size"] for each in order["districts"]])
    districts = [
        District(each["code"], tuple(each["names"]), outline)
        for each, outline in zip(order["districts"], outlines, strict=True)
    ]
    return seen.preview(districts)


def _read(order: Document, folder: Path) -> None:
    """Send all rows after the first `skip`; with a fault found, only faults from then on."""
    wanted = _reading(order["reading"])
    opened = reading.opened(folder / INPUT, order["name"], folder, wanted)
    mapped = [Mapped(each["source"], each["name"], each["type"]) for each in order["columns"]]
    out = _Out(order["skip"], frozenset(order["leave_out"]))
    for found in _features(opened, mapped, wanted.zone, out):
        out.add(*found)
    out.flush()
    notes = dict(opened.notes)
    _send({"done": {"rows": out.number, "left_out": out.left_out, "notes": notes}})


Feature = tuple[int, dict[str, Any], bytes]


def _features(
    opened: reading.Opened, mapped: list[Mapped], zone: str, out: "_Out"
) -> Iterator[Feature]:
    for placed in opened.placed():
        fault, kept = placed.fault, {}
        if fault is None:
            found = reading.kept(placed.row, mapped, placed.layer, zone)
            fault, kept = (found, {}) if isinstance(found, Fault) else (None, found)
        if fault is not None:
            out.fault(fault, placed)
            if out.faults >= limits.MOST_FAULTS:
                return
        elif not out.faults:
            for part in placed.parts:
                yield placed.row.number, kept, shapely.to_wkb(part, output_dimension=2)


class _Out:
    """Gathers features into frames."""

    def __init__(self, skip: int, leave_out: frozenset[str]) -> None:
        self._skip = skip
        self._leave_out = leave_out
        self._rows: list[tuple[int, int, dict[str, Any], int]] = []
        self._parts: list[bytes] = []
        self._bytes = 0
        self.number = 0
        self.faults = 0
        self.left_out = 0

    def add(self, row: int, properties: dict[str, Any], shape: bytes) -> None:
        self.number += 1
        if self.number <= self._skip:
            return
        self._rows.append((self.number, row, properties, len(shape)))
        self._parts.append(shape)
        self._bytes += len(shape)
        if len(self._rows) >= BATCH_ROWS or self._bytes >= BATCH_BYTES:
            self.flush()

    def fault(self, fault: Fault, placed: reading.Placed) -> None:
        if fault.code in self._leave_out:
            self.left_out += 1
            return
        self.faults += 1
        _send({"fault": survey.told(placed.row.number, placed.layer, fault)})

    def flush(self) -> None:
        if self._rows:
            _send({"rows": self._rows}, self._parts)
        self._rows, self._parts, self._bytes = [], [], 0
