"""Reads frames of positions as a screen does (docs/reference/live.md)."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from gis.tracking.moving.fleet import ROW

COLUMNS = (("number", "<u4"), ("lon", "<i4"), ("lat", "<i4"), ("age", "<i4"), ("unit", "V16"),
           ("speed", "<u2"), ("course", "<u2"), ("moving", "u1"))  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """A device as a screen shows it: degrees, Unix seconds, m/s, degrees."""

    lon: float
    lat: float
    at: float
    speed: float | None
    course: float | None
    moving: bool


class Shown:
    """What a screen shows, kept up by frames."""

    def __init__(self) -> None:
        self.boards: set[str] = set()
        self.devices: dict[int, Seen] = {}
        self.units: dict[int, UUID] = {}

    def read(self, frame: bytes) -> tuple[bool, list[int]]:
        """Take a frame; return whether it was a whole one, and the devices it names."""
        version, whole, length, count, at_ms = struct.unpack_from("<BBHId", frame)
        start = struct.calcsize("<BBHId")
        assert version == 1
        self.boards.add(frame[start : start + length].decode())
        start += -(-length // 4) * 4
        columns = {}
        for name, kind in COLUMNS:
            if name != "unit" or whole:
                columns[name] = np.frombuffer(frame, kind, count, start)
                start += columns[name].nbytes
        assert start == len(frame)
        if whole:
            self.devices.clear()
            self.units.clear()
        for index, number in enumerate(columns["number"].tolist()):
            self.devices[number] = Seen(
                columns["lon"][index] / 1e7,
                columns["lat"][index] / 1e7,
                (at_ms - columns["age"][index]) / 1000,
                None if columns["speed"][index] == 0xFFFF else columns["speed"][index] / 100,
                None if columns["course"][index] == 0xFFFF else columns["course"][index] / 100,
                bool(columns["moving"][index]),
            )
            if whole and any(unit := bytes(columns["unit"][index])):
                self.units[number] = UUID(bytes=unit)
        return bool(whole), columns["number"].tolist()


def message(rows: Iterable[tuple[int, float, float, float]]) -> bytes:
    """Return what a process tells that has stored (number, Unix seconds, lon, lat)."""
    packed = np.array(
        [
            (number, round(at * 1e6), round(lon * 1e7), round(lat * 1e7), 1250, 0xFFFF, 1, b"")
            for number, at, lon, lat in rows
        ],
        ROW,
    )
    return struct.pack("<BxH", 1, len(packed)) + packed.tobytes()
