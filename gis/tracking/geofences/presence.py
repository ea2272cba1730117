"""Who is inside which area, and who has just come or gone. Pure.

A unit is inside from when its way touches an area until it leaves the area grown by a margin: so
one that stands at the edge, with a receiver that wavers, comes and goes once. The way between two
fixes is the straight line, so an area that was driven through between them counts; after a gap
nothing is known of the way, and only the places count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np
import shapely
from numpy.typing import NDArray

from gis.projection import buffered

# Wider than a receiver between houses wavers from side to side (30 m each way).
MARGIN_M = 60.0
# Beyond it a straight line says nothing about the way.
MOST_GAP_S = 300.0
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fence:
    """An area to watch: a polygon or several, WGS 84 in degrees."""

    key: UUID
    area: shapely.Geometry
    margin_m: float = MARGIN_M


@dataclass(frozen=True, slots=True)
class Moves:
    """Fixes in any order, as columns: device (≥ 0), Unix time in seconds, WGS 84 in degrees."""

    device: NDArray[np.int64]
    at: Numbers
    lon: Numbers
    lat: Numbers

    @classmethod
    def of(cls, rows: Iterable[tuple[int, float, float, float]]) -> "Moves":
        """Make columns of rows (device, at, lon, lat)."""
        device, *columns = zip(*rows, strict=True)
        at, lon, lat = (np.array(column, np.float64) for column in columns)
        return cls(np.array(device, np.int64), at, lon, lat)

    def in_order(self) -> "Moves":
        """Return them by device, then by time."""
        order = np.lexsort((self.at, self.device))
        return Moves(self.device[order], self.at[order], self.lon[order], self.lat[order])


@dataclass(frozen=True, slots=True)
class Crossing:
    """A device came (`entered`) or went; `since` is when it had come."""

    device: int
    fence: UUID
    entered: bool
    at: float
    since: float


@dataclass(slots=True)
class Presence:
    """What is remembered of a device: its last fix, and since when it is inside which fence."""

    at: float
    lon: float
    lat: float
    inside: dict[UUID, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one fix has to do with one fence."""

    fence: UUID
    touched: bool
    kept: bool


class Watch:
    """Judges fixes against many fences at once; made anew when a fence changes.

    `devices` is what is remembered; it outlives the watch.
    """

    def __init__(self, fences: Sequence[Fence], devices: dict[int, Presence]) -> None:
        self.devices = devices
        self._keys = [fence.key for fence in fences]
        self._areas = np.array([fence.area for fence in fences], dtype=object)
        grown = [buffered(fence.area, fence.margin_m) for fence in fences]
        self._grown = np.array(grown, dtype=object)
        shapely.prepare(self._areas)
        shapely.prepare(self._grown)
        self._tree = shapely.STRtree(grown)
        known = set(self._keys)
        for presence in devices.values():
            for key in presence.inside.keys() - known:
                del presence.inside[key]

    def judge(self, moves: Moves) -> list[Crossing]:
        """Remember the fixes and return who came and went, in order of device and time.

        Fixes older than the last of their device are left out.
        """
        moves = self._news(moves.in_order())
        if not len(moves.at):
            return []
        seen = self._seen(moves, *self._ways(moves))
        return self._crossings(moves, seen)

    def _news(self, moves: Moves) -> Moves:
        first = _firsts(moves)
        last = [self.devices.get(int(device)) for device in moves.device[first]]
        latest = np.array([-np.inf if each is None else each.at for each in last])
        counts = np.diff(first, append=len(moves.at))
        repeated = moves.at == np.roll(moves.at, 1)
        repeated[first] = False
        new = (moves.at > np.repeat(latest, counts)) & ~repeated
        return Moves(moves.device[new], moves.at[new], moves.lon[new], moves.lat[new])

    def _ways(self, moves: Moves) -> tuple[Numbers, Numbers]:
        """Return where each fix came from: the fix before, or itself where that is too long ago."""
        at, lon, lat = (np.roll(each, 1) for each in (moves.at, moves.lon, moves.lat))
        for index in _firsts(moves):
            last = self.devices.get(int(moves.device[index]))
            at[index] = -np.inf if last is None else last.at
            if last is not None:
                lon[index], lat[index] = last.lon, last.lat
        lost = moves.at - at > MOST_GAP_S
        return np.where(lost, moves.lon, lon), np.where(lost, moves.lat, lat)

    def _seen(self, moves: Moves, from_lon: Numbers, from_lat: Numbers) -> dict[int, list[_Seen]]:
        """Return for each fix that is near any fence what it has to do with it."""
        ends = np.stack([from_lon, from_lat, moves.lon, moves.lat], axis=1).reshape(-1, 2, 2)
        ways = shapely.linestrings(ends)
        which, fence = self._tree.query(ways)
        lon, lat = moves.lon[which], moves.lat[which]
        kept = shapely.intersects_xy(self._grown[fence], lon, lat)
        touched = kept & shapely.intersects_xy(self._areas[fence], lon, lat)
        moved = ~touched & ((from_lon[which] != lon) | (from_lat[which] != lat))
        touched[moved] = shapely.intersects(self._areas[fence[moved]], ways[which[moved]])
        seen: dict[int, list[_Seen]] = {}
        some = np.flatnonzero(touched | kept)
        for index, key, touch, keep in zip(
            which[some].tolist(), fence[some].tolist(), touched[some].tolist(), kept[some].tolist(),
            strict=True,
        ):  # fmt: skip
            seen.setdefault(index, []).append(_Seen(self._keys[key], touch, keep))
        return seen

    def _crossings(self, moves: Moves, seen: dict[int, list[_Seen]]) -> list[Crossing]:
        crossings: list[Crossing] = []
        columns = (moves.device.tolist(), moves.at.tolist(), moves.lon.tolist(), moves.lat.tolist())
        for index, (device, at, lon, lat) in enumerate(zip(*columns, strict=True)):
            presence = self.devices.get(device)
            if presence is None:
                presence = self.devices[device] = Presence(at, lon, lat)
            presence.at, presence.lon, presence.lat = at, lon, lat
            near = seen.get(index, ())
            if not near and not presence.inside:
                continue
            for each in near:
                if each.touched and each.fence not in presence.inside:
                    presence.inside[each.fence] = at
                    crossings.append(Crossing(device, each.fence, True, at, at))
            kept = {each.fence for each in near if each.kept}
            for key in [key for key in presence.inside if key not in kept]:
                since = presence.inside.pop(key)
                crossings.append(Crossing(device, key, False, at, since))
        return crossings


def _firsts(moves: Moves) -> NDArray[np.int64]:
    """Return where each device begins in ordered fixes."""
    return np.flatnonzero(np.diff(moves.device, prepend=-1))
