"""Where every device is now, in columns, and what boards are told of it. Pure.

The numbers of devices are small and without great gaps, so a device's number is its place in the
columns. Degrees are whole ten-millionths (a centimetre), times Unix microseconds.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from kernel.api import Area, Sight

# A message between processes: version, count, then rows (gis/tracking/pipeline/tell.py).
MESSAGE_VERSION, HEAD_BYTES = 1, 4
ROW = np.dtype(
    [
        ("number", "<u4"), ("at", "<i8"), ("lon", "<i4"), ("lat", "<i4"), ("speed", "<u2"),
        ("course", "<u2"), ("moving", "u1"), ("unused", "V3"),
    ]
)  # fmt: skip
PLACE = np.dtype([("lon", "<i4"), ("lat", "<i4")])
# A frame: version, whole, length of the board's id, count, milliseconds of Unix time.
FRAME_VERSION = 1
FRAME_HEAD = struct.Struct("<BBHId")
ALIGNED = 4
DEGREE = 1e7
# Times of devices lie before the frame's, in milliseconds; 24 days are the most that fits.
OLDEST_MS = 2**31 - 1
# Ten times the largest fleet in the figures; a number above it is no device of ours.
MOST_DEVICES = 65_536
_NOWHERE = -1
_NO_UNIT = bytes(16)
Rows = NDArray[np.void]
Indexes = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Known:
    """A device as the register has it; `unit` is None when it is bound to none."""

    number: int
    unit: UUID | None
    scope: UUID


class Fleet:
    """The devices of one process.

    `sees` holds for each sight the scopes within it; a sight that was asked for and is not known
    stands in `asked`.
    """

    def __init__(self) -> None:
        self.sees: dict[Sight, NDArray[np.bool_]] = {}
        self.asked: set[Sight] = set()
        self.strangers = False
        self._scopes: dict[UUID, int] = {}
        self._scope = np.full(MOST_DEVICES, _NOWHERE, np.int32)
        self._unit = np.zeros((MOST_DEVICES, 16), np.uint8)
        self._now = np.zeros(MOST_DEVICES, ROW)
        # Where each was told to be last, and before that.
        self._told = np.zeros(MOST_DEVICES, PLACE)
        self._before = np.zeros(MOST_DEVICES, PLACE)
        self._touched = np.zeros(MOST_DEVICES, bool)
        self._told_once = np.zeros(MOST_DEVICES, bool)
        self._new = np.zeros(MOST_DEVICES, bool)  # told for the first time in this turn
        self._changed: Indexes = np.zeros(0, np.intp)
        self._whole = False

    def know(self, devices: list[Known]) -> None:
        """Take the register of active devices as it is now; others are shown no more.

        Boards are told the whole when anything in it is different.
        """
        scope = np.full(MOST_DEVICES, _NOWHERE, np.int32)
        unit = np.zeros((MOST_DEVICES, 16), np.uint8)
        known = [each for each in devices if each.number < MOST_DEVICES]
        numbers = [each.number for each in known]
        scope[numbers] = [self._scopes.setdefault(each.scope, len(self._scopes)) for each in known]
        units = b"".join(each.unit.bytes if each.unit else _NO_UNIT for each in known)
        unit[numbers] = np.frombuffer(units, np.uint8).reshape(-1, 16)
        if not (np.array_equal(scope, self._scope) and np.array_equal(unit, self._unit)):
            self._scope, self._unit, self._whole = scope, unit, True
        self.strangers = False

    @property
    def scopes(self) -> list[UUID]:
        """The scopes of the devices, in the order `see` takes them."""
        return list(self._scopes)

    def see(self, sights: Mapping[Sight, frozenset[UUID]]) -> None:
        """Take the scopes each sight sees; sights left out are forgotten."""
        seen = {
            sight: np.array([scope in within for scope in self._scopes], bool)
            for sight, within in sights.items()
        }
        self._whole |= any(
            sight in seen and not np.array_equal(seen[sight], was)
            for sight, was in self.sees.items()
        )
        self.sees = seen
        self.asked -= seen.keys()

    def heard(self, message: bytes) -> None:
        """Take in positions another process has stored. Raises `ValueError` for anything else."""
        if len(message) < HEAD_BYTES or message[0] != MESSAGE_VERSION:
            raise ValueError("no positions of this version")
        self.take(np.frombuffer(message, ROW, offset=HEAD_BYTES))

    def take(self, rows: Rows) -> None:
        """Take in positions; what is older than what is known of a device is left out."""
        rows = rows[rows["number"] < MOST_DEVICES]
        rows = rows[np.argsort(rows["at"], kind="stable")]  # the last of a device stays
        rows = rows[rows["at"] > self._now["at"][rows["number"]]]
        numbers = rows["number"]
        self._now[numbers] = rows
        self._touched[numbers] = True
        self.strangers |= bool(np.any(self._scope[numbers] == _NOWHERE))

    def turn(self) -> bool:
        """Begin a turn; say whether every board has to be told the whole."""
        self._changed = changed = np.flatnonzero(self._touched)
        self._touched[changed] = False
        self._before[changed] = self._told[changed]
        self._told[changed] = self._now[["lon", "lat"]][changed]
        self._new[changed] = ~self._told_once[changed]
        self._told_once[changed] = True
        whole, self._whole = self._whole, False
        return whole

    def frame(
        self, board: bytes, sight: Sight, area: Area | None, *, whole: bool, at_ms: float
    ) -> bytes | None:
        """Return what a board is told at a moment: all it sees, or what changed in this turn.

        What has left the area since the last turn is told once more. What is new to the board, by
        its first position or because it came into the area, makes the frame a whole one: only
        these name units. None: nothing changed, or what the sight sees is not known yet.
        """
        sees = self.sees.get(sight)
        if sees is None:
            self.asked.add(sight)
            return None
        if not whole:
            changed = self._seen(self._changed, sees)
            new = self._new[changed]
            if area is not None:
                inside, was = (
                    _inside(self._now[changed], area),
                    _inside(self._before[changed], area),
                )
                changed, new = changed[inside | was], (inside & (new | ~was))
            if not new.any():
                return self._packed(board, changed, at_ms, whole=False) if len(changed) else None
        those = self._seen(np.flatnonzero(self._now["at"]), sees)
        if area is not None:
            those = those[_inside(self._now[those], area)]
        return self._packed(board, those, at_ms, whole=True)

    def _seen(self, those: Indexes, sees: NDArray[np.bool_]) -> Indexes:
        scope = self._scope[those]
        seen: Indexes = those[
            (scope != _NOWHERE) & np.append(sees, False)[np.minimum(scope, len(sees))]
        ]
        return seen

    def _packed(self, board: bytes, those: Indexes, at_ms: float, *, whole: bool) -> bytes:
        return packed(
            board, self._now[those], at_ms, self._unit[those].tobytes() if whole else None
        )


def packed(board: bytes, rows: Rows, at_ms: float, units: bytes | None) -> bytes:
    """Return the frame of some rows at a moment; it is whole when it names their units."""
    age = np.clip(at_ms - rows["at"] / 1000, -OLDEST_MS, OLDEST_MS).astype("<i4")
    return b"".join(
        (
            FRAME_HEAD.pack(FRAME_VERSION, units is not None, len(board), len(rows), at_ms),
            board.ljust(-(-len(board) // ALIGNED) * ALIGNED, b"\0"),
            rows["number"].tobytes(),
            rows["lon"].tobytes(),
            rows["lat"].tobytes(),
            age.tobytes(),
            units or b"",
            rows["speed"].tobytes(),
            rows["course"].tobytes(),
            rows["moving"].tobytes(),
        )
    )


def _inside(places: Rows, area: Area) -> NDArray[np.bool_]:
    lon, lat = places["lon"], places["lat"]
    west, east = area.west * DEGREE, area.east * DEGREE
    level = (lat >= area.south * DEGREE) & (lat <= area.north * DEGREE)
    if west <= east:
        return level & (lon >= west) & (lon <= east)
    return level & ((lon >= west) | (lon <= east))
