"""A track as a file, every position of it: GPX 1.1, GeoJSON, CSV; written piece by piece. Pure.

Nothing of strangers is read here, so no sandbox; the positions are in memory, so nothing is asked
while it is sent.
"""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from gis.formats.write_texts import xml
from gis.tracking.history.points import moment, moments
from gis.tracking.pipeline.report import BACKFILL
from kernel.api import sheet

# Rows that become text at once: some 200 KB.
PIECE = 2_000
GARMIN = "http://www.garmin.com/xmlschemas/TrackPointExtension/v2"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="wanglou" '
    f'xmlns="http://www.topografix.com/GPX/1/1" xmlns:gpxtpx="{GARMIN}">'
)
_TITLES = (
    "时间 time", "经度 lon", "纬度 lat", "海拔 altitude_m", "速度 speed_mps", "方向 course_deg",
    "精度 accuracy_m", "收到 received_at", "补传 backfill", "设备 device",
)  # fmt: skip
Rows = NDArray[np.void]
# A device and its rows, already cut where it was silent.
Part = tuple[str, list[Rows]]
KINDS = {
    "gpx": "application/gpx+xml",
    "geojson": "application/geo+json",
    "csv": "text/csv; charset=utf-8",
}


def cut(rows: Rows, gap_us: int) -> list[Rows]:
    """Return rows in parts without a silence longer than that."""
    return np.split(rows, np.flatnonzero(np.diff(rows["at"]) > gap_us) + 1)


def written(kind: str, name: str, parts: list[Part]) -> Iterator[bytes]:
    """Yield a file of a kind, with its name in it."""
    yield from {"gpx": _gpx, "geojson": _geojson, "csv": _csv}[kind](name, parts)


def _gpx(name: str, parts: list[Part]) -> Iterator[bytes]:
    yield f"{_HEAD}<metadata><name>{xml(name)}</name></metadata>\n".encode()
    for device, segments in parts:
        yield f"<trk><name>{xml(device)}</name>".encode()
        for segment in segments:
            yield b"<trkseg>\n"
            for row in _told(segment):
                yield "".join(map(_trkpt, row)).encode()
            yield b"</trkseg>"
        yield b"</trk>\n"
    yield b"</gpx>\n"


def _trkpt(row: dict[str, Any]) -> str:
    height = "" if row["altitude_m"] is None else f"<ele>{row['altitude_m']}</ele>"
    motion = "".join(
        f"<gpxtpx:{tag}>{row[name]}</gpxtpx:{tag}>"
        for tag, name in (("speed", "speed_mps"), ("course", "course_deg"))
        if row[name] is not None
    )
    more = (
        f"<extensions><gpxtpx:TrackPointExtension>{motion}</gpxtpx:TrackPointExtension>"
        "</extensions>"
        if motion
        else ""
    )
    return (
        f'<trkpt lat="{row["lat"]}" lon="{row["lon"]}">{height}<time>{_iso(row["at"])}</time>'
        f"{more}</trkpt>\n"
    )


def _geojson(name: str, parts: list[Part]) -> Iterator[bytes]:
    head = orjson.dumps({"type": "FeatureCollection", "name": name})[:-1]
    yield head + b',"features":['
    comma = b"\n"
    for device, segments in parts:
        for rows in _pieces(segments):
            yield comma + b",\n".join(orjson.dumps(_feature(device, row)) for row in rows)
            comma = b",\n"
    yield b"\n]}\n"


def _feature(device: str, row: dict[str, Any]) -> dict[str, Any]:
    about = {key: value for key, value in row.items() if key not in ("lon", "lat")}
    point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    return {"type": "Feature", "properties": {"device": device, **about}, "geometry": point}


def _csv(_: str, parts: list[Part]) -> Iterator[bytes]:
    yield sheet.document(_TITLES, [])
    for device, segments in parts:
        called = sheet.cell(device)
        for rows in _pieces(segments):
            text = io.StringIO()
            csv.writer(text).writerows((*_cells(row), called) for row in rows)
            yield text.getvalue().encode()


def _pieces(segments: list[Rows]) -> Iterator[list[dict[str, Any]]]:
    for segment in segments:
        yield from _told(segment)


def _cells(row: dict[str, Any]) -> tuple[Any, ...]:
    at, received = _iso(row["at"]), _iso(row["received_at"])
    names = ("lon", "lat", "altitude_m", "speed_mps", "course_deg", "accuracy_m")
    return (at, *(row[name] for name in names), received, int(row["backfill"]))


def _told(segment: Rows) -> Iterator[list[dict[str, Any]]]:
    """Yield pieces of a segment as values of Python, in the order of the columns."""
    for start in range(0, len(segment), PIECE):
        rows = segment[start : start + PIECE]
        columns = {
            "at": [moment(at) for at in moments(rows["at"]).tolist()],
            "lon": np.round(rows["lon"], 7).tolist(),
            "lat": np.round(rows["lat"], 7).tolist(),
            "altitude_m": _numbers(rows["altitude_m"]),
            "speed_mps": _numbers(rows["speed_mps"]),
            "course_deg": _numbers(rows["course_deg"]),
            "accuracy_m": _numbers(rows["accuracy_m"]),
            "received_at": [moment(at) for at in moments(rows["received_at"]).tolist()],
            "backfill": ((rows["flags"] & BACKFILL) != 0).tolist(),
        }
        yield [
            dict(zip(columns, values, strict=True))
            for values in zip(*columns.values(), strict=True)
        ]


def _numbers(column: NDArray[np.void]) -> list[float | None]:
    rounded = np.round(column.astype(np.float64), 2).tolist()
    return [None if each != each else each for each in rounded]


def _iso(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
